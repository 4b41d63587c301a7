"""The model of a grid: cells as text, what is wrong with each, and the way back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QUndoStack

from fireoffice.domain.fields import Kind
from fireoffice.domain.people import mask
from fireoffice.domain.values import ValueProblem, is_ditto, parse_date
from fireoffice.ui.grid.columns import GridColumn
from fireoffice.ui.grid.edits import MoveLines, WriteCells, Written
from fireoffice.ui.grid.lines import Line

LineRole: Final = int(Qt.ItemDataRole.UserRole) + 1
_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_LOCKED: Final = (
    Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
)
_OPEN: Final = _LOCKED | Qt.ItemFlag.ItemIsEditable
Place = tuple[int, int]
"""Row and column."""


class GridModel(QAbstractTableModel):
    """The rows of a grid. ``grows``: rows may be added and taken away, as new records only."""

    touched = Signal(object)
    """Lines whose texts are others now; they are to be checked."""
    moved = Signal()
    """Rows came or went."""
    judged = Signal()
    """The findings about the rows have changed."""

    def __init__(
        self, columns: Sequence[GridColumn], today: date, grows: bool = True, parent: Any = None
    ) -> None:
        super().__init__(parent)
        self._today = today
        self.columns = tuple(columns)
        self.grows = grows
        self.lines: list[Line] = []
        self.edits = QUndoStack(self)
        self._ghosts: Mapping[str, str] = {}
        self._flags = {
            place: _LOCKED if column.locked else _OPEN for place, column in enumerate(self.columns)
        } | {-1: Qt.ItemFlag.NoItemFlags}

    def show(self, lines: Iterable[Line]) -> None:
        """Begin anew with ``lines``; there is no way back behind this."""
        self.beginResetModel()
        self.lines = list(lines)
        self.endResetModel()
        self.edits.clear()
        self.touched.emit(self.lines)

    def set_ghosts(self, texts: Mapping[str, str]) -> None:
        """Show ``texts`` in pale ink where an entered row is empty: what it will become."""
        self._ghosts = texts

    def column_of(self, name: str) -> int:
        """Return the column of the field ``name``; -1 if there is none."""
        names = [column.info.name for column in self.columns]
        return names.index(name) if name in names else -1

    def text(self, row: int, column: int) -> str:
        """Return the text of a cell, unmasked."""
        return self.lines[row].text(self.columns[column].info.name)

    def ghost(self, row: int, column: int) -> str:
        """Return the value that an empty cell of an entered row will get."""
        line = self.lines[row]
        if line.key or line.is_empty():
            return ""
        return self._ghosts.get(self.columns[column].info.name, "")

    def is_masked(self, row: int, column: int) -> bool:
        """Return True if a cell hides its text: personal, and as it was read from the database."""
        info, line = self.columns[column].info, self.lines[row]
        kept = line.text(info.name)
        return bool(info.personal and line.key and kept and kept == line.kept.get(info.name))

    def shown(self, row: int, column: int) -> str:
        """Return the text that a cell shows."""
        text = self.text(row, column)
        return mask(text) if self.is_masked(row, column) else text

    def is_changed(self, row: int, column: int) -> bool:
        """Return True if a cell of an existing record differs from what is kept."""
        line, name = self.lines[row], self.columns[column].info.name
        return bool(line.key) and line.text(name).strip() != line.kept.get(name, "").strip()

    def write(self, cells: Mapping[Place, str], words: str) -> None:
        """As `write_rows`, cell by cell."""
        rows: dict[int, dict[int, str]] = {}
        for row, column in sorted(cells):
            rows.setdefault(row, {})[column] = cells[row, column]
        self.write_rows(rows, words)

    def write_rows(self, rows: Mapping[int, Mapping[int, str]], words: str) -> None:
        """Put texts into the cells of rows, from above, as one step. Locked ones stay.

        同上 becomes what stands above, and a day is written as days are written here, so that
        one sees what was understood.
        """
        new: dict[Line, Written] = {}
        names = {place: one.info.name for place, one in enumerate(self.columns) if not one.locked}
        days = {column.info.name for column in self.columns if column.info.kind is Kind.DATE}
        understood = cache(self._day)
        for row, cells in rows.items():
            if not 0 <= row < len(self.lines):
                continue
            line = self.lines[row]
            texts = {names[place]: text for place, text in cells.items() if place in names}
            repeated = {name for name, text in texts.items() if row and is_ditto(text)}
            if repeated:
                above = self.lines[row - 1]
                told = new[above].texts if above in new else above.texts
                texts |= {name: told.get(name, "") for name in repeated}
            for name in days & texts.keys() - repeated:
                texts[name] = understood(texts[name])
            held = line.texts
            others = {name: text for name, text in texts.items() if text != held.get(name, "")}
            one = Written(held | others, line.repeated - texts.keys() | repeated)
            if one != (held, line.repeated):
                new[line] = one
        if new:
            self.edits.push(WriteCells(new, self._on_written, words))

    def insert(self, place: int, count: int) -> None:
        """Insert empty rows."""
        self._move([Line() for _ in range(count)], place, True, f"插入{count}行")

    def remove(self, place: int, count: int) -> None:
        """Take rows out; in a grid of existing records none can be."""
        self._move(self.lines[place : place + count], place, False, f"删去{count}行")

    def drop(self, lines: Sequence[Line]) -> None:
        """Take out ``lines`` for good: they have become records."""
        gone = set(map(id, lines))
        self.show(line for line in self.lines if id(line) not in gone)

    def entered(self) -> list[Line]:
        """Return the rows in which something stands."""
        return [line for line in self.lines if not line.is_empty()]

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        # Asked for each selected cell, many thousand times: nothing may be worked out here.
        return self._flags[index.column()]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.shown(row, column)
            case Qt.ItemDataRole.EditRole:
                return self.text(row, column)
            case Qt.ItemDataRole.AccessibleTextRole:
                problem = self.lines[row].problem(self.columns[column].info.name)
                return "，".join(part for part in (self.shown(row, column), problem) if part)
            case _:
                return self.lines[row] if role == LineRole else None

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        self.write({(index.row(), index.column()): str(value)}, "填写")
        return True

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Vertical:
            if role == Qt.ItemDataRole.DisplayRole:
                return self._row_head(section)
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.info.help or None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def tell_judged(self) -> None:
        """Say that findings are others now."""
        if self.lines:
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(self.lines) - 1)
            self._tell_changed(0, len(self.lines) - 1)
        self.judged.emit()

    def _day(self, text: str) -> str:
        """``text`` as days are written here; what is none stays as it is."""
        try:
            return parse_date(text, self._today).isoformat()
        except ValueProblem:
            return text

    def _row_head(self, row: int) -> str:
        line = self.lines[row]
        sign = "■" if line.is_wrong() or line.overtaken else "□" if line.findings.twin else ""
        return f"{sign} {row + 1}" if sign else str(row + 1)

    def _move(self, lines: Sequence[Line], place: int, inserting: bool, words: str) -> None:
        if self.grows and lines:
            step = MoveLines(lines, place, self._put_in, self._take_out, inserting, words)
            self.edits.push(step)

    def _put_in(self, place: int, lines: Sequence[Line]) -> None:
        self.beginInsertRows(_ROOT, place, place + len(lines) - 1)
        self.lines[place:place] = lines
        self.endInsertRows()
        self.moved.emit()

    def _take_out(self, place: int, count: int) -> None:
        self.beginRemoveRows(_ROOT, place, place + count - 1)
        del self.lines[place : place + count]
        self.endRemoveRows()
        self.moved.emit()

    def _on_written(self, lines: Sequence[Line]) -> None:
        if len(lines) == 1:
            row = self.lines.index(lines[0])
            self._tell_changed(row, row)
        else:
            self._tell_changed(0, len(self.lines) - 1)
        self.touched.emit(lines)

    def _tell_changed(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))
