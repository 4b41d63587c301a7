"""People who do not exist: names, ID numbers and phones that cannot be anyone's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any, Final

from fireoffice.core.ids import new_key
from fireoffice.db.models import Person, Volunteer
from fireoffice.domain import people

_NO_REGION: Final = "990000"
"""The code of no region, so that no sample number is anyone's."""
_NO_PREFIX: Final = "1990000"
"""The sample's mobile numbers: 199 0000 and four digits."""


@dataclass(frozen=True)
class Someone:
    """One invented person."""

    name: str
    sex: str
    id_number: str
    phone: str


class SamplePeople:
    """Makes people from `names` (surnames, male, female); `today` is the day of their ages."""

    def __init__(self, random: Random, today: date, names: Mapping[str, Any]) -> None:
        self._random = random
        self._today = today
        self._names = names
        self._made = 0

    def someone(self, youngest: int = 20, oldest: int = 68) -> Someone:
        """A person of an age in years between the two."""
        sex = self._random.choices(("男", "女"), (60, 40))[0]
        given = self._names["male" if sex == "男" else "female"]
        length = self._random.choices((1, 2), (30, 70))[0]
        name = self._random.choice(self._names["surnames"]) + "".join(
            self._random.choice(given) for _ in range(length)
        )
        self._made += 1
        born = self._today - timedelta(days=self._random.randint(youngest * 366, oldest * 365))
        order = self._made % 500 * 2 + (sex == "男")
        first = f"{_NO_REGION}{born:%Y%m%d}{order:03d}"
        return Someone(name, sex, first + people.check_character(first), self.phone())

    def phone(self) -> str:
        """A mobile number that is no one's."""
        return f"{_NO_PREFIX}{self._random.randint(0, 9999):04d}"


def person_of(volunteer: Volunteer) -> Person:
    """Make the person that a volunteer is, and let the volunteer refer to it."""
    volunteer.person = new_key()
    return Person(
        id=volunteer.person,
        name=volunteer.name,
        sex=volunteer.sex,
        id_number=volunteer.id_number,
        phone=volunteer.phone,
        village=volunteer.village,
        audience="志愿队员",
    )
