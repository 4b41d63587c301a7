"""责任清单 as a circular, from duties."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from fireoffice.db.models import Duty
from fireoffice.docs.circulars.duty_list import DutyEntry, DutyList, duty_list
from fireoffice.docs.circulars.lines import short_day
from fireoffice.docs.manuscript import Manuscript
from fireoffice.domain.duties import LEVELS
from fireoffice.domain.fields import FieldInfo
from fireoffice.services.papers.contexts.kind import DATED, PaperKind, Sheet, Source

_EVERYONE: Final = "各村（居）委、镇级各部门，有关单位"


def _sheets(source: Source, duties: Sequence[Duty]) -> list[Sheet]:
    ranks = {level: rank for rank, level in enumerate(LEVELS)}
    ordered = sorted(duties, key=lambda one: (ranks.get(one.level, len(LEVELS)), one.number or ""))
    subject = source.options.get("subject") or (
        f"{source.town.name}{source.dated.year}年消防安全责任清单"
    )
    recipients = source.options.get("recipients") or _EVERYONE
    content = partial(_content, source, ordered, subject, recipients)
    return [Sheet(tuple(one.id for one in ordered), subject, recipients, content)]


def _content(
    source: Source, duties: Sequence[Duty], subject: str, recipients: str, number: str
) -> Manuscript:
    return duty_list(
        DutyList(
            issuer=source.town.issuer,
            printed_by=source.town.printed_by or "",
            recipients=recipients,
            subject=subject,
            dated=source.dated,
            duties=tuple(
                DutyEntry(
                    level=one.level,
                    holder=one.holder,
                    person="".join(
                        (one.person or "", f"（{one.position}）" if one.position else "")
                    ),
                    category=one.category or "",
                    content=one.content,
                    basis="".join((one.basis or "", one.clause or "")),
                    frequency=one.frequency or "",
                    due=short_day(one.due) if one.due else "",
                )
                for one in duties
            ),
        ),
        number,
    )


def _companions(session: Session, duty: Duty) -> Sequence[Duty]:
    """All other duties: 责任清单 is one paper with all of them."""
    return session.scalars(select(Duty).where(Duty.id != duty.id, Duty.deleted_at.is_(None))).all()


KIND: Final = PaperKind(
    name="duty_list",
    title="责任清单",
    register="duties",
    sheets=_sheets,
    options=(
        DATED,
        FieldInfo("subject", "清单名称", help="不填则为本年的消防安全责任清单"),
        FieldInfo("recipients", "主送", default=_EVERYONE),
    ),
    companions=_companions,
    verb="印发责任清单",
)
