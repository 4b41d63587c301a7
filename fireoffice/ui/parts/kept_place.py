"""The current, chosen and visible rows of a table, found again when it was read anew."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QItemSelection, QItemSelectionModel

if TYPE_CHECKING:
    from fireoffice.ui.parts.record_table import RecordTable

_MOST_CHOSEN: Final = 50
"""The most rows looked for one by one; a larger choice was rather a question than rows."""


class KeptPlace:
    """The kept place: made before the rows go; ``restore`` puts back what is still there."""

    def __init__(self, table: RecordTable) -> None:
        self._table = table
        self._top = table.verticalScrollBar().value()
        self._left = table.horizontalScrollBar().value()
        self.row = table.currentIndex().row()
        self._id = table.current_id()
        seen = self._id and table.viewport().rect().intersects(
            table.visualRect(table.currentIndex())
        )
        self._from_top = table.rowViewportPosition(self.row) if seen else None
        few = 1 < table.chosen_count() <= _MOST_CHOSEN
        self._chosen = self._chosen_ids() if few else ()

    def restore(self, place: int, find: Callable[[str, int], int]) -> None:
        """Make the row at ``place`` current (-1: none), at the height at which it stood.

        ``find`` tells from an id and the place near which it was where a record stands now.
        """
        table, bar = self._table, self._table.verticalScrollBar()
        bar.setValue(self._top)
        if place >= 0:
            table.select_place(place)
            if self._from_top is not None and table.current_id() == self._id:
                bar.setValue(bar.value() + table.rowViewportPosition(place) - self._from_top)
                table.scrollTo(table.currentIndex())
            if table.current_id() == self._id:
                self._choose(find)
        table.horizontalScrollBar().setValue(self._left)

    def _chosen_ids(self) -> tuple[str, ...]:
        return tuple(
            self._table.id_at(place)
            for first, last in self._table.chosen_ranges()
            for place in range(first, last + 1)
        )

    def _choose(self, find: Callable[[str, int], int]) -> None:
        model, chosen = self._table.model(), QItemSelection()
        for one in self._chosen:
            place = find(one, self.row)
            if place >= 0:
                index = model.index(place, 0)
                chosen.select(index, index)
        flags = QItemSelectionModel.SelectionFlag
        self._table.selectionModel().select(chosen, flags.Select | flags.Rows)
