"""The known person whom a record speaks of, or someone new to the office."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from fireoffice.core.ids import new_key
from fireoffice.db.models import Person, Volunteer

_AUDIENCE = "志愿队员"


def link_person(session: Session, volunteer: Volunteer) -> None:
    """Make `volunteer` refer to the person that it is, created if the office does not know it yet.

    Does nothing while the name is missing, or where a person is linked already.
    """
    if volunteer.person or not volunteer.name:
        return
    person = known_person(session, volunteer)
    if person is None:
        person = Person(
            id=new_key(),
            name=volunteer.name,
            id_number=volunteer.id_number,
            phone=volunteer.phone,
            village=volunteer.village,
            address=volunteer.address,
            audience=_AUDIENCE,
            sample=bool(volunteer.sample),
        )
        session.add(person)
    volunteer.person = person.id


def known_person(session: Session, volunteer: Volunteer) -> Person | None:
    """The one known person who fits `volunteer`; None if nobody does.

    It is the person of the same 身份证号; else of the same name and phone; else of the same name in
    the same village, if only one is. Two identity numbers that differ are two people.
    """
    alike = [
        one
        for one in _namesakes(session, volunteer)
        if not (one.id_number and volunteer.id_number and one.id_number != volunteer.id_number)
    ]
    if volunteer.id_number:
        for one in alike:
            if one.id_number == volunteer.id_number:
                return one
    named = [one for one in alike if one.name == volunteer.name]
    if volunteer.phone:
        for one in named:
            if one.phone == volunteer.phone:
                return one
    here = [one for one in named if one.village and one.village == volunteer.village]
    return here[0] if len(here) == 1 else None


def _namesakes(session: Session, volunteer: Volunteer) -> list[Person]:
    same = Person.name == volunteer.name
    if volunteer.id_number:
        same |= Person.id_number == volunteer.id_number
    with session.no_autoflush:
        stored = session.scalars(select(Person).where(same, Person.deleted_at.is_(None))).all()
    made = [
        one
        for one in session.new
        if isinstance(one, Person)
        and (one.name == volunteer.name or one.id_number == (volunteer.id_number or ""))
    ]
    return [*stored, *made]
