"""Lives of a hazard for tests: whole events, and any events in any order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from fireoffice.domain.hazards import (
    FAILED,
    PASSED,
    Event,
    EventKind,
    Finding,
    Story,
    fold,
)

FOUND = date(2021, 3, 1)
TODAY = date(2021, 4, 20)
FINDING = Finding(FOUND, responsible="店主")
K = EventKind
ABOUT = {
    "place": "福源超市",
    "village": "松林社区",
    "description": "通道堵塞",
    "category": "疏散通道",
}
"""What is typed of a hazard in the village of `tests/services/hazards`."""


def day(number: int) -> date:
    return FOUND + timedelta(days=number)


def event(kind: EventKind, after: int, /, **told: object) -> Event:
    """A whole event on that day; what it must have is filled in unless `told` otherwise."""
    filled = {
        "people": "王芳、李强",
        "by": "王芳",
        "result": PASSED,
        "due": day(after + 30),
        "reason": "天气",
        "unit": "区消防救援支队",
        "method": "直接送达",
        "receiver": "店主",
        "approver": "镇长",
        "note": "又堵了",
    }
    if kind in (K.FIXED, K.FIXED_ON_SPOT):
        filled["people"] = "店主"
    key = f"{kind}{after}"
    return Event(**({"kind": kind, "day": day(after), "id": key} | filled | told))


def life(*events: Event, finding: Finding = FINDING) -> Story:
    return fold(finding, [replace(one, sequence=at) for at, one in enumerate(events, start=1)])


ORDERED = event(K.ORDERED, 1, due=day(15), number="邻鄂消通〔2021〕24号")
SERVED = event(K.SERVED, 2)
STARTED = event(K.STARTED, 3)
FIXED = event(K.FIXED, 9)
GOOD = event(K.RECHECKED, 10)
BAD = event(K.RECHECKED, 10, result=FAILED)
CLOSED = event(K.CLOSED, 11)

_days = st.integers(-2, 45)
any_event = st.builds(
    lambda kind, number, key, sequence, told: replace(
        event(kind, number, **told), id=key, sequence=sequence
    ),
    st.sampled_from([one for one in EventKind if one is not K.REGISTERED]),
    _days,
    st.uuids().map(str),
    st.integers(0, 4),
    st.fixed_dictionaries(
        {},
        optional={
            "people": st.sampled_from(["", "店主", "李强，店主", "李强"]),
            "result": st.sampled_from([PASSED, FAILED, "", "尚可"]),
            "due": st.none() | _days.map(day),
            "reason": st.just(""),
            "by": st.just(""),
        },
    ),
)
any_events = st.lists(any_event, max_size=14, unique_by=lambda one: one.id)
