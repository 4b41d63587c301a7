"""The page of any tab with registers; what it shows is in their declarations alone."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from fireoffice.core.errors import OfficeError
from fireoffice.domain.changes import Changes
from fireoffice.registers import Register
from fireoffice.services.conduct import ForMany
from fireoffice.services.entry import bulk
from fireoffice.services.lists.regions import chip_regions
from fireoffice.services.office import Office
from fireoffice.ui.changes import hub_of
from fireoffice.ui.facts.fact_batch import FactBatch
from fireoffice.ui.further_views import FurtherPage, FurtherView, FurtherViews, words_in_order
from fireoffice.ui.grid.places import BatchPlace
from fireoffice.ui.lists.chosen_actions import ChosenActions
from fireoffice.ui.lists.output import ListOutput
from fireoffice.ui.page import Page
from fireoffice.ui.parts.basics import tighten
from fireoffice.ui.register_data import overdue_count
from fireoffice.ui.register_tools import RegisterTools
from fireoffice.ui.register_view import RegisterView
from fireoffice.ui.tasks import TaskRunner

BIN = "回收站"


class RegisterPage(Page):
    """Registers as views, the first one the tab's own, and the recycle bin of the one shown."""

    def __init__(
        self,
        office: Office,
        registers: Sequence[Register],
        parent: QWidget | None = None,
        tasks: TaskRunner | None = None,
        further: Sequence[FurtherView] = (),
    ) -> None:
        super().__init__(office, parent)
        self._tasks = tasks or TaskRunner(self)
        self._listed = tuple(registers)
        self._registers = {register.noun: register for register in registers}
        self._late: dict[str, int] = {}
        self._views: dict[str, RegisterView] = {}
        self._noun = registers[0].noun
        self._tools = RegisterTools((*words_in_order(tuple(self._registers), further), BIN))
        self.strip, self.search = self._tools.strip, self._tools.search
        self.export, self.many, self.new = self._tools.export, self._tools.many, self._tools.new
        self._stack = QStackedWidget(self)
        self.further = FurtherViews(office, further, self._stack, self._tasks)
        self.further.built.connect(self._listen_to_further)
        self._batch = BatchPlace(office, self._stack)
        column = QVBoxLayout(self)
        tighten(column)
        column.addWidget(self._stack)
        self.strip.chosen.connect(self._on_view_chosen)
        self.search.searched.connect(lambda text: self.view().list.search(text))
        self._batch.saved.connect(self.saved)
        self._batch.undo_offered.connect(self.undo_offered)
        self._batch.led_on.connect(self.led_on)
        self._batch.failed.connect(self.failed)
        self._batch.hints_changed.connect(self.hints_changed)
        self._batch.left.connect(self._on_batch_left)
        self.export.clicked.connect(lambda: self.view().list.export_asked.emit(False))
        self.many.clicked.connect(self._on_many)
        self.new.clicked.connect(self._on_new)
        hub_of(office).changed.connect(self._on_changes)
        self._keys: list[QShortcut] = []
        self._add_keys()
        self._batch.hints_changed.connect(self._on_batch_changed)

    def view(self) -> RegisterView:
        """Return the view of the register shown, building it if need be."""
        if self._noun not in self._views:
            register = self._registers[self._noun]
            made = RegisterView(self.office, register, self._stack, self._tasks)
            self._views[self._noun] = made
            self._stack.addWidget(made)
            self._listen(made)
        return self._views[self._noun]

    def nouns(self) -> tuple[str, ...]:
        """Return the words of the views, without the recycle bin."""
        return tuple(self._registers)

    def activate(self) -> None:
        if self._batch.page() is not None:
            return
        if (page := self.further.current()) is not None:
            page.activate()
            return
        self._show_view()
        self.view().activate()

    def refresh(self) -> None:
        if self._batch.page() is not None or self.further.current() is not None:
            self.activate()
        else:
            self.view().refresh()

    def hints(self) -> tuple[tuple[str, str], ...]:
        if self._batch.page() is not None:
            return self._batch.hints()
        if (page := self.further.current()) is not None:
            return page.hints()
        panel = self.view().panel
        verb = "登记" if panel.creating() else "下一步" if panel.has_step() else ""
        step = (("Ctrl+回车", verb),) if verb else ()
        return (("Ctrl+N", f"新{self._noun}"), ("Ctrl+F", "查找"), *step, ("F6", "换区"))

    def stops(self) -> tuple[QWidget, ...]:
        if (page := self._batch.page()) is not None:
            return (page,)
        if (page := self.further.current()) is not None:
            return (self.strip, *page.stops())
        view = self.view()
        return (self.strip, view.list.chips, view.list.table, view.panel)

    def home(self) -> QWidget | None:
        if (page := self.further.current()) is not None:
            return page.home()
        return self._batch.page() or self.view().list.table

    def open_record(self, register: str, record_id: str, step: str = "") -> None:
        self._batch.close()
        for noun, one in self._registers.items():
            if one.name == register:
                self._noun = noun
                self.strip.set_current(noun)
                self._show_view()
                self.view().list.look_for("")
                self.view().activate()
                self.view().open_record(record_id)
                if step:
                    self.view().panel.press_step(step)

    def show_view(self, register: str) -> None:
        self._batch.close()
        noun = next(noun for noun, one in self._registers.items() if one.name == register)
        self.strip.set_current(noun)
        self._show_chosen(noun)

    def undo_area(self) -> QWidget:
        return self._batch.page() or self.further.current() or self.view().list

    def leave(self) -> None:
        self._batch.leave()
        self.further.leave()

    def settle(self) -> None:
        self._batch.settle()
        self.further.settle()
        for view in self._views.values():
            view.settle()

    def _add_keys(self) -> None:
        for keys, slot in (
            ("Ctrl+N", self._on_new),
            ("Ctrl+Shift+N", self._on_many),
            ("Ctrl+F", self._on_find),
            ("Ctrl+P", lambda: self.view().list.print_asked.emit()),
            ("Ctrl+Return", self._on_next),
            ("Ctrl+Enter", self._on_next),
            ("Ctrl+Shift+Return", self._on_next_again),
            ("Ctrl+Shift+Enter", self._on_next_again),
        ):
            self._keys.append(QShortcut(QKeySequence(keys), self))
            self._keys[-1].activated.connect(slot)

    def _listen(self, view: RegisterView) -> None:
        view.told.connect(self.status_changed)
        view.saved.connect(self.saved)
        view.undo_offered.connect(self.undo_offered)
        view.led_on.connect(self.led_on)
        view.taken_back.connect(self.taken_back)
        view.failed.connect(self.failed)
        view.opened.connect(self.opened)
        view.mode_changed.connect(self.hints_changed)
        self._listen_to_list(view)

    def _on_changes(self, changes: Changes) -> None:
        """Count anew what is overdue where that may be another number now: the tab's badge."""
        today, told = self.office.clock.today(), False
        for register in self._listed:
            chip = register.late_chip
            if chip is not None and changes.touch(chip_regions(chip, today)):
                self._late[register.name] = overdue_count(self.office, register)
                told = True
        if told:
            missing = [one for one in self._listed if one.name not in self._late]
            self._late |= {one.name: overdue_count(self.office, one) for one in missing}
            self.badge_changed.emit(sum(self._late.values()), "red")

    def _listen_to_list(self, view: RegisterView) -> None:
        shown = view.list
        output = ListOutput(self.office, shown, self._tasks)
        output.told.connect(self.status_changed)
        output.failed.connect(self.failed)
        actions = ChosenActions(self.office, shown, self._tasks)
        actions.done.connect(lambda sentence: self._on_chosen_moved(view, sentence))
        actions.failed.connect(self.failed)
        shown.failed.connect(self.failed)
        register = view.register
        shown.grid_asked.connect(self._on_many)
        shown.bulk_edit_asked.connect(lambda which: self._batch.change(register, which))
        shown.grid_edit_asked.connect(lambda which: self._batch.edit(register, which))
        shown.papers_asked.connect(lambda which, kind: self._batch.issue(register, which, kind))
        shown.search_changed.connect(self.search.show_text)
        if view.conduct.takes_many:
            shown.choosing.offer_steps(lambda: self._steps_of_chosen(view))
            shown.choosing.step_asked.connect(lambda wanted: self._on_step_of_many(view, wanted))

    def _steps_of_chosen(self, view: RegisterView) -> tuple[ForMany, ...]:
        try:
            chosen = bulk.ids_of(self.office, view.register, view.list.chosen_ids())
            return view.conduct.for_many(self.office, chosen)
        except OfficeError as problem:
            self.failed.emit(problem.message, problem.hint)
            return ()

    def _on_step_of_many(self, view: RegisterView, wanted: ForMany) -> None:
        view.settle()
        chosen = view.list.chosen_ids()
        self._batch.open(FactBatch(self.office, view.conduct, wanted, chosen))

    def _on_many(self) -> None:
        if not self.view().list.recycled():
            self.view().settle()
            self._batch.add_many(self.view().register)

    def _on_batch_left(self, ids: tuple[str, ...]) -> None:
        self.activate()
        if ids:
            self.view().list.reload(ids[0])
        self.view().list.table.setFocus()

    def _on_batch_changed(self) -> None:
        """The keys of the list are not those of the page that stands in its place."""
        for key in self._keys:
            key.setEnabled(self._batch.page() is None and self.further.current() is None)

    def _on_chosen_moved(self, view: RegisterView, sentence: str) -> None:
        view.activate()
        self.saved.emit()
        self.undo_offered.emit(sentence)

    def _listen_to_further(self, page: FurtherPage) -> None:
        for name in ("status_changed", "saved", "undo_offered", "failed", "hints_changed"):
            getattr(page, name).connect(getattr(self, name))
        page.opened.connect(self._on_further_opened)
        page.new_asked.connect(self._on_new_asked)

    def _on_further_opened(self, register: str, record_id: str) -> None:
        if any(one.name == register for one in self._registers.values()):
            self.open_record(register, record_id)
        else:
            self.opened.emit(register, record_id)

    def _on_new_asked(self, register: str, texts: dict[str, str]) -> None:
        noun = next(noun for noun, one in self._registers.items() if one.name == register)
        self.strip.set_current(noun)
        self._show_chosen(noun)
        self.view().entering.begin(texts)
        self.hints_changed.emit()

    def _show_further(self, word: str) -> None:
        self._tools.show_for_lists(False)
        self.further.show(word, self._tools)
        self._on_batch_changed()
        self.hints_changed.emit()

    def _show_view(self) -> None:
        if self.further.current() is not None:
            self.further.hide()
            self._on_batch_changed()
        self._tools.show_for_lists(True)
        view = self.view()
        self.search.show_text(view.list.search_text())
        self._stack.setCurrentWidget(view)
        # The tools stand above the list only: the panel reaches up to the tab bar.
        view.left.insertWidget(0, self._tools)
        self._tools.name_new(view.register.new_label)
        self.search.setAccessibleName(f"查{view.register.noun}")

    def _on_view_chosen(self, word: str) -> None:
        in_strip = self.strip.isAncestorOf(self.focusWidget())
        self._show_chosen(word)
        # The tools have moved to another view, and the focus was lost on the way.
        home = self.home()
        if in_strip:
            self.strip.setFocus()
        elif home is not None:
            home.setFocus()

    def _show_chosen(self, word: str) -> None:
        self.settle()
        if word in self.further.words():
            self._show_further(word)
            return
        if word == BIN:
            self._show_view()
            self.view().show_recycled(True)
            return
        self._noun = word
        self._show_view()
        self.view().list.show_recycled(False)
        self.view().activate()
        self.hints_changed.emit()

    def _on_new(self) -> None:
        if self.view().list.recycled():
            self.strip.set_current(self._noun)
            self.view().show_recycled(False)
        self.view().begin_new()

    def _on_find(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _on_next(self) -> None:
        self.view().panel.press_next()

    def _on_next_again(self) -> None:
        self.view().panel.press_next(again=True)
