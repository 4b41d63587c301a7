"""What the panel of a register shows beyond its fields, in the order of every record."""

from __future__ import annotations

from fireoffice.registers import Register
from fireoffice.services.office import Office
from fireoffice.ui.details.section import detail_slots
from fireoffice.ui.parts.panel_section import SectionSlot


def further_sections(office: Office, register: Register) -> tuple[SectionSlot, ...]:
    """Return the slots between the fields and the history: photos, papers, what belongs to it."""
    return detail_slots(office, register)
