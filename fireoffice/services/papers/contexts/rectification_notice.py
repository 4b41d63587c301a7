"""整改通知书 from hazards: one paper for each place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, Final

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from fireoffice.core.errors import InputError
from fireoffice.db.models import Attachment, Hazard, HazardEvent, Unit
from fireoffice.db.work import Work
from fireoffice.db.workdays import working_calendar
from fireoffice.docs.forms.kinds.rectification_notice import (
    RECTIFICATION_NOTICE,
    HazardItem,
    PhotoRow,
    RectificationNotice,
)
from fireoffice.docs.forms.slots import Picture, said
from fireoffice.domain.attachments import AFTER, SCENE
from fireoffice.domain.attachments import BEFORE as BEFORE_FIXING
from fireoffice.domain.fields import FieldInfo, Kind
from fireoffice.domain.hazards import METHODS, Event, EventKind, Stage, names_in
from fireoffice.domain.workdays import Counting, NotAnnounced
from fireoffice.services.attachments import files as attachment_files
from fireoffice.services.entry.values import FieldErrors
from fireoffice.services.hazards import events as hazard_events
from fireoffice.services.hazards.fields import lacking_for
from fireoffice.services.office import Office
from fireoffice.services.papers.contexts.kind import DATED, Entered, PaperKind, Sheet, Source
from fireoffice.services.papers.wordings import wording_for, wordings

_PRINTABLE: Final = ("image/jpeg", "image/png")
_LAST: Final = 1_000_000
"""The place of an event among those of its day when it is the last."""

_AT_ONCE: Final = "立即消除隐患。"


@dataclass(frozen=True)
class Limit:
    """The deadline of one hazard; `term` and `counting` where it was counted."""

    due: date | None = None
    term: int | None = None
    counting: str | None = None
    problem: str = ""

    def told(self, day: date) -> dict[str, Any]:
        """The fields of the event that gives notice on `day`."""
        return {"day": day, "due": self.due, "term": self.term, "counting": self.counting}


def _sheets(source: Source, hazards: Sequence[Hazard]) -> list[Sheet]:
    return [_sheet(source, of_place) for of_place in _by_place(hazards)]


def _by_place(hazards: Sequence[Hazard]) -> Iterator[list[Hazard]]:
    places: dict[tuple[str, str], list[Hazard]] = {}
    for hazard in hazards:
        key = (hazard.unit or "", "") if hazard.unit else (hazard.place, hazard.village)
        places.setdefault(key, []).append(hazard)
    for of_place in places.values():
        yield sorted(of_place, key=lambda one: (one.found_on, one.number or ""))


def _sheet(source: Source, hazards: list[Hazard]) -> Sheet:
    wording = wording_for(
        source.office, RECTIFICATION_NOTICE.title, source.dated, source.options.get("wording") or ""
    )
    first = hazards[0]
    limits = {one.id: _limit(source, one) for one in hazards}
    problems = [
        f"{one.number or one.title()}：{told}"
        for one in hazards
        if (told := _problem(source, one, limits[one.id]))
    ]
    return Sheet(
        tuple(one.id for one in hazards),
        f"{wording.heading}（{first.place}）",
        first.place,
        partial(_context, source, hazards, limits, wording),
        tuple(problems),
    )


def _problem(source: Source, hazard: Hazard, limit: Limit) -> str:
    """The sentence why a hazard cannot stand in a notice of this day; empty if it can."""
    if limit.problem or not limit.due:
        return limit.problem or "没有整改期限，请填写“整改期限”。"
    if hazard.found_on > source.dated:
        return f"排查日期{said(hazard.found_on)}在成文日期之后，请核对。"
    event = Event(EventKind.ORDERED, source.dated, id="new", sequence=_LAST, due=limit.due)
    today = source.office.clock.today()
    stands_in_the_way = hazard_events.objections_to(source.session, hazard, event, today)
    return next(iter(stands_in_the_way.values()), "")


def _context(
    source: Source,
    hazards: Sequence[Hazard],
    limits: Mapping[str, Limit],
    wording: Any,
    number: str,
) -> RectificationNotice:
    first = hazards[0]
    with source.office.reading() as session:
        unit = session.get(Unit, first.unit) if first.unit else None
        photos = _photos(source, session, hazards) if source.options.get("photos", True) else ()
    inspectors = dict.fromkeys(
        name for one in hazards for name in sorted(names_in(one.inspectors or ""))
    )
    method = source.options.get("method") or ""
    return RectificationNotice(
        heading=wording.heading,
        number=number,
        recipient=first.place,
        address=(unit.address or "") if unit else "",
        inspected_on=_span([one.found_on for one in hazards]),
        inspectors="、".join(inspectors),
        opening=wording.opening or "",
        hazards=tuple(
            HazardItem(
                number=place,
                part=one.part or "",
                problem=one.description,
                basis=one.basis or "",
                measures=one.measures or _AT_ONCE,
                due=limits[one.id].due,
            )
            for place, one in enumerate(hazards, start=1)
        ),
        count=len(hazards),
        basis=wording.basis,
        demand=wording.demand or "",
        rights=wording.rights or "",
        contact=source.options.get("contact") or first.handler or "",
        phone=source.town.phone or "",
        issuer=source.town.issuer,
        dated=source.dated,
        photos=photos,
        in_person=method == "直接送达",
        by_post=method == "邮寄送达",
        left_there=method == "留置送达",
        entrusted=method == "委托送达",
        announced=method == "公告送达",
        servers=source.options.get("servers") or "",
    )


def _limit(source: Source, hazard: Hazard) -> Limit:
    """The deadline chosen for all, else the hazard's own: a term counts from the notice."""
    chosen: date | None = source.options.get("due")
    term: int | None = source.options.get("term")
    if term:
        limit = _counted(source, term, source.options.get("counting"))
        if chosen and limit.due and chosen != limit.due:
            told = f"{term}{limit.counting}后是{limit.due}，与整改期限{chosen}不一致，请只填一个。"
            return Limit(problem=told)
        return limit
    if hazard.term and hazard.stage == Stage.FOUND.value:
        own = _counted(source, hazard.term, hazard.counting)
    else:
        own = Limit(hazard.due or hazard.first_due)
    return Limit(chosen) if chosen and chosen != own.due else own


def _counted(source: Source, term: int, counting: str | None) -> Limit:
    way = Counting(counting or Counting.DAYS)
    try:
        due = working_calendar(source.session).due(source.dated, term, way)
    except NotAnnounced as problem:
        return Limit(problem=str(problem))
    return Limit(due, term, way.value)


def _span(days: Sequence[date]) -> str:
    first, last = min(days), max(days)
    return said(first) if first == last else f"{said(first)}至{said(last)}"


def _photos(source: Source, session: Any, hazards: Sequence[Hazard]) -> tuple[PhotoRow, ...]:
    """The photos of how it was found, two a row, each told which hazard it shows."""
    found = session.scalars(
        select(Attachment)
        .where(
            Attachment.register == "hazards",
            Attachment.record.in_([one.id for one in hazards]),
            Attachment.deleted_at.is_(None),
            Attachment.media_type.in_(_PRINTABLE),
            Attachment.role.in_((BEFORE_FIXING, SCENE)),
            Attachment.role != AFTER,
        )
        .order_by(Attachment.pair, Attachment.order, Attachment.id)
    ).all()
    shown = [
        (place, hazard, photo)
        for place, hazard in enumerate(hazards, start=1)
        for photo in found
        if photo.record == hazard.id
    ]
    pictures = [_picture(source.office, *one) for one in shown]
    rows = [pictures[at : at + 2] for at in range(0, len(pictures), 2)]
    return tuple(PhotoRow(*left, *(right[0] if right else (None, ""))) for left, *right in rows)


def _picture(office: Office, place: int, hazard: Hazard, photo: Attachment) -> tuple[Picture, str]:
    caption = f"隐患{place}：{photo.note or hazard.part or hazard.place}"
    file = attachment_files.path(office, photo.sha256)
    return Picture(file.read_bytes(), caption), caption


def _enter(
    work: Work, office: Office, hazards: Sequence[Hazard], number: str, source: Source
) -> None:
    for hazard in hazards:
        told = {"number": number, **_limit(source, hazard).told(source.dated)}
        try:
            hazard_events.add_event(work, office, hazard, EventKind.ORDERED, told)
        except FieldErrors as problem:
            first = next(iter(problem.problems.values()))
            raise InputError(
                f"{hazard.title()}：{first}", "请改正后再制发，或不列入它。"
            ) from problem


def _entered(session: Session, hazards: Sequence[Hazard], number: str) -> Sequence[Entered]:
    """The events by which the notice `number` was given to the hazards."""
    return [
        Entered(
            f"{hazard.title()}的“下达整改通知”",
            event,
            hazard_events.objection_to_withdrawal(session, hazard, event.id),
        )
        for hazard in hazards
        for event in session.scalars(
            select(HazardEvent).where(
                HazardEvent.hazard == hazard.id,
                HazardEvent.kind == EventKind.ORDERED.value,
                HazardEvent.number == number,
                HazardEvent.deleted_at.is_(None),
            )
        )
    ]


def _known_numbers(session: Session) -> Sequence[str]:
    """The numbers of notices that were given without this program, as the events tell them."""
    events = select(HazardEvent.number).where(
        HazardEvent.kind == EventKind.ORDERED.value,
        HazardEvent.number.is_not(None),
        HazardEvent.deleted_at.is_(None),
    )
    return [number for number in session.scalars(events.distinct()) if number]


def _renew(
    work: Work, office: Office, hazards: Sequence[Hazard], number: str, source: Source
) -> None:
    """Bring the event of each hazard to the day and the deadline of the notice made anew."""
    by_id = {one.id: one for one in hazards}
    for one in _entered(work.session, hazards, number):
        told = _limit(source, by_id[one.entry.hazard]).told(source.dated)
        if (one.entry.day, one.entry.due) != (told["day"], told["due"]):
            hazard_events.change_event(work, office, one.entry, told)


def _presets(source: Source, hazards: Sequence[Hazard]) -> Mapping[str, Any]:
    usable = [
        one.name
        for one in wordings(source.office, RECTIFICATION_NOTICE.title, source.dated)
        if not one.delegated or one.authority
    ]
    dues = [due for one in hazards if (due := _limit(source, one).due)]
    missing = len(dues) < len(hazards)
    # The latest deadline is proposed for hazards that have none, but only within one place.
    same = len([*_by_place(hazards)]) == 1 if missing else len(set(dues)) == 1
    return {
        "wording": usable[0] if usable else "",
        "due": max(dues) if dues and same else None,
        "contact": hazards[0].handler or source.office.author,
        "photos": True,
    }


def _companions(session: Session, hazard: Hazard) -> Sequence[Hazard]:
    """The other hazards of the place that await a notice."""
    same = (
        Hazard.unit == hazard.unit
        if hazard.unit
        else and_(Hazard.place == hazard.place, Hazard.village == hazard.village)
    )
    return session.scalars(
        select(Hazard)
        .where(
            same,
            Hazard.id != hazard.id,
            Hazard.deleted_at.is_(None),
            Hazard.stage == Stage.FOUND.value,
        )
        .order_by(Hazard.found_on, Hazard.number)
    ).all()


KIND: Final = PaperKind(
    name=RECTIFICATION_NOTICE.name,
    title=RECTIFICATION_NOTICE.title,
    register="hazards",
    sheets=_sheets,
    options=(
        DATED,
        FieldInfo("due", "整改期限", Kind.DATE, automatic=True, help="不填则用各处自己的期限"),
        FieldInfo(
            "term", "限期天数", Kind.INTEGER, automatic=True, minimum=1, maximum=1000,
            help="从成文日期起算，与期限只填一个",
        ),
        FieldInfo("counting", "天数算法", Kind.CHOICE, choices=tuple(Counting), automatic=True,
                  help="天或工作日"),
        FieldInfo("wording", "用语", Kind.CHOICE, help="责令须经委托"),
        FieldInfo("contact", "联系人", Kind.NAME),
        FieldInfo("servers", "送达人", automatic=True, help="两人，用顿号分开；不填则手写"),
        FieldInfo(
            "method", "送达方式", Kind.CHOICE, choices=METHODS, automatic=True, help="不选则手勾"
        ),
        FieldInfo("photos", "附照片", Kind.BOOLEAN, default="是"),
    ),
    form=RECTIFICATION_NOTICE,
    enter=_enter,
    presets=_presets,
    companions=_companions,
    lacking=partial(lacking_for, EventKind.ORDERED),
    takes=EventKind.ORDERED.value,
    without="登记已发的通知",
    entered=_entered,
    known_numbers=_known_numbers,
    renew=_renew,
)  # fmt: skip
