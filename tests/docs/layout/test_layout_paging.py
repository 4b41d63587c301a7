"""Blocks to pages: what fits, what keeps together, what begins a new page."""

from __future__ import annotations

import pytest
from specimens import PITCH, WIDTH, composed, filler, laid, pages_of, paragraph, table

from fireoffice.docs.composition import (
    RED,
    Composition,
    FirstPage,
    ImprintBlock,
    Page,
    Rule,
    Section,
    SectionStart,
    TextBlock,
)
from fireoffice.docs.layout import LIBREOFFICE, ONLYOFFICE, WORD, LaidPaper, Profile, lay_out
from fireoffice.docs.style import GB2312

LANDSCAPE = Page(
    width=16838, height=11906, top=1588, right=2098, bottom=1474, left=1984, landscape=True
)
TOP = 2098
ENGINES = pytest.mark.parametrize("profile", [WORD, ONLYOFFICE, LIBREOFFICE])


def imprint(height: int = 1040) -> ImprintBlock:
    blocks = (
        TextBlock("imprint/copies_to", "Imprint", (), pitch=520),
        TextBlock("imprint/printed", "Imprint", (), pitch=520, top=Rule(6)),
    )
    return ImprintBlock(blocks, height)


def top_of(paper: LaidPaper, key: str) -> float:
    """Upper edge of a block's first line below the upper edge of 版心."""
    box = paper.rect_of(key, 0)
    assert box is not None
    return box.y - TOP


@ENGINES
def test_a_page_holds_22_lines(profile: Profile) -> None:
    paper = laid(filler(45), profile=profile)
    assert [len(page.lines) - 1 for page in paper.pages] == [22, 22, 1]


def test_libreoffice_cuts_the_page_to_whole_lines_and_centres_them() -> None:
    assert top_of(laid(filler(1), profile=LIBREOFFICE), "filler") == 9
    tall = paragraph("国", "tall", pitch=PITCH + 1)
    assert pages_of(laid(filler(21), tall), "tall") == [1]
    assert pages_of(laid(filler(21), tall, profile=LIBREOFFICE), "tall") == [2]


def test_a_page_that_just_fills_needs_no_other() -> None:
    assert len(laid(filler(22)).pages) == 1


@ENGINES
def test_space_between_paragraphs_is_the_larger_of_what_the_two_want(profile: Profile) -> None:
    paper = laid(paragraph("一", "a", after=300), paragraph("二", "b", before=500), profile=profile)
    assert top_of(paper, "b") - top_of(paper, "a") == PITCH + 500
    paper = laid(paragraph("一", "a", after=500), paragraph("二", "b", before=300), profile=profile)
    assert top_of(paper, "b") - top_of(paper, "a") == PITCH + 500


@ENGINES
def test_no_space_stands_at_a_page_top_that_the_flow_reaches(profile: Profile) -> None:
    paper = laid(filler(22, after=600), paragraph("国", "next", before=600), profile=profile)
    assert pages_of(paper, "next") == [2]
    assert top_of(paper, "next") == top_of(paper, "filler")


@ENGINES
def test_space_before_stands_at_the_top_of_a_section(profile: Profile) -> None:
    assert top_of(laid(paragraph("国", "first", before=600), profile=profile), "first") >= 600


@pytest.mark.parametrize(("profile", "space"), [(WORD, 600), (LIBREOFFICE, 609), (ONLYOFFICE, 0)])
def test_space_before_behind_a_page_break_falls_away_in_onlyoffice_alone(
    profile: Profile, space: int
) -> None:
    paper = laid(
        filler(1),
        paragraph("国", "title", before=600, page_break_before=True),
        profile=profile,
    )
    assert pages_of(paper, "title") == [2]
    assert top_of(paper, "title") == space


def test_a_page_break_at_the_top_of_a_page_makes_no_empty_one() -> None:
    assert len(laid(paragraph("国", page_break_before=True)).pages) == 1


def test_rules_of_a_paragraph_add_their_gap_and_thickness() -> None:
    ruled = paragraph("国", "number", bottom=Rule(12, RED, 8), top=Rule(6))
    paper = laid(ruled, paragraph("民", "next"))
    assert top_of(paper, "number") == 15
    assert top_of(paper, "next") == 15 + PITCH + 190
    upper, lower = paper.pages[0].rules
    assert (upper.y1, upper.thickness) == (TOP + 7.5, 15)
    assert (lower.y1, lower.thickness, lower.color) == (TOP + 15 + PITCH + 175, 30, RED)
    assert (lower.x1, lower.x2) == (1588, 1588 + WIDTH)


def test_a_rule_does_not_fit_without_its_paragraph() -> None:
    ruled = paragraph("国" * 40, "ruled", bottom=Rule(12, RED, 8))
    paper = laid(filler(20), ruled)
    assert [len(page.lines) - 1 for page in paper.pages] == [21, 1]
    assert [len(page.rules) for page in paper.pages] == [0, 1]


@ENGINES
def test_a_paragraph_kept_with_the_next_goes_with_it(profile: Profile) -> None:
    kept = paragraph("国", "signature", keep_next=True)
    paper = laid(filler(21), kept, paragraph("民", "date"), profile=profile)
    assert pages_of(paper, "signature", "date") == [2, 2]


def test_a_chain_goes_as_a_whole() -> None:
    chain = [paragraph("国", key, keep_next=True) for key in "abc"]
    paper = laid(filler(19), *chain, paragraph("民", "date"))
    assert pages_of(paper, "a", "b", "c", "date") == [2, 2, 2, 2]


@ENGINES
def test_a_chain_that_reaches_the_page_top_is_parted(profile: Profile) -> None:
    chain = [paragraph("国", f"k{i}", keep_next=True) for i in range(22)]
    paper = laid(*chain, paragraph("民", "date"), profile=profile)
    assert pages_of(paper, "k0", "k21", "date") == [1, 1, 2]


@pytest.mark.parametrize(("profile", "page"), [(WORD, 1), (ONLYOFFICE, 1), (LIBREOFFICE, 2)])
def test_only_libreoffice_refuses_to_split_a_kept_paragraph(profile: Profile, page: int) -> None:
    kept = filler(3, "last", keep_next=True)
    paper = laid(filler(20), kept, paragraph("民", "signature"), profile=profile)
    assert pages_of(paper, "last", "signature") == [page, 2]


def test_a_split_paragraph_does_not_go_along() -> None:
    kept = filler(23, "last", keep_next=True)
    paper = laid(filler(1), kept, paragraph("民", "signature"))
    assert pages_of(paper, "last", "signature") == [1, 2]


@ENGINES
def test_a_line_taller_than_the_page_stands_by_itself(profile: Profile) -> None:
    tall = paragraph("国民", "tall", pitch=20000)
    assert len(laid(filler(1), tall, paragraph("人"), profile=profile).pages) == 3


@pytest.mark.parametrize(
    ("profile", "after"), [(WORD, 1188), (ONLYOFFICE, 1188), (LIBREOFFICE, 1168)]
)
def test_rows_and_rules_of_a_table_add_up(profile: Profile, after: int) -> None:
    paper = laid(table(579, 579), paragraph("国", "next"), profile=profile)
    shift = 9 if profile is LIBREOFFICE else 0
    assert top_of(paper, "next") == after + shift


@ENGINES
def test_rows_that_do_not_fit_go_on_below_the_repeated_header(profile: Profile) -> None:
    paper = laid(filler(19), table(579, 579, 579, headers=1), profile=profile)
    assert pages_of(paper, "table/r0c0", "table/r1c0", "table/r2c0") == [1, 1, 2]
    assert [line.key for line in paper.pages[1].lines][:2] == ["table/r0c0", "table/r2c0"]


@ENGINES
def test_a_header_row_never_stands_alone(profile: Profile) -> None:
    caption = paragraph("表", "caption", keep_next=True)
    paper = laid(filler(19), caption, table(579, 800, headers=1), profile=profile)
    assert pages_of(paper, "caption", "table/r0c0", "table/r1c0") == [2, 2, 2]


@pytest.mark.parametrize("profile", [WORD, ONLYOFFICE])
def test_a_table_carried_on_has_its_extra_height_below_instead_of_above(profile: Profile) -> None:
    paper = laid(filler(20), table(579, 579), paragraph("国", "next"), profile=profile)
    assert pages_of(paper, "table/r0c0", "table/r1c0", "next") == [1, 2, 2]
    assert top_of(paper, "next") == 589 + 10
    heights = [579] * 20 + [12756 - 20 * 589 - 10]
    carried = laid(filler(20), table(579, *heights), paragraph("国", "next"), profile=profile)
    assert pages_of(carried, "table/r1c0", "table/r21c0", "next") == [2, 2, 3]


def test_a_part_of_a_table_needs_room_for_its_lower_rule_in_libreoffice() -> None:
    free = 12738 - 20 * PITCH
    fits = laid(filler(20), table(free - 10), profile=LIBREOFFICE)
    assert pages_of(fits, "table/r0c0") == [1]
    misses = laid(filler(20), table(free - 9), profile=LIBREOFFICE)
    assert pages_of(misses, "table/r0c0") == [2]


def test_a_row_taller_than_the_page_stands_by_itself() -> None:
    assert len(laid(table(20000, 20000, exact=True)).pages) == 3


def test_space_after_a_paragraph_parts_it_from_the_table() -> None:
    paper = laid(paragraph("国", after=300), table(579), paragraph("民", "next", before=200))
    assert top_of(paper, "next") == PITCH + 300 + 589 + 200


def test_two_tables_are_parted_by_a_flat_paragraph() -> None:
    apart = laid(table(579), table(579, key="other"), paragraph("国", "next"))
    assert top_of(apart, "next") == 2 * (10 + 589) + 20


def test_a_table_that_fills_the_last_page_leaves_the_flat_paragraph_to_another() -> None:
    heights = [579] * 21
    assert len(laid(table(*heights, 567, exact=True)).pages) == 1
    assert len(laid(table(*heights, 568, exact=True)).pages) == 2


@ENGINES
def test_the_imprint_stands_on_the_foot_of_the_last_page(profile: Profile) -> None:
    paper = laid(filler(30), imprint=imprint(), profile=profile)
    assert pages_of(paper, "imprint/copies_to", "imprint/printed") == [2, 2]
    rules = sorted(rule.y1 for rule in paper.pages[1].rules)
    assert rules[0] == TOP + 12756 - 1040
    assert rules[-1] == TOP + 12756


def test_an_imprint_without_rules_has_none() -> None:
    plain = ImprintBlock((TextBlock("imprint/copies_to", "Imprint", ()),), 579, Rule(0))
    assert laid(filler(1), imprint=plain).pages[0].rules == ()


@pytest.mark.parametrize(("profile", "slack"), [(WORD, 5), (ONLYOFFICE, 5), (LIBREOFFICE, 10)])
def test_an_imprint_that_does_not_fit_takes_a_page_of_its_own(profile: Profile, slack: int) -> None:
    height = 12738 if profile is LIBREOFFICE else 12756
    free = height - 20 * PITCH - 20 - slack
    assert len(laid(filler(20), imprint=imprint(free), profile=profile).pages) == 1
    paper = laid(filler(20), imprint=imprint(free + 1), profile=profile)
    assert pages_of(paper, "imprint/copies_to") == [2]


def test_a_section_begins_on_a_new_page() -> None:
    sections = (Section((filler(1),)), Section((paragraph("国", "next"),), page=LANDSCAPE))
    paper = lay_out(Composition(sections, GB2312))
    assert pages_of(paper, "next") == [2]
    assert (paper.pages[1].width, paper.pages[1].height) == (16838, 11906)


@pytest.mark.parametrize(("lines", "page", "blank"), [(1, 2, False), (30, 4, True)])
def test_an_even_page_section_leaves_a_page_blank_where_needed(
    lines: int, page: int, blank: bool
) -> None:
    sections = (
        Section((filler(lines),)),
        Section((), start=SectionStart.EVEN_PAGE, numbered=False, imprint=imprint()),
    )
    paper = lay_out(Composition(sections, GB2312))
    assert pages_of(paper, "imprint/copies_to") == [page]
    assert [p.blank for p in paper.pages[1:-1]] == [False, True][: page - 2]
    before = paper.pages[-2]
    assert before.blank is blank
    assert paper.pages[-1].label is None
    assert not before.blank or (before.label is None and before.lines == ())


def letter_head(height: int) -> FirstPage:
    return FirstPage(
        (TextBlock("letterhead", "Letterhead", (), pitch=height),),
        1000,
        (TextBlock("letterhead/foot", "Rule", (), pitch=20, top=Rule(6), bottom=Rule(18)),),
        1085,
    )


def test_a_letter_head_pushes_the_text_of_the_first_page_down() -> None:
    paper = lay_out(composed(filler(30), first_page=letter_head(2000)))
    assert top_of(paper, "filler") == 3000 - TOP
    assert len(paper.pages[0].lines) == 2 + (12756 - 902) // PITCH
    assert paper.pages[1].lines[0].top == TOP


def test_a_low_letter_head_moves_nothing() -> None:
    paper = lay_out(composed(filler(1), first_page=letter_head(500)))
    assert top_of(paper, "filler") == 0


def test_the_foot_of_a_letter_ends_at_its_distance() -> None:
    paper = lay_out(composed(filler(1), first_page=letter_head(500)))
    upper, lower = paper.pages[0].rules
    assert lower.y1 + lower.thickness / 2 == 16838 - 1085
    assert lower.y1 - upper.y1 == 20 + 45 / 2 + 15 / 2


def test_a_high_letter_foot_pushes_the_text_up() -> None:
    high = FirstPage((), 0, (TextBlock("foot", "Rule", (), pitch=3000),), 1000)
    paper = lay_out(composed(filler(30), first_page=high))
    assert len(paper.pages[0].lines) == 1 + (16838 - TOP - 4000) // PITCH


@ENGINES
def test_letters_and_sheets_on_their_side_have_no_grid(profile: Profile) -> None:
    paper = laid(filler(1), page=LANDSCAPE, profile=profile)
    assert paper.pages[0].lines[0].top == 1588
    paper = laid(filler(1), first_page=letter_head(500), profile=profile)
    assert top_of(paper, "filler") == 0
