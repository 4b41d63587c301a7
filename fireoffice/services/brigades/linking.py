"""Volunteers registered before people were kept as such: each is given the person that it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from fireoffice.db.models import Volunteer
from fireoffice.db.work import FINAL
from fireoffice.registers.known_people import link_person

if TYPE_CHECKING:
    from fireoffice.services.office import Office

LABEL: Final = "关联队员和人员"


def link_volunteers(office: Office) -> int:
    """Link every volunteer that has no person, as their next change would; how many there were.

    One operation, nothing if none is missing. Asked for again inside its transaction, for another
    program may open the same database at the same moment.
    """
    with office.reading() as session:
        if not _unlinked(session):
            return 0
    with office.change(LABEL, FINAL) as work:
        missing = _unlinked(work.session)
        for volunteer in missing:
            link_person(work.session, volunteer)
            work.session.flush()
    return len(missing)


def _unlinked(session: Session) -> Sequence[Volunteer]:
    return session.scalars(
        select(Volunteer)
        .where(Volunteer.person.is_(None), Volunteer.deleted_at.is_(None))
        .order_by(Volunteer.number, Volunteer.id)
    ).all()
