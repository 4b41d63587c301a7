"""A paper from draft to issue: its number and its file come together or not at all."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from fireoffice.core.clock import FixedClock
from fireoffice.core.errors import EnvironmentProblem, InputError
from fireoffice.db import log
from fireoffice.docs.manuscript import Manuscript
from fireoffice.docs.prose.reader import read_text
from fireoffice.domain.papers import NumberState, PaperState
from fireoffice.services.office import Office
from fireoffice.services.papers import issuing as papers
from fireoffice.services.papers import register as paper_register
from fireoffice.services.papers import voiding
from fireoffice.services.papers.turns import PAPERS_FOLDER
from fireoffice.services.reference.town import TownSetup, set_up

NOTICE = "关于开展检查的通知\n各村委：\n请抓好落实。\n黔江区邻鄂镇人民政府\n2021年4月1日"


@pytest.fixture
def office(data_folder: Path, clock: FixedClock) -> Iterator[Office]:
    with Office.open(data_folder, clock, "王某某") as opened:
        codes = ("邻鄂府发", "邻鄂府函", "邻鄂府文")
        set_up(opened, TownSetup("邻鄂镇", "黔江区邻鄂镇人民政府", codes, printed_by="党政办公室"))
        yield opened


def _draft(office: Office, text: str = NOTICE) -> str:
    return papers.new_draft(office, read_text(text).manuscript)


def _files(office: Office) -> list[str]:
    folder = office.folder / PAPERS_FOLDER
    return sorted(file.name for file in folder.rglob("*") if file.is_file())


def _sequences(office: Office, series: str = "邻鄂府发", year: int = 2021) -> list[int]:
    return [row.number.sequence for row in paper_register.numbers(office, series, year)]


def test_a_new_draft_knows_the_towns_issuer_and_printer(office: Office) -> None:
    fields = papers.load(office, papers.new_draft(office)).fields
    assert fields.issuers == ("黔江区邻鄂镇人民政府",)
    assert fields.printed_by == "党政办公室"


def test_what_is_kept_while_typing_is_there_after_a_crash_and_has_no_history(
    office: Office,
) -> None:
    paper_id = papers.new_draft(office)
    written = read_text(NOTICE).manuscript
    papers.save_draft(office, paper_id, written)
    assert papers.load(office, paper_id) == written
    assert paper_register.paper(office, paper_id).title == ""
    papers.settle_draft(office, paper_id)
    assert papers.load(office, paper_id) == written
    assert paper_register.paper(office, paper_id).title == "关于开展检查的通知"


def test_the_sample_is_issued_under_its_own_number(office: Office) -> None:
    issued = papers.issue(office, papers.new_sample_draft(office))
    assert issued.number == "邻鄂府发〔2021〕38号"
    assert issued.file == (
        office.folder / "公文/2021/邻鄂府发〔2021〕38号 关于印发2021年全镇消防工作意见的通知.docx"
    )
    assert hashlib.sha256(issued.file.read_bytes()).hexdigest() == issued.sha256
    assert str(paper_register.next_number(office, "邻鄂府发", 2021)) == "邻鄂府发〔2021〕39号"


def test_an_issued_paper_stands_in_the_register(office: Office) -> None:
    paper_id = _draft(office)
    issued = papers.issue(office, paper_id)
    row = paper_register.paper(office, paper_id)
    assert (row.number, row.state, row.dated) == (
        "邻鄂府发〔2021〕1号",
        PaperState.ISSUED,
        date(2021, 4, 1),
    )
    assert row.file == issued.file
    assert row.issued_by == "王某某"
    assert papers.load(office, paper_id).fields.number == issued.number


def test_numbers_follow_one_another_within_a_series_and_a_year(office: Office) -> None:
    letter = "关于商请支援的函\n区应急局：\n请予支援。\n黔江区邻鄂镇人民政府\n2021年4月1日"
    request = "关于经费的请示\n区政府：\n请批示。\n黔江区邻鄂镇人民政府\n2021年4月1日"
    later = NOTICE.replace("2021", "2022")
    texts = (NOTICE, NOTICE, letter, request, later, NOTICE)
    numbers = [papers.issue(office, _draft(office, text)).number for text in texts]
    assert numbers == [
        "邻鄂府发〔2021〕1号",
        "邻鄂府发〔2021〕2号",
        "邻鄂府函〔2021〕1号",
        "邻鄂府文〔2021〕1号",
        "邻鄂府发〔2022〕1号",
        "邻鄂府发〔2021〕3号",
    ]


def test_a_number_given_by_hand_is_kept_and_the_next_goes_on_from_it(office: Office) -> None:
    assert (
        papers.issue(office, _draft(office), "邻鄂府发[2021]第038号").number
        == "邻鄂府发〔2021〕38号"
    )
    assert papers.issue(office, _draft(office)).number == "邻鄂府发〔2021〕39号"


def test_minutes_may_be_counted_by_issue(office: Office) -> None:
    minutes = (
        "邻鄂镇消防安全委员会会议纪要\n第3期\n关于春季防火工作的会议纪要\n会议研究了防火工作。\n"
        "邻鄂镇消防安全委员会办公室\n2021年4月1日"
    )
    assert papers.issue(office, _draft(office, minutes)).number == "第3期"
    assert _sequences(office) == []
    assert _sequences(office, "邻鄂镇消防安全委员会会议纪要") == [3]
    with pytest.raises(InputError, match="已经用于"):
        papers.issue(office, _draft(office, minutes))


@pytest.mark.parametrize(
    ("left_out", "asked"), [("第3期\n", "纪要没有编号"), ("\n2021年4月1日", "没有成文日期")]
)
def test_minutes_are_asked_for_their_issue_and_their_date(
    office: Office, left_out: str, asked: str
) -> None:
    minutes = (
        "邻鄂镇消防安全委员会会议纪要\n第3期\n会议研究了防火工作。\n"
        "邻鄂镇消防安全委员会办公室\n2021年4月1日"
    )
    with pytest.raises(InputError, match=asked):
        papers.issue(office, _draft(office, minutes.replace(left_out, "")))


def test_a_number_that_is_taken_is_refused_by_name(office: Office) -> None:
    papers.issue(office, _draft(office))
    other = _draft(office, NOTICE.replace("检查", "培训"))
    with pytest.raises(InputError, match=r"已经用于《关于开展检查的通知》.*2号"):
        papers.issue(office, other, "邻鄂府发〔2021〕1号")
    assert paper_register.paper(office, other).state is PaperState.DRAFT


def test_a_number_of_another_year_than_the_paper_is_refused(office: Office) -> None:
    with pytest.raises(InputError, match="年份与成文日期"):
        papers.issue(office, _draft(office), "邻鄂府发〔2012〕38号")


def test_a_void_number_stays_and_is_not_given_again(office: Office) -> None:
    paper_id = _draft(office)
    file = papers.issue(office, paper_id).file
    voiding.void(office, paper_id, "内容有误")
    row = paper_register.paper(office, paper_id)
    assert (row.state, row.void_reason) == (PaperState.VOID, "内容有误")
    assert [one.state for one in paper_register.numbers(office, "邻鄂府发", 2021)] == [
        NumberState.VOID
    ]
    assert file.exists()
    assert papers.issue(office, _draft(office)).number == "邻鄂府发〔2021〕2号"


def test_only_an_issued_paper_can_be_made_void_and_only_with_a_reason(office: Office) -> None:
    paper_id = _draft(office)
    with pytest.raises(InputError, match="没有成文"):
        voiding.void(office, paper_id, "不用了")
    papers.issue(office, paper_id)
    with pytest.raises(InputError, match="原因"):
        voiding.void(office, paper_id, "  ")


def test_a_paper_is_issued_once_and_never_deleted(office: Office) -> None:
    paper_id = _draft(office)
    papers.issue(office, paper_id)
    with pytest.raises(InputError, match="已经成文"):
        papers.issue(office, paper_id)
    with pytest.raises(InputError, match="不能删除"):
        papers.delete_draft(office, paper_id)
    assert _sequences(office) == [1]


def test_a_deleted_draft_is_gone_from_the_register(office: Office) -> None:
    paper_id = _draft(office)
    papers.delete_draft(office, paper_id)
    assert paper_register.papers(office) == ()
    with pytest.raises(InputError, match="回收站"):
        papers.issue(office, paper_id)


def test_reissue_keeps_number_and_earlier_file(office: Office, clock: FixedClock) -> None:
    paper_id = _draft(office)
    first = papers.issue(office, paper_id)
    clock.at = date(2021, 4, 21)
    changed = replace(
        papers.load(office, paper_id),
        lines=read_text(NOTICE + "\n（此件公开发布）").manuscript.lines,
    )
    second = papers.reissue(office, paper_id, changed)
    assert second.number == first.number
    assert second.file != first.file
    found = paper_register.versions(office, paper_id)
    assert [(one.file, one.sha256) for one in found] == [
        (first.file, first.sha256),
        (second.file, second.sha256),
    ]
    assert all(one.file.exists() for one in found)
    assert _sequences(office) == [1]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("请抓好落实，不得有误。", "没有标题"),
        ("关于检查的通知\n各村委：\n请执行。", "没有成文日期"),
        (NOTICE.replace("4月1日", "4月31日"), "第5段：日历上没有"),
    ],
)
def test_a_paper_that_is_not_ready_uses_up_no_number(
    office: Office, text: str, sentence: str
) -> None:
    with pytest.raises(InputError, match=sentence):
        papers.issue(office, _draft(office, text))
    assert _sequences(office) == []
    assert _files(office) == []


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_a_disk_that_refuses_the_file_uses_up_no_number(
    office: Office, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    paper_id = _draft(office)

    def refuse(_handle: int) -> None:
        raise OSError(number, "refused")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", refuse)
        with pytest.raises(EnvironmentProblem, match="保存文件失败"):
            papers.issue(office, paper_id)
    assert _sequences(office) == []
    assert _files(office) == []
    assert paper_register.paper(office, paper_id).state is PaperState.DRAFT
    assert papers.issue(office, paper_id).number == "邻鄂府发〔2021〕1号"


def test_a_folder_that_cannot_be_made_uses_up_no_number(office: Office) -> None:
    (office.folder / PAPERS_FOLDER).write_text("在这里的是文件", encoding="utf-8")
    with pytest.raises(EnvironmentProblem):
        papers.issue(office, _draft(office))
    assert _sequences(office) == []


def test_a_database_that_fails_at_the_end_leaves_no_file(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper_id = _draft(office)

    def fail(*_: object) -> None:
        raise EnvironmentProblem("磁盘已满。")

    with monkeypatch.context() as patched:
        patched.setattr(log.Recorder, "finish", fail)
        with pytest.raises(EnvironmentProblem):
            papers.issue(office, paper_id)
    assert _files(office) == []
    assert _sequences(office) == []


def test_a_file_that_lies_there_already_is_not_written_over(office: Office) -> None:
    paper_id = _draft(office)
    folder = office.folder / "公文/2021"
    folder.mkdir(parents=True)
    strange = folder / "邻鄂府发〔2021〕1号 关于开展检查的通知.docx"
    strange.write_text("别人的文件", encoding="utf-8")
    issued = papers.issue(office, paper_id)
    assert issued.file.name == "邻鄂府发〔2021〕1号 关于开展检查的通知（2）.docx"
    assert strange.read_text(encoding="utf-8") == "别人的文件"


def test_the_register_is_searched_and_drafts_come_first(office: Office) -> None:
    papers.issue(office, _draft(office))
    papers.issue(office, _draft(office, NOTICE.replace("检查", "培训")))
    draft = _draft(office, NOTICE.replace("检查", "演练"))
    rows = paper_register.papers(office)
    assert rows[0].id == draft
    assert [row.number for row in rows[1:]] == ["邻鄂府发〔2021〕2号", "邻鄂府发〔2021〕1号"]
    assert [row.title for row in paper_register.papers(office, search="培训")] == [
        "关于开展培训的通知"
    ]
    assert len(paper_register.papers(office, states={PaperState.ISSUED})) == 2


def test_a_town_without_a_series_cannot_number(data_folder: Path, clock: FixedClock) -> None:
    with Office.open(data_folder, clock) as office:
        paper_id = papers.new_draft(office, read_text(NOTICE).manuscript)
        with pytest.raises(InputError, match="还没有设置机关代字"):
            papers.issue(office, paper_id)


def test_a_draft_has_no_pdf(office: Office, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="还没有成文"):
        papers.export_pdf(office, _draft(office), tmp_path / "a.pdf")


def test_a_paper_that_is_not_there_is_said_so(office: Office) -> None:
    for use in (papers.load, paper_register.paper):
        with pytest.raises(InputError, match="找不到"):
            use(office, "无")


def test_an_empty_draft_loads_as_an_empty_manuscript(office: Office) -> None:
    assert papers.load(office, papers.new_draft(office, Manuscript())).lines == ()
