"""The record panel on the right of a list: nothing, a record, or a new one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from fireoffice.domain.fields import FieldInfo
from fireoffice.domain.steps import Step
from fireoffice.ui.parts.basics import button, label, tighten
from fireoffice.ui.parts.form import Choices
from fireoffice.ui.parts.notices import EmptyState
from fireoffice.ui.parts.panel_head import Heading, PanelHead
from fireoffice.ui.parts.panel_section import SectionSlot
from fireoffice.ui.parts.record_sections import RecordSections
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
    recycled: bool = False


class RecordPanel(QFrame):
    """Asks by its signals for everything it wants written; it writes nothing itself."""

    field_committed = Signal(str, str, str)
    """Record id, field name, text."""
    step_confirmed = Signal(str, dict)
    """Record id and the texts of the step's fields."""
    creation_asked = Signal(dict)
    creation_given_up = Signal(dict)
    walked = Signal(int)
    removal_asked = Signal(str)
    restore_asked = Signal(str)

    def __init__(
        self,
        fields: Sequence[FieldInfo],
        choices: Choices,
        new_label: str,
        slots: Sequence[SectionSlot] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("part", "paper")
        self._fields = {field.name: field for field in fields}
        self._choices = choices
        self._record: Shown | None = None
        self._creating = False
        self._step: StepForm | None = None
        self.head = PanelHead(self)
        self.sections = RecordSections(fields, choices, slots, self)
        self._empty = EmptyState(self)
        self._new_bar = self._make_new_bar(new_label)
        self._column = QVBoxLayout(self)
        tighten(self._column)
        self._column.setContentsMargins(1, 0, 0, 0)
        for part in (self._empty, self._new_bar, self.head):
            self._column.addWidget(part)
        self._column.addWidget(self.sections, 1)
        self._connect()
        self.clear("")

    def clear(self, sentence: str) -> None:
        """Show no record, only ``sentence``."""
        self._record = None
        self._arrange(creating=False)
        self._empty.say(sentence)

    def show_record(self, record: Shown) -> None:
        """Show ``record``; the same record again keeps the place in the scroll."""
        another = self._record is None or self._record.id != record.id or self._creating
        self._record = record
        self._arrange(creating=False)
        self.head.show_heading(record.heading, record.recycled)
        self.sections.set_enabled(not record.recycled)
        self.sections.show_record(record.id, record.texts, record.story, record.history)
        if another:
            self.sections.top()

    def begin_new(self, texts: Mapping[str, str]) -> None:
        """Show an empty form with ``texts`` proposed."""
        self._record = None
        self._arrange(creating=True)
        self.sections.set_enabled(True)
        self.sections.begin(texts)

    def creating(self) -> bool:
        """Return whether a new record is being filled in."""
        return self._creating

    def step_form(self) -> StepForm | None:
        """Return the form of the next step while it is open."""
        return self._step

    def has_step(self) -> bool:
        """Return whether something is to be done next with the record shown."""
        return self._record is not None and self._record.step is not None

    def record_id(self) -> str:
        """Return the id of the record shown, or an empty text."""
        return self._record.id if self._record is not None else ""

    def record_name(self) -> str:
        """Return what the record shown is called in a sentence."""
        return self._record.name if self._record is not None else ""

    def press_next(self) -> None:
        """Do what the one filled button does, or the form inside which the focus is."""
        if self._creating:
            self._on_create_pressed()
        elif self.sections.press_next():
            return
        elif self._step is not None:
            self._step.confirm.click()
        elif self._record is not None and self._record.step is not None:
            self._on_step_pressed()

    def complain(self, problems: Mapping[str, str]) -> None:
        """Show what is wrong under the fields, in the step's form where it has them."""
        if self._step is not None:
            mine = {k: v for k, v in problems.items() if k in self._step.form.rows}
            self._step.form.complain(mine)
            problems = {k: v for k, v in problems.items() if k not in mine}
            if not problems:
                return
        self.sections.complain(problems)

    def focus_fields(self) -> None:
        """Put the cursor into the step's form if it is open, else on the next step."""
        if self._step is not None:
            self._step.form.begin()
        elif self.head.step.isVisible():
            self.head.step.setFocus(Qt.FocusReason.TabFocusReason)

    def settle(self) -> None:
        """Send what is being typed in a field of a record."""
        if self._record is None or self._creating:
            return
        self.sections.settle()
        for name, text in self.sections.changes().items():
            self.field_committed.emit(self._record.id, name, text)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        QPainter(self).fillRect(0, 0, 1, self.height(), theme.colour("line"))

    def _make_new_bar(self, new_label: str) -> QWidget:
        bar = QWidget(self)
        self.enter = button(new_label, "next")
        self.enter.setToolTip("Ctrl+回车")
        give_up = button("先不登记", "tall")
        buttons = QHBoxLayout()
        tighten(buttons, 8)
        buttons.addWidget(self.enter, 1)
        buttons.addWidget(give_up)
        column = QVBoxLayout(bar)
        tighten(column, 8, (14, 14, 14, 8))
        column.addWidget(label(new_label, "title"))
        column.addWidget(label("带＊的要填，其余可以以后补。", "note"))
        column.addLayout(buttons)
        self.enter.clicked.connect(self._on_create_pressed)
        give_up.clicked.connect(self._on_creation_given_up)
        return bar

    def _connect(self) -> None:
        self.head.step_pressed.connect(self._on_step_pressed)
        self.head.walked.connect(self.walked)
        self.head.removal_asked.connect(lambda: self.removal_asked.emit(self.record_id()))
        self.head.restore_asked.connect(lambda: self.restore_asked.emit(self.record_id()))
        self.sections.committed.connect(self._on_committed)

    def _arrange(self, creating: bool) -> None:
        self._creating = creating
        self._close_step()
        shown = self._record is not None
        self._empty.setVisible(not shown and not creating)
        self._new_bar.setVisible(creating)
        self.head.setVisible(shown)
        self.sections.setVisible(shown or creating)

    def _on_committed(self, name: str, text: str) -> None:
        if self._record is not None and not self._creating:
            self.field_committed.emit(self._record.id, name, text)

    def _on_create_pressed(self) -> None:
        self.creation_asked.emit(self.sections.texts())

    def _on_creation_given_up(self) -> None:
        self.creation_given_up.emit(self.sections.texts())

    def _on_step_pressed(self) -> None:
        record = self._record
        if record is None or record.step is None:
            return
        fields = [self._fields[name] for name in record.step.fields if name in self._fields]
        step = StepForm(record.step.label, fields, record.texts, record.step.presets, self._choices)
        step.confirmed.connect(lambda texts: self.step_confirmed.emit(self.record_id(), texts))
        step.given_up.connect(self._close_step, Qt.ConnectionType.QueuedConnection)
        self._step = step
        self.head.step.hide()
        self._column.insertWidget(self._column.indexOf(self.sections), step)
        step.form.begin()

    def _close_step(self) -> None:
        if self._step is None:
            return
        self._step.hide()
        self._step.deleteLater()
        self._step = None
        if self._record is not None:
            self.head.show_heading(self._record.heading, self._record.recycled)
