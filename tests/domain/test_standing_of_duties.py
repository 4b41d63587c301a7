"""Where a duty stands follows from its occurrences, or from its own row where it has none."""

from __future__ import annotations

from datetime import date

import pytest

from fireoffice.domain.duties import Stage, Standing, Turn, standing

MARCH, APRIL = date(2021, 3, 31), date(2021, 4, 30)


def turn(due: date, done_on: date | None = None, record: str | None = None) -> Turn:
    return Turn(period=f"{due:%Y-%m}", due=due, record=record, done_on=done_on)


@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        ([], Standing(Stage.OPEN, APRIL)),
        (
            [turn(APRIL), turn(MARCH, MARCH)],
            Standing(Stage.OPEN, APRIL, "2021-04", owed=2, kept=1),
        ),
        (
            [turn(APRIL), turn(MARCH, record="已查两户")],
            Standing(Stage.UNDER_WAY, MARCH, "2021-03", owed=2, kept=0),
        ),
        ([turn(APRIL, APRIL), turn(MARCH, MARCH)], Standing(Stage.DONE, APRIL, owed=2, kept=2)),
    ],
    ids=["none", "the next is owed", "an earlier one is begun", "all are kept"],
)
def test_the_first_that_is_not_kept_decides(turns: list[Turn], expected: Standing) -> None:
    assert standing(turns, None, None, APRIL) == expected


def test_without_occurrences_its_own_row_says_whether_it_is_done() -> None:
    assert standing([], None, MARCH, APRIL).stage is Stage.DONE
    assert standing([], "已布置", None, APRIL).stage is Stage.UNDER_WAY
