"""Title, 主送机关, paragraphs of four levels (GB/T 9704-2012 §7.3)."""

from __future__ import annotations

from fireoffice.docs.compose.body import (
    body_blocks,
    paragraph_block,
    recipients_block,
    title_block,
    with_space_after,
)
from fireoffice.docs.compose.measures import (
    INDENT,
    LINE,
    TEXT_WIDTH,
    text_width,
)
from fireoffice.docs.composition import Block, Justify, TextBlock
from fireoffice.docs.paper import Level, Paragraph, Table
from fireoffice.docs.style import STANDARD, Face, PaperStyle


def test_twenty_eight_characters_fill_a_line() -> None:
    assert text_width("字" * 28) <= TEXT_WIDTH < text_width("字" * 29)


def test_a_title_is_set_in_22_points_centred_and_broken_at_words() -> None:
    block = title_block(
        "title", "黔江区邻鄂镇人民政府关于印发2021年全镇消防工作意见的通知", before=2, after=1
    )
    assert block.runs[0].face is Face.XIAOBIAOSONG
    assert block.runs[0].size == 44
    assert block.justify is Justify.CENTER
    lines = block.text.split("\n")
    assert len(lines) == 2
    assert all(len(line) <= 20 for line in lines)


def test_the_authors_own_breaks_of_a_title_are_kept() -> None:
    block = title_block("title", "黔江区邻鄂镇人民政府\n关于开展检查的通知", before=2, after=1)
    assert block.text == "黔江区邻鄂镇人民政府\n关于开展检查的通知"


def test_recipients_end_with_one_full_width_colon() -> None:
    assert recipients_block("各村（居）委：： ").text == "各村（居）委："
    assert recipients_block("各村（居）委").first == 0


def test_ordinary_text_is_indented_two_characters() -> None:
    block = paragraph_block("body/0", Paragraph("经镇政府同意。"), STANDARD)
    assert block.first == INDENT
    assert block.outline is None


def test_a_heading_takes_the_face_of_its_level_and_the_text_after_it_stays_fangsong() -> None:
    faces = {
        Level.FIRST: Face.HEITI,
        Level.SECOND: Face.KAITI,
        Level.THIRD: Face.FANGSONG,
        Level.FOURTH: Face.FANGSONG,
    }
    for level, face in faces.items():
        block = paragraph_block("body/0", Paragraph("一、标题。正文。", level, 5), STANDARD)
        assert [(run.text, run.face) for run in block.runs] == [
            ("一、标题。", face),
            ("正文。", Face.FANGSONG),
        ]
        assert block.outline == int(level) - 1
        assert block.style == f"Heading{int(level)}"


def test_a_heading_that_stands_alone_is_one_run() -> None:
    text = "一、强化责任落实"
    block = paragraph_block("body/0", Paragraph(text, Level.FIRST, len(text)), STANDARD)
    assert len(block.runs) == 1


def test_levels_are_bold_only_where_the_office_wants_them() -> None:
    bold = PaperStyle(bold_levels=frozenset({3}))
    paragraph = Paragraph("1. 标题。正文。", Level.THIRD, 6)
    assert [run.bold for run in paragraph_block("b", paragraph, bold).runs] == [True, False]
    assert not paragraph_block("b", paragraph, STANDARD).runs[0].bold


def test_a_heading_alone_stays_with_its_text_and_one_that_runs_on_need_not() -> None:
    alone = Paragraph("一、时间", Level.FIRST, 4)
    runs_on = Paragraph("一、时间。四月底前完成。", Level.FIRST, 5)
    assert paragraph_block("body/0", alone, STANDARD).keep_next
    assert not paragraph_block("body/0", runs_on, STANDARD).keep_next


def test_blank_lines_go_behind_a_paragraph_and_before_what_follows_a_table() -> None:
    blocks: list[Block] = [paragraph_block("body/0", Paragraph("文"), STANDARD)]
    assert with_space_after(blocks, 2) == 0
    assert isinstance(blocks[0], TextBlock)
    assert blocks[0].after == 2 * LINE
    table: list[Block] = [*body_blocks("body", (Table((), (("1",),)),), STANDARD)]
    assert with_space_after(table, 2) == 2 * LINE
    assert with_space_after([], 1) == LINE
