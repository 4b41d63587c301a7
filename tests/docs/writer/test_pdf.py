"""PDF by whichever program the machine has; the programs here are scripts that stand in."""

from __future__ import annotations

import shutil
import stat
import sys
import time
from pathlib import Path

import pytest

from fireoffice.core.errors import EnvironmentProblem
from fireoffice.docs import convert
from fireoffice.docs.convert import programs as programs_here
from fireoffice.docs.writer import write
from fireoffice.docs.writer.pdf import to_pdf, without_hanging_marks
from tests.docs.writer.handmade import circular, letter
from tests.docs.writer.test_writer_file import parts

posix = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")

MAKES_A_PDF = "printf '%%PDF-1.7 stand-in' > paper.pdf"


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    file = tmp_path / "公文 2021" / "关于消防工作的通知.docx"
    file.parent.mkdir()
    file.write_bytes(write(circular(1)))
    return file


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A PATH of one folder, and no program in the usual places."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr(convert, "_installed_office", lambda: None)
    return folder


def stand_in(folder: Path, script: str) -> None:
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\nPATH=/usr/bin:/bin\n{script}", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)


@posix
def test_a_program_on_the_path_makes_the_pdf(paper: Path, programs: Path, tmp_path: Path) -> None:
    stand_in(programs, MAKES_A_PDF)
    target = tmp_path / "新文件夹" / "通知.pdf"

    to_pdf(paper, target)

    assert target.read_bytes() == b"%PDF-1.7 stand-in"
    assert [program.name for program in programs_here()] == ["LibreOffice"]


@posix
def test_without_a_program_the_error_says_what_to_install(
    paper: Path, programs: Path, tmp_path: Path
) -> None:
    with pytest.raises(EnvironmentProblem, match="Word、WPS 或 LibreOffice"):
        to_pdf(paper, tmp_path / "a.pdf")


@posix
@pytest.mark.parametrize("script", ["exit 1", "printf nonsense > paper.pdf"])
def test_a_program_that_fails_leaves_the_old_file(
    script: str, paper: Path, programs: Path, tmp_path: Path
) -> None:
    stand_in(programs, script)
    target = tmp_path / "a.pdf"
    target.write_bytes(b"old")

    with pytest.raises(EnvironmentProblem, match="LibreOffice 没有把《关于消防工作的通知》"):
        to_pdf(paper, target)

    assert target.read_bytes() == b"old"


@posix
def test_a_program_that_hangs_is_ended_with_its_children(
    paper: Path, programs: Path, tmp_path: Path
) -> None:
    child = tmp_path / "child"
    stand_in(programs, f"sh -c 'echo $$ > {child}; sleep 60'")

    with pytest.raises(EnvironmentProblem):
        to_pdf(paper, tmp_path / "a.pdf", seconds=1)

    process = int(child.read_text())
    until = time.monotonic() + 10
    while _runs(process) and time.monotonic() < until:
        time.sleep(0.05)
    assert not _runs(process)


def _runs(process: int) -> bool:
    state = Path(f"/proc/{process}/stat")
    return state.exists() and state.read_text().split()[2] != "Z"


def test_a_paper_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem, match="没有的"):
        to_pdf(tmp_path / "没有的.docx", tmp_path / "a.pdf")


def test_the_copy_for_libreoffice_differs_in_hanging_marks_alone() -> None:
    data = write(circular(1))

    given, copy = parts(data), parts(without_hanging_marks(data))

    assert copy.pop("word/styles.xml") == given.pop("word/styles.xml").replace(
        b'overflowPunct w:val="0"', b'overflowPunct w:val="1"'
    )
    assert copy == given


@pytest.mark.lab
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_makes_a_real_pdf(tmp_path: Path) -> None:
    file = tmp_path / "函.docx"
    file.write_bytes(write(letter(1)))

    to_pdf(file, tmp_path / "函.pdf")

    assert (tmp_path / "函.pdf").read_bytes().startswith(b"%PDF")
