"""One register: its list, the record beside it, and what can be done to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fireoffice.core.errors import OfficeError
from fireoffice.domain.changes import Changes
from fireoffice.registers import Register
from fireoffice.services import records
from fireoffice.services.history import operations
from fireoffice.services.office import Office
from fireoffice.services.steps import conduct_of
from fireoffice.ui.changes import hub_of
from fireoffice.ui.choosing import choices_in
from fireoffice.ui.entering import Entering
from fireoffice.ui.facts.correcting import Correcting
from fireoffice.ui.facts.remarking import Remarking
from fireoffice.ui.further_sections import further_sections
from fireoffice.ui.papers.making import PaperMaking
from fireoffice.ui.parts.basics import tighten
from fireoffice.ui.parts.record_panel import WIDE_FROM, WIDE_WIDTH, WIDTH, RecordPanel
from fireoffice.ui.register_data import field_history, shown, summary
from fireoffice.ui.register_list import RegisterList
from fireoffice.ui.step_taking import StepTaking
from fireoffice.ui.tasks import TaskRunner
from fireoffice.ui.theme import theme


class RegisterView(QWidget):
    """A register in its tab: every action is written at once; the way back is the undo bar."""

    told = Signal(str)
    counted = Signal(int)
    """The number of records in the recycle bin."""
    saved = Signal()
    undo_offered = Signal(str)
    led_on = Signal(str, object)
    """A sentence for the undo bar and the ways on from there."""
    taken_back = Signal(str)
    failed = Signal(str, str)
    mode_changed = Signal()
    opened = Signal(str, str)
    """Register and id of another record that the panel leads to."""

    def __init__(
        self,
        office: Office,
        register: Register,
        parent: QWidget | None = None,
        tasks: TaskRunner | None = None,
    ) -> None:
        super().__init__(parent)
        self._office = office
        self.register = register
        self.list = RegisterList(office, register, self)
        runner = tasks or TaskRunner(self)
        slots = further_sections(office, register, runner, lambda key: self.papers.open_anew(key))
        self.panel = RecordPanel(
            register.fields, choices_in(office), register.new_label, slots, office.snapshot
        )
        self.left = QVBoxLayout()
        tighten(self.left)
        self.left.addWidget(self.list, 1)
        row = QHBoxLayout(self)
        tighten(row)
        row.addLayout(self.left, 1)
        row.addWidget(self.panel)
        self.entering = Entering(office, register, self.panel, self.guarded)
        self.steps = StepTaking(office, register, self.panel, self.guarded)
        self.papers = PaperMaking(office, self.panel, runner)
        self.conduct = conduct_of(register.name)
        self.correcting = Correcting(office, self.conduct, self.panel, self.guarded)
        self.remarking = Remarking(office, self.conduct, self.panel)
        self._seen = ("", office.clock.today())
        self._connect()

    def activate(self) -> None:
        """Bring list, counts and record up to date with what was written, here or elsewhere."""
        if self._is_overtaken():
            self.list.mark_stale()
        self.refresh()

    def refresh(self) -> None:
        """Bring list, counts and record up to date with what was written by this program."""
        before = self.panel.record_id()
        if not self.list.is_stale():
            if before and not self.panel.creating():
                self._show(before)
            return
        selected = self.list.reload()
        if self.panel.creating():
            return
        if selected and self.list.table.current_id() != before:
            return
        if selected:
            self._show(self.list.table.current_id())
        else:
            self._show_none()

    def begin_new(self) -> None:
        """Open the form of a new record, with what was typed before and not yet registered."""
        if self.panel.creating():
            return
        self.panel.settle()
        self.entering.begin()
        self.mode_changed.emit()

    def show_recycled(self, recycled: bool) -> None:
        """Show the recycle bin, or the register."""
        self.panel.settle()
        self.list.show_recycled(recycled)
        if not self.list.reload():
            self._show_none()

    def open_record(self, record_id: str) -> None:
        """Show the record, and select it in the whole list."""
        self.list.show_recycled(False)
        self.list.clear_filters()
        if not self.list.reload(record_id, or_first=False):
            self._show(record_id)

    def settle(self) -> None:
        """Write what is being typed; keep a new record that is not registered as a draft."""
        self.entering.keep()
        self.steps.keep()
        self.panel.settle()

    def tell_written(self, sentence: str) -> None:
        """Show what was written to the record in the panel; ``sentence`` offers the way back."""
        self._after_writing(self.panel.record_id())
        self.undo_offered.emit(sentence)

    def guarded(self, work: Callable[[], Any]) -> bool:
        """Do ``work``; what is wrong with a field stands under it, anything else in the strip."""
        try:
            work()
        except records.FieldErrors as problem:
            self.panel.complain(problem.problems)
            return False
        except OfficeError as problem:
            self.failed.emit(problem.message, problem.hint)
            return False
        self.failed.emit("", "")
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= theme.px(WIDE_FROM)
        self.panel.setFixedWidth(theme.px(WIDE_WIDTH if wide else WIDTH))

    def _connect(self) -> None:
        hub_of(self._office).changed.connect(self._on_changes)
        self.list.selected.connect(self._on_selected)
        self.list.entered.connect(lambda _: self.panel.focus_fields())
        self.list.creation_asked.connect(self.begin_new)
        self.list.changed.connect(self._tell)
        self.panel.field_committed.connect(self._on_field_committed)
        self.panel.copy_asked.connect(self._on_copy_asked)
        self.panel.history_asked.connect(self._on_history_asked)
        self.panel.likely.opened.connect(self._on_likely_opened)
        self.entering.created.connect(self._on_created)
        self.entering.left.connect(lambda: self._leave_form(""))
        self.steps.taken.connect(self.tell_written)
        self.correcting.done.connect(self.tell_written)
        self.papers.issued.connect(self._on_paper_issued)
        self.papers.drafted.connect(lambda told: self._on_paper_issued(told, ()))
        self.papers.failed.connect(self.failed)
        self.panel.walked.connect(self.list.table.step)
        self.panel.removal_asked.connect(self._on_removal_asked)
        self.panel.restore_asked.connect(self._on_restore_asked)
        self.panel.sections.saved.connect(self._on_section_saved)
        self.panel.sections.undo_offered.connect(self.undo_offered)
        self.panel.sections.undo_asked.connect(self._on_undo_asked)
        self.panel.sections.failed.connect(self.failed)
        self.panel.sections.opened.connect(self.opened)

    def _show(self, record_id: str) -> None:
        try:
            with self._office.snapshot():
                record = shown(self._office, self.register, record_id)
            self.panel.show_record(record)
        except OfficeError as problem:
            self.panel.clear(problem.message)
        self.mode_changed.emit()

    def _show_none(self) -> None:
        noun = self.register.noun
        self.panel.clear(f"选中一条{noun}，这里显示它的全部内容。" if self.list.total() else "")
        self.mode_changed.emit()

    def _on_selected(self, record_id: str) -> None:
        if self.panel.creating():
            self.entering.keep()
        elif record_id != self.panel.record_id():
            self._leave_record()
        if record_id:
            self._show(record_id)
        else:
            self._show_none()

    def _leave_record(self) -> None:
        """Write what is still to be written; say what was refused, for it goes out of sight."""
        self.panel.settle()
        refused = self.panel.sections.changes()
        if refused and self.panel.record_id():
            labels = "、".join(self.register.field(name).label for name in refused)
            sentence = f"{self.panel.record_name()}的{labels}填写有误，没有保存。"
            self.failed.emit(sentence, "请回到这一条重新填写。")

    def _on_field_committed(self, record_id: str, name: str, text: str) -> None:
        label = f"修改{self.register.field(name).label}"
        self._write(record_id, {name: text}, label)

    def _on_paper_issued(self, sentence: str, ways: object) -> None:
        self._after_writing(self.panel.record_id())
        self.list.table.setFocus()
        self.led_on.emit(sentence, ways)

    def _on_created(self, record_id: str, again: bool) -> None:
        self._leave_form(record_id)
        self.saved.emit()
        self.undo_offered.emit(f"{self.panel.record_name()}：已登记")
        if again:
            self.begin_new()

    def _on_copy_asked(self, record_id: str) -> None:
        texts = shown(self._office, self.register, record_id).texts
        self.panel.settle()
        self.entering.begin_like(texts)
        self.mode_changed.emit()

    def _on_history_asked(self, record_id: str, name: str) -> None:
        row = self.panel.sections.row(name)
        if row is not None:
            row.show_history(field_history(self._office, self.register, record_id, name))

    def _on_likely_opened(self, record_id: str) -> None:
        self.entering.keep()
        self.panel.clear("")
        self.open_record(record_id)

    def _leave_form(self, record_id: str) -> None:
        self.panel.clear("")
        if self.list.reload(record_id, or_first=not record_id):
            self._show(self.list.table.current_id())
        elif record_id:
            self._show(record_id)
        else:
            self._show_none()
        self.list.table.setFocus()

    def _on_removal_asked(self, record_id: str) -> None:
        title = self.panel.record_name()
        if self.guarded(lambda: records.remove(self._office, self.register, record_id)):
            self._step_away(f"{title}：已移到回收站")

    def _on_restore_asked(self, record_id: str) -> None:
        title = self.panel.record_name()
        if self.guarded(lambda: records.restore(self._office, self.register, record_id)):
            self._step_away(f"{title}：已放回原处")

    def _step_away(self, sentence: str) -> None:
        """The record shown has left this list: show the one that took its place."""
        place = self.list.table.currentIndex().row()
        self.panel.clear("")
        self.list.reload()
        if self.list.total():
            self.list.table.select_place(max(0, min(place, self.list.total() - 1)))
        else:
            self._show_none()
        self.saved.emit()
        self.undo_offered.emit(sentence)

    def _write(self, record_id: str, texts: dict[str, str], label: str) -> bool:
        def update() -> None:
            records.update(self._office, self.register, record_id, texts, label)

        if not self.guarded(update):
            return False
        self._after_writing(record_id)
        return True

    def _on_undo_asked(self, op_id: str) -> None:
        self.panel.settle()
        try:
            label = operations.undo_operation(self._office, op_id)
        except OfficeError as problem:
            self.failed.emit(problem.message, problem.hint)
            return
        self._after_writing(self.panel.record_id())
        self.taken_back.emit(f"已撤销：{label}")

    def _after_writing(self, record_id: str) -> None:
        self.panel.complain({})
        if record_id and self.panel.record_id() == record_id:
            self._show(record_id)
        self.list.refresh()
        self.saved.emit()

    def _is_overtaken(self) -> bool:
        """Return True if another day came, or another program wrote, since this was asked last.

        What this program writes is heard of by itself.
        """
        seen, self._seen = self._seen, (self._office.last_operation(), self._office.clock.today())
        return self._seen != seen

    def _on_changes(self, changes: Changes) -> None:
        self._seen = (changes.op_id, self._seen[1])

    def _on_section_saved(self) -> None:
        self._after_writing(self.panel.record_id())

    def _tell(self) -> None:
        counts = self.list.refresh_counts()
        if self.list.recycled():
            self.told.emit(f"回收站有{self.list.total():,}条{self.register.noun}")
        else:
            found = self.list.total() if self.list.filtered() else None
            self.told.emit(summary(self.register, counts, found))
        self.counted.emit(counts["recycled"])
