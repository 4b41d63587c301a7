"""What may be done with a record of any register, done: the one place that the window asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from fireoffice.domain import duties, volunteers
from fireoffice.domain.hazards import COMMITMENTS_GROUP, five_commitments
from fireoffice.domain.steps import Step
from fireoffice.domain.values import parse, show
from fireoffice.registers import HAZARDS, VOLUNTEERS, Register
from fireoffice.services import records
from fireoffice.services.brigades import leaving as brigade_leaving
from fireoffice.services.duties import occurrences as duty_occurrences
from fireoffice.services.hazards import events as hazard_events
from fireoffice.services.hazards import steps as hazard_steps
from fireoffice.services.hazards.steps import Happening
from fireoffice.services.office import Office
from fireoffice.services.papers.planning import kinds_for


def offered(
    office: Office, register: Register, record: records.Record
) -> tuple[Step | None, tuple[Step, ...]]:
    """The next step of a record and what else may be done, with what is proposed in each field."""
    if record.recycled:
        return None, ()
    if register is HAZARDS:
        open_ones = [one for one in hazard_steps.allowed(office, record.id) if not one.blocked]
        following = next((one.step for one in open_ones if one.is_next), None)
        others = tuple(one.step for one in open_ones if not one.is_next)
    else:
        following = record.next_step and _dated(office, register, record.next_step)
        others = tuple(_dated(office, register, one) for one in record.other_steps)
        if register is VOLUNTEERS:
            others = tuple(brigade_leaving.with_heir(office, record.id, one) for one in others)
    return _with_papers(register, following, others)


def take(
    office: Office, register: Register, record_id: str, step: Step, values: Mapping[str, object]
) -> None:
    """Take `step`: one action named by its verb. Raises `FieldErrors`."""
    if register is HAZARDS:
        hazard_events.record_event(office, record_id, step.name, values)
    elif step.name == duties.NEXT_OF_SEVERAL.name:
        duty_occurrences.fulfil(office, record_id, values, step.label)
    elif step.name == volunteers.LEAVING.name:
        brigade_leaving.leave(office, record_id, values)
    else:
        records.update(office, register, record_id, values, step.label)


def happenings(office: Office, register: Register, record_id: str) -> tuple[Happening, ...]:
    """What has happened to a record, oldest first; empty where the register keeps no events."""
    return hazard_steps.happenings(office, record_id) if register is HAZARDS else ()


def blocked(
    office: Office, register: Register, record: records.Record
) -> tuple[tuple[str, str], ...]:
    """Steps that cannot be taken yet: the word of each, and what opens the way."""
    if register is not HAZARDS or record.recycled:
        return ()
    found = hazard_steps.allowed(office, record.id)
    return tuple((one.step.label, one.first) for one in found if one.first)


def notes(register: Register, record: records.Record) -> Mapping[str, str]:
    """What is to be said after the titles of groups of fields: what is still missing there."""
    if register is not HAZARDS:
        return {}
    return {COMMITMENTS_GROUP: five_commitments(record.values)}


def _with_papers(
    register: Register, following: Step | None, others: tuple[Step, ...]
) -> tuple[Step | None, tuple[Step, ...]]:
    """Lead from a step that is a paper to it; other papers come first, the bare step last."""
    for kind in kinds_for(register.name):
        if not kind.takes:
            continue
        plain = next((one for one in (following, *others) if one and one.name == kind.takes), None)
        if plain is None:
            continue
        made = replace(plain, fields=(), presets={}, infos=(), paper=kind.name)
        following = made if following is plain else following
        others = tuple(made if one is plain else one for one in others)
        others += (replace(plain, label=kind.without),)
    papers = [
        Step(kind.verb, (), paper=kind.name) for kind in kinds_for(register.name) if not kind.takes
    ]
    return following, (*papers, *others)


def _dated(office: Office, register: Register, step: Step) -> Step:
    """The step with 「今天」 written as the day it is."""
    today = office.clock.today()
    presets = {
        name: show(register.field(name), parse(register.field(name), text, today))
        for name, text in step.presets.items()
    }
    return replace(step, presets=presets)
