"""The conduct of duties: a recurring one is fulfilled period by period."""

from __future__ import annotations

from collections.abc import Mapping

from fireoffice.domain import duties
from fireoffice.domain.steps import Step
from fireoffice.registers import DUTIES
from fireoffice.services.conduct import Conduct
from fireoffice.services.duties import occurrences
from fireoffice.services.office import Office


class DutyConduct(Conduct):
    """The conduct of duties, by which a step of a recurring one goes into its next occurrence."""

    def __init__(self) -> None:
        super().__init__(DUTIES)

    def take(
        self, office: Office, record_id: str, step: Step, values: Mapping[str, object]
    ) -> None:
        if step.name == duties.NEXT_OF_SEVERAL.name:
            occurrences.fulfil(office, record_id, values, step.label)
        else:
            super().take(office, record_id, step, values)
