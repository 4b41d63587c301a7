"""The sections of a register's panel beyond its fields, in the order of every record."""

from __future__ import annotations

from collections.abc import Callable

from fireoffice.registers import Register
from fireoffice.services.office import Office
from fireoffice.ui.brigades.slots import brigade_slots
from fireoffice.ui.details.section import detail_slots
from fireoffice.ui.duties.slots import duty_slots
from fireoffice.ui.papers.slots import paper_slots
from fireoffice.ui.parts.panel_section import SectionSlot
from fireoffice.ui.photos.section import photo_slot
from fireoffice.ui.tasks import TaskRunner


def further_sections(
    office: Office, register: Register, tasks: TaskRunner, reissue: Callable[[str], None]
) -> tuple[SectionSlot, ...]:
    """Return the slots between the fields and the history: photos, papers, what belongs to it.

    ``reissue`` is told the id of a paper that is to be made anew.
    """
    return (
        photo_slot(office, register, tasks),
        *paper_slots(office, register, reissue),
        *brigade_slots(office, register),
        *detail_slots(office, register),
        *duty_slots(office, register),
    )
