"""The strips above the table: its filters, chosen rows' actions, or an export, one at a time."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget, QWidget

from fireoffice.ui.lists.export_strip import ExportStrip
from fireoffice.ui.lists.filter_row import FilterRow
from fireoffice.ui.lists.selection_strip import SelectionStrip


class ListStrips(QStackedWidget):
    """The strips, one at a time; none makes the list wider than the filters do."""

    def __init__(self, row: FilterRow, choosing: SelectionStrip, parent: QWidget) -> None:
        super().__init__(parent)
        self._row, self._choosing = row, choosing
        self.exporting = ExportStrip()
        for one in (row, choosing, self.exporting):
            self.addWidget(one)

    def show_export(self) -> None:
        """Show what is asked or told about an export."""
        self.setCurrentWidget(self.exporting)
        self.show()

    def shows_export(self) -> bool:
        """Return True if an export is asked or told about."""
        return self.currentWidget() is self.exporting

    def show_for(self, chosen: int, recycled: bool) -> None:
        """Show what can be done with several chosen rows, else the filters; the bin has none."""
        self.setCurrentWidget(self._choosing if chosen > 1 else self._row)
        self.setVisible(chosen > 1 or not recycled)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def sizeHint(self) -> QSize:
        return QSize(self.currentWidget().minimumSizeHint().width(), super().sizeHint().height())
