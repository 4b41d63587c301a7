"""What typing and copying leave behind is mended, and each mended place is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fireoffice.domain.text import find_faults, kind_of, mend, remove_residue


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("为指 导，", "为指导，"),
        ("为指\u3000导", "为指导"),
        ("为建党 100 周年创造", "为建党100周年创造"),
        ("达到 98.5 %，", "达到98.5%，"),
        ("村（居） 委 ，", "村（居）委，"),
        ("\ufeff各村\u200b委", "各村委"),
        ("　　各村委", "各村委"),
        ("\xa0各村\xa0委", "各村委"),
        ("[bookmark: _GoBack]关于", "关于"),
        ("使用 Word 软件", "使用Word软件"),
        ("第一条 为加强管理", "第一条　为加强管理"),
        ("第一章　总 则", "第一章　总则"),
        ("按照第三条 的规定", "按照第三条的规定"),
    ],
)
def test_blanks_and_residue_go(typed: str, mended: str) -> None:
    assert mend(typed)[0] == mended


@pytest.mark.parametrize(
    "kept",
    ["Windows 11 Pro", "指导，全面", "[2021]年", "3 + 2", "甲方：        乙方：", "4月1日　　地点"],
)
def test_blanks_that_belong_there_stay(kept: str) -> None:
    assert mend(kept) == (kept, ())


def test_each_mended_place_is_told_with_its_neighbours() -> None:
    _, changes = mend("以思想为指 导，为建党 100 周年")
    assert [(one.before, one.after) for one in changes] == [
        ("指 导", "指导"),
        ("党 100", "党100"),
        ("100 周", "100周"),
    ]


@pytest.mark.parametrize(
    "brackets", ["﹝﹞", "[]", "［］", "【】", "〖〗", "（）", "()", "❲❳", "⦗⦘", "〘〙"]
)
def test_every_wrong_bracket_of_a_number_is_put_right(brackets: str) -> None:
    left, right = brackets
    assert mend(f"根据渝府发{left}2021{right}第08号文件")[0] == "根据渝府发〔2021〕8号文件"


def test_a_number_inside_a_sentence_keeps_the_words_around_it() -> None:
    assert mend("按照邻鄂府发(2021)38号执行。")[0] == "按照邻鄂府发〔2021〕38号执行。"


def test_residue_alone_can_be_removed_where_blanks_hold_parts_apart() -> None:
    assert (
        remove_residue("[bookmark: a]甲办公室　　2021年4月1日印发")[0]
        == "甲办公室　　2021年4月1日印发"
    )


@given(st.text(alphabet="指导 \u3000\xa0，。100aA%〔﹝]2021号\t\u200b", max_size=40))
def test_mending_twice_changes_nothing_more(text: str) -> None:
    once, _ = mend(text)
    assert mend(once) == (once, ())


@given(st.text(max_size=60))
def test_mending_takes_any_text(text: str) -> None:
    mended, changes = mend(text)
    assert len(mended) <= len(text) or changes


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("关于印发2021年全镇消防工作意见的通知", "通知"),
        ("关于解决消防经费的请示", "请示"),
        ("消防安全委员会会议纪要", "纪要"),
        ("关于商请支援的函", "函"),
        ("邻鄂镇人民政府令", "命令"),
        ("农村消防安全管理意见（试行）", "意见"),
        ("消防工作总结", ""),
    ],
)
def test_the_kind_of_a_paper_is_what_its_title_ends_with(title: str, kind: str) -> None:
    assert kind_of(title) == kind


def test_each_fault_is_told_where_it_stands() -> None:
    text = "邻鄂府发[2021]38号，村委 会"
    told = [(text[one.begin : one.end], one.replacement) for one in find_faults(text)]
    assert told == [("邻鄂府发[2021]38号", "邻鄂府发〔2021〕38号"), (" ", "")]
    assert list(find_faults("邻鄂府发〔2021〕38号，村委会")) == []


def test_what_looks_like_a_number_and_is_none_stays() -> None:
    assert list(find_faults("邻鄂府发[2021]0号")) == []


def test_radicals_out_of_a_pdf_become_the_ideographs_that_they_look_like() -> None:
    text, changes = mend("加强⽤⽕管理，检查⻔窗和⻋辆")

    assert text == "加强用火管理，检查门窗和车辆"
    assert {change.code for change in changes} == {"radical"}


@pytest.mark.parametrize("text", ["金额 元。", "经费共  万元", "参会人数 人，", "第 期"])
def test_blanks_that_hold_the_place_of_an_amount_stay(text: str) -> None:
    assert mend(text)[0] == text
