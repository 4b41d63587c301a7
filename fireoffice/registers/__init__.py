"""The registers, each declared once: columns, filters, rules, next step."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from fireoffice.domain.fields import FieldInfo, Kind
from fireoffice.registers.brigades import CALLOUT_MEMBERS, CALLOUTS, SHIFTS, TEAMS
from fireoffice.registers.calendar import CALENDAR
from fireoffice.registers.duties import CONVENTIONS, DUTIES, OCCURRENCES, PLEDGES
from fireoffice.registers.hazards import HAZARDS
from fireoffice.registers.reference import GRIDS, PEOPLE, PERSON_ROLES, UNITS, VILLAGES
from fireoffice.registers.register import (
    REMAINING,
    STAGE,
    Chip,
    Column,
    Detail,
    Numbering,
    Register,
)
from fireoffice.registers.standards import STANDARDS
from fireoffice.registers.trainings import ATTENDANCES, TRAINING_PLANS, TRAININGS
from fireoffice.registers.volunteers import ABSENCES, VOLUNTEERS
from fireoffice.registers.wordings import WORDINGS

REGISTERS: Final[Mapping[str, Register]] = MappingProxyType(
    {
        register.name: register
        for register in (
            DUTIES,
            HAZARDS,
            TRAININGS,
            VOLUNTEERS,
            OCCURRENCES,
            PLEDGES,
            CONVENTIONS,
            UNITS,
            TRAINING_PLANS,
            ATTENDANCES,
            TEAMS,
            CALLOUTS,
            CALLOUT_MEMBERS,
            SHIFTS,
            ABSENCES,
            STANDARDS,
            VILLAGES,
            GRIDS,
            PEOPLE,
            WORDINGS,
            CALENDAR,
            PERSON_ROLES,
        )
    }
)
"""All registers by name: the four of the tabs in tab order, then those they refer to."""

TABS: Final = (DUTIES, HAZARDS, TRAININGS, VOLUNTEERS)
"""The registers that have a tab of their own, left to right."""

__all__ = [
    "ABSENCES",
    "ATTENDANCES",
    "CALENDAR",
    "CALLOUTS",
    "CALLOUT_MEMBERS",
    "CONVENTIONS",
    "DUTIES",
    "GRIDS",
    "HAZARDS",
    "OCCURRENCES",
    "PEOPLE",
    "PERSON_ROLES",
    "PLEDGES",
    "REGISTERS",
    "REMAINING",
    "SHIFTS",
    "STAGE",
    "STANDARDS",
    "TABS",
    "TEAMS",
    "TRAININGS",
    "TRAINING_PLANS",
    "UNITS",
    "VILLAGES",
    "VOLUNTEERS",
    "WORDINGS",
    "Chip",
    "Column",
    "Detail",
    "FieldInfo",
    "Kind",
    "Numbering",
    "Register",
]
