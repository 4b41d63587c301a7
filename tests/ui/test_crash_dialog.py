"""When something breaks: the work is saved first, one sentence is said, and nothing loops."""

from __future__ import annotations

import errno
import logging
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from fireoffice.core.errors import EnvironmentProblem
from fireoffice.core.faults import last_report
from fireoffice.ui import crash
from fireoffice.ui.crash import CrashGuard
from fireoffice.ui.crash_dialog import CrashDialog
from tests.shots_checks import examine

Told = list[tuple[str, str, Path | None]]


@pytest.fixture
def told() -> Told:
    return []


@pytest.fixture
def guard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: Told) -> CrashGuard:
    """A guard that keeps what it would show; an error may come again at once."""
    made = CrashGuard(tmp_path, lambda: None)
    monkeypatch.setattr(crash, "QUIET_SECONDS", 0.0)
    monkeypatch.setattr(made, "show", lambda *words: told.append(words))
    return made


def _bug(words: str = "13800138000 is no number") -> ZeroDivisionError:
    try:
        raise ZeroDivisionError(words)
    except ZeroDivisionError as problem:
        return problem


def _handle(guard: CrashGuard, problem: Exception) -> None:
    guard.handle(type(problem), problem, problem.__traceback__)


def test_the_work_is_saved_before_anything_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    happened: list[str] = []
    guard = CrashGuard(tmp_path, lambda: happened.append("saved"))
    monkeypatch.setattr(guard, "show", lambda *_: happened.append("told"))
    _handle(guard, _bug())
    assert happened == ["saved", "told"]


def test_a_bug_is_told_in_chinese_with_what_was_saved_and_where_the_report_is(
    guard: CrashGuard, told: Told, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.CRITICAL):
        _handle(guard, _bug())
    (sentence, saved, report), *_ = told
    assert sentence.startswith("程序出了错")
    assert "已经保存" in saved
    assert report == last_report(tmp_path)
    assert "is no number" in caplog.text


def test_what_the_system_refuses_is_no_bug(guard: CrashGuard, told: Told, tmp_path: Path) -> None:
    _handle(guard, OSError(errno.ENOSPC, "No space left on device"))
    (sentence, hint, report), *_ = told
    assert sentence == "操作失败：磁盘已满。"
    assert "清理磁盘" in hint
    assert report is None
    assert last_report(tmp_path) is None


def test_a_report_names_the_place_and_quotes_no_one(guard: CrashGuard, tmp_path: Path) -> None:
    _handle(guard, _bug())
    report = last_report(tmp_path)
    assert report is not None
    text = report.read_text(encoding="utf-8")
    assert "ZeroDivisionError" in text
    assert "test_crash_dialog.py" in text
    assert "13800138000" not in text


def test_where_saving_fails_too_the_user_is_told_to_copy_it_down(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: Told
) -> None:
    def fail() -> None:
        raise RuntimeError("saving failed")

    guard = CrashGuard(tmp_path, fail)
    monkeypatch.setattr(guard, "show", lambda *words: told.append(words))
    _handle(guard, _bug())
    assert "没有保存成功" in told[0][1]


def test_an_error_of_the_environment_is_told_as_it_is_without_a_report(
    guard: CrashGuard, told: Told, tmp_path: Path
) -> None:
    _handle(guard, EnvironmentProblem("磁盘已满。", "请清理磁盘。"))
    assert told == [("磁盘已满。", "请清理磁盘。", None)]
    assert last_report(tmp_path) is None


def test_a_dialog_that_fails_itself_neither_raises_nor_comes_back(
    guard: CrashGuard, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    tries: list[int] = []

    def fail(*_: object) -> None:
        tries.append(1)
        raise RuntimeError("no dialog either")

    monkeypatch.setattr(guard, "show", fail)
    _handle(guard, _bug())
    assert tries == [1]
    assert "no dialog either" in capsys.readouterr().err


def test_an_error_while_one_is_being_told_is_only_written_down(
    guard: CrashGuard, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries: list[int] = []

    def fail_again(*_: object) -> None:
        tries.append(1)
        _handle(guard, _bug())

    monkeypatch.setattr(guard, "show", fail_again)
    _handle(guard, _bug())
    assert tries == [1]


def test_an_error_of_every_painting_is_told_once(
    guard: CrashGuard, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crash, "QUIET_SECONDS", 60.0)
    for _ in range(5):
        _handle(guard, _bug())
    assert len(told) == 1


def test_the_dialog_writes_a_diagnostics_package_where_one_says(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "给技术人员.zip"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    dialog = CrashDialog("程序出了错。", "已经保存。", tmp_path / "报告.txt", tmp_path)
    qtbot.addWidget(dialog)
    dialog.show()
    assert examine(dialog) == []
    assert dialog.go_on.isDefault()
    dialog.export.click()
    assert target.exists()
    assert "没有个人信息" in dialog.place.text()


def test_a_hard_crash_is_told_at_the_next_start_and_only_once(tmp_path: Path) -> None:
    script = (
        "import ctypes, sys; from pathlib import Path\n"
        "from fireoffice.core.faults import FaultWatch\n"
        "watch = FaultWatch(Path(sys.argv[1]))\n"
        "print(watch.report or '')\n"
        "ctypes.string_at(0) if sys.argv[2] == 'crash' else watch.close()\n"
    )

    def start(how: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", script, str(tmp_path), how]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    assert start("crash").returncode != 0
    second, third = start("end"), start("end")
    report = Path(second.stdout.strip())
    assert "Segmentation fault" in report.read_text() or "access violation" in report.read_text()
    assert third.stdout.strip() == ""


def test_a_session_that_ended_properly_leaves_nothing_to_tell(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path\n"
        "from fireoffice.core.faults import FaultWatch\n"
        "FaultWatch(Path(sys.argv[1])).close()\n"
    )
    subprocess.run([sys.executable, "-c", script, str(tmp_path)], check=True)
    assert list((tmp_path / "logs").iterdir()) == []
