"""The steps of a record as the window offers them: its register's conduct, with its papers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from fireoffice.domain.steps import Step
from fireoffice.registers import REGISTERS, Register
from fireoffice.services import records
from fireoffice.services.brigades.conduct import VolunteerConduct
from fireoffice.services.conduct import Allowed, Conduct
from fireoffice.services.duties.conduct import DutyConduct
from fireoffice.services.facts import FactsConduct
from fireoffice.services.hazards.conduct import HazardConduct
from fireoffice.services.office import Office
from fireoffice.services.papers.planning import kinds_for

_OWN: Final[Mapping[str, Conduct]] = {
    conduct.register.name: conduct
    for conduct in (HazardConduct(), DutyConduct(), VolunteerConduct())
}
"""The registers whose conduct says more than their declaration can."""


@dataclass(frozen=True)
class Steps:
    """The steps that a record offers: the next one, the others, and those that cannot be taken yet.

    `blocked` are pairs: the word of a step, and what opens the way to it.
    """

    following: Step | None = None
    others: tuple[Step, ...] = ()
    blocked: tuple[tuple[str, str], ...] = ()


@cache
def conduct_of(register: str) -> Conduct:
    """The conduct of the register of this name."""
    if register in _OWN:
        return _OWN[register]
    declared = REGISTERS[register]
    return FactsConduct(declared) if declared.facts else Conduct(declared)


def offered(office: Office, register: Register, record: records.Record) -> Steps:
    """The steps of a record, with what is proposed in each field; none in the recycle bin."""
    if record.recycled:
        return Steps()
    allowed = conduct_of(register.name).allowed(office, record)
    following = next((one.step for one in allowed if one.is_next and not one.blocked), None)
    others = tuple(one.step for one in allowed if not one.is_next and not one.blocked)
    following, others = _with_papers(register, following, others)
    return Steps(following, others, _blocked(allowed))


def take(
    office: Office, register: Register, record_id: str, step: Step, values: Mapping[str, object]
) -> None:
    """Take `step`: one action named by its verb. Raises `FieldErrors`."""
    conduct_of(register.name).take(office, record_id, step, values)


def _blocked(allowed: Sequence[Allowed]) -> tuple[tuple[str, str], ...]:
    return tuple((one.step.label, one.first) for one in allowed if one.first)


def _with_papers(
    register: Register, following: Step | None, others: tuple[Step, ...]
) -> tuple[Step | None, tuple[Step, ...]]:
    """Replace a step by the paper that takes it; other papers come first, the bare step last."""
    for kind in kinds_for(register.name):
        if not kind.takes:
            continue
        plain = next((one for one in (following, *others) if one and one.name == kind.takes), None)
        if plain is None:
            continue
        paper = replace(plain, fields=(), presets={}, infos=(), paper=kind.name)
        following = paper if following is plain else following
        others = tuple(paper if one is plain else one for one in others)
        others += (replace(plain, label=kind.without),)
    papers = [
        Step(kind.verb, (), paper=kind.name) for kind in kinds_for(register.name) if not kind.takes
    ]
    return following, (*papers, *others)
