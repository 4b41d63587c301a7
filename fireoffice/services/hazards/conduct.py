"""The conduct of hazards: their life-cycle, behind the questions asked of every register."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fireoffice.domain.hazards import COMMITMENTS_GROUP, five_commitments
from fireoffice.domain.steps import Step
from fireoffice.registers import HAZARDS
from fireoffice.services import records
from fireoffice.services.conduct import Allowed, Conduct, FactForm, ForMany, Happening, Hindered
from fireoffice.services.hazards import batches, events, remarks, steps
from fireoffice.services.hazards.corrections import event_form
from fireoffice.services.hazards.fields import kind_named
from fireoffice.services.office import Office


class HazardConduct(Conduct):
    """Every step of a hazard records an event; `fireoffice.domain.hazards` says which may be."""

    takes_many = True

    def __init__(self) -> None:
        super().__init__(HAZARDS)

    def allowed(self, office: Office, record: records.Record) -> tuple[Allowed, ...]:
        return steps.allowed(office, record.id)

    def take(
        self, office: Office, record_id: str, step: Step, values: Mapping[str, object]
    ) -> None:
        events.record_event(office, record_id, step.name, values)

    def happenings(self, office: Office, record_id: str) -> tuple[Happening, ...]:
        return steps.happenings(office, record_id)

    def fact(self, office: Office, fact_id: str) -> FactForm:
        return event_form(office, fact_id)

    def correct(self, office: Office, fact_id: str, values: Mapping[str, object]) -> None:
        events.correct_event(office, fact_id, values)

    def withdraw(self, office: Office, fact_id: str, reason: str = "") -> None:
        events.withdraw_event(office, fact_id, reason)

    def remarks_on_new(self, office: Office, texts: Mapping[str, str]) -> Mapping[str, str]:
        return remarks.remarks_on_finding(office, texts)

    def remarks_on_step(
        self, office: Office, record_id: str, step: str, texts: Mapping[str, str]
    ) -> Mapping[str, str]:
        return remarks.remarks_on_event(office, record_id, step, texts)

    def notes(self, record: records.Record) -> Mapping[str, str]:
        return {COMMITMENTS_GROUP: five_commitments(record.values)}

    def for_many(self, office: Office, record_ids: Sequence[str]) -> tuple[ForMany, ...]:
        return batches.allowed_for_many(office, record_ids)

    def hindered_by(
        self, office: Office, record_ids: Sequence[str], step: str, values: Mapping[str, object]
    ) -> tuple[Hindered, ...]:
        return batches.hindered_by(office, record_ids, kind_named(step), values)

    def take_for_many(
        self, office: Office, record_ids: Sequence[str], step: str, values: Mapping[str, object]
    ) -> None:
        events.record_events(office, record_ids, step, values)
