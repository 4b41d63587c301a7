"""A hazard's story: its events folded, in one order whatever order they came in, into its facts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from fireoffice.domain.hazards.facts import Facts
from fireoffice.domain.hazards.guards import Problem
from fireoffice.domain.hazards.table import RANK, TABLE, Need, Transition, row_for, row_of
from fireoffice.domain.hazards.words import Event, Finding


@dataclass(frozen=True)
class Contradiction:
    """An event that cannot have happened as it is told; it is kept and changes no fact."""

    event: Event
    problem: Problem


@dataclass(frozen=True)
class Story:
    """The facts that hold now, the events in their order, and those that contradict the others."""

    finding: Finding
    facts: Facts
    events: tuple[Event, ...]
    contradictions: tuple[Contradiction, ...]

    def problem_of(self, event: Event) -> Problem | None:
        """The contradiction that `event` brings into this story; None if it brings none."""
        return next((one.problem for one in self.contradictions if one.event == event), None)


def fold(finding: Finding, events: Iterable[Event]) -> Story:
    """The story of a hazard from its events, in whatever order they are given.

    Earlier days come first. Within a day: what was written knowing of the other, else the order
    of `EventKind`, else the id; but an event that can happen goes before one that cannot yet, so
    that two replicas that wrote on the same day make one story. No clock decides.
    """
    facts = Facts(due=finding.due)
    waiting = sorted(events, key=_place)
    told: list[Event] = []
    contradictions: list[Contradiction] = []
    while waiting:
        today = [event for event in waiting if event.day == waiting[0].day]
        event = next((one for one in today if problem(facts, finding, one) is None), today[0])
        waiting.remove(event)
        told.append(event)
        wrong = problem(facts, finding, event)
        if wrong:
            contradictions.append(Contradiction(event, wrong))
        else:
            facts = _after(facts, event)
    return Story(finding, facts, tuple(told), tuple(contradictions))


def problem(facts: Facts, finding: Finding, event: Event) -> Problem | None:
    """The reason why `event` cannot happen when `facts` hold; None where it can."""
    row = row_for(event)
    if row is None:
        results = "或".join(one.when for one in TABLE if one.kind is event.kind)
        return Problem("result", f"结果应为{results}，请核对。")
    blocked = hindrance(row, facts, finding)
    if blocked:
        return Problem("", blocked)
    if event.day < finding.day:
        label = row.asks[0].label
        return Problem("day", f"{label}{event.day}早于排查日期{finding.day}，请核对。")
    for ask in row.asks:
        if ask.need is Need.ALWAYS and not ask.of_hazard and not getattr(event, ask.name):
            return Problem(ask.name, f"请填写{ask.label}。")
    found = (guard(facts, finding, event) for guard in row.guards)
    return next((one for one in found if one), None)


def hindrance(row: Transition, facts: Facts, finding: Finding) -> str:
    """The reason why the event of `row` cannot happen now, whatever is typed; empty if it can."""
    if facts.state not in row.states:
        states = "、".join(f"“{state}”" for state in row.states)
        return f"隐患现在是“{facts.state}”，“{row.verb}”要在{states}时办理。"
    return next((said for need in row.needs if (said := need(facts, finding))), "")


def objections(story: Story, event: Event, today: date, *, instead_of: str = "") -> dict[str, str]:
    """The reasons not to write `event` into `story`: field name to sentence.

    `instead_of` is the id of the event that it corrects. What belongs to no field stands under
    「day」: the day is what every event has, and what is most often wrong.
    """
    row = row_of(event.kind)
    found = {
        ask.name: f"请填写{ask.label}。"
        for ask in row.asks
        if ask.need is Need.ALWAYS and not ask.of_hazard and not getattr(event, ask.name)
    }
    if event.day > today:
        found["day"] = f"{row.asks[0].label}{event.day}在今天之后，请核对。"
    if found:
        return found
    before = [one for one in story.events if one.id != instead_of]
    told = fold(story.finding, [*before, event])
    wrong = told.problem_of(event)
    if wrong:
        return {wrong.field or "day": _too_early(story, row, event) or wrong.sentence}
    return _broken(story, told)


def removal_objection(story: Story, event_id: str) -> str:
    """The reason not to take the event `event_id` out of `story`; empty where it may be."""
    left = fold(story.finding, [one for one in story.events if one.id != event_id])
    return next(iter(_broken(story, left).values()), "")


def _broken(before: Story, after: Story) -> dict[str, str]:
    """The first contradiction that a change brings in: field name to sentence; empty if none."""
    known = {one.event.id for one in before.contradictions}
    for one in after.contradictions:
        if one.event.id not in known:
            return {"day": no_longer_holds(one)}
    return {}


def no_longer_holds(wrong: Contradiction) -> str:
    """The sentence for an event that a change elsewhere makes impossible."""
    verb = row_of(wrong.event.kind).verb
    return f"这样一来，{wrong.event.day}的“{verb}”就不成立：{wrong.problem.sentence}"


def _too_early(story: Story, row: Transition, event: Event) -> str:
    """A sentence for an event that fits now but not on its day: the day it must not precede."""
    last = max((one.day for one in story.events), default=event.day)
    if event.day >= last or hindrance(row, story.facts, story.finding):
        return ""
    later = [one for one in story.events if one.day > event.day]
    allowing = next((one for one in later if row_of(one.kind).to in row.states), later[-1])
    label = row_of(allowing.kind).asks[0].label
    return f"{row.asks[0].label}{event.day}早于{label}{allowing.day}，请核对。"


def _after(facts: Facts, event: Event) -> Facts:
    row = row_for(event)
    assert row is not None
    blank = Facts()
    changed: dict[str, Any] = {name: getattr(blank, name) for name in row.forgets}
    changed |= {name: getattr(event, source) for name, source in row.sets.items()}
    if row.counts:
        changed[row.counts] = getattr(facts, row.counts) + 1
    return replace(facts, state=row.target(facts.state), **changed)


def _place(event: Event) -> tuple[date, int, int, str]:
    return event.day, event.sequence, RANK[event.kind], event.id
