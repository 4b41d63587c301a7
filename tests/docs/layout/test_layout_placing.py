"""Where the characters of a line stand: justification, tabs, runs."""

from __future__ import annotations

from itertools import pairwise

import pytest
from specimens import PITCH, WIDTH, paragraph

from fireoffice.docs.composition import Justify, Run, Tab, TextBlock
from fireoffice.docs.layout import LIBREOFFICE, WORD, PlacedLine, Profile
from fireoffice.docs.layout.breaking import breaker
from fireoffice.docs.layout.metrics import standard_fonts
from fireoffice.docs.layout.placing import place_lines
from fireoffice.docs.paper import Align
from fireoffice.docs.style import GB2312, Face

LEFT, TOP = 1588.0, 2098.0


def place(block: TextBlock, profile: Profile = WORD) -> list[PlacedLine]:
    setter = breaker(profile, standard_fonts(), GB2312)
    return list(place_lines(setter, block, LEFT, TOP, WIDTH))


def right_edge(line: PlacedLine) -> float:
    return line.texts[-1].x + line.texts[-1].width


def test_lines_stand_one_pitch_below_the_other_on_baselines_at_four_fifths() -> None:
    first, second = place(paragraph("国" * 40))
    assert (first.top, second.top, first.height) == (TOP, TOP + PITCH, PITCH)
    assert first.texts[0].baseline == pytest.approx(TOP + 0.8 * PITCH)


def test_a_justified_line_reaches_the_margin_and_the_last_one_does_not() -> None:
    first, last = place(paragraph("国" * 40, justify=Justify.BOTH, first=640))
    assert first.texts[0].x == LEFT + 640
    assert right_edge(first) == pytest.approx(LEFT + WIDTH)
    assert (first.last, last.last) == (False, True)
    assert right_edge(last) == pytest.approx(LEFT + 14 * 315)


def test_justification_never_tears_a_word() -> None:
    (line, _) = place(paragraph("国" * 20 + "ABCDEF" + "民" * 20, justify=Justify.BOTH))
    (text,) = line.texts
    assert text.advances[20:25] == (155,) * 5
    assert text.advances[0] > 315


def test_a_single_word_on_a_line_is_not_stretched() -> None:
    (line, *_) = place(paragraph("x" * 200, justify=Justify.BOTH))
    assert set(line.texts[0].advances) == {155}


def test_a_line_before_a_line_break_is_not_stretched() -> None:
    first, _ = place(paragraph("国\n民", justify=Justify.BOTH))
    assert first.texts[0].advances == (315,)
    assert first.texts[0].text == "国"


def test_a_centred_line_has_equal_margins() -> None:
    (line,) = place(paragraph("国" * 4, justify=Justify.CENTER))
    assert line.texts[0].x - LEFT == pytest.approx(LEFT + WIDTH - right_edge(line))


def test_a_line_at_the_right_ends_at_its_indent() -> None:
    (line,) = place(paragraph("国" * 4, justify=Justify.RIGHT, right=1260))
    assert right_edge(line) == pytest.approx(LEFT + WIDTH - 1260)


def test_distributed_characters_fill_every_line() -> None:
    (line,) = place(paragraph("国" * 4, justify=Justify.DISTRIBUTE))
    assert right_edge(line) == pytest.approx(LEFT + WIDTH)


def test_blanks_at_a_line_end_are_not_placed() -> None:
    (line, _) = place(paragraph("国" * 28 + "  " + "民", justify=Justify.BOTH))
    assert line.texts[0].text == "国" * 28
    assert (line.start, line.end) == (0, 30)


def test_each_look_is_a_text_of_its_own_with_its_offset() -> None:
    block = TextBlock(
        "body/0",
        "Body",
        (Run("一、", Face.HEITI, 32, -5), Run(""), Run("总体", size=32, spacing=-5)),
    )
    (line,) = place(block)
    assert [text.text for text in line.texts] == ["一、", "总体"]
    assert line.offsets == (0, 2)
    assert line.texts[1].x == line.texts[0].x + line.texts[0].width


def test_air_between_scripts_widens_the_character_before_it() -> None:
    (line,) = place(paragraph("国2"), LIBREOFFICE)
    assert line.texts[0].advances == (315 + 69, 155)


@pytest.mark.parametrize(
    ("align", "x"), [(Align.LEFT, 4000), (Align.CENTER, 4000 - 315), (Align.RIGHT, 4000 - 630)]
)
def test_text_behind_a_tab_aligns_with_the_stop(align: Align, x: int) -> None:
    (line,) = place(paragraph("甲\t国民", tabs=(Tab(4000, align),)))
    assert [text.text for text in line.texts] == ["甲", "国民"]
    assert line.texts[1].x == LEFT + x
    assert line.offsets == (0, 2)


def test_text_that_has_passed_all_stops_goes_on_to_the_next_default_one() -> None:
    (line,) = place(paragraph("甲乙\t国", tabs=(Tab(300),)))
    assert line.texts[1].x == LEFT + 840


def test_a_hanging_indent_is_a_tab_stop() -> None:
    (line,) = place(paragraph("1.\t国", left=640, first=-640))
    assert line.texts[1].x == LEFT + 640
    (line,) = place(paragraph("1.\t国", left=640, first=-640, tabs=(Tab(2000),)))
    assert line.texts[1].x == LEFT + 640


def test_text_wider_than_its_right_tab_allows_follows_at_once() -> None:
    (line,) = place(paragraph("国" * 10 + "\t" + "民" * 10, tabs=(Tab(4000, Align.RIGHT),)))
    assert line.texts[1].x == LEFT + 3150
    (line,) = place(paragraph("国" * 10 + "\t" + "民" * 10, tabs=(Tab(4000, Align.CENTER),)))
    assert line.texts[1].x == LEFT + 3150


def test_a_right_tab_beyond_the_indent_may_be_reached() -> None:
    (line,) = place(paragraph("\t国民", right=1000, tabs=(Tab(WIDTH, Align.RIGHT),)))
    assert right_edge(line) == LEFT + WIDTH


@pytest.mark.parametrize("justify", [Justify.CENTER, Justify.RIGHT])
def test_only_text_before_a_tab_is_aligned_by_the_paragraph(justify: Justify) -> None:
    (line,) = place(paragraph("\t国", tabs=(Tab(4000),), justify=justify))
    assert line.texts[0].x == LEFT + 4000


def test_of_a_line_with_tabs_the_last_piece_is_justified() -> None:
    (line, _) = place(paragraph("甲\t" + "国" * 40, tabs=(Tab(1000),), justify=Justify.BOTH))
    assert line.texts[0].advances == (315,)
    assert right_edge(line) == pytest.approx(LEFT + WIDTH)


def test_an_empty_line_has_its_height_and_no_text() -> None:
    (line,) = place(paragraph(""))
    assert (line.texts, line.height, line.last) == ((), PITCH, True)


def test_a_click_falls_on_the_nearest_gap_and_a_character_has_its_box() -> None:
    (line,) = place(paragraph("国民人"))
    assert line.offset_at(LEFT - 500) == 0
    assert line.offset_at(LEFT + 320) == 1
    assert line.offset_at(LEFT + 9000) == 3
    assert line.x_of(1) == (LEFT + 315, 315)
    assert line.x_of(3) == (LEFT + 945, 0)


def test_a_tab_has_no_width_of_its_own_for_the_cursor() -> None:
    (line,) = place(paragraph("甲\t国", tabs=(Tab(4000),)))
    assert line.x_of(1) == (LEFT + 315, 0)
    (line,) = place(paragraph("\t国", tabs=(Tab(4000),)))
    assert line.x_of(0) == (LEFT + 4000, 0)
    (line,) = place(paragraph("", left=640))
    assert line.x_of(0) == (LEFT + 640, 0)
    assert line.offset_at(0) == 0


def test_characters_never_overlap() -> None:
    for line in place(paragraph("国A2，“民”" * 30, justify=Justify.BOTH), LIBREOFFICE):
        for left, right in pairwise(line.texts):
            assert right.x >= left.x + left.width - 1e-6
