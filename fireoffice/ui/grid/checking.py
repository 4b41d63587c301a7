"""Checking what is typed, much of it in the background, so that the window never waits."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from fireoffice.services.entry.bulk import RowFindings
from fireoffice.ui.grid.lines import Line
from fireoffice.ui.grid.model import GridModel
from fireoffice.ui.tasks import TaskRunner

_AT_ONCE: Final = 20
"""The number of rows checked at once; more go to the background, in portions."""
_PORTION: Final = 100
_PAUSE_MS: Final = 15
"""The pause before each turn in a long grid, for painting is slow beside a busy thread."""

Texts = Mapping[str, str]


@dataclass(frozen=True)
class Judges:
    """The judges of rows. ``alone`` judges rows each for itself, ``together`` finds values
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
        self._checking: list[Line] = []
        self._steps: list[Callable[[], None]] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_turn)
        model.touched.connect(self._on_touched)
        model.moved.connect(self._on_moved)

    def busy(self) -> bool:
        """Return True if rows wait to be checked, or copies are looked for."""
        return self._timer.isActive() or self._looking or bool(self._checking)

    def left(self) -> int:
        """Return the number of rows not checked yet."""
        return len(self._waiting) + len(self._checking)

    def finish(self) -> bool:
        """Check what waits, now, if it is not much; return whether all is checked."""
        if not self._checking and len(self._waiting) <= _AT_ONCE and self._timer.isActive():
            self._timer.stop()
            self._on_turn()
            while self._steps:
                self._on_turn()
            self._timer.stop()
        return not self.left() and not self._steps

    def _on_touched(self, lines: Sequence[Line]) -> None:
        self._waiting.update(dict.fromkeys(lines))
        self._begin_anew()

    def _on_moved(self) -> None:
        self._begin_anew()

    def _begin_anew(self) -> None:
        self._round += 1
        self._steps = []
        self._go_soon()

    def _go_soon(self) -> None:
        self._timer.start(_PAUSE_MS if len(self._model.lines) > _PORTION else 0)

    def _on_turn(self) -> None:
        if self._checking:
            return
        if self._steps and not self._waiting:
            self._steps.pop(0)()
            if self._steps:
                self._go_soon()
            return
        some = list(self._waiting)[: _AT_ONCE if len(self._waiting) <= _AT_ONCE else _PORTION]
        for line in some:
            del self._waiting[line]
        entered = [line for line in some if not line.is_empty()]
        for line in some:
            line.alone = RowFindings()
        if len(entered) > _AT_ONCE:
            self._checking = entered
            self._tasks.start("检查填写的内容", self._judged_apart(entered), self._on_judged)
            return
        if entered:
            self._take(entered, self._judges.alone(entered))
        self._go_on()

    def _judged_apart(self, lines: Sequence[Line]) -> Callable[[], Sequence[RowFindings]]:
        # Copies keep each row consistent; what is typed meanwhile is checked again later.
        copies = [Line(one.key, dict(one.texts), one.kept) for one in lines]
        return lambda: self._judges.alone(copies)

    def _on_judged(self, findings: Sequence[RowFindings]) -> None:
        lines, self._checking = self._checking, []
        self._take(lines, findings)
        self._go_on()

    def _take(self, lines: Sequence[Line], findings: Sequence[RowFindings]) -> None:
        for line, one in zip(lines, findings, strict=True):
            line.alone = one

    def _go_on(self) -> None:
        if self._waiting:
            self._go_soon()
            return
        # With thousands of rows each step takes a moment; clicks are served between them.
        self._steps = [
            self._compare,
            self._model.tell_judged,
            self._look_for_copies,
            self.finished.emit,
        ]
        self._go_soon()

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
        # Empty rows are kept: the answer names rows by their numbers.
        lines = self._model.lines[: max(entered) + 1]
        texts = [dict(line.texts) for line in lines]

        def show(found: Mapping[int, str]) -> None:
            self._looking = False
            if asked != self._round:
                self._go_soon()
                return
            for place, line in enumerate(lines):
                line.findings = RowFindings(line.findings.problems, found.get(place, ""))
            self._steps.append(self._model.tell_judged)
            self._go_soon()

        self._looking = True
        self._tasks.start("查找重复", lambda: copies(texts), show)

    def _entered(self) -> dict[int, Line]:
        return {place: line for place, line in enumerate(self._model.lines) if not line.is_empty()}
