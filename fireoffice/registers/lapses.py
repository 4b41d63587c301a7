"""The volunteers' papers that run out: one reminder for all of a team that end together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session

from fireoffice.db.models import Volunteer
from fireoffice.domain.volunteers import EXPIRY_DAYS, PAPERS, Lapsing
from fireoffice.registers.agenda import Reminder


def lapses(session: Session, day: date) -> list[Reminder]:
    """The papers that have run out, or will within the first of `EXPIRY_DAYS`; earliest first.

    Of each volunteer every such paper is told, not only the first.
    """
    last = day + timedelta(days=EXPIRY_DAYS[0])
    members = session.scalars(
        select(Volunteer)
        .where(
            Volunteer.deleted_at.is_(None), Volunteer.closed.is_(False), Volunteer.due_order <= last
        )
        .order_by(Volunteer.number)
    ).all()
    ending = [
        (end, paper, member)
        for member in members
        for paper in PAPERS
        if (end := member.ends()[paper.field]) and end <= last
    ]
    ending.sort(key=lambda one: (one[0], one[1].field, one[2].team))
    grouped = groupby(ending, key=lambda one: (one[0], one[1].field, one[2].team))
    return [_reminder([*group]) for _, group in grouped]


def _reminder(ending: Sequence[tuple[date, Lapsing, Volunteer]]) -> Reminder:
    """「李强的保险」, 「李强等12人的保险」: opened at the first of them."""
    due, paper, first = ending[0]
    whose = first.name if len(ending) == 1 else f"{first.name}等{len(ending)}人"
    return Reminder(
        id=first.id,
        action=paper.action,
        title=f"{whose}的{paper.name}",
        due=due,
        step=paper.step.label,
        place=first.team,
        village=first.village,
        stage=first.stage or "",
    )
