"""The steps that a hazard offers now: the next one, the others, and why not the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from fireoffice.domain.hazards.facts import Facts
from fireoffice.domain.hazards.story import hindrance
from fireoffice.domain.hazards.table import (
    PREFERRED,
    RANK,
    TABLE,
    Ask,
    Need,
    Transition,
    row_of,
)
from fireoffice.domain.hazards.words import EventKind, Finding, State

_ORDER: Final = tuple(State)
_PLEASE: Final = "请先"


@dataclass(frozen=True)
class Offer:
    """One event that may be recorded: the word on its button and what it asks for.

    `blocked` says in one sentence why it may not be now; empty where it may. `first` then names
    what would open the way (「先登记整改完成」), if anything still to be done does. `is_next` marks
    the one thing to do.
    """

    kind: EventKind
    verb: str
    asks: tuple[Ask, ...]
    blocked: str = ""
    first: str = ""
    is_next: bool = False


def offers(facts: Facts, finding: Finding) -> tuple[Offer, ...]:
    """Every event: the next step first, then what is most wanted, then the rest, blocked last."""
    preferred = PREFERRED[facts.state]
    following = next_kind(facts.state)
    made: list[Offer] = []
    for row in map(row_of, EventKind):
        blocked = hindrance(row, facts, finding)
        if row.states:
            first = _first(row, facts.state, blocked) if blocked else ""
            is_next = row.kind is following
            made.append(Offer(row.kind, row.verb, row.asks, blocked, first, is_next))
    made.sort(
        key=lambda one: (
            bool(one.blocked),
            preferred.index(one.kind) if one.kind in preferred else len(preferred),
            RANK[one.kind],
        )
    )
    return tuple(made)


def next_kind(state: State) -> EventKind | None:
    """The event that is to be brought about next; None when all is done."""
    return PREFERRED[state][0] if state.is_open else None


def _first(row: Transition, state: State, blocked: str) -> str:
    """The step that comes before the event of `row`, where the hazard has not come so far yet."""
    if state in row.states:
        _, found, act = blocked.partition(_PLEASE)
        return f"先{act.rstrip('。')}" if found else ""
    ahead = [one for one in row.states if _ORDER.index(one) > _ORDER.index(state)]
    if not state.is_open or not any(one.is_open for one in ahead):
        return ""
    leading = [one for one in TABLE if one.to is ahead[0] and state not in one.keeps]
    # The event that leads there from the most states is the usual one.
    usual = max(leading, key=lambda one: sum(before.is_open for before in one.states))
    return f"先{usual.verb}{usual.when}"


def missing_for_major(
    row: Transition, finding: Finding, given: dict[str, object]
) -> dict[str, str]:
    """The fields that a 重大 hazard still lacks for the event of `row`: field name to sentence.

    `given` holds the fields of the hazard as they would be.
    """
    if not finding.is_major:
        return {}
    return {
        ask.name: f"重大隐患要五落实，请填写{ask.label}。"
        for ask in row.asks
        if ask.need is Need.MAJOR and not given.get(ask.name)
    }
