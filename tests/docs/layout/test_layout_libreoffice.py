"""How LibreOffice ends a line of two scripts: portions, languages, breaks in an earlier portion.

The expectations are lines that LibreOffice 7.4.7 and 25.2.3 set, or follow from their source.
"""

from __future__ import annotations

import pytest
from specimens import lines_of

from fireoffice.docs.layout import LIBREOFFICE, LIBREOFFICE_25, Profile
from fireoffice.docs.layout.libreoffice import asian_characters, is_alphanumeric

BOTH = pytest.mark.parametrize("profile", [LIBREOFFICE, LIBREOFFICE_25])


def narrow(text: str, characters: float, profile: Profile) -> list[str]:
    """The lines of `text` in a column that holds so many ideographs."""
    return lines_of(text, profile, width=round(characters * 315) + 20)


@pytest.mark.parametrize(
    ("text", "asian"),
    [
        ("国①A", [True, True, False]),
        ("①A", [False, False]),
        ("CO₂级", [False, False, False, True]),
        ("m³㎡", [False, False, True]),
        ("Ⅱ级", [True, True]),
        ("国≥8", [True, True, False]),
        ("A—国", [False, False, True]),
        ("国＋～", [True, True, True]),
        ("αβ国", [False, False, True]),
        ("……", [True, True]),
    ],
)
def test_signs_of_no_script_join_what_stands_before_them(text: str, asian: list[bool]) -> None:
    assert list(asian_characters(text, frozenset())) == asian


def test_numbers_of_every_kind_are_alphanumeric() -> None:
    assert all(map(is_alphanumeric, "国a1①Ⅲ²㈠"))
    assert not any(map(is_alphanumeric, "，（—≥°·"))


@BOTH
def test_an_address_breaks_behind_its_last_slash_that_does_not_just_fit(profile: Profile) -> None:
    assert narrow("https://zwfw.cq.gov.cn/p", 7, profile)[0] == "https://"


def test_older_libreoffice_cuts_a_word_before_its_last_character_when_the_next_does_not_fit() -> (
    None
):
    assert narrow("±0.5m；15", 3.5, LIBREOFFICE)[0] == "±0.5"
    assert narrow("±0.5m；15", 3.5, LIBREOFFICE_25)[0] == "±0.5m"


@BOTH
def test_a_word_longer_than_its_column_is_cut_at_the_margin(profile: Profile) -> None:
    assert [len(line) for line in narrow("6217002340012345678", 4, profile)] == [8, 8, 3]


@BOTH
def test_a_circled_number_that_follows_a_mark_begins_the_next_line(profile: Profile) -> None:
    lines = lines_of("国" * 27 + "；②加" + "民" * 9, profile)
    assert lines[1].startswith("②加")


@BOTH
def test_a_relation_sign_stays_with_its_number(profile: Profile) -> None:
    lines = lines_of("国" * 27 + "≥95" + "民" * 9, profile)
    assert lines[1].startswith("≥95")


@pytest.mark.parametrize("text", ["1/2", "12/2", "1∶500"])
@BOTH
def test_a_fraction_or_a_scale_stays_whole(profile: Profile, text: str) -> None:
    lines = lines_of("国" * 27 + text + "民" * 9, profile)
    assert lines[1].startswith(text)


@BOTH
def test_a_unit_after_a_slash_goes_to_the_next_line(profile: Profile) -> None:
    lines = lines_of("国" * 26 + "35μg/m³" + "民" * 9, profile)
    assert lines[0] == "国" * 26
    assert lines[1].startswith("35μg/m³")


def test_a_full_width_blank_at_a_line_end_stands_beyond_the_margin() -> None:
    assert lines_of("国" * 28 + "\u3000民", LIBREOFFICE) == ["国" * 28 + "\u3000", "民"]


def test_a_path_with_a_blank_before_it_is_not_torn_at_its_slash() -> None:
    text = "国" * 24 + "见 C:/data/2025/" + "民" * 9
    assert lines_of(text, LIBREOFFICE)[1].startswith("C:/data/2025/")
