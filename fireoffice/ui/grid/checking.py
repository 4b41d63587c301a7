"""Checking what is typed, a few rows at a time, so that the window never waits."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from fireoffice.services.bulk import RowFindings
from fireoffice.ui.grid.lines import Line
from fireoffice.ui.grid.model import GridModel
from fireoffice.ui.tasks import TaskRunner

_SLICE_SECONDS: Final = 0.03
_FIRST_SLICE: Final = 20
_LARGEST_SLICE: Final = 400

Texts = Mapping[str, str]


@dataclass(frozen=True)
class Judges:
    """Who says what is wrong. ``alone`` judges rows each for itself, ``together`` finds values
    that occur twice, by row and field; ``copies``, asked in the background, tells which rows
    may be copies."""

    alone: Callable[[Sequence[Line]], Sequence[RowFindings]]
    together: Callable[[Mapping[int, Line]], Mapping[int, Mapping[str, str]]]
    copies: Callable[[Sequence[Texts]], Mapping[int, str]] | None = None


class GridChecking(QObject):
    """Checks the rows touched, as soon as nothing else is to be done."""

    finished = Signal()
    """Everything is checked, but for copies."""

    def __init__(self, model: GridModel, judges: Judges, tasks: TaskRunner) -> None:
        super().__init__(model)
        self._model = model
        self._judges = judges
        self._tasks = tasks
        self._round = 0
        self._looking = False
        self._waiting: dict[Line, None] = {}
        self._slice = _FIRST_SLICE
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._on_turn)
        model.touched.connect(self._on_touched)
        model.moved.connect(self._on_moved)

    def busy(self) -> bool:
        """Return whether rows wait to be checked, or copies are looked for."""
        return self._timer.isActive() or self._looking

    def left(self) -> int:
        """Return how many rows wait to be checked."""
        return len(self._waiting)

    def finish(self) -> None:
        """Check everything that waits, now."""
        while self._timer.isActive():
            self._timer.stop()
            self._on_turn()

    def _on_touched(self, lines: Sequence[Line]) -> None:
        self._round += 1
        self._waiting.update(dict.fromkeys(lines))
        self._timer.start()

    def _on_moved(self) -> None:
        self._round += 1
        self._timer.start()

    def _on_turn(self) -> None:
        if self._waiting:
            self._check_some()
        if self._waiting:
            self._timer.start()
            return
        self._compare()
        self._model.tell_judged()
        self._look_for_copies()
        self.finished.emit()

    def _check_some(self) -> None:
        began = perf_counter()
        some = list(self._waiting)[: self._slice]
        for line in some:
            del self._waiting[line]
        entered = [line for line in some if not line.is_empty()]
        for line in some:
            line.alone, line.checked = RowFindings(), True
        if entered:
            for line, findings in zip(entered, self._judges.alone(entered), strict=True):
                line.alone = findings
        spent = perf_counter() - began
        if spent > 0 and len(some) == self._slice:
            wanted = round(self._slice * _SLICE_SECONDS / spent)
            self._slice = max(_FIRST_SLICE // 2, min(_LARGEST_SLICE, wanted))

    def _compare(self) -> None:
        same = self._judges.together(self._entered())
        for place, line in enumerate(self._model.lines):
            twin = line.findings.twin if not line.is_empty() else ""
            line.findings = line.alone.joined(same.get(place, {}), twin)

    def _look_for_copies(self) -> None:
        copies, asked = self._judges.copies, self._round
        entered = self._entered()
        if copies is None or self._looking or not entered:
            return
        # Empty rows too: rows are told by their numbers.
        lines = self._model.lines[: max(entered) + 1]
        texts = [dict(line.texts) for line in lines]

        def show(found: Mapping[int, str]) -> None:
            self._looking = False
            if asked != self._round:
                self._timer.start()
                return
            for place, line in enumerate(lines):
                line.findings = RowFindings(line.findings.problems, found.get(place, ""))
            self._model.tell_judged()

        self._looking = True
        self._tasks.start("查找重复", lambda: copies(texts), show)

    def _entered(self) -> dict[int, Line]:
        return {place: line for place, line in enumerate(self._model.lines) if not line.is_empty()}
