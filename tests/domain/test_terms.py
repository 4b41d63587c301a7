"""「15日」 and 「10个工作日」 are understood, and come to a day that is explained."""

from __future__ import annotations

from datetime import date

import pytest

from fireoffice.domain.terms import Term, term_in, told
from fireoffice.domain.workdays import Counting, NotAnnounced, WorkCalendar

MAY_2021 = WorkCalendar(
    off=frozenset(date(2021, 5, day) for day in range(1, 6)),
    worked=frozenset({date(2021, 4, 25), date(2021, 5, 8)}),
    years=frozenset({2021}),
)
"""劳动节 as the State Council announced it for 2021."""


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("15日", Term(15, Counting.DAYS)),
        ("15天", Term(15, Counting.DAYS)),
        ("限 30 日内", Term(30, Counting.DAYS)),
        ("１０个工作日", Term(10, Counting.WORKDAYS)),
        ("5工作日之内", Term(5, Counting.WORKDAYS)),
    ],
)
def test_a_term_is_read_as_people_write_it(text: str, term: Term) -> None:
    assert term_in(text) == term


@pytest.mark.parametrize("text", ["", "2021-05-05", "5月15日", "0日", "立即", "15", None])
def test_what_is_no_term_is_left_alone(text: object) -> None:
    assert term_in(text) is None


def test_a_term_is_written_as_it_is_spoken() -> None:
    assert str(Term(15, Counting.DAYS)) == "15天"
    assert str(Term(10, Counting.WORKDAYS)) == "10个工作日"


def test_working_days_name_the_holidays_and_the_days_made_up_for_them() -> None:
    sentence = told(MAY_2021, date(2021, 4, 20), Term(12, Counting.WORKDAYS))
    assert sentence == (
        "从2021-04-20起12个工作日，到2021-05-08（星期六），"
        "其间5月3日至5日放假，4月25日、5月8日补班。"
    )


def test_days_pass_over_nothing() -> None:
    assert told(MAY_2021, date(2021, 4, 20), Term(15, Counting.DAYS)) == (
        "从2021-04-20起15天，到2021-05-05（星期三）。"
    )


def test_a_year_that_was_not_announced_is_named() -> None:
    with pytest.raises(NotAnnounced, match="2022年"):
        told(MAY_2021, date(2021, 12, 28), Term(10, Counting.WORKDAYS))
