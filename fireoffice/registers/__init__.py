"""The registers, each declared once: columns, filters, rules, next step."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from fireoffice.domain.fields import FieldInfo, Kind
from fireoffice.registers.duties import DUTIES
from fireoffice.registers.hazards import HAZARDS
from fireoffice.registers.reference import GRIDS, PEOPLE, UNITS, VILLAGES
from fireoffice.registers.register import (
    REMAINING,
    STAGE,
    Chip,
    Column,
    Numbering,
    Register,
)
from fireoffice.registers.trainings import TRAININGS
from fireoffice.registers.volunteers import VOLUNTEERS

REGISTERS: Final[Mapping[str, Register]] = MappingProxyType(
    {
        register.name: register
        for register in (
            DUTIES,
            HAZARDS,
            TRAININGS,
            VOLUNTEERS,
            UNITS,
            VILLAGES,
            GRIDS,
            PEOPLE,
        )
    }
)
"""All registers by name: the four of the tabs in tab order, then those they refer to."""

TABS: Final = (DUTIES, HAZARDS, TRAININGS, VOLUNTEERS)
"""The registers that have a tab of their own, left to right."""

__all__ = [
    "DUTIES",
    "GRIDS",
    "HAZARDS",
    "PEOPLE",
    "REGISTERS",
    "REMAINING",
    "STAGE",
    "TABS",
    "TRAININGS",
    "UNITS",
    "VILLAGES",
    "VOLUNTEERS",
    "Chip",
    "Column",
    "FieldInfo",
    "Kind",
    "Numbering",
    "Register",
]
