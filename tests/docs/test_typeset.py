"""What only the finished layout can tell: recipients, signature and imprint find their page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from fireoffice.docs.compose.measures import LINE
from fireoffice.docs.compose.tables import TABLE_ROW
from fireoffice.docs.composition import Composition, TableBlock, TextBlock
from fireoffice.docs.layout import LaidPage, LaidPaper, Profile, lay_out
from fireoffice.docs.paper import (
    Attachment,
    Enclosure,
    Imprint,
    Letterhead,
    Paper,
    Paragraph,
    Signature,
    Table,
)
from fireoffice.docs.style import STANDARD, PaperStyle
from fireoffice.docs.typeset import ENGINES, Typeset, typeset

DAY = date(2021, 4, 1)
EVEN = PaperStyle(imprint_on_even_page=True)
PAPER = Paper(
    letterhead=Letterhead(("邻鄂镇人民政府",)),
    title="关于开展检查的通知",
    number="邻鄂府发〔2021〕38号",
    recipients="各村（居）",
    signature=Signature(dated=DAY),
    imprint=Imprint("邻鄂镇党政办公室", DAY),
)


def body(*lines: int) -> tuple[Paragraph, ...]:
    """Paragraphs of so many full lines each."""
    return tuple(Paragraph("消" * (26 + 28 * (count - 1))) for count in lines)


def keys_on(result: Typeset, page: int) -> list[str]:
    return [line.key.split("/")[0] for line in result.laid.pages[page].lines]


def blocks(result: Typeset) -> list[TextBlock]:
    return [
        block
        for section in result.composition.sections
        for block in section.blocks
        if isinstance(block, TextBlock)
    ]


def test_a_short_paper_is_one_page_with_its_imprint() -> None:
    result = typeset(replace(PAPER, body=body(3)))
    assert result.page_count == 1
    assert "imprint" in keys_on(result, 0)


@pytest.mark.parametrize("lines", range(1, 60))
def test_a_signature_never_stands_on_a_page_without_text(lines: int) -> None:
    for paragraphs in (body(lines), body(*[2] * (lines // 2), 1 + lines % 2)):
        result = typeset(replace(PAPER, body=paragraphs))
        page = result.laid.page_of("signature")
        assert page is not None
        assert keys_on(result, page)[0] in ("letterhead", "body")
        assert "body" in keys_on(result, 0)


@pytest.mark.parametrize("lines", range(2, 50))
def test_the_note_of_attachments_is_no_text_beside_the_signature(lines: int) -> None:
    noted = replace(PAPER, attachments=(Attachment("检查记录表", body(3)),))
    for paragraphs in (body(lines), body(*[2] * (lines // 2), 1 + lines % 2)):
        result = typeset(replace(noted, body=paragraphs))
        page = result.laid.page_of("signature")
        assert page is not None
        assert "body" in keys_on(result, page)


@pytest.mark.parametrize("lines", range(1, 9))
def test_a_note_of_attachments_longer_than_a_page_stands_beside_the_signature(lines: int) -> None:
    names = tuple(f"消防安全重点工作任务分工方案及责任清单（第{i}部分）" for i in range(14))
    result = typeset(replace(PAPER, body=body(lines), attachment_names=names))
    for laid in everywhere(result):
        spans = laid.pages[laid.page_of("signature") or 0].spans
        assert spans[0].key in ("attachment_note", "letterhead", "body/0")


def test_a_paragraph_that_leaves_text_on_the_first_page_is_tied_to_the_signature() -> None:
    lines = next(
        count
        for count in range(5, 20)
        if typeset(replace(PAPER, body=body(count, 1))).page_count == 2
    )
    result = typeset(replace(PAPER, body=body(lines, 1)))
    assert keys_on(result, 1)[:2] == ["body", "signature"]
    assert any(block.keep_next for block in blocks(result) if block.key == "body/1")


def test_the_only_paragraph_is_not_tied_but_set_a_little_closer_or_wider() -> None:
    pitches = {
        block.pitch
        for count in range(5, 16)
        for block in blocks(typeset(replace(PAPER, body=body(count))))
        if block.key == "body/0"
    }
    assert LINE in pitches
    assert len(pitches) > 1
    assert all(abs(pitch - LINE) <= LINE // 10 + 1 for pitch in pitches)


def test_the_end_of_a_very_short_only_paragraph_is_carried_over() -> None:
    issuers = ("甲镇人民政府", "乙镇人民政府", "丙镇人民政府", "丁镇人民政府")
    crowded = replace(PAPER, letterhead=Letterhead(issuers), signature=Signature(issuers, DAY))
    results = [typeset(replace(crowded, body=body(lines))) for lines in range(2, 9)]
    parted = [
        (result, parts)
        for result in results
        if len(parts := [block for block in blocks(result) if block.key == "body/0"]) == 2
    ]
    assert parted
    for result, (first, second) in parted:
        assert set(first.text + second.text) == {"消"}
        assert [first.page_break_before, second.page_break_before] == [False, True]
        assert keys_on(result, 1)[:2] == ["body", "signature"]


def test_a_signature_after_a_table_stands_where_it_falls() -> None:
    alone = 0
    for count in range(1, 20):
        table = Table((("序号",),), tuple((str(row),) for row in range(count)))
        result = typeset(replace(PAPER, body=(table,)))
        page = result.laid.page_of("signature")
        assert page is not None
        alone += keys_on(result, page)[0] == "signature"
    assert alone


def attached(*lines: int, landscape: bool = False) -> Paper:
    """A paper with a list attached, its rows of so many lines each."""
    rows = tuple((str(row), "\n".join(["商铺"] * count)) for row, count in enumerate(lines))
    listed = Attachment("检查记录表", (Table((("序号", "场所"),), rows),), landscape=landscape)
    return replace(PAPER, body=body(3), attachments=(listed,))


def row_heights(result: Typeset) -> set[int]:
    return {
        row.height
        for section in result.composition.sections
        for block in section.blocks
        if isinstance(block, TableBlock)
        for row in block.rows
    }


def test_an_imprint_without_room_below_a_table_begins_a_section_of_its_own() -> None:
    results = [typeset(attached(*[1] * rows)) for rows in range(10, 20)]
    apart = [result.composition.sections[-1].blocks == () for result in results]
    assert 0 < sum(apart) < 5
    for result, alone in zip(results, apart, strict=True):
        page = result.page_count - 1
        assert result.laid.page_of("imprint/printed") == page
        assert ("attachments" in keys_on(result, page)) is not alone


def test_a_table_that_fills_its_page_leaves_no_empty_page_behind_it() -> None:
    """Word sets the flat paragraph that must close the turned sheet where the table leaves room."""
    filling = (*[1] * 17, 2, 2, 3, 3)
    result = typeset(attached(*filling, landscape=True))
    assert all(page.spans for page in result.laid.pages)
    assert max(row_heights(result)) < TABLE_ROW
    shorter = typeset(attached(*filling[:-1], landscape=True))
    assert row_heights(shorter) == {TABLE_ROW}
    assert shorter.page_count == result.page_count


def test_a_single_line_cannot_be_parted_and_stays_on_page_one() -> None:
    issuers = tuple(f"{name}镇人民政府消防安全委员会" for name in "甲乙丙丁戊己庚")
    crowded = replace(PAPER, letterhead=Letterhead(issuers), signature=Signature(issuers, DAY))
    result = typeset(replace(crowded, body=(Paragraph("请认真贯彻落实。"),)))
    assert result.laid.page_of("body/0") == 0
    assert result.laid.page_of("signature") == 1


def test_recipients_that_would_push_the_text_off_page_one_move_to_the_imprint() -> None:
    many = "、".join(f"{name}村村民委员会" for name in "甲乙丙丁戊己庚辛壬癸" * 4)
    result = typeset(replace(PAPER, recipients=many, body=body(5)))
    assert result.laid.page_of("body/0") == 0
    assert result.laid.page_of("recipients") is None
    assert result.laid.page_of("imprint/recipients") == result.page_count - 1


def test_the_imprint_stands_on_an_even_page_where_the_office_wants_it() -> None:
    for lines in (3, 20, 40, 60, 80):
        paper = replace(PAPER, body=body(lines))
        result = typeset(paper, EVEN)
        assert result.page_count % 2 == 0
        assert result.laid.page_of("imprint/printed") == result.page_count - 1
        assert result.page_count - typeset(paper, STANDARD).page_count in (0, 1)


def test_the_page_after_a_blank_one_carries_no_number() -> None:
    papers = (typeset(attached(*[1] * rows, landscape=True), EVEN) for rows in range(1, 60, 8))
    pages = next(pages for paper in papers if (pages := paper.laid.pages)[-2].blank)
    assert len(pages) % 2 == 0
    assert pages[-1].label is None
    assert pages[-2].label is None


def everywhere(result: Typeset) -> list[LaidPaper]:
    return [lay_out(result.composition, profile) for profile in ENGINES]


def heads(page: LaidPage) -> set[str]:
    return {span.key.split("/")[0] for span in page.spans}


@pytest.mark.parametrize("lines", range(1, 48))
def test_text_stands_beside_signature_and_imprint_in_every_program(lines: int) -> None:
    """However long the text is."""
    for text in (body(lines), body(lines, 1), body(lines, 3), body(2, lines, 6)):
        for laid in everywhere(typeset(replace(PAPER, body=text))):
            assert laid.page_of("body/0") == 0
            page = laid.page_of("signature")
            assert page is not None
            assert "body" in heads(laid.pages[page])
            assert heads(laid.pages[-1]) != {"imprint"}


@pytest.mark.parametrize("rows", range(1, 24))
def test_a_row_stands_beside_the_signature_behind_a_table(rows: int) -> None:
    table = Table((("村", "隐患"),), (("松坪村", "疏散通道堵塞"),) * rows)
    for laid in everywhere(typeset(replace(PAPER, body=(*body(2), table)))):
        page = laid.page_of("signature")
        assert page is not None
        assert "body" in heads(laid.pages[page])


@pytest.mark.parametrize("lines", range(18, 26))
def test_the_end_of_an_enclosure_comes_to_the_page_of_the_imprint(lines: int) -> None:
    paper = replace(PAPER, body=body(2), enclosure=Enclosure("意见", body(2, lines - 5, 3)))
    for laid in everywhere(typeset(paper)):
        assert heads(laid.pages[-1]) == {"enclosure", "imprint"}


def test_a_paper_without_an_imprint_needs_no_even_page() -> None:
    result = typeset(replace(PAPER, body=body(3), imprint=Imprint()), EVEN)
    assert result.page_count == 1


def test_an_enclosure_begins_a_new_page_with_the_imprint_at_its_end() -> None:
    result = typeset(replace(PAPER, body=body(2), enclosure=Enclosure("意见", body(5))))
    assert result.page_count == 2
    assert keys_on(result, 1)[0] == "enclosure"
    assert result.laid.page_of("imprint/printed") == 1


def test_a_paper_that_ends_well_is_laid_out_once_for_each_program(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    def counted(composition: Composition, profile: Profile) -> LaidPaper:
        asked.append(profile.name)
        return lay_out(composition, profile)

    monkeypatch.setattr("fireoffice.docs.typeset.lay_out", counted)
    typeset(replace(PAPER, body=body(*[3] * 40)))
    assert sorted(asked) == sorted(engine.name for engine in ENGINES)
