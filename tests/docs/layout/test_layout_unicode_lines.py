"""Unicode's line breaks as LibreOffice tailors them.

What is expected is what ICU says with the rules compiled into LibreOffice 7.4.7 and 25.2.3.
"""

from __future__ import annotations

import pytest

from fireoffice.docs.layout.unicode_lines import BREAKS_7, BREAKS_25, Breaks, line_starts


def parted(text: str, breaks: Breaks) -> str:
    """The text with a bar wherever a line may begin."""
    starts = line_starts(text, breaks)
    return "".join("|" * (i > 0 and starts[i]) + character for i, character in enumerate(text))


@pytest.mark.parametrize(
    ("expected", "breaks"),
    [
        ("MFZ/|ABC4|型|（3kg）12|具、“全|国”——|时|间……|90％|以", BREAKS_7),
        ("MFZ/|ABC4|型|（3kg）|12|具、“全|国”——|时|间……|90％|以", BREAKS_25),
        ("a)b |(c) |[x]y |023-|798，AB |12% |1/2 |A/|B", BREAKS_7),
        ("a)b |(c) |[x]y |023-|798，|AB |12% |1/2 |A/|B", BREAKS_25),
        ("PM2.5≤35μg/|m³①CO₂", BREAKS_7),
        ("PM2.5≤35μg/|m³①CO₂", BREAKS_25),
        ("https://|zwfw.cq.gov.cn/|p/|12?|id=8&type=a_b，0830", BREAKS_7),
        ("±0.5m；|15", BREAKS_7),
        ("swj_office@163.com，13012345678", BREAKS_7),
    ],
)
def test_signs_numbers_and_addresses_break_as_in_the_engine(expected: str, breaks: Breaks) -> None:
    assert parted(expected.replace("|", ""), breaks) == expected


@pytest.mark.parametrize("breaks", [BREAKS_7, BREAKS_25])
def test_a_no_break_space_and_a_word_joiner_hold_both_neighbours(breaks: Breaks) -> None:
    assert parted("第\u00a0民\u2060国", breaks) == "第\u00a0民\u2060国"


@pytest.mark.parametrize("breaks", [BREAKS_7, BREAKS_25])
def test_a_blank_lets_go_unless_it_follows_an_opening_bracket(breaks: Breaks) -> None:
    assert parted("国 民", breaks) == "国 |民"
    assert parted("（ 民", breaks) == "（ 民"


def test_a_combining_mark_stays_with_its_letter() -> None:
    assert parted("国e\u0301国", BREAKS_25) == "国|e\u0301|国"


def test_the_degree_sign_is_a_letter_in_the_older_rules_alone() -> None:
    assert parted("°《", BREAKS_7) == "°《"
    assert parted("°《", BREAKS_25) == "°|《"


def test_a_decimal_point_begins_a_number_behind_a_blank_in_the_newer_rules() -> None:
    assert parted("约 .5", BREAKS_25) == "约 |.5"
    assert parted("约 .5", BREAKS_7) == "约 .5"
