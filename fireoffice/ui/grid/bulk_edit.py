"""批量修改: the same value written into a field of many records, with a look before it is done."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from fireoffice.core.errors import OfficeError
from fireoffice.domain.fields import FieldInfo
from fireoffice.registers import Register
from fireoffice.services.entry import bulk
from fireoffice.services.entry.bulk import Changed, Which
from fireoffice.services.office import Office
from fireoffice.ui.grid.batch_sheet import BatchSheet
from fireoffice.ui.grid.delegate import meant
from fireoffice.ui.grid.foot import GridFoot, GridHead
from fireoffice.ui.grid.page import Hints
from fireoffice.ui.parts.basics import button, label, rule, tighten
from fireoffice.ui.parts.field_editors import FieldEditor, editor_for
from fireoffice.ui.theme import theme

_REST_MS: Final = 300
_FIELD_WIDTH: Final = 150
_VALUE_WIDTH: Final = 420
_SHOWN_PROBLEMS: Final = 5


class BulkEditPanel(BatchSheet):
    """The panel of 批量修改: fields get their value above; below stands what would change."""

    def __init__(
        self, office: Office, register: Register, which: Which, parent: QWidget | None = None
    ) -> None:
        super().__init__(office, register, parent)
        self._ids = bulk.ids_of(office, register, which)
        self._asked = 0
        self._running = False
        self._preview: Changed | None = None
        self._rows: list[_ValueRow] = []
        noun = register.noun
        self.head = GridHead(
            f"批量修改{len(self._ids):,}条{noun}", "选一项，填上新的值；其他各项不动"
        )
        self.head.columns.hide()
        self.more = button("再改一项", "word", "plus")
        self.told = label(part="label", name="将要改动")
        self.told.setWordWrap(True)
        self.told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.foot = GridFoot()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._look)
        self._lay_out()
        self.head.closed.connect(self.give_up)
        self.more.clicked.connect(lambda: self._add_row().field.setFocus())
        self.foot.pressed.connect(self.confirm)
        self._add_row()
        self._look()

    def begin(self) -> None:
        self._rows[0].field.setFocus(Qt.FocusReason.TabFocusReason)

    def hints(self) -> Hints:
        return (("Ctrl+回车", "修改"), ("Tab", "下一栏"), ("Esc", "返回"))

    def texts(self) -> dict[str, str]:
        """Return the chosen fields with their new texts."""
        return {row.info.name: row.text() for row in self._rows if row.info is not None}

    def choose(self, name: str, text: str) -> None:
        """Choose the field ``name`` in the last row and give it ``text``."""
        row = self._rows[-1]
        row.field.setCurrentIndex(row.field.findData(name))
        row.set_text(text)
        self._on_edited()

    def preview(self) -> Changed | None:
        """Return the changes to come; None while they are being counted."""
        return self._preview

    def confirm(self) -> None:
        """Change all, or say why not."""
        if self._running:
            return
        texts = self.texts()
        if not texts:
            self.begin()
            return
        self._running = True
        self._show()
        self.work(
            "批量修改",
            lambda: bulk.set_many(self.office, self.register, self._ids, texts),
            self._on_changed,
            self._on_failed,
        )

    def _lay_out(self) -> None:
        self._column = QVBoxLayout()
        tighten(self._column, 4, (14, 8, 14, 0))
        below = QVBoxLayout()
        tighten(below, 10, (14, 4, 14, 14))
        below.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        below.addWidget(rule())
        below.addWidget(self.told)
        outer = QVBoxLayout(self)
        tighten(outer)
        outer.addWidget(self.head)
        outer.addLayout(self._column)
        outer.addLayout(below)
        outer.addStretch(1)
        outer.addWidget(self.foot)

    def _add_row(self) -> _ValueRow:
        row = _ValueRow(self, self._on_edited)
        row.away.clicked.connect(partial(self._remove_row, row))
        self._rows.append(row)
        self._column.addWidget(row)
        return row

    def _remove_row(self, row: _ValueRow) -> None:
        self._rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
        if not self._rows:
            self._add_row()
        self._rows[-1].field.setFocus()
        self._on_edited()

    def _on_edited(self) -> None:
        self._preview = None
        self._rest.start()
        self._show()

    def _look(self) -> None:
        texts = self.texts()
        self._asked += 1
        asked = self._asked
        if not texts or not self._ids:
            self._preview = Changed(len(self._ids))
            self._show()
            return

        def show(found: Changed) -> None:
            if asked == self._asked:
                self._preview = found
                self._show()

        def refused(problem: OfficeError) -> None:
            if asked == self._asked:
                self.told.setText(f"■ {problem}")

        self.work(
            "查看会改动什么",
            lambda: bulk.preview_set(self.office, self.register, self._ids, texts),
            show,
            refused,
        )

    def _show(self) -> None:
        found = self._preview
        self.told.setText(self._sentence())
        count = len(found.ids) if found else 0
        if self._running:
            self.foot.offer("正在修改", enabled=False)
        elif found and found.problems:
            self.foot.offer("先改正填写的内容", enabled=False)
        else:
            words = f"批量修改{count:,}条" if count else "批量修改"
            self.foot.offer(words, enabled=bool(count))

    def _sentence(self) -> str:
        found, texts = self._preview, self.texts()
        if not texts:
            return "还没有选要改的项目。"
        if found is None:
            return "正在查看会改动什么……"
        to = "，".join(
            f"{self.register.field(name).label}" + (f"改为“{text}”" if text.strip() else "清空")
            for name, text in texts.items()
        )
        if found.problems:
            listed = [
                f"{title}：{told}" for title, told in list(found.problems.items())[:_SHOWN_PROBLEMS]
            ]
            return "\n".join([f"■ 有{len(found.problems):,}条不能这样改：", *listed])
        same = found.found - len(found.ids)
        already = f"，另有{same:,}条本来就是这样" if same else ""
        return f"{to}：{found.found:,}条中有{len(found.ids):,}条会改动{already}。可以整批撤销。"

    def _on_changed(self, done: Changed) -> None:
        labels = "、".join(self.register.field(name).label for name in self.texts())
        self._running = False
        self.failed.emit("", "")
        self.saved.emit()
        self.undo_offered.emit(f"已修改{len(done.ids):,}条{self.register.noun}的{labels}")
        self.finished.emit(done.ids)

    def _on_failed(self, problem: OfficeError) -> None:
        self._running = False
        self._show()
        self.told.setText(f"■ {problem}")


class _ValueRow(QWidget):
    """A field to be chosen, and the editor for its new value."""

    def __init__(self, panel: BulkEditPanel, edited: Callable[[], None]) -> None:
        super().__init__(panel)
        self._panel = panel
        self.info: FieldInfo | None = None
        self.edited = edited
        self.field = QComboBox()
        self.field.setAccessibleName("要改的项目")
        self.field.setFixedWidth(theme.px(_FIELD_WIDTH))
        self.field.addItem("选择要改的项目", "")
        for info in bulk.fields_to_fill(panel.register):
            if not (info.unique or info.automatic):
                self.field.addItem(info.label, info.name)
        self.away = button("", "flat", "close", hint="不改这一项")
        self._to: QLabel = label("改为", "label")
        self._editor: FieldEditor | None = None
        self._room = QHBoxLayout()
        tighten(self._room)
        row = QHBoxLayout(self)
        tighten(row, 8)
        row.addWidget(self.field)
        row.addWidget(self._to)
        row.addLayout(self._room)
        row.addWidget(self.away)
        row.addStretch(1)
        self.field.currentIndexChanged.connect(lambda _: self._on_chosen())

    def text(self) -> str:
        """Return the new value as it is meant."""
        if self._editor is None or self.info is None:
            return ""
        return meant(self._editor.text(), self._panel.choices(self.info))

    def set_text(self, text: str) -> None:
        """Put ``text`` into the editor."""
        if self._editor is not None:
            self._editor.setText(text)

    def _on_chosen(self) -> None:
        name = self.field.currentData()
        self.info = self._panel.register.field(name) if name else None
        if self._editor is not None:
            self._room.removeWidget(self._editor)
            self._editor.hide()
            self._editor.deleteLater()
            self._editor = None
        if self.info is not None:
            self._editor = editor_for(self.info, self._panel.choices(self.info))
            self._editor.setProperty("part", "")
            self._editor.setFixedWidth(theme.px(_VALUE_WIDTH))
            self._editor.prompt("留空就是清空这一项")
            self._editor.committed.connect(self.edited)
            self._editor.edited.connect(self.edited)
            self._room.addWidget(self._editor)
            self.setTabOrder(self.field, self._editor)
            self.setTabOrder(self._editor, self.away)
        self.edited()
