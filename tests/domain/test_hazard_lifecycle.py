"""The life of a hazard, over every order of events: no state without its facts, nothing lost."""

from __future__ import annotations

import runpy
from dataclasses import fields, replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fireoffice.domain.hazards import (
    CLOSED_STAGES,
    FAILED,
    PASSED,
    TABLE,
    Event,
    EventKind,
    Facts,
    Finding,
    Need,
    Stage,
    State,
    Story,
    finding_objection,
    fold,
    missing_for_major,
    names_in,
    next_kind,
    objections,
    offers,
    page,
    removal_objection,
    row_of,
)

FOUND = date(2021, 3, 1)
TODAY = date(2021, 4, 20)
FINDING = Finding(FOUND, responsible="店主")
K = EventKind


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


def test_the_registration_is_not_changed_under_its_events() -> None:
    story = life(ORDERED, FIXED, GOOD, CLOSED)
    assert finding_objection(story, replace(FINDING, day=day(1))) == ""
    assert "早于排查日期" in finding_objection(story, replace(FINDING, day=day(2)))
    assert "请换人复查" in finding_objection(story, replace(FINDING, responsible="李强"))


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


# The table itself.


def test_every_event_has_its_row_and_asks_first_for_its_day() -> None:
    assert {row.kind for row in TABLE} == set(EventKind)
    for row in TABLE:
        assert row.to is not None or row.states
        if row.states:
            assert (row.asks[0].name, row.asks[0].need) == ("day", Need.ALWAYS)
            assert row_of(row.kind).asks == row.asks


def test_the_table_speaks_of_facts_and_fields_that_there_are() -> None:
    facts = {one.name for one in fields(Facts)} - {"state"}
    told = {one.name for one in fields(Event)}
    for row in TABLE:
        assert row.sets.keys() | set(row.forgets) | {row.counts} - {""} <= facts
        assert set(row.sets.values()) <= told
        own = {ask.name for ask in row.asks if not ask.of_hazard}
        assert own <= told | {"term", "counting"}
        assert set(row.keeps) <= set(row.states)


def test_every_state_can_be_left_and_reached_but_for_the_first_reached_by_registering() -> None:
    reached = {row.to for row in TABLE if row.to}
    assert reached == set(State)
    for state in State:
        assert [row for row in TABLE if state in row.states and row.target(state) is not state]


@given(any_events)
def test_exactly_what_the_table_allows_is_offered_and_the_next_step_stands_first(
    events: list[Event],
) -> None:
    facts = fold(FINDING, events).facts
    made = offers(facts, FINDING)
    assert {one.kind for one in made} == {one for one in EventKind if one is not K.REGISTERED}
    for one in made:
        row = row_of(one.kind)
        allowed = facts.state in row.states and not any(need(facts, FINDING) for need in row.needs)
        assert (one.blocked == "") == allowed
        assert not one.blocked or one.blocked.endswith("。")
    assert [one.is_next for one in made].count(True) == facts.state.is_open
    if facts.state.is_open:
        assert made[0].is_next
        assert not made[0].blocked


def test_the_two_most_wanted_besides_are_those_of_the_target_picture() -> None:
    words = [one.verb for one in offers(life(ORDERED, FIXED).facts, FINDING)]
    assert words[:3] == ["登记复查", "退回整改", "申请延期"]


def test_what_has_passed_its_recheck_still_shows_as_waiting_for_it() -> None:
    assert [state.stage for state in State] == [
        Stage.FOUND, Stage.NOTIFIED, Stage.FIXING, Stage.FIXED, Stage.FIXED, Stage.CLOSED,
        Stage.TRANSFERRED,
    ]  # fmt: skip
    assert {state.stage for state in State if not state.is_open} == CLOSED_STAGES


def test_the_page_about_it_is_written_from_the_table(capsys: pytest.CaptureFixture[str]) -> None:
    written = Path(__file__).parents[2] / "docs" / "hazard-lifecycle.md"
    runpy.run_path(str(page.__file__), run_name="__main__")
    assert written.read_text(encoding="utf-8") == capsys.readouterr().out, (
        "python -m fireoffice.domain.hazards.page > docs/hazard-lifecycle.md"
    )


def test_the_diagram_draws_every_change_of_state_and_no_other() -> None:
    lines = page.lifecycle_page().split("```")[1].splitlines()
    drawn = {line.strip() for line in lines if " --> " in line and "[*]" not in line}
    expected = {
        f"{state.name} --> {row.target(state).name} : {row.verb}{row.when}"
        for row in TABLE
        for state in row.states
        if row.target(state) is not state
    }
    assert drawn == expected
