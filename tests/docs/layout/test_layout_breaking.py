"""Paragraphs to lines: what fits, indents, tabs, line breaks, blanks."""

from __future__ import annotations

import pytest
from specimens import PITCH, WIDTH, lines_of, paragraph

from fireoffice.docs.composition import Run, Tab, TextBlock
from fireoffice.docs.layout import LIBREOFFICE, ONLYOFFICE, WORD, Profile, count_lines
from fireoffice.docs.layout.breaking import breaker
from fireoffice.docs.layout.metrics import FontBook, standard_fonts
from fireoffice.docs.layout.shaping import shape
from fireoffice.docs.paper import Align
from fireoffice.docs.style import GB2312, Face


def ends(block: TextBlock, profile: Profile = WORD, width: int = WIDTH) -> tuple[int, ...]:
    return breaker(profile, standard_fonts(), GB2312).ends(block, width)


def test_a_first_line_indented_by_two_characters_holds_26() -> None:
    assert [len(line) for line in lines_of("国" * 60, first=640)] == [26, 28, 6]


def test_indents_on_both_sides_narrow_every_line() -> None:
    assert [len(line) for line in lines_of("国" * 60, left=630, right=315)] == [25, 25, 10]


@pytest.mark.parametrize(("profile", "fits"), [(WORD, 28), (ONLYOFFICE, 28), (LIBREOFFICE, 27)])
def test_only_libreoffice_takes_the_last_character_without_its_spacing(
    profile: Profile, fits: int
) -> None:
    assert len(lines_of("国" * 40, profile, width=28 * 315)[0]) == fits
    assert len(lines_of("国" * 40, profile, width=28 * 315 + 5)[0]) == 28


def test_positive_spacing_falls_away_at_a_line_end_of_libreoffice() -> None:
    block = TextBlock("body/0", "Body", (Run("国" * 9, size=32, spacing=20),))
    assert ends(block, LIBREOFFICE, 4 * 340 - 20) == (4, 8, 9)
    assert ends(block, WORD, 4 * 340 - 20) == (3, 6, 9)


def test_libreoffice_sets_air_between_letters_and_ideographs() -> None:
    fonts = standard_fonts()
    text = "于2021年4月1日起"
    wide = shape((Run(text, size=32, spacing=-5),), LIBREOFFICE, fonts, GB2312)
    narrow = shape((Run(text, size=32, spacing=-5),), WORD, fonts, GB2312)
    # Six changes of 69 twips, and the last character's spacing.
    assert wide.width(0, len(text)) - narrow.width(0, len(text)) == 6 * 69 + 5


def test_beside_a_mark_a_change_of_script_costs_the_spacing_alone() -> None:
    measured = shape((Run("，2", size=32, spacing=-5),), LIBREOFFICE, standard_fonts(), GB2312)
    assert list(measured.gaps) == [0, 5, 0]


def test_a_change_of_face_costs_the_spacing_but_equal_runs_are_one() -> None:
    fonts = standard_fonts()
    run = Run("国", size=32, spacing=-5)
    other = Run("国", Face.KAITI, 32, -5)
    assert shape((run, other), LIBREOFFICE, fonts, GB2312).gaps[1] == 5
    assert shape((run, run), LIBREOFFICE, fonts, GB2312).gaps[1] == 0
    assert shape((run, Run(""), other), LIBREOFFICE, fonts, GB2312).gaps[1] == 5


def test_air_at_a_change_of_script_is_not_set_where_the_line_breaks() -> None:
    text = "国" * 28 + "2021"
    measured = shape((Run(text, size=32, spacing=-5),), LIBREOFFICE, standard_fonts(), GB2312)
    assert measured.width(28, 32) == 4 * 155 + 5
    assert measured.width(5, 5) == 0


def test_quotes_and_dashes_take_the_script_before_them_in_libreoffice() -> None:
    runs = (Run("AB“国”——", size=32, spacing=-5),)
    gaps = shape(runs, LIBREOFFICE, standard_fonts(), GB2312).gaps
    assert [index for index, gap in enumerate(gaps) if gap] == [3]


def test_blanks_at_a_line_end_stand_beyond_the_margin() -> None:
    assert lines_of("国" * 28 + "   " + "民" * 3) == ["国" * 28 + "   ", "民" * 3]
    assert lines_of("国" * 28 + "  ") == ["国" * 28 + "  "]


def test_a_no_break_space_holds_its_neighbours() -> None:
    assert lines_of("国" * 27 + "第\u00a0民" + "国" * 9)[1].startswith("第\u00a0民")


def test_an_endless_word_breaks_at_the_margin() -> None:
    lines = lines_of("x" * 200)
    assert [len(line) for line in lines] == [57, 57, 57, 29]


def test_a_character_wider_than_the_column_stands_by_itself() -> None:
    assert lines_of("国民", width=100) == ["国", "民"]


def test_line_breaks_end_lines() -> None:
    assert lines_of("国\n民\n\n人") == ["国\n", "民\n", "\n", "人"]
    assert lines_of("国\n") == ["国\n", ""]


def test_an_empty_paragraph_has_one_line() -> None:
    assert ends(paragraph("")) == (0,)
    assert ends(TextBlock("rule", "Rule", ())) == (0,)


def test_text_behind_a_tab_begins_at_its_stop() -> None:
    block = paragraph("\t" + "国" * 60, tabs=(Tab(1575),))
    assert ends(block) == (24, 52, 61)


def test_a_line_breaks_behind_a_tab_when_nothing_more_fits() -> None:
    block = paragraph("国" * 27 + "\t民", tabs=(Tab(8800),))
    assert ends(block) == (28, 29)


def test_text_before_a_right_tab_that_fits_stays_on_its_line() -> None:
    block = paragraph("\t党政办公室\t2021年4月1日印发", tabs=(Tab(280), Tab(WIDTH, Align.RIGHT)))
    assert ends(block) == (len(block.text),)


def test_lines_are_counted_for_the_composition() -> None:
    assert count_lines(paragraph("国" * 60), WIDTH) == 3
    assert count_lines(paragraph("国" * 60, right=315), WIDTH) == 3


def test_a_paragraph_is_broken_once_and_remembered() -> None:
    fonts = FontBook()
    setter = breaker(WORD, fonts, GB2312)
    first = setter.ends(paragraph("国" * 60, "body/1"), WIDTH)
    assert setter.ends(paragraph("国" * 60, "body/7"), WIDTH) is first
    assert breaker(WORD, fonts, GB2312) is setter
    assert PITCH * len(first) == 1737
