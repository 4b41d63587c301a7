"""Leaving a brigade: with a reason, and with the shifts that are still to come given away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from fireoffice.db.models import Shift, Volunteer
from fireoffice.domain import volunteers
from fireoffice.domain.fields import FieldInfo, Kind
from fireoffice.domain.steps import Step
from fireoffice.registers import VOLUNTEERS
from fireoffice.services.entry.values import FieldErrors, read_values
from fireoffice.services.office import Office

HEIR: Final = "heir"
NOBODY: Final = "先空着"


def with_heir(office: Office, volunteer_id: str, step: Step) -> Step:
    """The step, asking for an heir of the shifts if it is the leaving of one who has some."""
    if step.name != volunteers.LEAVING.name:
        return step
    with office.reading() as session:
        shifts = _open_shifts(session, volunteer_id, office.clock.today())
        if not shifts:
            return step
        names = tuple(_heirs(session, volunteer_id))
    days = "、".join(f"{one.day.month}月{one.day.day}日" for one in shifts[:3])
    more = f"等{len(shifts)}班" if len(shifts) > 3 else ""
    asked = FieldInfo(
        HEIR,
        "值班交给",
        Kind.CHOICE,
        choices=(*names, NOBODY),
        required=True,
        help=f"还排有{days}{more}",
    )
    own = tuple(VOLUNTEERS.field(name) for name in step.fields)
    return replace(step, fields=(*step.fields, HEIR), infos=(*own, asked))


def leave(office: Office, volunteer_id: str, values: Mapping[str, object]) -> None:
    """Record the leaving; one operation with what becomes of the shifts from that day on.

    `values` are 退出日期, 退出原因 and, where shifts are to come, `HEIR`. Raises `FieldErrors`.
    """
    today = office.clock.today()
    given = dict(values)
    heir = str(given.pop(HEIR, "") or "")
    with office.change(volunteers.LEAVING.label) as work:
        volunteer = work.get(Volunteer, volunteer_id)
        parsed = read_values(work.session, VOLUNTEERS, given, today, office, volunteer)
        left_on: date | None = parsed.get("left_on")
        if left_on is None:
            raise FieldErrors({"left_on": "请填写退出日期。"})
        work.set(volunteer, **parsed)
        if problems := volunteers.problems(volunteer.joined_on, left_on):
            raise FieldErrors(problems)
        shifts = _open_shifts(work.session, volunteer_id, max(left_on, today))
        taker = _taker(work.session, volunteer_id, heir, shifts)
        for shift in shifts:
            if taker is None:
                work.remove(shift, "值班人退出")
            else:
                work.set(shift, volunteer=taker, instead_of=shift.instead_of or shift.volunteer)


def _taker(session: Session, volunteer_id: str, heir: str, shifts: Sequence[Shift]) -> str | None:
    """The id of the volunteer who takes the shifts; None if nobody does. Raises `FieldErrors`."""
    if not shifts or heir == NOBODY:
        return None
    heirs = _heirs(session, volunteer_id)
    if heir not in heirs:
        raise FieldErrors({HEIR: f"还有{len(shifts)}个班，请选择交给谁，或选“{NOBODY}”。"})
    taken = session.scalars(
        select(Shift.day).where(
            Shift.volunteer == heirs[heir],
            Shift.day.in_([one.day for one in shifts]),
            Shift.deleted_at.is_(None),
        )
    ).first()
    if taken:
        raise FieldErrors({HEIR: f"{heir}{taken.month}月{taken.day}日已有班，请交给别人。"})
    return heirs[heir]


def _open_shifts(session: Session, volunteer_id: str, day: date) -> Sequence[Shift]:
    return session.scalars(
        select(Shift)
        .where(Shift.volunteer == volunteer_id, Shift.day >= day, Shift.deleted_at.is_(None))
        .order_by(Shift.day)
    ).all()


def _heirs(session: Session, volunteer_id: str) -> dict[str, str]:
    """The others who serve in the same team, by what they are called."""
    team = session.scalar(select(Volunteer.team).where(Volunteer.id == volunteer_id))
    others = session.execute(
        select(Volunteer.name, Volunteer.number, Volunteer.id)
        .where(
            Volunteer.team == team,
            Volunteer.id != volunteer_id,
            Volunteer.closed.is_(False),
            Volunteer.deleted_at.is_(None),
        )
        .order_by(Volunteer.number)
    ).all()
    found: dict[str, str] = {}
    for name, number, key in others:
        found[f"{name}（{number}）" if name in found else name] = key
    return found
