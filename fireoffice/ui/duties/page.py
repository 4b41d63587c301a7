"""The tab 责任清单: its registers, and 组织健全 beside them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from fireoffice.registers import Register
from fireoffice.services.office import Office
from fireoffice.ui.duties.completeness_view import CompletenessView
from fireoffice.ui.register_page import BIN, RegisterPage
from fireoffice.ui.tasks import TaskRunner

COMPLETENESS = "组织健全"


class DutiesPage(RegisterPage):
    """A page of registers with one view that is none."""

    def __init__(
        self,
        office: Office,
        registers: Sequence[Register],
        parent: QWidget | None = None,
        tasks: TaskRunner | None = None,
    ) -> None:
        super().__init__(office, registers, parent, tasks)
        self.strip.set_words((*self.nouns(), COMPLETENESS, BIN))
        # There is no room for it beside so many views: it stands in the menu of the list.
        self.many.hide()
        self.completeness = CompletenessView(office)
        self.completeness.told.connect(self.status_changed)
        self.completeness.saved.connect(self.saved)
        self.completeness.undo_offered.connect(self.undo_offered)
        self.completeness.failed.connect(self.failed)

    def is_complete_shown(self) -> bool:
        """Return whether 组织健全 is in front."""
        return self._stack.currentWidget() is self.completeness

    def activate(self) -> None:
        if self.is_complete_shown():
            self.completeness.refresh()
        else:
            super().activate()

    def hints(self) -> tuple[tuple[str, str], ...]:
        if self.is_complete_shown():
            return (("方向键", "选择"), ("回车", "登记"), ("Esc", "收起"), ("F6", "换区"))
        return super().hints()

    def stops(self) -> tuple[QWidget, ...]:
        if self.is_complete_shown():
            form = self.completeness.form
            return (self.strip, self.completeness.table, *((form,) if form else ()))
        return super().stops()

    def home(self) -> QWidget | None:
        return self.completeness.table if self.is_complete_shown() else super().home()

    def undo_area(self) -> QWidget:
        return self.completeness if self.is_complete_shown() else super().undo_area()

    def _show_view(self) -> None:
        self._show_tools(True)
        super()._show_view()

    def _on_view_chosen(self, word: str) -> None:
        if word != COMPLETENESS:
            super()._on_view_chosen(word)
            return
        in_strip = self.strip.isAncestorOf(self.focusWidget())
        self.settle()
        self.view().list.views.button.hide()
        self._show_tools(False)
        self.completeness.left.insertWidget(0, self._tools)
        # Added no earlier: the first widget of a stack is in front at once.
        self._stack.addWidget(self.completeness)
        self._stack.setCurrentWidget(self.completeness)
        self.completeness.refresh()
        self.hints_changed.emit()
        (self.strip if in_strip else self.completeness.table).setFocus()

    def _on_next(self) -> None:
        if self.is_complete_shown():
            self.completeness.press_next()
        else:
            super()._on_next()

    def _show_tools(self, shown: bool) -> None:
        """Show what acts on a list, and let its keys be; 组织健全 has only Ctrl+Enter."""
        for one in (self.search, self.export, self.new):
            one.setVisible(shown)
        for key in self._keys:
            key.setEnabled(shown or "Return" in key.key().toString())
