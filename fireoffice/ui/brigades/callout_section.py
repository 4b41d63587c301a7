"""The list of those who went out, in a call-out's panel: all ticked, written in one operation."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from fireoffice.core.errors import OfficeError
from fireoffice.registers import CALLOUT_MEMBERS, CALLOUTS
from fireoffice.services import records
from fireoffice.services.brigades import callouts as brigade_callouts
from fireoffice.services.brigades.callouts import Candidate, Went
from fireoffice.services.office import Office
from fireoffice.ui.parts.basics import button, label, tighten
from fireoffice.ui.parts.panel_section import PanelSection
from fireoffice.ui.parts.search_field import SearchField
from fireoffice.ui.theme import theme

TITLE: Final = "点名"
_FIRST: Final = 60


class _CandidateRow(QWidget):
    """A tick, the name, and the allowance of one who may have gone."""

    def __init__(self, one: Candidate, ticked: bool) -> None:
        super().__init__()
        self.candidate = one
        name = f"{one.name}　{one.role}" if one.of_team else f"{one.name}　{one.team}"
        self.tick = QCheckBox(name)
        self.tick.setAccessibleName(one.name)
        self.tick.setChecked(ticked)
        self.hours = _number("小时", one.hours, one.name)
        self.allowance = _number("补助元", one.allowance, one.name)
        row = QHBoxLayout(self)
        tighten(row, 6, (0, 1, 0, 1))
        row.addWidget(self.tick, 1)
        row.addWidget(self.hours)
        row.addWidget(self.allowance)
        self.tick.toggled.connect(self._on_toggled)
        self._on_toggled(ticked)

    def _on_toggled(self, ticked: bool) -> None:
        self.hours.setVisible(ticked)
        self.allowance.setVisible(ticked)

    def went(self) -> Went:
        """Return the row as the services take it. Raises ``ValueError`` for what is no number."""
        return Went(self.candidate.id, _value(self.hours), _value(self.allowance))


class CalloutSection(PanelSection):
    """Lists the team's members to tick; nothing is written until 登记出动队员 is pressed."""

    def __init__(self, office: Office) -> None:
        super().__init__(TITLE)
        self._office = office
        self._record_id = ""
        self._rows: list[_CandidateRow] = []
        self._hours: float | None = None
        self._is_new = False
        self._touched = False
        self.search = SearchField("查姓名、拼音首字母")
        self.everyone = button("全队", "word", hint="勾选本队所有在队队员")
        self.nobody = button("都不选", "word")
        self.allowance = QLineEdit()
        self.allowance.setPlaceholderText("每人补助元")
        self.allowance.setAccessibleName("每人补助")
        self.allowance.setFixedWidth(theme.px(96))
        self.write = button("登记出动队员")
        self.note = label(part="note", name="说明")
        self.note.setWordWrap(True)
        self._list = QVBoxLayout()
        tighten(self._list)
        self._lay_out()
        self.search.searched.connect(self._filter)
        self.everyone.clicked.connect(lambda: self._tick(True))
        self.nobody.clicked.connect(lambda: self._tick(False))
        self.allowance.editingFinished.connect(self._on_allowance)
        self.write.clicked.connect(self.put_down)

    def show_record(self, record_id: str) -> None:
        if record_id == self._record_id and self._touched:
            # Something else of this call-out was written: what is being ticked stays.
            return
        self._record_id = record_id
        self._touched = False
        for row in self._rows:
            self._list.removeWidget(row)
            row.deleteLater()
        found = brigade_callouts.candidates(self._office, record_id)
        is_new = not any(one.went for one in found)
        self._rows = [_CandidateRow(one, one.went or (is_new and one.of_team)) for one in found]
        for row in self._rows:
            self._list.addWidget(row)
            row.tick.toggled.connect(self._on_ticked)
        self._hours = records.value(self._office, CALLOUTS, record_id, "hours")
        self._is_new = is_new
        self.search.reset()
        self._filter("")
        self._say()

    def rows(self) -> list[_CandidateRow]:
        """Return the rows, those of the team first."""
        return self._rows

    def press_next(self) -> bool:
        self.put_down()
        return True

    def put_down(self) -> None:
        """Write who went: all that are ticked, and nobody else."""
        try:
            went = [row.went() for row in self._rows if row.tick.isChecked()]
        except ValueError:
            self.failed.emit("小时和补助要填数字。", "请改正后再登记。")
            return
        try:
            count = brigade_callouts.put_down(self._office, self._record_id, went)
        except OfficeError as problem:
            self.failed.emit(problem.message, problem.hint)
            return
        self._touched = False
        self.failed.emit("", "")
        self.saved.emit()
        self.undo_offered.emit(f"已登记{count}名{CALLOUT_MEMBERS.noun}")

    def _filter(self, text: str) -> None:
        """Show who is ticked, at first all of the team; with ``text``, whoever it finds."""
        words = text.lower().split()
        for row in self._rows:
            one = row.candidate
            found = all(word in one.spelled for word in words)
            usual = row.tick.isChecked() or (self._is_new and one.of_team)
            row.setVisible(found if words else usual)

    def _tick(self, on: bool) -> None:
        for row in self._rows:
            row.tick.setChecked(on and row.candidate.of_team)
        self._filter("")

    def _on_ticked(self) -> None:
        self._touched = True
        self._say()

    def _on_allowance(self) -> None:
        text = self.allowance.text().strip()
        if text:
            for row in self._rows:
                if row.tick.isChecked():
                    row.allowance.setText(text)

    def _say(self) -> None:
        count = sum(row.tick.isChecked() for row in self._rows)
        usual = f"没有另填小时的，按{self._hours:g}小时算。" if self._hours else ""
        state = "还没有登记，先按全队勾选。" if self._is_new else ""
        self.note.setText(f"{state}勾选了{count}人。{usual}")
        self.counted.emit("" if self._is_new else str(count))

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        tighten(tools, 8, (0, 6, 0, 6))
        tools.addWidget(self.search, 1)
        tools.addWidget(self.allowance)
        below = QHBoxLayout()
        tighten(below, 12, (0, 6, 0, 6))
        below.addWidget(self.write)
        below.addWidget(self.everyone)
        below.addWidget(self.nobody)
        below.addStretch(1)
        self.body.addLayout(tools)
        self.body.addWidget(self.note)
        self.body.addLayout(self._list)
        self.body.addLayout(below)


def _number(prompt: str, value: float | None, name: str) -> QLineEdit:
    made = QLineEdit("" if value is None else f"{value:g}")
    made.setPlaceholderText(prompt)
    made.setAccessibleName(f"{name}的{prompt}")
    made.setFixedWidth(theme.px(_FIRST))
    made.setAlignment(Qt.AlignmentFlag.AlignRight)
    return made


def _value(editor: QLineEdit) -> float | None:
    text = editor.text().strip()
    return float(text) if text else None
