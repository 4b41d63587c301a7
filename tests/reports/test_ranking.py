"""Lines of counts in order, with what is too small put together and a sum that is that of all."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fireoffice.reports.ranking import TOTAL, ranked

NAMES = ["甲", "乙", "丙", "丁"]
COUNTS = [{"found": 1, "fixed": 1}, {"found": 5}, {}, {"found": 1, "fixed": 3}]


def test_the_busiest_come_first_then_by_name_and_empty_lines_are_left_out() -> None:
    assert ranked(NAMES, COUNTS, ("found",)) == [
        {"name": "乙", "found": 5, "fixed": 0},
        {"name": "丁", "found": 1, "fixed": 3},
        {"name": "甲", "found": 1, "fixed": 1},
        {"name": TOTAL, "found": 7, "fixed": 4},
    ]


def test_an_order_of_its_own_holds_and_what_is_not_in_it_comes_last() -> None:
    lines = ranked(NAMES, COUNTS, ("found",), order=["丁", "甲"])
    assert [line["name"] for line in lines] == ["丁", "甲", "乙", TOTAL]


def test_of_too_many_the_rest_is_one_line() -> None:
    lines = ranked(NAMES, COUNTS, ("found",), most=1)
    assert [(line["name"], line["found"]) for line in lines] == [
        ("乙", 5),
        ("其余2处", 2),
        (TOTAL, 7),
    ]


def test_of_nothing_there_is_only_an_empty_sum() -> None:
    assert ranked([], [], ("found",)) == [{"name": TOTAL}]


@given(
    st.lists(
        st.tuples(st.text("甲乙丙丁戊", min_size=1, max_size=3), st.integers(0, 99)), max_size=30
    ),
    st.integers(1, 5),
)
def test_the_sum_is_that_of_all_lines(lines: list[tuple[str, int]], most: int) -> None:
    found = ranked(
        [name for name, _ in lines], [{"found": n} for _, n in lines], ("found",), most=most
    )
    *told, total = found
    assert total.get("found", 0) == sum(n for _, n in lines) == sum(one["found"] for one in told)
    assert len(told) <= most + 1
