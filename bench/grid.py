"""5,000 rows of ten columns pasted into 成批登记: how long the window did not answer at a time."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import date
from itertools import pairwise
from time import perf_counter, thread_time
from typing import Final

from bench.lists import office_of_many
from fireoffice.registers import HAZARDS
from fireoffice.services.office import Office

ROWS: Final = 5_000
AIM_MS: Final = 100
ROUNDS: Final = 3
TODAY: Final = date(2021, 4, 20)
_BEAT_MS: Final = 5


def run() -> None:
    """Print the longest wait of each part of the work, the best of the rounds."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from fireoffice.ui.start import make_application

    application = make_application(["bench"])
    with office_of_many(HAZARDS) as office:
        rounds = [_pasted(application, office) for _ in range(ROUNDS)]
    print(f"\n{ROWS:,} × 10 cells pasted and checked  (aim: the window never waits {AIM_MS} ms)")
    for name in rounds[0]:
        took, waited, worked = (min(one[name][place] for one in rounds) for place in range(3))
        print(
            f"  {name:<24}  {took:6.2f} s   longest wait {waited * 1000:4.0f} ms,"
            f" of which {worked * 1000:4.0f} ms are its own work"
        )


_Told = tuple[float, float, float]
"""Seconds in all, of the longest wait, and of the main thread's own work in the longest one."""


def _pasted(application: object, office: Office) -> dict[str, _Told]:
    from PySide6.QtGui import QGuiApplication

    from fireoffice.ui.grid.add_many import AddManyPage

    page = AddManyPage(office, HAZARDS)
    page.resize(1366, 640)
    page.show()
    page.begin()
    QGuiApplication.clipboard().setText(_table())
    told: dict[str, _Told] = {}
    with _heart() as beats:
        for name, act in (
            ("clipboard read", page.view.commands.paste),
            ("put in and checked", lambda: page.strip.chosen.emit(0)),
            ("taken back", page.model.edits.undo),
            ("done again", page.model.edits.redo),
            ("kept as a draft", page.settle),
        ):
            told[name] = _waits(beats, act, lambda: page.checking.busy() or page.tasks.busy())
    page.model.show([])
    page.leave()
    page.deleteLater()
    return told


def _table() -> str:
    heads = "排查日期 检查人 场所 村（居） 部位 隐患描述 类别 等级 初定期限 备注"
    line = "4.12 王芳 第{0}号门面 松林社区 二楼 疏散通道堆放杂物{0}件 疏散通道 一般 5.10 第{0}次"
    lines = [heads, *(line.format(number) for number in range(ROWS))]
    return "\n".join(line.replace(" ", "\t") for line in lines)


@contextmanager
def _heart() -> Generator[list[tuple[float, float]]]:
    """Beats whenever the window could answer: the moment, and what its thread has worked so far."""
    from PySide6.QtCore import Qt, QTimer

    beats: list[tuple[float, float]] = []
    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(lambda: beats.append((perf_counter(), thread_time())))
    timer.start(_BEAT_MS)
    yield beats
    timer.stop()


def _waits(
    beats: list[tuple[float, float]], act: Callable[[], object], busy: Callable[[], bool]
) -> _Told:
    from PySide6.QtCore import QCoreApplication, QEventLoop

    def live(seconds: float) -> None:
        until = perf_counter() + seconds
        while perf_counter() < until:
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, _BEAT_MS)

    live(0.3)
    beats.clear()
    live(0.03)
    start = perf_counter()
    act()
    while busy():
        live(0.02)
    live(0.3)
    gaps = [(after[0] - before[0], after[1] - before[1]) for before, after in pairwise(beats)]
    return perf_counter() - start - 0.3, max(gap[0] for gap in gaps), max(gap[1] for gap in gaps)
