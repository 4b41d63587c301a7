"""The conduct of a record: its steps and the facts about it, asked alike of every register."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import ClassVar

from fireoffice.core.errors import InputError
from fireoffice.domain.fields import FieldInfo
from fireoffice.domain.steps import Step
from fireoffice.domain.values import parse, show
from fireoffice.registers import Register
from fireoffice.services import records
from fireoffice.services.office import Office


@dataclass(frozen=True)
class Allowed:
    """One step of a record, with its fields and what is proposed in them.

    `blocked` says why it may not be taken now; empty where it may. `first` then names what opens
    the way (「先登记整改完成」), if anything does.
    """

    step: Step
    blocked: str = ""
    first: str = ""
    is_next: bool = False


@dataclass(frozen=True)
class Happening:
    """One fact as people read it; `problem` says where it contradicts the others.

    `id` is empty for what cannot be put right in the time line (the registration itself).
    """

    id: str
    day: date
    title: str
    details: tuple[str, ...]
    problem: str = ""


@dataclass(frozen=True)
class FactForm:
    """One fact to be put right: its verb, its own fields, and what stands in them as typed.

    `kept_by` is the sentence that says which later fact keeps it from being withdrawn; empty
    where none does.
    """

    id: str
    verb: str
    infos: tuple[FieldInfo, ...]
    texts: Mapping[str, str] = field(default_factory=dict[str, str])
    kept_by: str = ""


@dataclass(frozen=True)
class Hindered:
    """A record for which a step cannot be taken, and the sentence that says why."""

    id: str
    title: str
    why: str


@dataclass(frozen=True)
class ForMany:
    """One step that at least one of several records may take now.

    `step` asks for what all of them have in common; `able` and `hindered` are the records in the
    order given.
    """

    step: Step
    able: tuple[str, ...]
    hindered: tuple[Hindered, ...]


class Conduct:
    """The conduct of a register without facts: its declared steps write fields of the record.

    `takes_many` says that there are steps which several records may take as one action.
    """

    takes_many: ClassVar[bool] = False

    def __init__(self, register: Register) -> None:
        self.register = register

    def allowed(self, office: Office, record: records.Record) -> tuple[Allowed, ...]:
        """Every step of a record: the next one first, those blocked last."""
        following = record.next_step
        others = tuple(Allowed(self._dated(office, step)) for step in record.other_steps)
        if following is None:
            return others
        return (Allowed(self._dated(office, following), is_next=True), *others)

    def take(
        self, office: Office, record_id: str, step: Step, values: Mapping[str, object]
    ) -> None:
        """Take `step`: one action named by its verb. Raises `FieldErrors`."""
        records.update(office, self.register, record_id, values, step.label)

    def happenings(self, office: Office, record_id: str) -> tuple[Happening, ...]:
        """The facts of a record as people read them, oldest first; empty where none are kept."""
        return ()

    def fact(self, office: Office, fact_id: str) -> FactForm:
        """A fact to be put right. Raises `InputError` if there is none."""
        raise InputError("找不到这一项经过，它可能已被撤回。", "请刷新后再试。")

    def correct(self, office: Office, fact_id: str, values: Mapping[str, object]) -> None:
        """Put right what was mistyped in a fact; history keeps what stood. Raises `FieldErrors`."""
        self.fact(office, fact_id)

    def withdraw(self, office: Office, fact_id: str, reason: str = "") -> None:
        """Take out a fact that never was; it stays in the log. Raises `InputError`."""
        self.fact(office, fact_id)

    def remarks_on_new(self, office: Office, texts: Mapping[str, str]) -> Mapping[str, str]:
        """The remarks under the fields of a new record while they are typed, by field name."""
        return {}

    def remarks_on_step(
        self, office: Office, record_id: str, step: str, texts: Mapping[str, str]
    ) -> Mapping[str, str]:
        """The remarks under the fields of the step of this name while they are typed, by field."""
        return {}

    def notes(self, record: records.Record) -> Mapping[str, str]:
        """The notes after the titles of groups of fields, by title: what is missing there."""
        return {}

    def for_many(self, office: Office, record_ids: Sequence[str]) -> tuple[ForMany, ...]:
        """The steps that several records may take as one action, the most awaited first."""
        return ()

    def hindered_by(
        self, office: Office, record_ids: Sequence[str], step: str, values: Mapping[str, object]
    ) -> tuple[Hindered, ...]:
        """The records for which the step of this name, filled in with `values`, cannot be taken."""
        return ()

    def take_for_many(
        self, office: Office, record_ids: Sequence[str], step: str, values: Mapping[str, object]
    ) -> None:
        """Take the same step for several records, all or none, as one action."""
        raise InputError(f"{self.register.noun}没有可以成批登记的经过。")

    def _dated(self, office: Office, step: Step) -> Step:
        """The step with 「今天」 written as the day it is."""
        today, register = office.clock.today(), self.register
        presets = {
            name: show(register.field(name), parse(register.field(name), text, today))
            for name, text in step.presets.items()
        }
        return replace(step, presets=presets)
