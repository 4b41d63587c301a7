"""The table of what may happen to a hazard: whole, in agreement with the facts, with its page."""

from __future__ import annotations

import runpy
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given

from fireoffice.domain.hazards import (
    CLOSED_STAGES,
    TABLE,
    Event,
    EventKind,
    Facts,
    Need,
    Stage,
    State,
    fold,
    offers,
    page,
    row_of,
)
from tests.hazard_lives import (
    FINDING,
    FIXED,
    ORDERED,
    K,
    any_events,
    life,
)


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
