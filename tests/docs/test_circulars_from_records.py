"""Circulars from plain data: what was typed stands in the right place, whatever it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from fireoffice.docs.circulars.duty_list import DutyEntry, DutyList, duty_list
from fireoffice.docs.circulars.training_notice import Called, TrainingNotice, training_notice
from fireoffice.docs.layout import LIBREOFFICE, LIBREOFFICE_25, ONLYOFFICE, WORD, lay_out
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


def rows_of(*duties: DutyEntry) -> Table:
    """The table of the list as 印发件."""
    enclosure = to_paper(duty_list(listed(*duties))).paper.enclosure
    assert enclosure is not None
    (table,) = enclosure.body
    assert isinstance(table, Table)
    return table


def test_the_list_is_what_the_circular_prints_and_no_attachment() -> None:
    reading = to_paper(duty_list(listed(entry(), entry(due="2021.6.30")), "邻鄂府发〔2021〕2号"))
    assert reading.problems == ()
    paper = reading.paper
    assert paper.title == "黔江区邻鄂镇人民政府关于印发《邻鄂镇2021年消防安全责任清单》的通知"
    assert (paper.attachments, paper.named_attachments) == ((), ())
    assert paper.enclosure is not None
    assert paper.enclosure.title == "邻鄂镇2021年消防安全责任清单"
    table = rows_of(entry(), entry(due="2021.6.30"))
    assert (len(table.header), len(table.rows), table.columns) == (1, 2, 7)


@pytest.mark.parametrize("count", range(1, 27))
def test_neither_a_row_of_the_list_nor_the_imprint_is_alone_on_the_last_page(count: int) -> None:
    content = "督促本村（居）场所按期整改火灾隐患，定期研究部署消防工作，网格员每周巡查本网格和院落"
    paper = to_paper(duty_list(listed(*[entry(content)] * count))).paper
    for engine in (WORD, LIBREOFFICE, LIBREOFFICE_25, ONLYOFFICE):
        last = lay_out(typeset(paper).composition, engine).pages[-1]
        keys = {span.key.rpartition("c")[0] for span in last.spans}
        rows = {key for key in keys if key.startswith("enclosure/body/0/r")}
        assert len(rows) >= 1 + min(count, 2)


@pytest.mark.parametrize("text", ["一行\n二行", "制表\t符", "  空格  ", "\r\n"])
def test_breaks_and_tabs_of_a_value_make_neither_rows_nor_cells(text: str) -> None:
    assert [len(row) for row in rows_of(entry(text), entry()).rows] == [7, 7]


def test_an_empty_value_is_a_dash() -> None:
    table = rows_of(replace(entry(), frequency=""), entry(due="2021.6.30"))
    assert [row[-1] for row in table.rows] == ["—", "每季度\n2021.6.30"]


def test_a_column_in_which_no_row_says_anything_is_left_out() -> None:
    assert rows_of(replace(entry(), frequency="")).header[0][-2:] == ("责任内容", "依据")
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
    assert paper.title == "黔江区邻鄂镇人民政府关于开展“初起火灾扑救”培训的通知"
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
