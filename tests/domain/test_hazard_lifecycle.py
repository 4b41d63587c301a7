"""The life of a hazard, over every order of events: no state without its facts, nothing lost."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fireoffice.domain.hazards import (
    FAILED,
    PASSED,
    Event,
    Finding,
    State,
    fold,
    missing_for_major,
    names_in,
    next_kind,
    no_longer_holds,
    objections,
    removal_objection,
    row_of,
)
from tests.hazard_lives import (
    BAD,
    CLOSED,
    FINDING,
    FIXED,
    FOUND,
    GOOD,
    ORDERED,
    SERVED,
    STARTED,
    TODAY,
    K,
    any_event,
    any_events,
    day,
    event,
    life,
)

# How a life goes.


@pytest.mark.parametrize(
    ("events", "state", "verb"),
    [
        ((), State.FOUND, "下达整改通知"),
        ((event(K.INFORMED, 0),), State.NOTIFIED, "登记整改开始"),
        ((ORDERED,), State.NOTIFIED, "登记整改开始"),
        ((ORDERED, SERVED, STARTED), State.FIXING, "登记整改完成"),
        ((ORDERED, SERVED, STARTED, FIXED), State.FIXED, "登记复查"),
        ((event(K.FIXED_ON_SPOT, 0),), State.FIXED, "登记复查"),
        ((ORDERED, FIXED, GOOD), State.PASSED, "销号"),
        ((ORDERED, FIXED, BAD), State.FIXING, "登记整改完成"),
        ((ORDERED, FIXED, event(K.RETURNED, 10)), State.FIXING, "登记整改完成"),
        ((ORDERED, FIXED, BAD, event(K.ORDERED, 10)), State.FIXING, "登记整改完成"),
        ((ORDERED, FIXED, BAD, event(K.FIXED, 12)), State.FIXED, "登记复查"),
        ((ORDERED, FIXED, GOOD, CLOSED), State.CLOSED, None),
        ((ORDERED, FIXED, event(K.TRANSFERRED, 11)), State.TRANSFERRED, None),
        ((ORDERED, FIXED, GOOD, CLOSED, event(K.REOPENED, 20)), State.FOUND, "下达整改通知"),
        ((ORDERED, FIXED, GOOD, CLOSED, event(K.RECURRED, 20)), State.FOUND, "下达整改通知"),
    ],
)
def test_the_state_and_the_next_step_follow_from_the_events(
    events: tuple[Event, ...], state: State, verb: str | None
) -> None:
    story = life(*events)
    assert (story.facts.state, story.contradictions) == (state, ())
    following = next_kind(state)
    assert (row_of(following).verb if following else None) == verb


def test_the_deadline_is_that_of_the_last_notice_or_extension_granted() -> None:
    finding = replace(FINDING, due=day(5))
    assert life(finding=finding).facts.due == day(5)
    assert life(ORDERED, finding=finding).facts.due == day(15)
    asked = event(K.EXTENSION_ASKED, 5, due=day(20))
    assert life(ORDERED, asked).facts.due == day(15)
    assert life(ORDERED, asked).facts.asked_due == day(20)
    granted = life(ORDERED, asked, event(K.EXTENSION_GRANTED, 6, due=day(18))).facts
    assert (granted.due, granted.asked_due, granted.extensions) == (day(18), None, 1)
    refused = life(ORDERED, asked, event(K.EXTENSION_REFUSED, 6)).facts
    assert (refused.due, refused.asked_due, refused.extensions) == (day(15), None, 0)


def test_what_is_put_right_on_the_spot_was_due_at_once() -> None:
    facts = life(event(K.FIXED_ON_SPOT, 0)).facts
    assert (facts.fixed_on, facts.due) == (FOUND, FOUND)


def test_a_failed_recheck_leaves_nothing_fixed_but_tells_who_looked() -> None:
    facts = life(ORDERED, FIXED, BAD).facts
    assert facts.fixed_on is None
    assert (facts.rechecked_on, facts.recheck_result) == (day(10), FAILED)


def test_reopening_erases_no_event_and_begins_the_round_anew() -> None:
    again = event(K.REOPENED, 20, due=day(40))
    story = life(ORDERED, FIXED, GOOD, CLOSED, again)
    assert [one.kind for one in story.events] == [
        K.ORDERED, K.FIXED, K.RECHECKED, K.CLOSED, K.REOPENED
    ]  # fmt: skip
    facts = story.facts
    assert (facts.closed_on, facts.notified_on, facts.due) == (None, None, day(40))
    assert (facts.reopenings, facts.recurrences) == (1, 0)
    assert life(ORDERED, FIXED, GOOD, CLOSED, event(K.RECURRED, 20)).facts.recurrences == 1


def test_reports_and_supervision_change_no_state() -> None:
    extra = [event(kind, 4) for kind in (K.SUPERVISED, K.LISTED, K.EXPOSED, K.REPORTED)]
    facts = life(ORDERED, STARTED, *extra).facts
    assert facts.state is State.FIXING
    assert {facts.supervised_on, facts.listed_on, facts.exposed_on, facts.reported_on} == {day(4)}


def test_several_rounds_on_one_day_stay_in_the_order_in_which_they_were_written() -> None:
    again = [event(K.FIXED, 10, id="第二次"), replace(GOOD, id="第二次复查")]
    story = life(ORDERED, FIXED, BAD, *again, event(K.CLOSED, 10))
    assert (story.facts.state, story.contradictions) == (State.CLOSED, ())


# What two replicas wrote.


@given(any_events, st.randoms())
def test_the_order_of_arrival_decides_nothing(events: list[Event], random: Random) -> None:
    shuffled = list(events)
    random.shuffle(shuffled)
    assert fold(FINDING, shuffled) == fold(FINDING, events)


def test_an_event_that_can_happen_goes_before_one_that_cannot_yet() -> None:
    by_village, by_town = replace(FIXED, sequence=2), replace(SERVED, day=FIXED.day, sequence=2)
    transferred = replace(event(K.TRANSFERRED, 9), sequence=1)
    recheck = replace(GOOD, day=FIXED.day, sequence=1)
    story = fold(FINDING, [recheck, by_town, by_village, replace(ORDERED, sequence=1)])
    assert (story.facts.state, story.contradictions) == (State.PASSED, ())
    story = fold(FINDING, [transferred, replace(ORDERED, sequence=1), replace(FIXED, day=day(10))])
    assert story.facts.state is State.TRANSFERRED
    assert [one.event.kind for one in story.contradictions] == [K.FIXED]


@given(any_events)
def test_contradictions_are_told_and_no_event_is_lost(events: list[Event]) -> None:
    story = fold(FINDING, events)
    assert sorted(one.id for one in story.events) == sorted(one.id for one in events)
    for one in story.contradictions:
        assert one.event in story.events
        assert one.problem.sentence.endswith("。")
        assert story.problem_of(one.event) == one.problem
        assert one.problem.field in {"", *(ask.name for ask in row_of(one.event.kind).asks)}


@given(any_events)
def test_without_what_contradicts_it_the_story_is_the_same(events: list[Event]) -> None:
    story = fold(FINDING, events)
    wrong = {one.event.id for one in story.contradictions}
    cleaned = fold(FINDING, [one for one in events if one.id not in wrong])
    assert (cleaned.facts, cleaned.contradictions) == (story.facts, ())


# No state without its facts.

_FACTS = {
    State.NOTIFIED: ("notified_on",),
    State.FIXED: ("fixed_on",),
    State.PASSED: ("fixed_on", "rechecked_on", "recheckers", "recheck_result"),
    State.CLOSED: ("closed_on", "closed_by", "fixed_on", "rechecked_on", "recheckers"),
    State.TRANSFERRED: ("transferred_on", "transferred_to"),
}


@given(any_events)
def test_no_state_stands_without_its_facts(events: list[Event]) -> None:
    facts = fold(FINDING, events).facts
    assert all(getattr(facts, name) for name in _FACTS.get(facts.state, ()))
    assert (facts.closed_on is not None) == (facts.state is State.CLOSED)
    assert (facts.transferred_on is not None) == (facts.state is State.TRANSFERRED)


@given(any_events)
@example([replace(one, sequence=at) for at, one in enumerate((ORDERED, FIXED, GOOD, CLOSED))])
def test_nothing_is_closed_without_a_passed_recheck_by_another_person(events: list[Event]) -> None:
    facts = fold(FINDING, events).facts
    if facts.state is State.CLOSED:
        assert facts.recheck_result == PASSED
        assert facts.fixed_on is not None
        assert facts.rechecked_on is not None
        assert facts.closed_on is not None
        assert FOUND <= facts.fixed_on <= facts.rechecked_on <= facts.closed_on
        assert names_in(facts.recheckers)
        assert not names_in(facts.recheckers) & (names_in(facts.fixers) | {"店主"})


@given(any_events, any_event)
def test_what_is_accepted_contradicts_nothing(events: list[Event], new: Event) -> None:
    accepted: list[Event] = []
    for one in [*events, new]:
        story = fold(FINDING, accepted)
        found = objections(story, one, TODAY)
        assert all(sentence.endswith("。") for sentence in found.values())
        assert found.keys() <= {ask.name for ask in row_of(one.kind).asks}
        if not found:
            accepted.append(one)
            assert one.day <= TODAY
            assert fold(FINDING, accepted).contradictions == ()


# What is told, and where.


@pytest.mark.parametrize(
    ("before", "new", "field", "told"),
    [
        ((), event(K.ORDERED, 99), "day", "在今天之后"),
        ((), event(K.ORDERED, -1), "day", "早于排查日期2021-03-01"),
        ((), event(K.ORDERED, 1, due=None), "due", "请填写整改期限"),
        ((), event(K.ORDERED, 1, due=day(0)), "due", "期限2021-03-01早于2021-03-02"),
        ((), event(K.FIXED_ON_SPOT, 1), "day", "只能在排查当天"),
        ((), event(K.RECHECKED, 3), "day", "要在“待复查”时办理"),
        ((), event(K.TRANSFERRED, 1, unit=""), "unit", "请填写移送单位"),
        ((STARTED,), event(K.SERVED, 4), "day", "还没有告知或下达整改通知"),
        ((STARTED,), event(K.EXTENSION_ASKED, 4), "day", "还没有整改期限"),
        ((ORDERED,), event(K.EXTENSION_GRANTED, 4), "day", "没有等待答复的延期申请"),
        ((ORDERED,), event(K.EXTENSION_ASKED, 4, due=day(15)), "due", "晚于现在的整改期限"),
        (
            (ORDERED, event(K.EXTENSION_ASKED, 4)),
            event(K.EXTENSION_ASKED, 5, due=day(80)),
            "day",
            "还没有答复",
        ),
        ((ORDERED, FIXED), event(K.RECHECKED, 8), "day", "早于整改完成日期2021-03-10"),
        ((ORDERED, FIXED), event(K.RECHECKED, 10, people=""), "people", "请填写复查人"),
        ((ORDERED, FIXED), event(K.RECHECKED, 10, people="李强 店主"), "people", "请换人复查"),
        ((ORDERED, FIXED), event(K.RECHECKED, 10, result="尚可"), "result", "合格或不合格"),
        ((ORDERED, FIXED), event(K.CLOSED, 11), "day", "要在“待销号”时办理"),
        ((ORDERED, FIXED, BAD), event(K.CLOSED, 11), "day", "要在“待销号”时办理"),
        ((ORDERED, FIXED, GOOD), event(K.CLOSED, 9), "day", "早于复查日期2021-03-11"),
        ((ORDERED, FIXED, GOOD), event(K.RETURNED, 9), "day", "“登记复查”就不成立"),
        ((ORDERED, FIXED, GOOD, CLOSED), event(K.STARTED, 12), "day", "现在是“已销号”"),
        (
            (ORDERED, FIXED, GOOD, CLOSED),
            event(K.REOPENED, 12, reason=""),
            "reason",
            "重新打开原因",
        ),
    ],
)
def test_what_stands_in_the_way_is_told_at_its_field(
    before: tuple[Event, ...], new: Event, field: str, told: str
) -> None:
    found = objections(life(*before), replace(new, sequence=9, id="新"), TODAY)
    assert found.keys() == {field}
    assert told in found[field]


def test_what_was_forgotten_can_be_recorded_afterwards_where_it_fits() -> None:
    story = life(ORDERED, FIXED, GOOD, CLOSED)
    assert objections(story, replace(STARTED, sequence=9, id="补记"), TODAY) == {}


def test_a_correction_is_judged_in_place_of_what_it_corrects() -> None:
    story = life(ORDERED, FIXED, GOOD, CLOSED)
    fixed = story.events[1]
    assert objections(story, replace(fixed, day=day(8)), TODAY, instead_of=fixed.id) == {}
    found = objections(story, replace(fixed, day=day(12)), TODAY, instead_of=fixed.id)
    assert "“登记复查”就不成立" in found["day"]


def test_only_what_nothing_rests_on_is_withdrawn() -> None:
    story = life(ORDERED, FIXED, GOOD, CLOSED)
    assert removal_objection(story, story.events[3].id) == ""
    assert "“登记复查”就不成立" in removal_objection(story, story.events[1].id)


def test_a_registration_changed_under_its_events_makes_them_impossible() -> None:
    story = life(ORDERED, FIXED, GOOD, CLOSED)
    assert not fold(replace(FINDING, day=day(1)), story.events).contradictions
    later = fold(replace(FINDING, day=day(2)), story.events).contradictions
    assert "早于排查日期" in no_longer_holds(later[0])
    another = fold(replace(FINDING, responsible="李强"), story.events).contradictions
    assert "请换人复查" in no_longer_holds(another[0])


def test_a_contradiction_that_was_there_before_hinders_no_one() -> None:
    story = life(ORDERED, event(K.RECHECKED, 2), FIXED)
    assert len(story.contradictions) == 1
    assert objections(story, replace(GOOD, sequence=9, id="新"), TODAY) == {}


def test_a_major_hazard_is_ordered_with_all_five() -> None:
    row, major = row_of(K.ORDERED), Finding(FOUND, grade="重大")
    missing = missing_for_major(row, major, {"responsible": "店主"})
    assert set(missing) == {"measures", "funds", "precautions"}
    assert missing["funds"] == "重大隐患要五落实，请填写整改资金。"
    assert missing_for_major(row, FINDING, {}) == {}
