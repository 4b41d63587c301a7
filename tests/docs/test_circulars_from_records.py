"""Circulars from plain data: what was typed stands in the right place, whatever it was."""

from __future__ import annotations

from datetime import date

import pytest

from fireoffice.docs.circulars.duty_list import DutyEntry, DutyList, duty_list
from fireoffice.docs.circulars.training_notice import Called, TrainingNotice, training_notice
from fireoffice.docs.paper import Table
from fireoffice.docs.reading import to_paper
from fireoffice.docs.style import STANDARD
from fireoffice.docs.typeset import typeset
from fireoffice.docs.writer import write
from tests.docs.forms.specimens import visible

DAY = date(2021, 4, 20)
HOSTILE = "导线<2.5mm² & “𠮷野家”🔥䶮"


def entry(content: str = "定期研究部署消防工作", due: str = "") -> DutyEntry:
    return DutyEntry("镇", "镇政府", "秦敏秀", "第一责任人", content, "第1项", "每季度", due)


def listed(*duties: DutyEntry) -> DutyList:
    return DutyList(
        "黔江区邻鄂镇人民政府",
        "党政办",
        "各村（居）委",
        "邻鄂镇2021年消防安全责任清单",
        DAY,
        duties,
    )


def notice(**values: object) -> TrainingNotice:
    told: dict[str, object] = {
        "issuer": "黔江区邻鄂镇人民政府",
        "printed_by": "党政办",
        "recipients": "各村（居）委",
        "kind": "培训",
        "topic": "初起火灾扑救",
        "held_on": DAY,
    }
    return TrainingNotice(**{**told, **values})  # type: ignore[arg-type]


def test_the_list_is_a_landscape_attachment_with_a_repeated_header() -> None:
    reading = to_paper(duty_list(listed(entry(), entry(due="2021.6.30")), "邻鄂府发〔2021〕2号"))
    assert reading.problems == ()
    (attachment,) = reading.paper.attachments
    (table,) = attachment.body
    assert attachment.landscape
    assert isinstance(table, Table)
    assert (len(table.header), len(table.rows), table.columns) == (1, 2, 9)
    assert reading.paper.named_attachments == ("邻鄂镇2021年消防安全责任清单",)


@pytest.mark.parametrize("text", ["一行\n二行", "制表\t符", "  空格  ", "\r\n"])
def test_breaks_and_tabs_of_a_value_make_neither_rows_nor_cells(text: str) -> None:
    (table,) = to_paper(duty_list(listed(entry(text), entry()))).paper.attachments[0].body
    assert isinstance(table, Table)
    assert [len(row) for row in table.rows] == [8, 8]


def test_an_empty_value_is_a_dash() -> None:
    (table,) = (
        to_paper(duty_list(listed(entry(), entry(due="2021.6.30")))).paper.attachments[0].body
    )
    assert isinstance(table, Table)
    assert [row[-1] for row in table.rows] == ["—", "2021.6.30"]


def test_a_column_in_which_no_row_says_anything_is_left_out() -> None:
    (table,) = to_paper(duty_list(listed(entry()))).paper.attachments[0].body
    assert isinstance(table, Table)
    assert table.header[0][-2:] == ("依据", "频次")
    called = (Called("王小明"), Called("李梅"))
    (table,) = to_paper(training_notice(notice(called=called))).paper.attachments[0].body
    assert isinstance(table, Table)
    assert (table.header, table.rows) == ((("序号", "姓名"),), (("1", "王小明"), ("2", "李梅")))


def test_a_notice_says_when_where_for_whom_and_what() -> None:
    paper = to_paper(
        training_notice(
            notice(place="三楼会议室", moment="上午9时", audience="网格员", expected=46)
        )
    ).paper
    said = [one.text for one in paper.body if not isinstance(one, Table)]
    assert paper.title == "关于开展“初起火灾扑救”培训的通知"
    assert "2021年4月20日上午9时。" in said
    assert "网格员，共46人。" in said


def test_those_who_are_called_are_listed_in_the_attachment() -> None:
    called = (Called("王小明", "松林社区", "网格员"), Called("李梅"))
    paper = to_paper(training_notice(notice(called=called))).paper
    (table,) = paper.attachments[0].body
    assert isinstance(table, Table)
    assert table.rows == (("1", "王小明", "松林社区", "网格员"), ("2", "李梅", "", ""))
    assert to_paper(training_notice(notice())).paper.attachments == ()


def test_nothing_of_what_was_typed_is_lost() -> None:
    name = HOSTILE + "名" * 300
    manuscript = training_notice(notice(topic=HOSTILE, called=(Called(name),)))
    data = write(typeset(to_paper(manuscript).paper, STANDARD).composition)
    said = visible(data)
    assert HOSTILE in said
    assert name in said
    manuscript = duty_list(listed(entry(name)))
    assert name in visible(write(typeset(to_paper(manuscript).paper, STANDARD).composition))
