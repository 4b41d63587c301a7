"""The registers, each declared once: columns, filters, rules, steps, facts, place and agenda."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
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
    Place,
    Register,
)
from fireoffice.registers.standards import STANDARDS
from fireoffice.registers.trainings import ATTENDANCES, TRAINING_PLANS, TRAININGS
from fireoffice.registers.volunteers import ABSENCES, VOLUNTEERS
from fireoffice.registers.wordings import WORDINGS

LIST_TABS: Final = frozenset({"责任清单", "隐患台账", "培训宣传", "志愿队伍"})
"""The words of the tabs that show lists of registers."""

INDEX: Final = (
    "duties",
    "hazards",
    "trainings",
    "volunteers",
    "brigades",
    "supplies",
    "reference",
    "standards",
    "calendar",
    "wordings",
    "codes",
)
"""The modules that declare registers; in this order, and as declared there, they stand in a tab."""


def _declared() -> Iterator[Register]:
    for name in INDEX:
        for value in vars(import_module(f"{__name__}.{name}")).values():
            if isinstance(value, Register):
                yield value


REGISTERS: Final[Mapping[str, Register]] = MappingProxyType(
    {register.name: register for register in _declared()}
)
"""All registers by name, in the order of the index."""

TABS: Final = (DUTIES, HAZARDS, TRAININGS, VOLUNTEERS)
"""The registers that stand first in their tab, left to right."""


def registers_in(tab: str) -> tuple[Register, ...]:
    """The registers that have a list in the tab of this word, the tab's own first."""
    return tuple(one for one in REGISTERS.values() if one.place.tab == tab)


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
    "INDEX",
    "LIST_TABS",
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
    "Place",
    "Register",
    "registers_in",
]
