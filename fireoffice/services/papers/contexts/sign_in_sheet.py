"""签到表 from a session: its list of names, or blank lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import zip_longest
from typing import Any, Final

from sqlalchemy import select

from fireoffice.db.models import Attendance, Training
from fireoffice.docs.forms.kinds.sign_in_sheet import (
    SIGN_IN_SHEET,
    Attendee,
    SignInSheet,
    TwoAttendees,
)
from fireoffice.domain.fields import FieldInfo, Kind
from fireoffice.domain.people import mask
from fireoffice.services.papers.contexts.kind import DATED, PaperKind, Sheet, Source

_BLANK_LINES: Final = 20


def _sheets(source: Source, trainings: Sequence[Training]) -> list[Sheet]:
    return [
        Sheet(
            (one.id,),
            f"{_heading(source, one)}（{one.topic}）",
            "",
            partial(_context, source, one),
        )
        for one in trainings
    ]


def _heading(source: Source, training: Training) -> str:
    return f"{source.town.name}消防安全{training.kind}签到表"


def _context(source: Source, training: Training, number: str) -> SignInSheet:
    expected = () if source.options.get("blank") else _expected(source, training)
    lines = source.options.get("lines")
    blank = lines if lines is not None else (0 if expected else training.called or _BLANK_LINES)
    attendees = [
        Attendee(
            number=place,
            name=one.name,
            employer=one.unit or "",
            position=one.position or "",
            phone=_phone(source, one.phone or ""),
        )
        for place, one in enumerate(expected, start=1)
    ]
    attendees += [Attendee(number=len(attendees) + at) for at in range(1, blank + 1)]
    in_two = bool(source.options.get("two"))
    count = training.called or len(expected)
    return SignInSheet(
        heading=_heading(source, training),
        number=number,
        topic=training.topic,
        held_on=training.held_on,
        place=training.place or "",
        host=training.host or source.town.office or source.town.issuer,
        lecturer=training.lecturer or "",
        audience=training.audience or "",
        expected=str(count) if count else "",
        attendees=() if in_two else tuple(attendees),
        pairs=_beside_each_other(attendees) if in_two else (),
    )


def _beside_each_other(attendees: Sequence[Attendee]) -> tuple[TwoAttendees, ...]:
    """The lines two a row, so that the numbers of a sheet follow each other."""
    return tuple(
        TwoAttendees(
            left_number=str(one.number),
            left_name=one.name,
            left_employer=one.employer,
            right_number=str(other.number) if other else "",
            right_name=other.name if other else "",
            right_employer=other.employer if other else "",
        )
        for one, other in zip_longest(attendees[::2], attendees[1::2])
    )


def _phone(source: Source, phone: str) -> str:
    return phone if source.options.get("personal") else mask(phone) if phone else ""


def _expected(source: Source, training: Training) -> Sequence[Attendance]:
    """The list of names that the session already has."""
    with source.office.reading() as session:
        return session.scalars(
            select(Attendance)
            .where(Attendance.training == training.id, Attendance.deleted_at.is_(None))
            .order_by(Attendance.place, Attendance.id)
        ).all()


def _presets(_source: Source, trainings: Sequence[Training]) -> Mapping[str, Any]:
    return {"dated": trainings[0].held_on}


KIND: Final = PaperKind(
    name=SIGN_IN_SHEET.name,
    title=SIGN_IN_SHEET.title,
    register="trainings",
    sheets=_sheets,
    options=(
        DATED,
        FieldInfo("blank", "不印姓名", Kind.BOOLEAN, default="否", help="印空白表，到场后手写"),
        FieldInfo("lines", "空行数", Kind.INTEGER, minimum=0, maximum=2000, help="名单后面的空行"),
        FieldInfo(
            "two", "两栏", Kind.BOOLEAN, default="否", help="一行两人，人多时省纸，不印职务电话"
        ),
        FieldInfo("personal", "印完整电话", Kind.BOOLEAN, default="否"),
    ),
    form=SIGN_IN_SHEET,
    verb="签到表",
    presets=_presets,
)
