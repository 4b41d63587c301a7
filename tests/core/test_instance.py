"""One window for one data folder, also after a crash; a second start shows the first."""

from __future__ import annotations

import getpass
import json
import subprocess
import sys
from pathlib import Path
from threading import Event

import pytest

from fireoffice.core import instance
from fireoffice.core.errors import EnvironmentProblem
from fireoffice.core.instance import LOCK_NAME, ask_forward, claim

ROOT = Path(__file__).parents[2]
HOLDER = """
import sys
from pathlib import Path
from fireoffice.core.instance import claim

held = claim(Path(sys.argv[1]), lambda: print("forward", flush=True))
print("held" if held else "handed over", flush=True)
sys.stdin.read()
"""


def _start(folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def _hang() -> None:
    Event().wait()


def test_a_second_start_brings_the_first_window_forward(data_folder: Path) -> None:
    asked = Event()
    first = claim(data_folder, asked.set)
    assert first is not None
    assert claim(data_folder, lambda: None) is None
    assert asked.is_set()
    first.close()


def test_another_program_is_asked_too(data_folder: Path) -> None:
    with _start(data_folder) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        assert claim(data_folder, lambda: None) is None
        assert holder.stdout.readline() == "forward\n"
        holder.kill()


def test_a_folder_is_free_again_when_its_window_is_closed(data_folder: Path) -> None:
    for _ in range(3):
        held = claim(data_folder, lambda: None)
        assert held is not None
        held.close()


def test_a_killed_program_leaves_no_lock(data_folder: Path) -> None:
    with _start(data_folder) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        holder.kill()
        holder.wait()
    assert (data_folder / LOCK_NAME).exists()
    assert not ask_forward(data_folder)
    held = claim(data_folder, lambda: None)
    assert held is not None
    held.close()


def test_a_window_that_does_not_answer_is_told(
    data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(instance, "_PATIENCE", 0.05)
    held = claim(data_folder, _hang)
    assert held is not None
    with pytest.raises(EnvironmentProblem, match="没有应答") as caught:
        claim(data_folder, lambda: None)
    assert "结束它后再打开" in caught.value.hint
    held.close()


def test_the_window_of_another_user_is_told_and_not_asked_forward(
    data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two users of one machine, one of them switched away: nobody would see that window."""
    asked = Event()
    held = claim(data_folder, asked.set)
    assert held is not None
    monkeypatch.setattr(instance, "_user", lambda: "李四")
    with pytest.raises(EnvironmentProblem, match=f"另一个用户“{getpass.getuser()}”") as caught:
        claim(data_folder, lambda: None)
    assert "切换到那个用户" in caught.value.hint
    assert not asked.is_set()
    held.close()


def test_the_window_on_another_desktop_of_the_same_user_is_told(
    data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = claim(data_folder, lambda: None)
    assert held is not None
    monkeypatch.setattr(instance, "_session", lambda: 7)
    with pytest.raises(EnvironmentProblem, match="另一个登录中"):
        claim(data_folder, lambda: None)
    held.close()


def test_a_stranger_at_the_door_shows_no_window(data_folder: Path) -> None:
    asked = Event()
    held = claim(data_folder, asked.set)
    assert held is not None
    about = json.loads((data_folder / LOCK_NAME).read_bytes())
    (data_folder / LOCK_NAME).write_text(json.dumps(about | {"token": "0" * 32}))
    assert not ask_forward(data_folder)
    assert not asked.is_set()
    held.close()


def test_a_spoilt_lock_file_is_no_lock(data_folder: Path) -> None:
    (data_folder / LOCK_NAME).write_bytes(b"\xff\x00{")
    assert not ask_forward(data_folder)
    held = claim(data_folder, lambda: None)
    assert held is not None
    held.close()
