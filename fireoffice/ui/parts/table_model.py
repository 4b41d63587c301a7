"""Rows of a register for the table, read in blocks as they come in sight."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

BLOCK = 100
_KEPT_BLOCKS = 60

RowRole = int(Qt.ItemDataRole.UserRole) + 1

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


@dataclass(frozen=True)
class TableColumn:
    """One column: ``kind`` is stage, text, quiet, date, number, left (days) or grade.

    ``width`` is in pixels of the 100 % design; 0 takes what is left. ``optional`` columns are
    shown where the window is wide, those that are not ``standard`` only where they are chosen.
    """

    key: str
    title: str
    width: int
    kind: str = "text"
    sortable: bool = True
    optional: bool = False
    standard: bool = True
    marked: bool = False
    """True if the marks of a row stand in it."""


class Row(Protocol):
    """A row of the table; ``texts`` maps column keys to what is written."""

    id: str
    texts: Mapping[str, str]
    stage: str
    closed: bool
    urgency: str
    marks: str


Fetch = Callable[[int, int], tuple[Sequence[Any], int]]
"""(offset, limit) -> rows, total."""


def _nothing(_offset: int, _limit: int) -> tuple[Sequence[Any], int]:
    return (), 0


class RecordTableModel(QAbstractTableModel):
    """Knows the total and keeps blocks of rows; what is not in sight is not read.

    ``fetch`` is asked again after ``reload``; between two reloads the order is taken as fixed.
    A row that cannot be read is an empty, disabled row, not a crash.
    """

    def __init__(self, columns: Sequence[TableColumn], parent: Any = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._fetch: Fetch = _nothing
        self._total = 0
        self._blocks: dict[int, Sequence[Any]] = {}
        self._locate: Callable[[str], int] | None = None

    def show(self, fetch: Fetch, locate: Callable[[str], int] | None = None) -> None:
        """Take the rows from ``fetch``; ``locate`` tells where a record stands, -1 for nowhere."""
        self.beginResetModel()
        self._fetch = fetch
        self._locate = locate
        rows, self._total = fetch(0, BLOCK)
        self._blocks = {0: rows}
        self.endResetModel()

    def total(self) -> int:
        """Return the number of all rows."""
        return self._total

    def row(self, place: int) -> Any | None:
        """Return the row at ``place``, or None if there is none (any more)."""
        if not 0 <= place < self._total:
            return None
        block, within = divmod(place, BLOCK)
        if block not in self._blocks:
            if len(self._blocks) >= _KEPT_BLOCKS:
                self._blocks.pop(next(iter(self._blocks)))
            self._blocks[block], _ = self._fetch(block * BLOCK, BLOCK)
        rows = self._blocks[block]
        return rows[within] if within < len(rows) else None

    def find(self, record_id: str, near: int = 0) -> int:
        """Return the place of the record, or -1; looked for first in the block about ``near``."""
        for block in {0, max(0, near) // BLOCK}:
            for place in range(block * BLOCK, min((block + 1) * BLOCK, self._total)):
                row = self.row(place)
                if row is not None and row.id == record_id:
                    return place
        if self._total <= BLOCK:
            return -1
        if self._locate is not None:
            return self._locate(record_id)
        return next((at for at in range(self._total) if self._id(at) == record_id), -1)

    def _id(self, place: int) -> str:
        row = self.row(place)
        return row.id if row is not None else ""

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else self._total

    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        return (
            Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemNeverHasChildren
        )

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.row(index.row())
        if row is None:
            return None
        column = self.columns[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            text = row.texts.get(column.key, "") or "—"
            marks = row.marks if column.marked else ""
            # Painted beside the text, but read out and shown in a tool tip with it.
            spoken = bool(marks) and role == Qt.ItemDataRole.AccessibleTextRole
            return f"{text}（{'、'.join(marks)}）" if spoken else text
        if role == RowRole:
            return row
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = (
                Qt.AlignmentFlag.AlignRight
                if column.kind in ("number", "left")
                else Qt.AlignmentFlag.AlignLeft
            )
            return side | Qt.AlignmentFlag.AlignVCenter
        return None
