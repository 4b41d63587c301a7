"""What a click opens is handed over, or it is said why not."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices

from fireoffice.core.errors import EnvironmentProblem, InputError
from fireoffice.ui.opening import open_file


def test_a_file_is_handed_to_the_program_that_the_system_has_for_it(
    tmp_path: Path, opened: list[Path]
) -> None:
    file = tmp_path / "通知.txt"
    file.write_text("通知", encoding="utf-8")
    open_file(file)
    assert opened == [file]


def test_without_such_a_program_a_sentence_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _: False)
    file = tmp_path / "通知.txt"
    file.write_text("通知", encoding="utf-8")
    with pytest.raises(EnvironmentProblem, match="没有能打开它的程序"):
        open_file(file)


def test_a_file_that_is_gone_is_handed_to_nobody(tmp_path: Path, opened: list[Path]) -> None:
    with pytest.raises(InputError, match="不在原来的位置"):
        open_file(tmp_path / "通知.docx")
    assert opened == []
