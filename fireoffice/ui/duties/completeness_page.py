"""组织健全: the table of the villages, and beside it the form for what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Final

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from fireoffice.core.errors import OfficeError
from fireoffice.domain.fields import FieldInfo
from fireoffice.domain.values import show
from fireoffice.registers import REGISTERS, Register
from fireoffice.services import records
from fireoffice.services.duties import pledges
from fireoffice.services.duties.completeness import Completeness, Entry, completeness
from fireoffice.services.entry.values import FieldErrors
from fireoffice.services.office import Office
from fireoffice.ui.details.form import DetailForm
from fireoffice.ui.duties.completeness_table import CompletenessTable
from fireoffice.ui.further_views import FurtherPage
from fireoffice.ui.parts.basics import button, label, rule, tighten
from fireoffice.ui.parts.form import SectionHead
from fireoffice.ui.parts.record_panel import WIDTH
from fireoffice.ui.register_data import default_texts
from fireoffice.ui.theme import theme

_CHOOSE: Final = "点一处“缺”，在这里登记。方向键选择，回车登记。"


class CompletenessPage(FurtherPage):
    """The table and the form: one click on what is missing opens it, the village filled in."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(office, parent)
        self._state = Completeness(0, ())
        self._entry: Entry | None = None
        self._at = ("", "")
        self.form: DetailForm | None = None
        self.table = CompletenessTable()
        self.pledges = button("", "word")
        self._note = label(part="note")
        self._note.setWordWrap(True)
        self._head = SectionHead("登记")
        self._hint = label(_CHOOSE, "label")
        self._hint.setWordWrap(True)
        self._side = QVBoxLayout()
        self._lay_out()
        self.table.entry_asked.connect(self.open_entry)
        self.pledges.clicked.connect(self._on_pledges)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.press_next)

    def activate(self) -> None:
        self._state = completeness(self.office)
        self.table.show_state(self._state)
        year, rows = self._state.year, self._state.rows
        waiting = len(pledges.without_pledge(self.office, year))
        self.pledges.setText(f"为各村（居）建{year}年责任书")
        self.pledges.setAccessibleName(self.pledges.text())
        self.pledges.setToolTip(
            f"还有{waiting}个村（居）没有{year}年责任书，一次建好，签订后再登记"
        )
        self.pledges.setVisible(waiting > 0)
        self._note.setText(
            f"责任书看{year}年，签订后才算齐；应训的是任职人员，近12个月参加过培训才算齐。"
        )
        self.status_changed.emit(f"{len(rows)}个村（居），组织健全{self._state.complete}个")

    def hints(self) -> tuple[tuple[str, str], ...]:
        return (("方向键", "选择"), ("回车", "登记"), ("Esc", "收起"), ("F6", "换区"))

    def stops(self) -> tuple[QWidget, ...]:
        return (self.table, self.form) if self.form is not None else (self.table,)

    def state(self) -> Completeness:
        """Return the table of the villages as shown."""
        return self._state

    def open_entry(self, village: str, item: str) -> None:
        """Open the form in which `item` of the village with this id is entered."""
        self.close_form()
        row = next(one for one in self._state.rows if one.id == village)
        entry = row.cells[item].entry
        if entry is None:
            return
        register = REGISTERS[entry.register]
        self._entry, self._at = entry, (village, item)
        self.table.go_to(village, item)
        name = row.name
        texts: Mapping[str, str] = default_texts(self.office, register) | dict(entry.values)
        if entry.record:
            shown = records.read(self.office, register, entry.record)
            name = shown.title
            texts = {one: show(register.field(one), shown.values.get(one)) for one in entry.fields}
        self._head.set_note(f"{name}　{item}")
        fields = [info for info in register.fields if not entry.fields or info.name in entry.fields]
        verb = "登记" if entry.record else register.new_label
        self.form = DetailForm([one for one in fields if not one.derived], self._choices, verb)
        self.form.entered.connect(partial(self._on_entered, register))
        self.form.closed.connect(self._on_closed)
        self._hint.hide()
        self.table.set_chosen(True)
        self._side.insertWidget(2, self.form)
        self.form.begin(texts, kept=False)

    def close_form(self) -> None:
        """Put the form away."""
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
            self.form = None
        self._entry = None
        self._head.set_note("")
        self._hint.show()
        self.table.set_chosen(False)

    def press_next(self) -> None:
        """Enter what stands in the form."""
        if self.form is not None:
            self.form.press()

    def _choices(self, info: FieldInfo) -> tuple[str, ...]:
        return records.choices(self.office, info)

    def _on_entered(self, register: Register, texts: dict[str, str]) -> None:
        entry, (village, item) = self._entry, self._at
        if entry is None or self.form is None:
            return
        given = {name: text for name, text in texts.items() if text}
        try:
            if entry.record:
                records.update(self.office, register, entry.record, given, f"登记{item}")
            else:
                records.create(self.office, register, given)
        except FieldErrors as problem:
            self.form.form.complain(problem.problems)
            return
        except OfficeError as problem:
            self.failed.emit(problem.message, problem.hint)
            return
        self.failed.emit("", "")
        name = next(one.name for one in self._state.rows if one.id == village)
        self.close_form()
        self.activate()
        self.table.go_to(village, item)
        self.saved.emit()
        self.undo_offered.emit(f"{name}：已登记{item}")

    def _on_closed(self) -> None:
        village, item = self._at
        self.close_form()
        self.table.go_to(village, item)

    def _on_pledges(self) -> None:
        year = self._state.year
        try:
            made = pledges.make_for_villages(self.office, year)
        except OfficeError as problem:
            self.failed.emit(problem.message, problem.hint)
            return
        self.close_form()
        self.activate()
        self.saved.emit()
        self.undo_offered.emit(f"已建{len(made)}份{year}年责任书，待签订")

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        tighten(left)
        strip = QHBoxLayout()
        tighten(strip, 14, (14, 6, 14, 8))
        strip.addWidget(self._note, 1)
        strip.addWidget(self.pledges)
        left.addLayout(strip)
        left.addWidget(self.table)
        left.addStretch(1)
        inner = QWidget()
        column = QVBoxLayout(inner)
        tighten(column, 0, (14, 8, 14, 14))
        column.addWidget(self._head)
        column.addWidget(rule())
        column.addWidget(self._hint)
        column.addStretch(1)
        self._side = column
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(scroll.focusPolicy().NoFocus)
        scroll.setWidget(inner)
        panel = QWidget()
        panel.setProperty("part", "paper")
        panel.setFixedWidth(theme.px(WIDTH))
        line = QHBoxLayout(panel)
        tighten(line)
        line.addWidget(rule("line", vertical=True))
        line.addWidget(scroll)
        row = QHBoxLayout(self)
        tighten(row)
        row.addLayout(left, 1)
        row.addWidget(panel)
