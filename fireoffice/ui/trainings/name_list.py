"""The names of a session as they are being worked on: every step can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import asdict, replace
from itertools import count
from typing import Any

from PySide6.QtCore import QObject, Signal

from fireoffice.domain.trainings import Roll, count_roll
from fireoffice.services.trainings.attendance import Line

_State = tuple[tuple[str, Line], ...]


class NameList(QObject):
    """Lines under keys of their own; nothing is written before the page is confirmed."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state: _State = ()
        self._first: _State = ()
        self._done: list[_State] = []
        self._taken_back: list[_State] = []
        self._keys = count(1)

    def start(self, lines: Iterable[Line]) -> None:
        """Begin with what is written already."""
        self._state = self._keyed(lines)
        self._first = self._state
        self._done, self._taken_back = [], []
        self.changed.emit()

    def keyed(self) -> _State:
        """Return the lines with their keys, in their order."""
        return self._state

    def lines(self) -> tuple[Line, ...]:
        """Return the lines in their order."""
        return tuple(line for _, line in self._state)

    def line(self, key: str) -> Line | None:
        """Return the line under ``key``."""
        return next((line for one, line in self._state if one == key), None)

    def roll(self) -> Roll:
        """Return the list counted."""
        return count_roll(line.presence for _, line in self._state)

    def is_changed(self) -> bool:
        """Return True if anything stands otherwise than at the start."""
        return [line for _, line in self._state] != [line for _, line in self._first]

    def put(self, lines: Sequence[Line]) -> None:
        """Set the list to ``lines``: those that stand there keep their places at the head."""
        kept = [(key, line) for (key, _), line in zip(self._state, lines, strict=False)]
        self._do((*kept, *self._keyed(lines[len(kept) :])))

    def mark(self, keys: Collection[str], presence: str) -> None:
        """Note of the names under ``keys`` whether they came."""
        self._each(keys, lambda line: replace(line, presence=presence))

    def change(self, key: str, **told: Any) -> None:
        """Write parts of one line."""
        self._each({key}, lambda line: replace(line, **told))

    def remove(self, keys: Collection[str]) -> None:
        """Take names off the list."""
        self._do(tuple((key, line) for key, line in self._state if key not in keys))

    def undo(self) -> bool:
        """Take the last step back; return whether there was one."""
        return self._step(self._done, self._taken_back)

    def redo(self) -> bool:
        """Do again what was taken back; return whether there was anything."""
        return self._step(self._taken_back, self._done)

    def draft(self) -> list[dict[str, Any]]:
        """Return the lines as JSON can keep them."""
        return [asdict(line) for line in self.lines()]

    def resume(self, kept: Sequence[dict[str, Any]]) -> None:
        """Go on with lines that were kept as a draft."""
        self._do(self._keyed(Line(**one) for one in kept))

    def _each(self, keys: Collection[str], write: Callable[[Line], Line]) -> None:
        self._do(tuple((key, write(line) if key in keys else line) for key, line in self._state))

    def _keyed(self, lines: Iterable[Line]) -> _State:
        return tuple((str(next(self._keys)), line) for line in lines)

    def _do(self, state: _State) -> None:
        if state == self._state:
            return
        self._done.append(self._state)
        self._taken_back.clear()
        self._state = state
        self.changed.emit()

    def _step(self, stack: list[_State], other: list[_State]) -> bool:
        if not stack:
            return False
        other.append(self._state)
        self._state = stack.pop()
        self.changed.emit()
        return True
