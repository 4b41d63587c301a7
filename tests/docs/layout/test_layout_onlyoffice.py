"""Lines as ONLYOFFICE ends them. Each case was set by Document Builder 10 first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from specimens import lines_of, paragraph

from fireoffice.docs.composition import Justify
from fireoffice.docs.layout import ONLYOFFICE, line_ends
from fireoffice.docs.layout.onlyoffice import NEVER_FIRST, NEVER_LAST, line_starts

EM = 315
"""The advance of a Chinese character of the body in twips; a digit has 155."""

LONG = "b" * 60


@pytest.mark.parametrize("word", ["国", "β", "Ω", "×", "ａ", "＋", "豈"])
def test_a_word_by_itself_lets_a_latin_word_break_on_both_sides(word: str) -> None:
    assert [index for index, legal in enumerate(line_starts(f"aa{word}aa")) if legal] == [2, 3]


@pytest.mark.parametrize("sign", "①Ⅰ²³₂\u00b5≥≤√々〇ア℃㎡§±+/=_&")
def test_other_signs_join_the_latin_word_they_stand_in(sign: str) -> None:
    assert not any(line_starts(f"aa{sign}aa"))


@pytest.mark.parametrize("mark", "-—；，％）")
def test_a_word_ends_behind_a_hyphen_a_dash_and_a_full_width_mark(mark: str) -> None:
    assert list(line_starts(f"aa{mark}aa")) == [0, 0, 0, 1, 0, 0]


@pytest.mark.parametrize("mark", "。、”》.,:")
def test_a_mark_of_another_width_holds_the_latin_word_behind_it(mark: str) -> None:
    assert not any(line_starts(f"aa{mark}aa"))


def test_no_line_begins_behind_the_blank_that_follows_an_opening_mark() -> None:
    assert list(line_starts("国（ a a")) == [0, 1, 0, 0, 0, 1, 0]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("甲；", "甲；bbbbbb"),
        ("甲。", "甲。bbbbbb"),
        ("甲 ；", "甲 ；bbbbb"),
        ("；", "；bbbbbbbbb"),
        ("甲；；", "甲；；"),
        ("甲国；", "甲国；"),
        ("甲国。", "甲"),
        ("甲a；", "甲a；"),
        ("甲；国", "甲；国"),
        ("甲国", "甲国"),
        ("甲国, ", "甲国, "),
    ],
)
def test_a_word_wider_than_its_line_begins_behind_a_mark_that_ties_it(
    text: str, first: str
) -> None:
    line = lines_of(text + LONG, ONLYOFFICE, width=2 * EM + 6 * 155 + 150)[0]
    assert line == first


@pytest.mark.parametrize(
    ("given_way", "justify", "kept"),
    [
        (0.24, Justify.BOTH, True),
        (0.26, Justify.BOTH, False),
        (0.02, Justify.LEFT, False),
        (0.02, Justify.CENTER, False),
    ],
)
def test_blanks_of_a_justified_line_give_a_quarter_to_a_word_that_has_begun(
    given_way: float, justify: Justify, kept: bool
) -> None:
    blanks, blank = 4, 155
    text = "国" * 8 + " 12" * blanks + "3456789" + "，民国"
    room = 8 * EM + blanks * (blank + 2 * 155) + 7 * 155 + EM
    block = paragraph(text, justify=justify)
    end = line_ends(block, round(room - given_way * blanks * blank), ONLYOFFICE)[0]
    assert text[:end].endswith("，") is kept


@given(st.text("国民a1 ；。，（“-—β×①.%)\u3000", min_size=1, max_size=60), st.integers(3, 12))
def test_every_line_holds_something_and_all_lines_hold_the_whole_text(text: str, room: int) -> None:
    lines = lines_of(text, ONLYOFFICE, width=room * EM)
    assert all(lines)
    assert "".join(lines) == text


def test_no_character_may_neither_begin_nor_end_a_line() -> None:
    assert not NEVER_FIRST & NEVER_LAST
