"""What `faulthandler` writes is a crash only where it ended the program."""

from __future__ import annotations

from pathlib import Path

import pytest

from fireoffice.core.faults import LOGS, FaultWatch, tells_of_crash

COM = """Windows fatal exception: code 0x8001010d

Thread 0x00001a2c (most recent call first):
  File "fireoffice\\ui\\choosing.py", line 31 in ask
  File "fireoffice\\ui\\start.py", line 110 in _run
"""


def headline(code: str) -> str:
    return f"Windows fatal exception: {code}\n\nCurrent thread 0x1 (most recent call first):\n"


@pytest.mark.parametrize(
    "written",
    [
        "",
        "\n",
        COM,
        COM * 3,
        headline("code 0x8001010e"),
        headline("code 0x80010108"),
        headline("code 0x80040155"),
        headline("code 0x800706ba"),
        headline("code 0xe06d7363"),
        headline("code 0x6ba"),
    ],
)
def test_what_components_throw_among_themselves_is_no_crash(written: str) -> None:
    assert not tells_of_crash(written)


@pytest.mark.parametrize(
    "written",
    [
        headline("access violation"),
        headline("stack overflow"),
        headline("code 0xc0000374"),
        headline("code 0xC0000409"),
        headline("code 0x80000003"),
        COM + headline("access violation"),
        headline("code 0xc000001d") + COM,
        "Fatal Python error: Segmentation fault\n\nCurrent thread 0x1:\n",
        "Fatal Python error: Aborted\n",
        "half a li",
    ],
)
def test_what_ends_a_program_is_a_crash_whatever_else_was_thrown(written: str) -> None:
    assert tells_of_crash(written)


def test_a_session_with_nothing_but_such_entries_is_not_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("faulthandler.enable", lambda _: None)
    monkeypatch.setattr("faulthandler.disable", lambda: None)
    (tmp_path / LOGS).mkdir()
    (tmp_path / LOGS / "faults.txt").write_text(COM)
    watch = FaultWatch(tmp_path)
    assert watch.report is None
    watch.close()
    assert list((tmp_path / LOGS).iterdir()) == []
