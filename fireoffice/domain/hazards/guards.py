"""The conditions of the table: each says in one sentence why an event cannot be.

Where something else opens the way, the sentence ends with it: 「请先……。」
"""

from __future__ import annotations

from dataclasses import dataclass

from fireoffice.domain.hazards.facts import Facts
from fireoffice.domain.hazards.words import Event, Finding, names_in


@dataclass(frozen=True)
class Problem:
    """A fault: the field it is about (empty: none in particular) and one sentence."""

    field: str
    sentence: str


def was_notified(facts: Facts, _finding: Finding) -> str:
    """A notice must have been given before it can be served."""
    return "" if facts.notified_on else "还没有告知或下达整改通知，请先下达整改通知。"


def has_due(facts: Facts, _finding: Finding) -> str:
    """Without a deadline there is nothing to extend."""
    return "" if facts.due else "还没有整改期限，不用申请延期，请先下达整改通知。"


def no_request_waits(facts: Facts, _finding: Finding) -> str:
    """One request after the other."""
    return "上一次延期申请还没有答复，请先批准或不批准。" if facts.asked_due else ""


def request_waits(facts: Facts, _finding: Finding) -> str:
    """Only what was asked can be answered."""
    return "" if facts.asked_due else "没有等待答复的延期申请，请先申请延期。"


def on_the_day_of_finding(_facts: Facts, finding: Finding, event: Event) -> Problem | None:
    """Putting right on a later day is not 当场改."""
    if event.day == finding.day:
        return None
    return Problem("day", f"当场改正只能在排查当天（{finding.day}），以后改好的请登记整改完成。")


def has_a_deadline(_facts: Facts, _finding: Finding, event: Event) -> Problem | None:
    """限期 is not without a date."""
    return None if event.due else Problem("due", "请填写整改期限，或填写限期天数。")


def deadline_not_before_the_day(_facts: Facts, _finding: Finding, event: Event) -> Problem | None:
    """A deadline lies ahead of the day on which it is set."""
    if event.due is None or event.due >= event.day:
        return None
    return Problem("due", f"期限{event.due}早于{event.day}，请核对。")


def later_than_before(facts: Facts, _finding: Finding, event: Event) -> Problem | None:
    """An extension goes beyond the deadline there is."""
    if event.due is None or facts.due is None or event.due > facts.due:
        return None
    return Problem("due", f"延期后的期限应晚于现在的整改期限{facts.due}。")


def rechecked_by_others(facts: Facts, finding: Finding, event: Event) -> Problem | None:
    """None of those who look again answered for the fixing or did it."""
    both = _fixers(facts, finding) & names_in(event.people)
    if not both:
        return None
    return Problem(
        "people", f"复查人不能是整改责任人或整改人{'、'.join(sorted(both))}，请换人复查。"
    )


def _fixers(facts: Facts, finding: Finding) -> frozenset[str]:
    return names_in(facts.fixers) | names_in(finding.responsible)
