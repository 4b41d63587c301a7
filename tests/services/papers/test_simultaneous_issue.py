"""Many programs issue at once: each waits for its turn, and what it was told is on the disk."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from fireoffice.core import files
from fireoffice.core.errors import EnvironmentProblem
from fireoffice.core.files import write_newly
from fireoffice.core.locks import FileLock
from fireoffice.db.models import Paper
from fireoffice.domain.papers import PaperState
from fireoffice.services.office import Office
from fireoffice.services.papers import issuing as papers
from fireoffice.services.papers import leftovers, turns
from fireoffice.services.papers import register as paper_register
from fireoffice.services.papers.from_records import issue_form
from fireoffice.services.papers.leftovers import LOCK_NAME, clear_if_any
from fireoffice.services.papers.turns import PAPERS_FOLDER, turn_to_issue
from fireoffice.services.safekeeping.backups import check
from tests.paper_records import DUE, NOTICE, found, paper_files

ROOT = Path(__file__).parents[3]
PROGRAMS = int(os.environ.get("FIREOFFICE_PROGRAMS", "6"))
"""So many programs issue `PAPERS` papers together, half of them notices, half circulars."""
PAPERS = 120

ISSUER = """
import json, sys
from datetime import date
from pathlib import Path
from fireoffice.core.clock import FixedClock
from fireoffice.services.office import Office
from fireoffice.services.papers import issuing as papers
from tests.paper_records import issue_notice

with Office.open(Path(sys.argv[1]), FixedClock(date(2021, 4, 20))) as office:
    print("ready", flush=True)
    sys.stdin.readline()
    for key in sys.argv[2:]:
        kind, _, key = key.partition(":")
        if kind == "notice":
            number, file, sha256 = issue_notice(office, key)
        else:
            issued = papers.issue(office, key)
            number, file, sha256 = issued.number, issued.file, issued.sha256
        print(json.dumps([number, str(file), sha256]), flush=True)
"""

KILLED = """
import os, signal, sys
from datetime import date
from pathlib import Path
from fireoffice.core.clock import FixedClock
from fireoffice.services.office import Office
from fireoffice.db.log import Recorder
from tests.paper_records import issue_notice

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

Recorder.finish = die
with Office.open(Path(sys.argv[1]), FixedClock(date(2021, 4, 20))) as office:
    issue_notice(office, sys.argv[2])
"""


def _leave(*_: object) -> None:
    """What a killed program does to its notes."""


def _issuer(folder: Path, keys: list[str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", ISSUER, str(folder), *keys],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def _drafts(office: Office, count: int) -> list[str]:
    """Circulars and notices to be issued, by turns."""
    whole = papers.read_sample().manuscript
    manuscript = replace(whole, fields=replace(whole.fields, number=""))
    return [
        f"circular:{papers.new_draft(office, manuscript)}"
        if at % 2
        else f"notice:{found(office, f'第{at}号店')}"
        for at in range(count)
    ]


def _issue_together(office: Office, count: int, programs: int) -> list[tuple[str, Path, str]]:
    """Have `programs` programs issue `count` papers; the numbers and files they were told."""
    keys = _drafts(office, count)
    issuers = [_issuer(office.folder, keys[at::programs]) for at in range(programs)]
    for one in issuers:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"
    for one in issuers:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    told: list[Any] = []
    for one in issuers:
        output, errors = one.communicate()
        assert one.returncode == 0, errors
        told += [json.loads(line) for line in output.splitlines()]
    return [(number, Path(file), sha256) for number, file, sha256 in told]


def _require_all(office: Office, told: list[tuple[str, Path, str]], count: int) -> None:
    assert len(told) == count
    assert len({number for number, _, _ in told}) == count
    for _, file, sha256 in told:
        assert hashlib.sha256(file.read_bytes()).hexdigest() == sha256
    assert sorted(paper_files(office)) == sorted(file for _, file, _ in told)
    for series in {number.partition("〔")[0] for number, _, _ in told}:
        given = [one.number.sequence for one in paper_register.numbers(office, series, 2021)]
        told_of = {number for number, _, _ in told if number.startswith(f"{series}〔")}
        assert given == [*range(given[0], given[0] + len(told_of))], "no number skipped"
    assert check(office).problems == ()


def test_programs_that_issue_at_once_take_turns(sample_office: Office) -> None:
    told = _issue_together(sample_office, 6, 3)
    _require_all(sample_office, told, 6)


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_a_hundred_and_twenty_papers_at_once_have_each_its_file_and_number(
    sample_office: Office,
) -> None:
    told = _issue_together(sample_office, PAPERS, PROGRAMS)
    _require_all(sample_office, told, PAPERS)
    print(f"{len(told)} papers by {PROGRAMS} programs at once: none lost, no number twice or left")


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows kills without a signal")
@pytest.mark.parametrize("comes", ["start", "issue"])
def test_what_a_killed_issue_left_goes_with_the_next(sample_office: Office, comes: str) -> None:
    key = found(sample_office, "甲店")
    killed = [sys.executable, "-c", KILLED, str(sample_office.folder), key]
    subprocess.run(killed, cwd=ROOT, check=False)
    (left,) = paper_files(sample_office)
    number = left.name.partition(" ")[0]
    assert check(sample_office).problems == (
        "公文有1份文件是制发时中断留下的，没有登记；下次启动或制发时会清除",
    )
    if comes == "start":
        sample_office.close()
        with Office.open(sample_office.folder) as again:
            assert paper_files(again) == []
            assert check(again).ok
    else:
        (one,) = issue_form(sample_office, NOTICE, [key], DUE).issued
        assert one.number == number, "the number was not used up"
        assert paper_files(sample_office) == [one.file]
        assert check(sample_office).ok


def test_what_was_registered_stays_though_its_note_was_not_taken_back(
    sample_office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as killed:
        killed.setattr(leftovers, "forget", _leave)
        (one,) = issue_form(sample_office, NOTICE, [found(sample_office, "甲店")], DUE).issued
    clear_if_any(sample_office.folder, sample_office.reading)
    assert paper_files(sample_office) == [one.file]


@pytest.mark.parametrize("changed", ["by hand", "torn note", "gone"])
def test_a_file_that_is_not_as_it_was_noted_is_left_alone(
    sample_office: Office, monkeypatch: pytest.MonkeyPatch, changed: str
) -> None:
    with monkeypatch.context() as killed:
        killed.setattr(leftovers, "forget", _leave)
        with turn_to_issue(sample_office) as turn:
            file = turn.write(2021, "邻鄂消通〔2021〕1号 通知", b"docx")
    note = sample_office.folder / LOCK_NAME
    if changed == "by hand":
        file.write_bytes(b"what somebody wrote into it")
    elif changed == "torn note":
        note.write_bytes(note.read_bytes()[:-9])
    else:
        file.unlink()
    clear_if_any(sample_office.folder, sample_office.reading)
    assert file.exists() == (changed != "gone")


def test_a_failed_issue_removes_only_what_it_made_itself(sample_office: Office) -> None:
    theirs = sample_office.folder / PAPERS_FOLDER / "2021" / "邻鄂消通〔2021〕1号 通知.docx"
    theirs.parent.mkdir(parents=True)
    theirs.write_bytes(b"theirs")
    with turn_to_issue(sample_office) as turn:
        ours = turn.write(2021, "邻鄂消通〔2021〕1号 通知", b"ours")
        assert ours.name == "邻鄂消通〔2021〕1号 通知（2）.docx"
        turn.take_back()
    assert paper_files(sample_office) == [theirs]
    assert theirs.read_bytes() == b"theirs"


@pytest.mark.parametrize("links", [True, False])
def test_a_name_is_given_once_also_where_a_stick_knows_no_second_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    if not links:
        monkeypatch.setattr(files.os, "link", refuse)
    assert write_newly(tmp_path / "一.docx", b"1")
    assert not write_newly(tmp_path / "一.docx", b"2")
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("一.docx", b"1")]


def test_who_waits_too_long_is_told_and_uses_up_nothing(
    sample_office: Office, monkeypatch: pytest.MonkeyPatch, other_has_the_turn: Callable[[], None]
) -> None:
    monkeypatch.setattr(turns, "PATIENCE", 0.05)
    other_has_the_turn()
    draft = papers.new_draft(sample_office, papers.read_sample().manuscript)
    with pytest.raises(EnvironmentProblem, match="另一个窗口或程序一直在制发公文"):
        papers.issue(sample_office, draft)
    with sample_office.reading() as session:
        assert session.scalar(select(Paper.state).where(Paper.id == draft)) == PaperState.DRAFT


@pytest.fixture
def other_has_the_turn(sample_office: Office) -> Any:
    """Call it, and another program issues until the test ends."""
    lock = FileLock(sample_office.folder / LOCK_NAME)
    yield lambda: lock.take()
    lock.close()
