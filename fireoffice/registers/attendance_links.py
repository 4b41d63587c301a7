"""The search for the known person that a name on a list stands for; nobody is guessed."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from fireoffice.db.models import Attendance, Person, Village
from fireoffice.domain.attendees import plain_name

_BATCH: Final = 500


class KnownPeople:
    """The people who bear one of `names`, read once for a whole list."""

    def __init__(self, session: Session, names: Iterable[str]) -> None:
        self._by_name: dict[str, list[tuple[str, str, str, frozenset[str]]]] = {}
        wanted = sorted({one for name in names for one in (name, plain_name(name)) if one})
        with session.no_autoflush:
            for start in range(0, len(wanted), _BATCH):
                self._read(session, wanted[start : start + _BATCH])

    def key(self, name: str, phone: str = "", unit: str = "", id_number: str = "") -> str | None:
        """The one person who fits by 身份证号, else by phone, else by unit or village.

        None where none does, or more than one.
        """
        alike = [
            one
            for one in self._by_name.get(plain_name(name), [])
            if not (id_number and one[1] and one[1] != id_number)
        ]
        for fits in (
            [one for one in alike if id_number and one[1] == id_number],
            [one for one in alike if phone and one[2] == phone],
            [one for one in alike if unit and plain_name(unit) in one[3]],
        ):
            if fits:
                return fits[0][0] if len(fits) == 1 else None
        return None

    def _read(self, session: Session, names: Collection[str]) -> None:
        rows = session.execute(
            select(
                Person.id, Person.name, Person.id_number, Person.phone, Person.employer,
                Village.name,
            )
            .outerjoin(Village, Village.id == Person.village)
            .where(Person.name.in_(names), Person.deleted_at.is_(None))
        )  # fmt: skip
        for key, name, id_number, phone, employer, village in rows:
            units = frozenset(plain_name(one) for one in (employer, village) if one)
            found = self._by_name.setdefault(plain_name(name), [])
            found.append((key, id_number or "", phone or "", units))


def link_person(session: Session, attendance: Attendance) -> None:
    """Make a name refer to the person that it is, where exactly one fits.

    A person that was chosen stays; what is written anew is looked up anew.
    """
    written = inspect(attendance).attrs
    if written.person.history.has_changes() and attendance.person:
        return
    told = (written.name, written.phone, written.unit)
    if not attendance.name or not any(one.history.has_changes() for one in told):
        return
    known = KnownPeople(session, [attendance.name])
    attendance.person = known.key(attendance.name, attendance.phone or "", attendance.unit or "")
