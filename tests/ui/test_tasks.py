"""Long work: in order, off the main thread, stoppable, its errors told."""

from __future__ import annotations

import errno
import threading
from collections.abc import Generator, Iterator

import pytest
from pytestqt.qtbot import QtBot

from fireoffice.core.errors import InputError
from fireoffice.ui.tasks import Stopped, TaskRunner


@pytest.fixture
def tasks(qapp: object) -> Iterator[TaskRunner]:
    runner = TaskRunner()
    yield runner
    runner.close()


def test_results_arrive_on_the_main_thread_in_the_order_asked(
    tasks: TaskRunner, qtbot: QtBot
) -> None:
    arrived: list[tuple[int, bool]] = []
    main = threading.get_ident()
    for number in range(50):
        tasks.start(
            "计数",
            lambda number=number: number,
            lambda got: arrived.append((got, threading.get_ident() == main)),
        )
    qtbot.waitUntil(lambda: len(arrived) == 50)
    assert arrived == [(number, True) for number in range(50)]
    assert not tasks.busy()


def test_a_generator_gives_progress_and_its_return_value(tasks: TaskRunner, qtbot: QtBot) -> None:
    go_on = threading.Event()

    def steps() -> Generator[tuple[int, int], None, str]:
        yield 1, 2
        go_on.wait(20)
        yield 2, 2
        return "完"

    results: list[str] = []
    with qtbot.waitSignal(tasks.progressed, timeout=10_000) as first:
        tasks.start("导入", steps, results.append)
    assert first.args == ["正在导入 1/2", True]
    go_on.set()
    qtbot.waitUntil(lambda: results == ["完"])


def test_a_task_can_be_stopped_between_two_steps(tasks: TaskRunner, qtbot: QtBot) -> None:
    begun = threading.Event()
    go_on = threading.Event()

    def steps() -> Generator[tuple[int, int], None, None]:
        begun.set()
        go_on.wait(20)
        yield 1, 3
        yield 2, 3

    failures: list[Exception] = []
    done: list[None] = []
    tasks.start("导入", steps, done.append, failures.append)
    assert begun.wait(10)
    tasks.stop()
    go_on.set()
    qtbot.waitUntil(lambda: bool(failures))
    assert isinstance(failures[0], Stopped)
    assert not done


def test_an_error_without_its_own_handler_is_told_to_all(tasks: TaskRunner, qtbot: QtBot) -> None:
    def refuse() -> None:
        raise InputError("磁盘已满。", "请清理磁盘。")

    with qtbot.waitSignal(tasks.broken, timeout=10_000) as told:
        tasks.start("备份", refuse, lambda _: None)
    assert str(told.args[0]) == "磁盘已满。请清理磁盘。"


def test_what_the_system_refuses_is_told_with_what_was_being_done(
    tasks: TaskRunner, qtbot: QtBot
) -> None:
    def refuse() -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with qtbot.waitSignal(tasks.broken) as told:
        tasks.start("备份", refuse, lambda _: None)
    assert str(told.args[0]).startswith("备份失败：磁盘已满。")


def test_nothing_is_started_after_closing(tasks: TaskRunner) -> None:
    tasks.close()
    tasks.start("备份", lambda: 1, lambda _: None)
    assert not tasks.busy()
