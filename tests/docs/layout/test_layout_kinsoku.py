"""Where lines may break, engine by engine."""

from __future__ import annotations

import pytest
from specimens import lines_of

from fireoffice.docs.layout import (
    LIBREOFFICE,
    LIBREOFFICE_25,
    LIBREOFFICE_HANGING,
    ONLYOFFICE,
    WORD,
    Profile,
)

ENGINES = pytest.mark.parametrize("profile", [WORD, ONLYOFFICE, LIBREOFFICE, LIBREOFFICE_25])


def second_line(before: str, after: str, profile: Profile, room: int = 28) -> str:
    """The second line when `room` characters fit and the margin lies between the two texts."""
    filled = "国" * (room - len(before)) + before
    return lines_of(filled + after + "民" * 20, profile)[1]


@ENGINES
def test_a_full_line_holds_28_characters(profile: Profile) -> None:
    assert [len(line) for line in lines_of("国" * 60, profile)] == [28, 28, 4]


@ENGINES
@pytest.mark.parametrize("mark", "，。、；：？！”’）》〉】〕」』·～")
def test_no_line_begins_with_a_closing_mark(profile: Profile, mark: str) -> None:
    assert second_line("人", mark, profile).startswith("人" + mark)


@ENGINES
@pytest.mark.parametrize("mark", "（《〈「『【〔“‘")
def test_no_line_ends_with_an_opening_mark(profile: Profile, mark: str) -> None:
    assert mark + "人" in second_line(mark, "人", profile)


@ENGINES
def test_words_and_numbers_stay_whole(profile: Profile) -> None:
    lines = lines_of("国" * 26 + "NB12IoT" + "民" * 10, profile)
    assert lines[1].startswith("NB12IoT")


@ENGINES
def test_a_hyphen_after_a_word_lets_the_line_break(profile: Profile) -> None:
    lines = lines_of("国" * 25 + "023-79856011" + "民" * 10, profile)
    assert lines[1].startswith("79856011")


def test_a_hyphen_that_follows_no_word_lets_only_libreoffice_break() -> None:
    assert lines_of("国" * 27 + "-35℃" + "民" * 9, LIBREOFFICE)[1].startswith("35℃")
    assert lines_of("国" * 27 + "-35℃" + "民" * 9, WORD)[1].startswith("-35℃")


@pytest.mark.parametrize(
    ("profile", "begins"), [(WORD, "MF/A"), (ONLYOFFICE, "MF/A"), (LIBREOFFICE, "ABC")]
)
def test_a_slash_between_letters_breaks_in_libreoffice_alone(profile: Profile, begins: str) -> None:
    assert lines_of("国" * 25 + "MF/ABCDE" + "民" * 10, profile)[1].startswith(begins)


def test_a_slash_breaks_before_digits_unless_it_parts_two_numbers() -> None:
    assert lines_of("国" * 25 + "10/20345" + "民" * 9, LIBREOFFICE)[1].startswith("10/203")
    assert lines_of("国" * 25 + "MF/20345" + "民" * 9, LIBREOFFICE)[1].startswith("20345")


def test_no_line_of_libreoffice_ends_in_a_slash_that_just_fits() -> None:
    width = 25 * 315 + 69 + 3 * 155 + 5
    text = "国" * 25 + "MF/ABC" + "民" * 10
    assert lines_of(text, LIBREOFFICE, width)[1].startswith("MF/ABC")
    assert lines_of(text, LIBREOFFICE, width + 155)[1].startswith("ABC")


@pytest.mark.parametrize(
    ("profile", "begins"), [(WORD, "人％"), (ONLYOFFICE, "人％"), (LIBREOFFICE, "％")]
)
def test_a_percent_sign_begins_a_line_in_libreoffice_alone(profile: Profile, begins: str) -> None:
    assert second_line("人", "％", profile).startswith(begins)


@pytest.mark.parametrize(
    ("profile", "begins"), [(WORD, "人℃"), (ONLYOFFICE, "℃"), (LIBREOFFICE_25, "人℃")]
)
def test_only_some_engines_begin_a_line_with_a_degree_sign(profile: Profile, begins: str) -> None:
    assert second_line("人", "℃", profile).startswith(begins)


@ENGINES
def test_a_double_dash_is_split_except_in_newer_libreoffice(profile: Profile) -> None:
    expected = "——" if profile is LIBREOFFICE_25 else "—民"
    assert second_line("—", "—", profile).startswith(expected)


@ENGINES
def test_a_double_ellipsis_is_split_in_older_libreoffice_alone(profile: Profile) -> None:
    expected = "…民" if profile is LIBREOFFICE else "……"
    assert expected in second_line("…", "…", profile)[:3]


@pytest.mark.parametrize("pair", ["。“", "、《", "》《"])
def test_onlyoffice_never_breaks_between_two_marks(pair: str) -> None:
    assert second_line(pair[0], pair[1], ONLYOFFICE).startswith(f"国{pair}")
    assert second_line(pair[0], pair[1], WORD).startswith(pair[1])


def test_onlyoffice_keeps_an_opening_mark_with_the_digit_before_it() -> None:
    assert lines_of("国" * 27 + "1《" + "民" * 9, ONLYOFFICE)[1].startswith("1《")


@pytest.mark.parametrize("mark", ["（", "《", "“", "〔"])
def test_libreoffice_glues_an_opening_mark_to_the_word_before_it(mark: str) -> None:
    lines = lines_of("国" * 26 + "AB" + mark + "民" * 20, LIBREOFFICE)
    assert lines[1].startswith("AB" + mark)


@pytest.mark.parametrize("mark", ["，", "。", "、", "）", "〕", "》", "”"])
def test_libreoffice_glues_a_closing_mark_to_the_word_behind_it(mark: str) -> None:
    assert second_line("人" + mark, "17", LIBREOFFICE).startswith(f"人{mark}17")
    assert second_line("人" + mark, "17", WORD).startswith("17")


def test_libreoffice_takes_signs_of_measure_for_letters() -> None:
    assert second_line("≥", "1000W", LIBREOFFICE, room=27).startswith("≥1000W")
    assert second_line("）", "÷", LIBREOFFICE).startswith("÷")


def test_libreoffice_begins_a_line_with_a_wave_dash_behind_a_number_alone() -> None:
    assert lines_of("国" * 27 + "3～5米" + "民" * 9, LIBREOFFICE)[1].startswith("～5")
    assert lines_of("国" * 27 + "3～5米" + "民" * 9, WORD)[1].startswith("3～5")
    assert second_line("人", "～", LIBREOFFICE).startswith("人～")


@pytest.mark.parametrize("unit", "‰℃")
def test_libreoffice_keeps_a_unit_with_its_number(unit: str) -> None:
    assert lines_of("国" * 27 + f"35{unit}" + "民" * 9, LIBREOFFICE)[1].startswith(f"35{unit}")


@pytest.mark.parametrize("text", ["人“", "”人", "A/B"])
def test_newer_libreoffice_glues_quotation_marks_and_slashes(text: str) -> None:
    assert second_line(text[0], text[1:], LIBREOFFICE_25).count(text) == 1


@pytest.mark.parametrize("mark", "，。、；：？！")
def test_one_mark_hangs_beyond_the_margin_where_the_engine_lets_it(mark: str) -> None:
    assert lines_of("国" * 28 + mark + "民" * 5, LIBREOFFICE_HANGING)[0] == "国" * 28 + mark
    assert lines_of("国" * 28 + mark, LIBREOFFICE_HANGING) == ["国" * 28 + mark]


def test_no_mark_hangs_behind_a_word_or_before_what_cannot_begin_a_line() -> None:
    behind_word = lines_of("国" * 25 + "ABCDE，" + "民" * 5, LIBREOFFICE_HANGING)
    assert behind_word[0] == "国" * 25
    before_mark = lines_of("国" * 28 + "。”" + "民" * 5, LIBREOFFICE_HANGING)
    assert before_mark[0] == "国" * 27


def test_a_hanging_engine_frees_a_word_behind_a_mark_that_follows_no_word() -> None:
    assert lines_of("国" * 27 + "，17" + "民" * 9, LIBREOFFICE_HANGING)[1].startswith("17")
    assert lines_of("国" * 26 + "AB，17" + "民" * 9, LIBREOFFICE_HANGING)[1].startswith("AB，17")
