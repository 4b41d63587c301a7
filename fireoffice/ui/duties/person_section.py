"""The duties that a person answers for, in the panel of 人员; from here they are handed over."""

from __future__ import annotations

from typing import Final

from fireoffice.core.errors import OfficeError
from fireoffice.domain.values import show
from fireoffice.registers import DUTIES
from fireoffice.registers.register import Detail
from fireoffice.services import details
from fireoffice.services.duties import handover
from fireoffice.services.entry.values import FieldErrors
from fireoffice.services.lists.listing import RecordRow
from fireoffice.services.office import Office
from fireoffice.ui.details.rows import DetailLine, DetailRows
from fireoffice.ui.duties.handover_sheet import HandoverSheet
from fireoffice.ui.parts.basics import button, label
from fireoffice.ui.parts.panel_section import PanelSection

TITLE = "责任"

_HELD: Final = Detail("duties", "answerable", TITLE, ("number", "content", "next_due"))


class PersonSection(PanelSection):
    """A row for each duty; 移交 opens the sheet above them."""

    def __init__(self, office: Office) -> None:
        super().__init__(TITLE)
        self._office = office
        self._record_id = ""
        self.sheet: HandoverSheet | None = None
        self.start = button("移交", "word")
        self.start.setToolTip("把任职、未完成的责任和网格移交给另一个人")
        self.head.add(self.start)
        self.report = label(part="note", name="移交结果")
        self.report.setWordWrap(True)
        self.report.hide()
        self._none = label("没有登记由他承担的责任。", "note")
        self.rows = DetailRows(TITLE)
        self.rows.setToolTip("回车或点击：打开这项责任")
        for widget in (self.report, self._none, self.rows):
            self.body.addWidget(widget)
        self.start.clicked.connect(self.open_sheet)
        self.rows.opened.connect(lambda duty: self.opened.emit("duties", duty))

    def show_record(self, record_id: str) -> None:
        if record_id != self._record_id:
            self.close_sheet()
            self.report.hide()
        self._record_id = record_id
        lines = [_line(row) for row in details.children(self._office, _HELD, record_id)]
        self._none.setVisible(not lines)
        self.rows.show_lines(lines)
        if self.sheet is not None:
            self.rows.hide()
        self.counted.emit(str(len(lines)) if lines else "")

    def press_next(self) -> bool:
        if self.sheet is None:
            return False
        self.sheet.confirm.click()
        return True

    def open_sheet(self) -> None:
        """Ask to whom, when, and what; nothing is written until 移交 is pressed."""
        self.close_sheet()
        self.report.hide()
        moves = handover.holds(self._office, self._record_id)
        if not moves:
            self.report.setText(
                "没有可以移交的：没有现任职务、未完成的责任，也没有网格写着他的名字。"
            )
            self.report.show()
            return
        self.sheet = HandoverSheet(self._office, moves)
        self.sheet.changed.connect(self._on_changed)
        self.sheet.confirmed.connect(self._on_confirmed)
        self.sheet.given_up.connect(self._on_given_up)
        self.body.insertWidget(0, self.sheet)
        # The sheet names the duties itself.
        self.rows.hide()
        self.sheet.begin()
        self._on_changed()

    def close_sheet(self) -> None:
        """Put the sheet away."""
        if self.sheet is not None:
            self.sheet.hide()
            self.sheet.deleteLater()
            self.sheet = None
            self.rows.setVisible(bool(self.rows.lines()))

    def _on_changed(self) -> None:
        """Say what would move as the sheet stands."""
        sheet = self.sheet
        if sheet is None or not sheet.taker():
            return
        try:
            taker, day = handover.understood(self._office, sheet.taker(), sheet.day())
            found = handover.preview(self._office, self._record_id, taker, day, keeps=sheet.keeps())
        except OfficeError as problem:
            sheet.say(problem.message)
        else:
            sheet.say(f"将移交{found.words()}。{_staying(found)}" if found.moves else "没有勾选。")

    def _on_confirmed(self) -> None:
        sheet = self.sheet
        if sheet is None:
            return
        try:
            taker, day = handover.understood(self._office, sheet.taker(), sheet.day())
            done = handover.hand_over(
                self._office, self._record_id, taker, day, keeps=sheet.keeps()
            )
        except FieldErrors as problem:
            sheet.form.complain(problem.problems)
            return
        except OfficeError as problem:
            sheet.say(f"{problem.message}{problem.hint}")
            return
        self.close_sheet()
        self.report.setText(f"已移交给{done.taker}：{done.words()}。{_staying(done)}")
        self.report.show()
        self.show_record(self._record_id)
        self.saved.emit()
        self.undo_offered.emit(f"{done.giver}：已移交给{done.taker}")

    def _on_given_up(self) -> None:
        self.close_sheet()
        self.start.setFocus()


def _staying(found: handover.Handover) -> str:
    return f"已完成的{found.stays}项仍归{found.giver}。" if found.stays else ""


def _line(row: RecordRow) -> DetailLine:
    values = row.values
    owed, kept = values["owed"], values["kept"]
    is_done = owed == kept if owed else bool(values["done_on"])
    due = "已完成" if is_done else show(DUTIES.field("next_due"), values["next_due"])
    return DetailLine(row.id, (values["number"] or "", values["content"] or "", due))
