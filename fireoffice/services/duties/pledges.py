"""责任书 of a year for all villages at once."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from fireoffice.core.errors import InputError
from fireoffice.db.models import Pledge, Town, Village
from fireoffice.services.office import Office

FIRST_YEAR, LAST_YEAR = 2000, 2100


def without_pledge(office: Office, year: int) -> tuple[str, ...]:
    """The names of the villages that have no 责任书 of `year` yet, in their order."""
    with office.reading() as session:
        return tuple(one.name for one in _without(session, year))


def make_for_villages(office: Office, year: int) -> tuple[str, ...]:
    """Make the 责任书 of `year`, unsigned, for every village without one; return their keys.

    One action; nothing where all have one. Raises `InputError` for a year that cannot be, or
    where the town is not set up.
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise InputError(f"年度{year}不对。", f"请填{FIRST_YEAR}至{LAST_YEAR}之间的年份。")
    with office.reading() as session:
        if not _without(session, year):
            return ()
    with office.change(f"为各村（居）建{year}年责任书") as work:
        town = work.session.scalar(select(Town).where(Town.deleted_at.is_(None)).limit(1))
        if town is None:
            raise InputError("还没有设置乡镇，不能建责任书。", "请先在设置中填写乡镇和发文机关。")
        made = [
            Pledge(
                year=year,
                giver=town.issuer,
                taker=village.name,
                village=village.id,
                signer=village.head,
                sample=bool(village.sample),
            )
            for village in _without(work.session, year)
        ]
        work.add(*made)
        work.session.flush()
    return tuple(one.id for one in made)


def _without(session: Session, year: int) -> list[Village]:
    having = select(Pledge.village).where(
        Pledge.year == year,
        Pledge.unit.is_(None),
        Pledge.village.is_not(None),
        Pledge.deleted_at.is_(None),
    )
    return list(
        session.scalars(
            select(Village)
            .where(Village.deleted_at.is_(None), Village.id.not_in(having))
            .order_by(Village.order, Village.name)
        )
    )
