"""The edit stack of a grid: each step can be taken back inside the grid."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from PySide6.QtGui import QUndoCommand

from fireoffice.ui.grid.lines import Line

Cell = tuple[Line, str]


class Written(NamedTuple):
    """What one cell holds: its text, and whether it repeats the cell above."""

    text: str
    repeated: bool = False


class WriteCells(QUndoCommand):
    """Writes texts into cells. ``told`` is called with the lines touched."""

    def __init__(
        self, new: Mapping[Cell, Written], told: Callable[[Sequence[Line]], None], words: str
    ) -> None:
        super().__init__(words)
        self._new = dict(new)
        self._old = {
            (line, name): Written(line.text(name), name in line.repeated) for line, name in new
        }
        self._told = told

    def redo(self) -> None:
        self._write(self._new)

    def undo(self) -> None:
        self._write(self._old)

    def _write(self, cells: Mapping[Cell, Written]) -> None:
        for (line, name), one in cells.items():
            line.texts[name] = one.text
            if one.repeated != (name in line.repeated):
                line.repeated = line.repeated ^ {name}
        self._told(list(dict.fromkeys(line for line, _ in cells)))


class MoveLines(QUndoCommand):
    """Puts ``lines`` in at ``place``, or takes them out from there."""

    def __init__(
        self,
        lines: Sequence[Line],
        place: int,
        put_in: Callable[[int, Sequence[Line]], None],
        take_out: Callable[[int, int], None],
        inserting: bool,
        words: str,
    ) -> None:
        super().__init__(words)
        self._lines = list(lines)
        self._place = place
        self._put_in = put_in
        self._take_out = take_out
        self._inserting = inserting

    def redo(self) -> None:
        self._move(self._inserting)

    def undo(self) -> None:
        self._move(not self._inserting)

    def _move(self, inserting: bool) -> None:
        if inserting:
            self._put_in(self._place, self._lines)
        else:
            self._take_out(self._place, len(self._lines))
