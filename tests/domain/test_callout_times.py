"""The times of a call-out: read as they are written, and held against each other."""

from __future__ import annotations

import pytest

from fireoffice.domain.callouts import minute_of, minutes_to_arrival, problems


@pytest.mark.parametrize(
    ("text", "minute"),
    [("0:00", 0), ("14:30", 870), (" 14点30分 ", 870), ("9时05", 545), ("23：59", 1439)]
    + [(text, None) for text in ("24:00", "14:60", "下午", "", None)],
)
def test_a_time_is_read_in_every_form_in_use(text: str | None, minute: int | None) -> None:
    assert minute_of(text) == minute


@pytest.mark.parametrize(
    ("called", "arrived", "minutes"),
    [("14:30", "14:42", 12), ("23:50", "0:10", 20), (None, "0:10", None), ("14:30", "稍后", None)],
)
def test_the_way_may_pass_midnight(
    called: str | None, arrived: str | None, minutes: int | None
) -> None:
    assert minutes_to_arrival(called, arrived) == minutes


def test_an_arrival_before_the_call_is_pointed_out() -> None:
    assert problems("14:30", "14:10") == {"arrived_at": "到场时间早于接报时间14:30，请核对。"}
    assert problems("14:30", "14:50") == problems("14:30", None) == {}
