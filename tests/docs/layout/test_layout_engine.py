"""A laid-out paper as the preview asks it: numbers, places, clicks."""

from __future__ import annotations

import pytest
from specimens import WIDTH, composed, filler, laid, pages_of, paragraph, table

from fireoffice.docs.composition import (
    Cell,
    FirstPage,
    Page,
    Row,
    Run,
    Seal,
    TableBlock,
    TextBlock,
    VAlign,
)
from fireoffice.docs.layout import FontBook, LaidPaper, PlacedLine, lay_out
from fireoffice.docs.layout.model import PAGE_NUMBER_KEY

MM = 1440 / 25.4
LANDSCAPE = Page(
    width=16838, height=11906, top=1588, right=2098, bottom=1474, left=1984, landscape=True
)


def number_line(paper: LaidPaper, page: int) -> PlacedLine:
    return next(line for line in paper.pages[page].lines if line.key == PAGE_NUMBER_KEY)


def test_odd_page_numbers_stand_right_and_even_ones_left_one_character_in() -> None:
    paper = laid(filler(30))
    odd, even = (number_line(paper, page).texts[0] for page in (0, 1))
    assert (odd.text, even.text) == ("— 1 —", "— 2 —")
    assert odd.x + odd.width == pytest.approx(1588 + WIDTH - 280)
    assert even.x == 1588 + 280
    # The dash lies 7 mm below 版心, at the middle of a 4号 character.
    dash = odd.baseline - 0.35 * 280
    assert dash / MM == pytest.approx(269, abs=0.5)


def test_the_number_of_a_turned_sheet_reads_downwards_at_its_left_edge() -> None:
    paper = laid(*(filler(20, f"b{i}") for i in range(2)), page=LANDSCAPE)
    odd, even = (number_line(paper, page) for page in (0, 1))
    assert odd.texts[0].rotation == 90
    assert (odd.texts[0].x + 0.35 * 280) / MM == pytest.approx(28, abs=0.5)
    assert odd.texts[0].baseline + odd.texts[0].width == pytest.approx(11906 - 1474 - 280)
    assert even.texts[0].baseline == pytest.approx(1588 + 280)
    assert (odd.left, odd.right) == (1440, 1720)
    assert odd.top + odd.height == pytest.approx(11906 - 1474 - 280)


def test_an_unnumbered_section_has_no_page_numbers() -> None:
    paper = laid(filler(30), numbered=False)
    assert [page.label for page in paper.pages] == [None, None]
    assert all(line.key != PAGE_NUMBER_KEY for line in paper.pages[0].lines)


def test_the_first_page_of_a_letter_carries_no_number() -> None:
    head = FirstPage((TextBlock("letterhead", "Letterhead", (Run("国"),)),), 1000, (), 1085)
    paper = lay_out(composed(filler(30), first_page=head))
    assert [page.label for page in paper.pages] == [None, "— 2 —"]
    assert paper.pages[0].lines[0].key == "letterhead"
    assert paper.pages[0].lines[0].top == 1000


def test_a_page_is_placed_when_it_is_looked_at_and_only_once() -> None:
    paper = laid(filler(30))
    assert "contents" not in vars(paper.pages[1])
    assert paper.pages[1].lines is paper.pages[1].lines


def test_the_text_box_is_the_standards() -> None:
    page = laid(filler(1)).pages[0]
    assert page.box == (1588, 2098, 8844, 12756)
    assert (page.width, page.height, page.index, page.blank) == (11906, 16838, 0, False)


def test_a_seal_is_centred_at_its_place_from_the_paragraphs_beginning() -> None:
    signature = paragraph("署名", "signature", before=600, seals=(Seal(7000, 900, 2381, b"png"),))
    paper = laid(filler(1), signature)
    (seal,) = paper.pages[0].seals
    assert (seal.key, seal.x, seal.y) == ("signature", 1588 + 7000, 2098 + 579 + 900)
    assert (seal.diameter, seal.data) == (2381, b"png")


def test_a_seal_stays_with_the_first_line() -> None:
    paper = laid(filler(21), filler(2, "signature", seals=(Seal(0, 0, 10),)))
    assert [len(page.seals) for page in paper.pages] == [1, 0]


def test_the_page_of_a_character_is_found() -> None:
    paper = laid(filler(20), filler(4, "body/1"), paragraph("国", "body/2"))
    assert [paper.page_of("body/1", offset) for offset in (0, 55, 56, 112, 999)] == [0, 0, 1, 1, 1]
    assert pages_of(paper, "body/2", "nothing") == [2, None]


def test_a_character_has_its_box() -> None:
    paper = laid(filler(20), filler(4, "body/1"))
    box = paper.rect_of("body/1", 58)
    assert box is not None
    assert (box.page, box.x, box.y, box.width, box.height) == (
        1, pytest.approx(1588 + 2 * 315, abs=3), 2098, pytest.approx(315, abs=1), 579,
    )  # fmt: skip
    end = paper.rect_of("body/1", 112)
    assert end is not None
    assert end.width == 0
    assert paper.rect_of("nothing", 0) is None


def test_a_click_finds_the_text() -> None:
    paper = laid(filler(2), paragraph("国民", "body/1"))
    assert paper.line_at(0, 1588 + 320, 2098 + 2 * 579 + 100) == ("body/1", 1)
    assert paper.line_at(0, 0, 0) == ("filler", 0)
    assert paper.line_at(0, 99999, 99999) == ("body/1", 2)


def test_a_click_beside_a_cell_finds_the_nearest_cell() -> None:
    cells = tuple(
        Cell((TextBlock(f"t/r0c{i}", "TableText", (Run("格", size=24),), pitch=400),))
        for i in range(2)
    )
    paper = laid(TableBlock("t", (2000, 6844), (Row(cells, 579),)))
    assert paper.line_at(0, 1588 + 2150, 2300) == ("t/r0c1", 0)


def test_a_click_on_a_page_without_text_finds_nothing() -> None:
    assert laid(numbered=True).line_at(0, 0, 0) is None


def test_fonts_given_are_those_that_count() -> None:
    class Wide(FontBook):
        def _find(self, family: str):  # noqa: ANN202
            metrics = super()._find(family)
            metrics["国"] = 2.0
            return metrics

    narrow = lay_out(composed(paragraph("国" * 20)))
    wide = lay_out(composed(paragraph("国" * 20)), fonts=Wide())
    assert (len(narrow.pages[0].lines), len(wide.pages[0].lines)) == (2, 3)


@pytest.mark.parametrize(
    ("valign", "top"), [(VAlign.TOP, 0), (VAlign.CENTER, 300), (VAlign.BOTTOM, 600)]
)
def test_cell_text_stands_where_the_cell_wants_it(valign: VAlign, top: int) -> None:
    cell = Cell((TextBlock("t/r0c0", "TableText", (Run("格"),), pitch=400),), valign=valign)
    paper = laid(TableBlock("t", (WIDTH,), (Row((cell,), 1000, exact=True),), ruled=False))
    assert paper.pages[0].lines[0].top == 2098 + top


def spanning() -> TableBlock:
    """Two rows: a tall cell over both beside two small ones, then one over two columns."""

    def cell(key: str, lines: int = 1, **span: int) -> Cell:
        text = "\n".join(["格"] * lines)
        return Cell((TextBlock(key, "TableText", (Run(text, size=24),), pitch=400),), **span)

    rows = (
        Row((cell("tall", 5, rows=2), cell("a")), 579),
        Row((cell("b"),), 579),
        Row((cell("wide", span=2),), 579),
        Row((), 300, exact=True),
    )
    return TableBlock("t", (2000, 6844), rows)


def test_cells_may_span_rows_and_columns() -> None:
    paper = laid(spanning())
    at = {line.key: line for line in paper.pages[0].lines}
    assert at["a"].left == at["b"].left == 1588 + 2000 + 80
    assert at["wide"].left == 1588 + 80
    assert at["wide"].right == 1588 + WIDTH - 80


def test_the_last_of_the_spanned_rows_grows_until_the_text_fits() -> None:
    paper = laid(spanning(), paragraph("国", "next"))
    box = paper.rect_of("next", 0)
    assert box is not None
    assert box.y == 2098 + 10 + 5 * 400 + 589 + 300


def test_a_row_grows_with_its_text_and_an_exact_one_does_not() -> None:
    tall = TextBlock("t/r0c0", "TableText", (Run("格\n格"),), pitch=400)
    for exact, height in ((False, 810), (True, 579)):
        rows = (Row((Cell((tall,)),), 579, exact=exact),)
        paper = laid(TableBlock("t", (WIDTH,), rows), paragraph("国", "next"))
        box = paper.rect_of("next", 0)
        assert box is not None
        assert box.y == 2098 + 10 + height


def test_neighbouring_cells_share_their_rules() -> None:
    cells = tuple(Cell((TextBlock(f"t/r0c{i}", "TableText", ()),)) for i in range(2))
    paper = laid(TableBlock("t", (4000, 4844), (Row(cells, 579),), indent=100))
    rules = paper.pages[0].rules
    assert len(rules) == 7
    assert {rule.thickness for rule in rules} == {10}
    assert min(rule.x1 for rule in rules) == 1588 + 100


def test_a_table_without_rules_draws_none_and_takes_no_room_for_them() -> None:
    bare = TableBlock("t", (WIDTH,), (Row((Cell((paragraph("国"),)),), 579),), ruled=False)
    paper = laid(bare, paragraph("民", "next"))
    box = paper.rect_of("next", 0)
    assert box is not None
    assert (paper.pages[0].rules, box.y) == ((), 2098 + 579)


def test_a_table_with_too_many_cells_keeps_all_text() -> None:
    cells = tuple(Cell((paragraph("国", f"t/r0c{i}"),)) for i in range(3))
    paper = laid(TableBlock("t", (4000, 4844), (Row(cells, 579),)))
    assert pages_of(paper, "t/r0c2") == [1]


def test_the_same_composition_gives_the_same_paper() -> None:
    first, second = (laid(filler(30), table(579, 700)) for _ in range(2))
    assert [page.lines for page in first.pages] == [page.lines for page in second.pages]
