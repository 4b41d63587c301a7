"""The sections of their own in the panels of the brigades' registers."""

from __future__ import annotations

from functools import partial

from fireoffice.registers import CALLOUTS, VOLUNTEERS, Register
from fireoffice.services.office import Office
from fireoffice.ui.brigades import callout_section, hours_section
from fireoffice.ui.parts.panel_section import SectionSlot


def brigade_slots(office: Office, register: Register) -> tuple[SectionSlot, ...]:
    """Return the sections of a volunteer and of a call-out."""
    if register is VOLUNTEERS:
        return (SectionSlot(hours_section.TITLE, partial(hours_section.HoursSection, office)),)
    if register is CALLOUTS:
        return (
            SectionSlot(callout_section.TITLE, partial(callout_section.CalloutSection, office)),
        )
    return ()
