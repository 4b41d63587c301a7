"""The numbers that rules name, on a given day: shipped once, from then on the office's own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from fireoffice.db.models import Standard
from fireoffice.domain import volunteers
from fireoffice.registers.standards import holds_on

_SHIPPED: Final[tuple[Mapping[str, Any], ...]] = (
    {
        "name": volunteers.Standard.VILLAGE,
        "number": 1000,
        "basis": "镇消防安全责任制文件：常住人口1000人以上的行政村建立志愿消防队",
    },
    {
        "name": volunteers.Standard.MINIMUM,
        "number": 6,
        "note": "参照微型消防站1名站长、5名队员（公消〔2015〕301号），请按当地规定修改。",
    },
    {
        "name": volunteers.Standard.OLDEST,
        "number": 60,
        "note": "没有查到统一规定，请按当地规定修改。",
    },
)
"""The standards that an office begins with. A 社区 has none: it counts once one is entered."""


def missing_standards(session: Session) -> list[Standard]:
    """The shipped numbers, for a database that never had any."""
    if session.scalar(select(Standard.id).limit(1)) is not None:
        return []
    return [Standard(**one) for one in _SHIPPED]


def standards_on(session: Session, day: date) -> dict[str, int]:
    """The numbers that hold on `day`, by name; of two, the one that began later."""
    found = session.execute(
        select(Standard.name, Standard.number)
        .where(holds_on(day))
        .order_by(Standard.valid_from.asc().nulls_first(), Standard.id)
    )
    return {row[0]: row[1] for row in found}
