"""The edit stack of a grid: each step can be taken back inside the grid."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from PySide6.QtGui import QUndoCommand

from fireoffice.ui.grid.lines import Line


class Written(NamedTuple):
    """The content of a row: its texts, and which of them repeat the row above."""

    texts: dict[str, str]
    repeated: frozenset[str]


class WriteCells(QUndoCommand):
    """Gives rows other texts. ``told`` is called with the rows."""

    def __init__(
        self, new: Mapping[Line, Written], told: Callable[[Sequence[Line]], None], words: str
    ) -> None:
        super().__init__(words)
        self._new = dict(new)
        # By rows, not by cells: thousands of rows are written within one stroke of a key.
        self._old = {line: Written(line.texts, line.repeated) for line in new}
        self._told = told

    def redo(self) -> None:
        self._write(self._new)

    def undo(self) -> None:
        self._write(self._old)

    def _write(self, rows: Mapping[Line, Written]) -> None:
        for line, one in rows.items():
            line.texts, line.repeated = one
        self._told(list(rows))


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
