"""What the panel of a register shows beyond its fields, in the order of every record."""

from __future__ import annotations

from fireoffice.registers import Register
from fireoffice.services.office import Office
from fireoffice.ui.details.section import detail_slots
from fireoffice.ui.duties.slots import duty_slots
from fireoffice.ui.papers.slots import paper_slots
from fireoffice.ui.parts.panel_section import SectionSlot
from fireoffice.ui.photos.section import photo_slot
from fireoffice.ui.tasks import TaskRunner


def further_sections(
    office: Office, register: Register, tasks: TaskRunner
) -> tuple[SectionSlot, ...]:
    """Return the slots between the fields and the history: photos, papers, what belongs to it."""
    return (
        photo_slot(office, register, tasks),
        *paper_slots(office, register, tasks),
        *detail_slots(office, register),
        *duty_slots(office, register),
    )
