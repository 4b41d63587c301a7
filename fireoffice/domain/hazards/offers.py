"""What may be done with a hazard now: the next step, what else, and why not the rest."""

from __future__ import annotations

from dataclasses import dataclass

from fireoffice.domain.hazards.facts import Facts
from fireoffice.domain.hazards.story import hindrance
from fireoffice.domain.hazards.table import PREFERRED, RANK, Ask, Need, Transition, row_of
from fireoffice.domain.hazards.words import EventKind, Finding, State


@dataclass(frozen=True)
class Offer:
    """One event that may be recorded: the word on its button and what it asks for.

    `blocked` says in one sentence why it may not be now; empty where it may. `is_next` marks the
    one thing to do.
    """

    kind: EventKind
    verb: str
    asks: tuple[Ask, ...]
    blocked: str = ""
    is_next: bool = False


def offers(facts: Facts, finding: Finding) -> tuple[Offer, ...]:
    """Every event: the next step first, then what is most wanted, then the rest, blocked last."""
    preferred = PREFERRED[facts.state]
    following = next_kind(facts.state)
    made = [
        Offer(kind, row.verb, row.asks, hindrance(row, facts, finding), kind is following)
        for kind in EventKind
        if (row := row_of(kind)).states
    ]
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


def missing_for_major(
    row: Transition, finding: Finding, given: dict[str, object]
) -> dict[str, str]:
    """What a 重大 hazard lacks for the event of `row`: field name to sentence.

    `given` holds the fields of the hazard as they would be.
    """
    if not finding.is_major:
        return {}
    return {
        ask.name: f"重大隐患要五落实，请填写{ask.label}。"
        for ask in row.asks
        if ask.need is Need.MAJOR and not given.get(ask.name)
    }
