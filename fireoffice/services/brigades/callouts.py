"""The members of a call-out: entered, changed and struck off together, in one operation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select

from fireoffice.core.errors import InputError
from fireoffice.db.models import Callout, CalloutMember, Team, Volunteer
from fireoffice.services.lists.pinyin import search_keys
from fireoffice.services.office import Office


@dataclass(frozen=True)
class Candidate:
    """Someone who may have gone: `went` once put down; else all of the team are proposed.

    `hours` and `allowance` are their own where they are written, not those of the call-out.
    `spelled` is the text in which what is typed into the search box must be found.
    """

    id: str
    name: str
    role: str
    team: str
    spelled: str
    of_team: bool
    went: bool
    hours: float | None = None
    allowance: float | None = None


@dataclass(frozen=True)
class Went:
    """A volunteer who went; hours only where they differ from those of the call-out."""

    volunteer: str
    hours: float | None = None
    allowance: float | None = None


def candidates(office: Office, callout_id: str) -> tuple[Candidate, ...]:
    """The volunteers who may have gone: those of the team first, then the others of the town.

    Those who had left by the day of the call-out are listed only if they are entered already.
    Raises `InputError` for a call-out that is not there.
    """
    with office.reading() as session:
        callout = session.get(Callout, callout_id)
        if callout is None:
            raise InputError("找不到这次出动，它可能已被移除。", "请刷新列表后再试。")
        written = {
            one.volunteer: one
            for one in session.scalars(
                select(CalloutMember).where(
                    CalloutMember.callout == callout_id, CalloutMember.deleted_at.is_(None)
                )
            )
        }
        found = session.execute(
            select(Volunteer, Team.name)
            .outerjoin(Team, Team.id == Volunteer.team)
            .where(
                Volunteer.deleted_at.is_(None),
                or_(
                    Volunteer.left_on.is_(None),
                    Volunteer.left_on > callout.day,
                    Volunteer.id.in_(written),
                ),
            )
            .order_by(Volunteer.team != callout.team, Team.name, Volunteer.number)
        ).all()
    keys = search_keys([one.name for one, _ in found], names=True)
    return tuple(
        Candidate(
            one.id,
            one.name,
            one.role or "",
            team or "",
            spelled,
            one.team == callout.team,
            one.id in written,
            written[one.id].hours if one.id in written else None,
            written[one.id].allowance if one.id in written else None,
        )
        for (one, team), spelled in zip(found, keys, strict=True)
    )


def put_down(office: Office, callout_id: str, went: Sequence[Went]) -> int:
    """Enter exactly `went` as those who went out, in one operation, and return their number.

    Those who were entered and are not among them are struck off. Raises `InputError`.
    """
    wanted = {one.volunteer: one for one in went}
    with office.change("登记出动队员") as work:
        callout = work.get(Callout, callout_id)
        for volunteer in wanted:
            work.get(Volunteer, volunteer)
        written: Mapping[str, CalloutMember] = {
            one.volunteer: one
            for one in work.session.scalars(
                select(CalloutMember).where(
                    CalloutMember.callout == callout_id, CalloutMember.deleted_at.is_(None)
                )
            )
        }
        for volunteer, one in wanted.items():
            hours = None if one.hours == callout.hours else one.hours
            known = written.get(volunteer)
            if known is None:
                work.add(
                    CalloutMember(
                        callout=callout_id,
                        volunteer=volunteer,
                        hours=hours,
                        allowance=one.allowance,
                        sample=callout.sample,
                    )
                )
            else:
                work.set(known, hours=hours, allowance=one.allowance)
        for volunteer, known in written.items():
            if volunteer not in wanted:
                work.remove(known, "没有出动")
    return len(wanted)
