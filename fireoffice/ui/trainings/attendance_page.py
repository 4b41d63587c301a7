"""登记签到: who was expected and who came, entered fast and written as one action."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from itertools import pairwise
from typing import Any, Final

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fireoffice.core.errors import OfficeError
from fireoffice.domain.dates import format_date
from fireoffice.domain.sign_in_sheets import read_names
from fireoffice.domain.trainings import PRESENT, WAITED_FOR
from fireoffice.registers import TRAININGS
from fireoffice.services.entry import drafts
from fireoffice.services.office import Office
from fireoffice.services.trainings import attendance
from fireoffice.services.trainings.attendance import Added, Line
from fireoffice.services.trainings.attendee_sources import Candidate
from fireoffice.ui.grid.clipboard import from_clipboard
from fireoffice.ui.grid.foot import GridFoot
from fireoffice.ui.grid.page import BatchWidget, Hints
from fireoffice.ui.parts.basics import button, label, rule, tighten
from fireoffice.ui.theme import theme
from fireoffice.ui.trainings.adding import AddingPanel, LastList
from fireoffice.ui.trainings.linking import LinkMenu
from fireoffice.ui.trainings.name_list import NameList
from fireoffice.ui.trainings.name_side import NameSide
from fireoffice.ui.trainings.names_table import NamesTable

_DRAFT_REST_MS: Final = 2000


class AttendancePage(BatchWidget):
    """The list on the left, whom to add on the right; nothing is written before the verb."""

    def __init__(self, office: Office, training_id: str, parent: QWidget | None = None) -> None:
        super().__init__(office, TRAININGS, parent)
        self._training = training_id
        self._found = attendance.sign_in_list(office, training_id)
        self.names = NameList(self)
        self.table = NamesTable(self)
        self.adding = AddingPanel(office, self._found.audience)
        self.foot = GridFoot()
        self.side = NameSide(self.adding, self.choices)
        self.all_present = button(
            "其余全部已到", "word", hint="没有标记的都记为已到（Ctrl+Shift+A）"
        )
        self.paste = button("粘贴Excel名单", "word", hint="从Excel、WPS复制后粘贴（Ctrl+V）")
        self.back = button("返回列表", "flat", "chevron-left", hint="返回列表（Esc）")
        self._empty = label(part="label")
        self._keep = ""
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_DRAFT_REST_MS)
        self._lay_out()
        self._connect()
        self.names.start(self._found.lines)
        kept = drafts.draft(office, self._draft_key())
        if kept:
            self.names.resume(kept)
            self.tell("上次没有保存的名单还在这里，可以接着登记。")
        last = attendance.last_list(office, training_id)
        if last:
            title = f"{last[0].held_on:%m-%d}{last[0].topic}"
            self.adding.offer_last(LastList(title, last[1]))
        self._refresh()

    def begin(self) -> None:
        if self.names.keyed():
            self.table.setFocus()
        else:
            self.adding.search.setFocus()

    def confirm(self) -> None:
        """Write the list as one action and go back."""
        try:
            saved = attendance.save(
                self.office, self._training, self.names.lines(), self.foot.button.text()
            )
        except OfficeError as problem:
            self.failed.emit(problem.message, problem.hint)
            return
        self._rest.stop()
        drafts.drop_draft(self.office, self._draft_key())
        self.names.start(self.names.lines())
        self.failed.emit("", "")
        if saved.is_anything:
            self.saved.emit()
            self.undo_offered.emit(f"{self._found.topic}：{self.names.roll().told()}")
        self.finished.emit((self._training,))

    def settle(self) -> None:
        if self._rest.isActive():
            self._rest.stop()
            self._keep_draft()

    def give_up(self) -> None:
        """Leave without writing; what was entered stays as a draft."""
        self.settle()
        self.given_up.emit()

    def tell(self, sentence: str) -> None:
        """Say ``sentence`` at the foot."""
        self.foot.say(sentence, False)

    def hints(self) -> Hints:
        return (
            ("空格/1/2/3", "已到/未到/请假"),
            ("Ctrl+F", "加人"),
            ("回车", "修改"),
            ("Esc", "返回"),
        )

    def paste_names(self) -> None:
        """Take over the names on the clipboard."""
        sheet = read_names(from_clipboard())
        if not sheet:
            self.tell("剪贴板里没有认出姓名，请在Excel里连同标题行复制后再粘贴。")
            return
        presence = PRESENT if self._found.is_past else WAITED_FOR
        added = attendance.add_sheet(self.office, self.names.lines(), sheet, presence)
        self._take_over(added, f"读出{len(sheet)}人")

    def mark(self, presence: str) -> None:
        """Note of the rows chosen whether they came; from a single row on to the next."""
        keys = self.table.chosen_keys()
        at = self.table.currentIndex().row()
        self._keep = self.table.id_at(at + 1) if len(keys) == 1 else ""
        self.names.mark(keys, presence)
        if self._keep:
            self.table.select_place(min(at + 1, self.table.total() - 1))
        self._keep = ""

    def event(self, event: QEvent) -> bool:
        """Keep for the list here what the window would take back of the records."""
        override = event.type() is QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and _takes_back(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Undo):
            self.names.undo()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self.names.redo()
        elif event.key() == Qt.Key.Key_Escape:
            self.give_up()
        else:
            super().keyPressEvent(event)

    def _on_person(self, one: Candidate) -> None:
        on_list = next(
            (key for key, line in self.names.keyed() if line.attendee.marks & one.attendee.marks),
            "",
        )
        if on_list:
            self.names.mark({on_list}, PRESENT)
            self._show_row(on_list)
            self.tell(f"{one.name}已在名单上，记为已到。")
            return
        self._add([one.line(presence=self._presence())], one.name)

    def _on_name(self, name: str) -> None:
        self._add([Line(name, presence=self._presence())], name)

    def _on_lines(self, lines: Sequence[Line], title: str) -> None:
        self._add(lines, title)

    def _presence(self) -> str:
        return PRESENT if self._found.is_past else WAITED_FOR

    def _add(self, lines: Sequence[Line], title: str) -> None:
        self._take_over(attendance.add_lines(self.office, self.names.lines(), lines), title)

    def _take_over(self, added: Added, title: str) -> None:
        self.names.put(added.lines)
        if added.new:
            self._show_row(self.names.keyed()[-1][0])
        parts = [f"{title}：加入{added.new}人"]
        if added.repeated:
            parts.append(f"{len(added.repeated)}人已在名单上")
        if added.unlinked:
            parts.append(f"{added.unlinked}人没有对上人员，按姓名和单位计数")
        if added.lost_phones:
            parts.append(f"{added.lost_phones}个电话读不出，没有放入")
        self.tell("，".join(parts) + "。")

    def _on_all_present(self) -> None:
        self.names.put(attendance.mark_all(self.names.lines(), PRESENT))

    def _on_removal(self) -> None:
        keys = self.table.chosen_keys()
        place = self.table.currentIndex().row()
        self.names.remove(set(keys))
        if self.table.total():
            self.table.select_place(min(place, self.table.total() - 1))
        self.tell(f"已从名单去掉{len(keys)}人，Ctrl+Z可撤销。")

    def _on_linking(self) -> None:
        key = self.table.current_id()
        line = self.names.line(key)
        if line is None:
            return
        menu = LinkMenu(self.office, line, self)
        menu.chosen.connect(lambda person: self.names.change(key, person=person or None))
        menu.drop_at(
            self.table.viewport().mapToGlobal(
                self.table.visualRect(self.table.currentIndex()).bottomLeft()
            )
        )

    def _open_form(self, key: str) -> None:
        line = self.names.line(key)
        if line is not None:
            self.side.put_right(key, line)

    def _on_written(self, key: str, told: dict[str, str]) -> None:
        line = self.names.line(key)
        # With another name the person is looked up anew when the list is saved.
        again = {} if line and line.name == told["name"] else {"person": None}
        self.names.change(key, **told, **again)

    def _show_row(self, key: str) -> None:
        place = next((at for at, (one, _) in enumerate(self.names.keyed()) if one == key), -1)
        if place >= 0:
            self.table.select_place(place)

    def _on_changed(self) -> None:
        self._rest.start()
        self._refresh()

    def _refresh(self) -> None:
        keyed = self.names.keyed()
        self.table.show_names(keyed, self._keep)
        self.table.setVisible(bool(keyed))
        self._empty.setVisible(not keyed)
        self.adding.show_listed(self.names.lines())
        roll = self.names.roll()
        self.foot.count(roll.told() if keyed else "名单上还没有人")
        self.all_present.setEnabled(bool(roll.waiting))
        self.foot.offer("保存签到" if roll.is_marked or not keyed else "保存应到名单")
        unlinked = sum(line.person is None for line in self.names.lines())
        typed = self._found.typed
        if typed is not None and roll.is_marked and typed != roll.present:
            self.tell(f"填报的实到是{typed}人，保存后以名单为准。")
        elif unlinked:
            self.tell(f"{unlinked}人没有关联人员，按L选择是哪一位。")

    def _draft_key(self) -> str:
        return f"attendance:{self._training}"

    def _keep_draft(self) -> None:
        if self.names.is_changed():
            kept: list[Any] = [asdict(line) for line in self.names.lines()]
            drafts.keep_draft(self.office, self._draft_key(), kept)
        else:
            drafts.drop_draft(self.office, self._draft_key())

    def _connect(self) -> None:
        self.names.changed.connect(self._on_changed)
        self._rest.timeout.connect(self._keep_draft)
        self.table.marked.connect(self.mark)
        self.table.removal_asked.connect(self._on_removal)
        self.table.linking_asked.connect(self._on_linking)
        self.table.entered.connect(self._open_form)
        self.table.doubleClicked.connect(lambda _: self._open_form(self.table.current_id()))
        for source in (self.table.pasted, self.paste.clicked):
            source.connect(self.paste_names)
        self.all_present.clicked.connect(self._on_all_present)
        self.adding.person_taken.connect(self._on_person)
        self.adding.name_taken.connect(self._on_name)
        self.adding.lines_taken.connect(self._on_lines)
        self.adding.left.connect(self.table.setFocus)
        self.side.written.connect(self._on_written)
        self.side.left.connect(self.table.setFocus)
        self.foot.pressed.connect(self.confirm)
        self.back.clicked.connect(self.give_up)
        for keys, slot in (
            ("Ctrl+Return", self.confirm),
            ("Ctrl+Enter", self.confirm),
            ("Ctrl+F", self.adding.search.setFocus),
            ("Ctrl+Shift+A", self._on_all_present),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        tighten(head, 14, (14, 8, 12, 6))
        head.addWidget(label(f"签到：{self._found.topic}", "title"))
        head.addWidget(label(format_date(self._found.held_on), "note"))
        head.addStretch(1)
        for one in (self.all_present, self.paste, self.back):
            head.addWidget(one)
        self._empty.setText("名单上还没有人。在右边输入姓名回车加入，或选一个群体，或从Excel粘贴。")
        self._empty.setContentsMargins(theme.px(14), theme.px(14), theme.px(14), 0)
        left = QVBoxLayout()
        tighten(left)
        left.addWidget(self._empty, 0, Qt.AlignmentFlag.AlignTop)
        left.addWidget(self.table, 1)
        left.addStretch(0)
        middle = QHBoxLayout()
        tighten(middle)
        middle.addLayout(left, 1)
        middle.addWidget(rule("line", vertical=True))
        middle.addWidget(self.side)
        column = QVBoxLayout(self)
        tighten(column)
        column.addLayout(head)
        column.addWidget(rule("line"))
        column.addLayout(middle, 1)
        column.addWidget(self.foot)
        order = (self.all_present, self.paste, self.back, self.table)
        for earlier, later in pairwise((*order, self.adding.search, self.adding.hits)):
            QWidget.setTabOrder(earlier, later)


def _takes_back(event: QKeyEvent) -> bool:
    return event.matches(QKeySequence.StandardKey.Undo) or event.matches(
        QKeySequence.StandardKey.Redo
    )
