"""A circular's clauses become proposed duties, linked to their clauses, entered as one action."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fireoffice.core.paths import resource
from fireoffice.docs.manuscript import Manuscript
from fireoffice.docs.prose.reader import read_text
from fireoffice.registers import REGISTERS
from fireoffice.services import records
from fireoffice.services.duties.proposals import (
    LABEL,
    accept,
    propose,
    source_clause,
    sources_of,
    taken_from,
)
from fireoffice.services.office import Office
from fireoffice.services.papers import issuing as papers

DUTIES = REGISTERS["duties"]


@pytest.fixture
def seed() -> Manuscript:
    """The sample circular."""
    return read_text(resource("sample/circular.txt").read_text("utf-8")).manuscript


def test_the_seed_proposes_its_twelve_duties(office: Office, seed: Manuscript) -> None:
    found = propose(office, seed)
    assert len(found) == 12
    assert [one.clause for one in found[:5]] == ["一、1", "一、2", "一、3", "一、4", "二、5"]
    assert found[-1].clause == "三、12"
    assert {one.basis for one in found} == {"《2021年全镇消防工作意见》（邻鄂府发〔2021〕38号）"}
    assert all(one.content and one.holder for one in found)
    assert not any(one.known for one in found)


def test_each_proposal_knows_the_line_of_its_clause(office: Office, seed: Manuscript) -> None:
    for one in propose(office, seed):
        assert seed.lines[one.line].text.startswith(one.clause.split("、")[-1])


def test_the_subjects_and_deadlines_of_a_clause_are_taken_from_its_text(
    office: Office, seed: Manuscript
) -> None:
    by_clause = {one.clause: one for one in propose(office, seed)}
    assert by_clause["二、7"].holder == "各村（居）"
    assert by_clause["二、7"].level == "村居"
    assert by_clause["二、5"].frequency == "每月"
    assert by_clause["二、5"].note == "时限：月调度、季通报、年考评"
    assert by_clause["一、1"].holder == "黔江区邻鄂镇人民政府"
    assert by_clause["一、1"].level == "镇领导"


def test_what_is_to_be_handed_in_stands_in_the_note_and_the_deadline_is_a_day(
    office: Office,
) -> None:
    text = (
        "邻鄂镇人民政府\n关于开展检查的通知\n各村（居）：\n请抓好落实。\n"
        "一、服务办。每季度开展检查，4月底前将检查情况报送镇消防办。\n二、抓好整改\n"
        "邻鄂镇人民政府\n2021年4月1日\n"
    )
    first, second = propose(office, read_text(text).manuscript)
    assert first.holder == "服务办"
    assert first.content.startswith("每季度开展检查")
    assert first.due is not None
    assert first.due.isoformat() == "2021-04-30"
    assert "报送：" in first.note
    assert second.content == "抓好整改"
    assert second.basis == "《邻鄂镇人民政府关于开展检查的通知》"


def test_what_is_accepted_stands_in_the_register_and_is_undone_at_once(
    office: Office, seed: Manuscript
) -> None:
    assert accept(office, propose(office, seed)) == 12
    page = records.query(office, DUTIES, records.Query())
    assert page.total == 12
    assert len({row.values["number"] for row in page.rows}) == 12
    assert all(one.known for one in propose(office, seed))
    assert records.undo(office) == LABEL
    assert records.query(office, DUTIES, records.Query()).total == 0


def test_each_duty_is_tied_to_its_clause_and_the_paper_to_its_duties(office: Office) -> None:
    paper = papers.new_sample_draft(office)
    found = propose(office, papers.load(office, paper))
    accept(office, found[:5], paper)
    taken = taken_from(office, paper)
    assert [one.clause for one in taken] == ["一、1", "一、2", "一、3", "一、4", "二、5"]
    for one, proposal in zip(taken, found, strict=False):
        place = source_clause(office, one.link)
        assert (place.paper, place.clause, place.line) == (paper, one.clause, proposal.line)
        [(link, source, clause)] = sources_of(office, one.duty)
        assert (link, source.id, clause) == (one.link, paper, one.clause)
    assert [one.known for one in propose(office, papers.load(office, paper))].count(True) == 5


def test_a_clause_is_found_again_where_lines_were_put_above_it(office: Office) -> None:
    paper = papers.new_sample_draft(office)
    manuscript = papers.load(office, paper)
    accept(office, propose(office, manuscript)[-1:], paper)
    above = replace(manuscript, lines=(manuscript.lines[0], *manuscript.lines))
    papers.save_draft(office, paper, above)
    [one] = taken_from(office, paper)
    line = source_clause(office, one.link).line
    assert line is not None
    assert papers.load(office, paper).lines[line].text.startswith("12")


def test_a_duty_that_recurs_begins_with_the_circular_of_this_year(office: Office) -> None:
    accept(office, propose(office, papers.load(office, papers.new_sample_draft(office))))
    [row] = records.query(office, DUTIES, records.Query(filters={"frequency": "每月"})).rows
    assert str(row.values["starts_on"]) == "2021-04-01"
    assert row.values["owed"] == 2
