"""The record panel on the right of a list: nothing, a record, or a new one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from fireoffice.domain.fields import FieldInfo
from fireoffice.domain.steps import Step
from fireoffice.ui.parts.basics import tighten
from fireoffice.ui.parts.form import Choices
from fireoffice.ui.parts.new_bar import LikelyStrip, NewBar
from fireoffice.ui.parts.notices import EmptyState
from fireoffice.ui.parts.panel_head import Heading, PanelHead
from fireoffice.ui.parts.panel_section import SectionSlot
from fireoffice.ui.parts.panel_sheet import PanelSheet
from fireoffice.ui.parts.record_sections import Reading, RecordSections
from fireoffice.ui.parts.step_form import StepForm
from fireoffice.ui.parts.time_line import Event
from fireoffice.ui.theme import theme

WIDTH, WIDE_WIDTH, WIDE_FROM = 396, 440, 1600


@dataclass(frozen=True)
class Shown:
    """A record as the panel shows it.

    ``name`` is what it is called in a sentence, ``texts`` are its values as people read them.
    """

    id: str
    name: str
    heading: Heading
    texts: Mapping[str, str]
    story: Sequence[Event] = ()
    history: Sequence[Event] = ()
    step: Step | None = None
    other_steps: Sequence[Step] = ()
    blocked: Sequence[tuple[str, str]] = ()
    """Steps that cannot be taken yet, each with what opens the way."""
    notes: Mapping[str, str] = field(default_factory=dict[str, str])
    """Remarks after the titles of sections."""
    recycled: bool = False


class RecordPanel(QFrame):
    """Asks by its signals for everything it wants written; it writes nothing itself."""

    field_committed = Signal(str, str, str)
    """Record id, field name, text."""
    step_opened = Signal(str)
    """Record id; the form of a step is open."""
    step_confirmed = Signal(str, object, dict)
    """Record id, the ``Step`` and the texts of its fields."""
    step_given_up = Signal(str)
    paper_asked = Signal(str, str)
    """Record id and the kind of the paper that a step leads to."""
    page_asked = Signal(str, str)
    """Record id and the page of its own on which a step is taken."""
    creation_asked = Signal(dict, bool)
    """The texts, and whether another record is to be entered after it."""
    creation_given_up = Signal(dict)
    copy_asked = Signal(str)
    history_asked = Signal(str, str)
    """Record id and field whose own history is asked for."""
    walked = Signal(int)
    removal_asked = Signal(str)
    restore_asked = Signal(str)

    def __init__(
        self,
        fields: Sequence[FieldInfo],
        choices: Choices,
        new_label: str,
        slots: Sequence[SectionSlot] = (),
        reading: Reading = nullcontext,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("part", "paper")
        self._fields = {field.name: field for field in fields}
        self._choices = choices
        self._record: Shown | None = None
        self._creating = False
        self._sheet: PanelSheet | None = None
        self.head = PanelHead(self)
        self.sections = RecordSections(fields, choices, slots, reading, self)
        self._empty = EmptyState(self)
        self.new_bar = NewBar(new_label, self)
        self.likely = LikelyStrip(self)
        self._column = QVBoxLayout(self)
        tighten(self._column)
        self._column.setContentsMargins(1, 0, 0, 0)
        for part in (self._empty, self.new_bar, self.head):
            self._column.addWidget(part)
        self._column.addWidget(self.sections, 1)
        self._column.addWidget(self.likely)
        self._connect()
        self.clear("")

    def clear(self, sentence: str) -> None:
        """Show no record, only ``sentence``."""
        self._record = None
        self._arrange(creating=False)
        self._empty.say(sentence)

    def show_record(self, record: Shown) -> None:
        """Show ``record``; the same again keeps the place in the scroll and an open sheet."""
        another = self._record is None or self._record.id != record.id or self._creating
        # Until its own values stand in the fields, nothing in them may be written to it.
        self._record = None
        self._arrange(creating=False, record=record, keep_sheet=not another and self._fits(record))
        self._show_heading(record)
        self.sections.set_enabled(not record.recycled)
        self.sections.show_record(record.id, record.texts, record.story, record.history)
        self.sections.note(record.notes)
        self._record = record
        if another:
            self.sections.top()

    def begin_new(self, texts: Mapping[str, str]) -> None:
        """Show an empty form with ``texts`` proposed."""
        self._record = None
        self._arrange(creating=True)
        self.sections.set_enabled(True)
        self.sections.begin(texts)

    def add_foot(self, strip: QWidget) -> None:
        """Put ``strip``, which shows itself when it has something to say, below everything."""
        self._column.addWidget(strip)

    def creating(self) -> bool:
        """Return True if a new record is being filled in."""
        return self._creating

    def step_form(self) -> StepForm | None:
        """Return the form of the next step while it is open."""
        return self._sheet if isinstance(self._sheet, StepForm) else None

    def sheet(self) -> PanelSheet | None:
        """Return the sheet that is open under the head of the record."""
        return self._sheet

    def open_sheet(self, sheet: PanelSheet) -> None:
        """Open ``sheet`` under the head; the steps of the record go away until it is closed."""
        self.close_sheet()
        self._sheet = sheet
        self.head.hide_steps()
        self._column.insertWidget(self._column.indexOf(self.sections), sheet)

    def close_sheet(self) -> None:
        """Put away what is open under the head; nothing is written."""
        if self._sheet is None:
            return
        focus = self.focusWidget()
        inside = focus is not None and self._sheet.isAncestorOf(focus)
        self._sheet.hide()
        self._sheet.deleteLater()
        self._sheet = None
        if self._record is not None:
            self._show_heading(self._record)
            if inside:
                self.focus_fields()

    def has_step(self) -> bool:
        """Return True if something is to be done next with the record shown."""
        return self._record is not None and self._record.step is not None

    def record_id(self) -> str:
        """Return the id of the record shown, or an empty text."""
        return self._record.id if self._record is not None else ""

    def record_name(self) -> str:
        """Return the name of the record shown, as a sentence calls it."""
        return self._record.name if self._record is not None else ""

    def press_step(self, label: str) -> None:
        """Begin the step of this label, or the next one where there is none so called."""
        others = self._record.other_steps if self._record is not None else ()
        step = next((one for one in others if label in (one.label, one.brief)), None)
        if step is not None:
            self._open_step(step)
        else:
            self.press_next()

    def press_next(self, again: bool = False) -> None:
        """Do what the one filled button does, or the form inside which the focus is.

        ``again``: after a new record, another one is to be entered.
        """
        if self._creating:
            self._on_create_pressed(again)
        elif self.sections.press_next():
            return
        elif self._sheet is not None:
            self._sheet.confirm.click()
        elif self._record is not None and self._record.step is not None:
            self._open_step(self._record.step)

    def complain(self, problems: Mapping[str, str]) -> None:
        """Show what is wrong under the fields, in the step's form where it has them."""
        if self._sheet is not None:
            mine = {k: v for k, v in problems.items() if k in self._sheet.form.rows}
            self._sheet.form.complain(mine)
            problems = {k: v for k, v in problems.items() if k not in mine}
            if not problems:
                return
        self.sections.complain(problems)

    def focus_fields(self) -> None:
        """Put the cursor into the step's form if it is open, else on the next step."""
        if self._sheet is not None:
            self._sheet.form.begin()
        elif self.head.step.isVisible():
            self.head.step.setFocus(Qt.FocusReason.TabFocusReason)

    def settle(self) -> None:
        """Send what is being typed in a field of a record."""
        if self._record is None or self._creating:
            return
        self.sections.settle()
        for name, text in self.sections.changes().items():
            self.field_committed.emit(self._record.id, name, text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._creating:
            self._on_creation_given_up()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        QPainter(self).fillRect(0, 0, 1, self.height(), theme.colour("line"))

    def _connect(self) -> None:
        self.head.step_pressed.connect(self.press_next)
        self.head.other_step_pressed.connect(self._on_other_step_pressed)
        self.head.walked.connect(self.walked)
        self.head.copy_asked.connect(lambda: self.copy_asked.emit(self.record_id()))
        self.head.removal_asked.connect(lambda: self.removal_asked.emit(self.record_id()))
        self.head.restore_asked.connect(lambda: self.restore_asked.emit(self.record_id()))
        self.new_bar.pressed.connect(self._on_create_pressed)
        self.new_bar.given_up.connect(self._on_creation_given_up)
        self.sections.committed.connect(self._on_committed)
        self.sections.history_asked.connect(self._on_history_asked)

    def _arrange(
        self, creating: bool, record: Shown | None = None, keep_sheet: bool = False
    ) -> None:
        self._creating = creating
        if not keep_sheet:
            self.close_sheet()
        shown = record is not None
        self._empty.setVisible(not shown and not creating)
        self.new_bar.setVisible(creating)
        self.likely.say()
        self.head.setVisible(shown)
        self.sections.setVisible(shown or creating)

    def _show_heading(self, record: Shown) -> None:
        others = [step.label for step in record.other_steps]
        self.head.show_heading(record.heading, record.recycled, others, record.blocked)
        if self._sheet is not None:
            self.head.hide_steps()

    def _fits(self, record: Shown) -> bool:
        """Return True if what is open under the head can still be done with ``record``."""
        if record.recycled or not isinstance(self._sheet, StepForm):
            return not record.recycled
        return self._sheet.step.label in (
            step.label for step in (record.step, *record.other_steps) if step is not None
        )

    def _on_committed(self, name: str, text: str) -> None:
        if self._record is not None and not self._creating:
            self.field_committed.emit(self._record.id, name, text)

    def _on_history_asked(self, name: str) -> None:
        row = self.sections.row(name)
        if self._record is None or self._creating or row is None:
            return
        if row.history():
            row.show_history(())
        else:
            self.history_asked.emit(self._record.id, name)

    def _on_create_pressed(self, again: bool = False) -> None:
        self.creation_asked.emit(self.sections.texts(), again)

    def _on_creation_given_up(self) -> None:
        self.creation_given_up.emit(self.sections.texts())

    def _on_other_step_pressed(self, label: str) -> None:
        steps = self._record.other_steps if self._record is not None else ()
        step = next((one for one in steps if one.label == label), None)
        if step is not None:
            self._open_step(step)

    def _open_step(self, step: Step) -> None:
        record = self._record
        if record is None:
            return
        if step.paper:
            self.paper_asked.emit(record.id, step.paper)
            return
        if step.page:
            self.page_asked.emit(record.id, step.page)
            return
        own = {info.name: info for info in step.infos}
        known = self._fields | own
        fields = [known[name] for name in step.fields if name in known]
        texts = {name: text for name, text in record.texts.items() if name not in own}
        made = StepForm(step, fields, texts, self._choices)
        made.confirmed.connect(
            lambda given: self.step_confirmed.emit(self.record_id(), step, given)
        )
        made.given_up.connect(self._on_step_given_up, Qt.ConnectionType.QueuedConnection)
        self.open_sheet(made)
        self.step_opened.emit(record.id)
        made.form.begin()

    def _on_step_given_up(self) -> None:
        self.close_sheet()
        self.step_given_up.emit(self.record_id())
