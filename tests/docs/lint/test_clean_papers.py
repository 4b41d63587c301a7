"""On a clean paper nothing is found, of whatever kind it is: rules are held to false alarms."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from papers import written

from fireoffice.docs.lint import Finding, Severity, lint, normalise
from fireoffice.docs.paper import Letterhead, Paper, Paragraph, Signature
from fireoffice.docs.reading import to_paper
from fireoffice.docs.word import read_document
from fireoffice.domain.text import KINDS, kind_of

_FILE = Path(__file__).with_name("clean_papers.txt")


def _papers() -> Mapping[str, str]:
    """The papers of the file by their names; a line === names the one that follows."""
    pieces = re.split(r"^=== (.+)\n", _FILE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return dict(zip(pieces[1::2], pieces[2::2], strict=True))


PAPERS = _papers()
papers = pytest.mark.parametrize("name", PAPERS)


def _to_do(findings: tuple[Finding, ...]) -> list[tuple[str, str, str]]:
    """What a clerk would be told to change: hints apart."""
    return [
        (one.code, one.text, one.message)
        for one in findings
        if one.severity in {Severity.ERROR, Severity.WARNING}
    ]


def _file(folder: Path, name: str) -> Path:
    file = folder / f"{name}.txt"
    file.write_text(PAPERS[name], encoding="utf-8")
    return file


@papers
def test_nothing_is_found_on_a_clean_paper(tmp_path: Path, name: str) -> None:
    assert _to_do(lint(read_document(_file(tmp_path, name))).findings) == []


@papers
def test_nothing_is_found_on_it_once_it_is_set_as_a_word_file(tmp_path: Path, name: str) -> None:
    manuscript = normalise(read_document(_file(tmp_path, name))).manuscript
    again = written(to_paper(manuscript).paper)
    assert _to_do(lint(again).findings) == []


@pytest.mark.parametrize("sealed", [True, False], ids=["sealed", "unsealed"])
@pytest.mark.parametrize("count", range(1, 8))
def test_the_signatures_of_joint_papers_of_ours_stand_in_their_place(
    count: int, sealed: bool
) -> None:
    bodies = (
        "应急管理局",
        "消防救援支队",
        "教育委员会",
        "民政局",
        "公安局",
        "商务委员会",
        "城管局",
    )
    issuers = tuple(f"黔江区{body}" for body in bodies[:count])
    paper = Paper(
        Letterhead(issuers),
        "关于开展冬季消防检查的通知",
        (Paragraph("请认真做好冬季消防检查工作，确保安全。"),),
        number="黔江应急发〔2021〕2号",
        recipients="各镇人民政府",
        signature=Signature(issuers, date(2021, 4, 1), sealed),
    )
    codes = {one.code for one in lint(written(paper)).findings}
    assert "signature-place" not in codes


def test_the_clean_papers_are_many_and_of_every_usual_kind(tmp_path: Path) -> None:
    readings = [read_document(_file(tmp_path, name)) for name in PAPERS]
    kinds = {kind_of(one.manuscript.title) or one.manuscript.fields.kind for one in readings}
    assert len(PAPERS) >= 40
    assert kinds >= set(KINDS) - {"决议", "公报", "议案"}
