"""What of the volunteers runs out: one reminder for all of a team whose papers end together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session

from fireoffice.db.models import Volunteer
from fireoffice.domain.volunteers import EXPIRY_DAYS, PAPERS, Lapsing


@dataclass(frozen=True)
class Lapse:
    """A paper of one or more members of a team that ends on `due`; `first` is one of them."""

    paper: Lapsing
    due: date
    team: str
    village: str
    first: Volunteer
    count: int

    @property
    def title(self) -> str:
        """「李强的保险」, 「李强等12人的保险」."""
        whose = self.first.name if self.count == 1 else f"{self.first.name}等{self.count}人"
        return f"{whose}的{self.paper.name}"


def lapses(session: Session, day: date) -> list[Lapse]:
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
    found = [
        (end, paper, one)
        for one in members
        for paper in PAPERS
        if (end := one.ends()[paper.field]) and end <= last
    ]
    found.sort(key=lambda one: (one[0], one[1].field, one[2].team))
    return [
        _lapse(some)
        for _, some in groupby(found, key=lambda one: (one[0], one[1].field, one[2].team))
    ]


def _lapse(some: Iterable[tuple[date, Lapsing, Volunteer]]) -> Lapse:
    listed = list(some)
    due, paper, first = listed[0]
    return Lapse(paper, due, first.team, first.village, first, len(listed))
