"""The conduct of volunteers: one who leaves hands on the shifts that are still to come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from fireoffice.domain import volunteers
from fireoffice.domain.steps import Step
from fireoffice.registers import VOLUNTEERS
from fireoffice.services import records
from fireoffice.services.brigades import leaving
from fireoffice.services.conduct import Allowed, Conduct
from fireoffice.services.office import Office


class VolunteerConduct(Conduct):
    """The conduct of volunteers: leaving asks for an heir; every other step renews a paper."""

    def __init__(self) -> None:
        super().__init__(VOLUNTEERS)

    def allowed(self, office: Office, record: records.Record) -> tuple[Allowed, ...]:
        return tuple(
            replace(one, step=leaving.with_heir(office, record.id, one.step))
            for one in super().allowed(office, record)
        )

    def take(
        self, office: Office, record_id: str, step: Step, values: Mapping[str, object]
    ) -> None:
        if step.name == volunteers.LEAVING.name:
            leaving.leave(office, record_id, values)
        else:
            super().take(office, record_id, step, values)
