"""Automatic numbers count as if they had been typed."""

from __future__ import annotations

import pytest

from fireoffice.docs.word import read_word
from fireoffice.docs.word.numerals import format_number
from tests.docs.word.files import docx, paragraph


def _level(depth: int, style: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>'
        f'<w:lvlText w:val="{text}"/>{more}</w:lvl>'
    )


def _lists(
    *levels: str, nums: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
) -> str:
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{nums}'


def _numbered(depth: int = 0, number: int = 1, text: str = "文") -> str:
    return paragraph(
        text,
        f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>',
    )


def _labels(body: str, numbering: str, styles: str = "") -> list[str]:
    parts = {"numbering": numbering} | ({"styles": styles} if styles else {})
    return [one.label for one in read_word(docx(body, parts)).paragraphs]


CHINESE = (
    _level(0, "chineseCounting", "%1、"),
    _level(1, "chineseCountingThousand", "（%2）"),
    _level(2, "decimal", "%3."),
)


def test_the_label_stands_in_the_text_and_is_its_first_run() -> None:
    (one,) = read_word(docx(_numbered(text="总则"), {"numbering": _lists(*CHINESE)})).paragraphs

    assert (one.label, one.text) == ("一、", "一、总则")
    assert one.runs[0].text.startswith("一、")
    assert "".join(run.text for run in one.runs) == one.text


def test_levels_count_on_and_begin_anew_below_a_shallower_one() -> None:
    depths = (0, 1, 1, 2, 2, 1, 2, 0, 1)
    body = "".join(_numbered(depth) for depth in depths)

    assert _labels(body, _lists(*CHINESE)) == [
        "一、", "（一）", "（二）", "1.", "2.", "（三）", "1.", "二、", "（一）",
    ]  # fmt: skip


def test_number_zero_is_no_numbering() -> None:
    body = _numbered() + _numbered(number=0) + _numbered()

    assert _labels(body, _lists(*CHINESE)) == ["一、", "", "二、"]


def test_a_list_begins_where_it_is_told() -> None:
    level = _level(0, "chineseCounting", "（%1）").replace('start w:val="1"', 'start w:val="3"')

    assert _labels(_numbered() * 2, _lists(level)) == ["（三）", "（四）"]


def test_an_override_begins_anew_once_and_shares_the_counter() -> None:
    nums = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = "".join(_numbered(number=number) for number in (1, 1, 2, 2, 3))

    assert _labels(body, _lists(CHINESE[0], nums=nums)) == ["一、", "二、", "一、", "二、", "三、"]


def test_an_overridden_level_has_its_own_form() -> None:
    level = _level(0, "decimal", "%1.")
    nums = (
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">{level}'
        "</w:lvlOverride></w:num>"
    )

    assert _labels(_numbered(), _lists(CHINESE[0], nums=nums)) == ["1."]


def test_a_level_may_go_on_across_shallower_ones() -> None:
    running = _level(1, "decimal", "%2.", '<w:lvlRestart w:val="0"/>')
    body = "".join(_numbered(depth) for depth in (0, 1, 1, 0, 1))

    assert _labels(body, _lists(CHINESE[0], running))[-1] == "3."


def test_a_list_may_be_the_one_of_a_numbering_style() -> None:
    linked = (
        f'<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="s"/></w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="2"><w:styleLink w:val="s"/>{CHINESE[0]}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )

    assert _labels(_numbered() * 2, linked) == ["一、", "二、"]


def test_several_levels_make_one_label() -> None:
    levels = (_level(0, "chineseCounting", "%1、"), _level(1, "decimal", "%1.%2", "<w:isLgl/>"))
    body = "".join(_numbered(depth) for depth in (0, 0, 1))

    assert _labels(body, _lists(*levels))[-1] == "2.1\u3000"


def test_an_article_keeps_its_gap() -> None:
    level = _level(0, "chineseCountingThousand", "第%1条")

    assert _labels(_numbered(), _lists(level)) == ["第一条\u3000"]


def test_a_bullet_is_no_number() -> None:
    assert _labels(_numbered(), _lists(_level(0, "bullet", "\uf0b7"))) == [""]


def test_a_style_numbers_the_paragraphs_that_have_it() -> None:
    level = _level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="h2"/>')
    styles = (
        '<w:style w:type="paragraph" w:styleId="h2"><w:name w:val="heading 2"/><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    body = paragraph("甲", '<w:pStyle w:val="h2"/>') + paragraph(
        "乙", '<w:pStyle w:val="h2"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    )

    assert _labels(body, _lists(CHINESE[0], level), styles) == ["（一）", ""]


@pytest.mark.parametrize(
    ("style", "number", "text"),
    [
        ("decimal", 7, "7"),
        ("chineseCounting", 10, "十"),
        ("chineseCounting", 21, "二十一"),
        ("chineseCounting", 105, "一〇五"),
        ("chineseCountingThousand", 105, "一百零五"),
        ("chineseCountingThousand", 110, "一百一十"),
        ("chineseCountingThousand", 2010, "二千零一十"),
        ("japaneseCounting", 12, "十二"),
        ("ideographDigital", 12, "一二"),
        ("ideographTraditional", 3, "丙"),
        ("ideographTraditional", 11, "11"),
        ("ideographZodiac", 12, "亥"),
        ("chineseLegalSimplified", 10, "壹拾"),
        ("decimalEnclosedCircle", 20, "⑳"),
        ("decimalEnclosedCircleChinese", 1, "①"),
        ("decimalEnclosedParen", 2, "⑵"),
        ("decimalFullWidth", 12, "１２"),
        ("upperLetter", 28, "BB"),
        ("lowerLetter", 1, "a"),
        ("lowerRoman", 14, "xiv"),
        ("decimalZero", 3, "03"),
        ("unheardOf", 3, "3"),
    ],
)
def test_numbers_are_written_in_their_format(style: str, number: int, text: str) -> None:
    assert format_number(number, style) == text
