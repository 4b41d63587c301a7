"""The sections in the panels of 责任 and 人员 beyond what every panel has."""

from __future__ import annotations

from functools import partial

from fireoffice.registers import DUTIES, PEOPLE, Register
from fireoffice.services.office import Office
from fireoffice.ui.duties.person_section import TITLE as HELD
from fireoffice.ui.duties.person_section import PersonSection
from fireoffice.ui.duties.source_section import TITLE as SOURCE
from fireoffice.ui.duties.source_section import SourceSection
from fireoffice.ui.parts.panel_section import SectionSlot


def duty_slots(office: Office, register: Register) -> tuple[SectionSlot, ...]:
    """Return the slots of `register`: where a duty comes from, what a person answers for."""
    if register is DUTIES:
        return (SectionSlot(SOURCE, partial(SourceSection, office)),)
    if register is PEOPLE:
        return (SectionSlot(HELD, partial(PersonSection, office)),)
    return ()
