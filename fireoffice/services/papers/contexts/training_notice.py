"""培训通知 from a session, as a circular."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Final

from sqlalchemy import select

from fireoffice.db.models import Attendance, Training
from fireoffice.docs.circulars.training_notice import Called, TrainingNotice, training_notice
from fireoffice.docs.manuscript import Manuscript
from fireoffice.domain.fields import FieldInfo, Kind
from fireoffice.domain.trainings import moment
from fireoffice.services.papers.contexts.kind import DATED, PaperKind, Sheet, Source

_EVERYONE: Final = "各村（居）委、镇级各部门，有关单位"


def _sheets(source: Source, trainings: Sequence[Training]) -> list[Sheet]:
    recipients = source.options.get("recipients") or _EVERYONE
    return [
        Sheet((one.id,), f"培训通知（{one.topic}）", recipients, partial(_content, source, one))
        for one in trainings
    ]


def _content(source: Source, training: Training, number: str) -> Manuscript:
    with source.office.reading() as session:
        listed = session.scalars(
            select(Attendance)
            .where(Attendance.training == training.id, Attendance.deleted_at.is_(None))
            .order_by(Attendance.place, Attendance.id)
        ).all()
    called = tuple(Called(one.name, one.unit or "", one.position or "") for one in listed)
    return training_notice(
        TrainingNotice(
            issuer=source.town.issuer,
            printed_by=source.town.printed_by or "",
            recipients=source.options.get("recipients") or _EVERYONE,
            kind=training.kind,
            topic=training.topic,
            held_on=training.held_on,
            place=training.place or "",
            lecturer=training.lecturer or "",
            audience=training.audience or "",
            expected=training.called,
            moment=source.options.get("moment") or moment(training.begins),
            contact=training.handler or "",
            phone=source.town.phone or "",
            dated=source.dated,
            called=called if source.options.get("names", True) else (),
        ),
        number,
    )


def _presets(_source: Source, trainings: Sequence[Training]) -> Mapping[str, Any]:
    return {"moment": moment(trainings[0].begins) or None}


KIND: Final = PaperKind(
    name="training_notice",
    title="培训通知",
    verb="培训通知",
    register="trainings",
    sheets=_sheets,
    options=(
        DATED,
        FieldInfo("recipients", "主送", default=_EVERYONE),
        FieldInfo("moment", "几点", help="如上午9时"),
        FieldInfo("names", "附人员名单", Kind.BOOLEAN, default="是"),
    ),
    presets=_presets,
)
