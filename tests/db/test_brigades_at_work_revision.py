"""What of a volunteer runs out first, and how a call-out went, is worked out in an old database."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import past

BEFORE = "0007"
REVISION = "0008"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """An empty database of the schema before."""
    return past.bring_to(tmp_path / "fireoffice.db", BEFORE)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ({}, (None, None, "9999-12-31")),
        ({"insured_until": "2021-05-01"}, ("保险", "2021-05-01", "2021-05-01")),
        (
            {"insured_until": "2021-05-02", "healthy_until": "2021-05-01"},
            ("体检", "2021-05-01", "2021-05-01"),
        ),
        (
            {"insured_until": "2021-05-02", "certified_until": "2021-05-01"},
            ("培训证", "2021-05-01", "2021-05-01"),
        ),
        (
            {"insured_until": "2021-05-01", "healthy_until": "2021-05-01"},
            ("保险", "2021-05-01", "2021-05-01"),
        ),
    ],
)
def test_the_first_of_three_days_is_kept_with_a_volunteer(
    old: Path, days: dict[str, str], expected: tuple[str | None, ...]
) -> None:
    past.put(old, "volunteers", {"name": "李强", **days}, past.STAGED)
    past.bring_to(old, REVISION)
    assert past.rows(old, "SELECT next_paper, next_due, due_order FROM volunteers") == [expected]


@pytest.mark.parametrize(
    ("called", "arrived", "minutes"),
    [
        ("14:57", "15:09", 12),
        ("23点50分", "0:10", 20),
        ("14:57", None, None),
        (None, "15:09", None),
        ("下午", "15:09", None),
    ],
)
def test_the_minutes_of_a_callout_follow_from_its_times_where_both_can_be_read(
    old: Path, called: str | None, arrived: str | None, minutes: int | None
) -> None:
    past.put(old, "callouts", {"called_at": called, "arrived_at": arrived}, {})
    past.bring_to(old, REVISION)
    assert past.rows(old, "SELECT minutes, people FROM callouts") == [(minutes, None)]


def test_the_people_of_a_callout_are_those_of_its_list_that_still_stand(old: Path) -> None:
    callout = past.put(old, "callouts", {}, {})
    for deleted in (None, None, "2021-04-02"):
        past.put(old, "callout_members", {"callout": callout, "deleted_at": deleted}, {})
    past.bring_to(old, REVISION)
    assert past.rows(old, "SELECT people FROM callouts") == [(2,)]
