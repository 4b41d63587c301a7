"""Remarks under the fields of a hazard's form while it is filled in: the day of a deadline, say."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from fireoffice.db.fields import fields_of
from fireoffice.db.models import Attachment, Hazard
from fireoffice.db.workdays import working_calendar
from fireoffice.domain.attachments import AFTER, BEFORE
from fireoffice.domain.hazards import EventKind, row_of
from fireoffice.domain.terms import Term, term_in, told
from fireoffice.domain.values import ValueProblem, parse
from fireoffice.domain.workdays import Counting, NotAnnounced
from fireoffice.registers import HAZARDS
from fireoffice.services.hazards.fields import infos_of, kind_named, term_begins
from fireoffice.services.office import Office

_DAY: Final = {info.name: info for info in fields_of(Hazard)}["found_on"]


def remarks_on_finding(office: Office, texts: Mapping[str, str]) -> dict[str, str]:
    """The remarks under the fields of a new hazard, by field name; `texts` as typed."""
    term = _term(texts, "first_due")
    start = _day(texts.get("found_on", ""), office.clock.today())
    if term is None or start is None:
        return {}
    with office.reading() as session:
        return {"first_due": _told(session, start, term)}


def remarks_on_event(
    office: Office, hazard_id: str, kind: EventKind | str, texts: Mapping[str, str]
) -> dict[str, str]:
    """The remarks under the fields of an event: its deadline explained, photos asked for."""
    wanted = kind if isinstance(kind, EventKind) else kind_named(kind)
    row = row_of(wanted)
    infos = {info.name: info for info in infos_of(wanted, False)}
    said: dict[str, str] = {}
    with office.reading() as session:
        hazard = session.get(Hazard, hazard_id)
        if hazard is None:
            return {}
        day = _day(texts.get("day", ""), office.clock.today())
        term = _term(texts, "due")
        if "due" in infos and term is not None and day is not None:
            said["due"] = _told(session, term_begins(row, hazard, day), term)
        if wanted in (EventKind.RECHECKED, EventKind.FIXED_ON_SPOT):
            missing = _missing_photos(session, hazard_id)
            if missing:
                field = "result" if wanted is EventKind.RECHECKED else "note"
                said[field] = f"还没有{missing}照片，请在“照片”中添加。"
    return said


def _told(session: Session, start: date, term: Term) -> str:
    try:
        return told(working_calendar(session), start, term)
    except NotAnnounced as problem:
        return str(problem)


def _term(texts: Mapping[str, str], due: str) -> Term | None:
    """The term by which the deadline in the field `due` is given, if it is no date."""
    if texts.get(due):
        return term_in(texts[due])
    length, counting = texts.get("term", ""), texts.get("counting", "")
    if not length.isdecimal() or not int(length) or counting not in ("", *Counting):
        return None
    return Term(int(length), Counting(counting or Counting.DAYS))


def _day(text: str, today: date) -> date | None:
    try:
        day = parse(_DAY, text, today)
    except ValueProblem:
        return None
    return day if isinstance(day, date) else None


def _missing_photos(session: Session, hazard_id: str) -> str:
    """「整改前、整改后」: the kinds of photo that the hazard has none of."""
    found = session.scalars(
        select(Attachment.role).where(
            Attachment.register == HAZARDS.name,
            Attachment.record == hazard_id,
            Attachment.deleted_at.is_(None),
        )
    )
    standing = set(found)
    return "、".join(role for role in (BEFORE, AFTER) if role not in standing)
