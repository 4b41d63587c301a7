"""The list of names of a session: read, taken over from elsewhere, written as one action."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from fireoffice.core.errors import InputError
from fireoffice.core.ids import new_key
from fireoffice.db.models import Attendance, Training
from fireoffice.domain.attendees import Attendee, plain_name
from fireoffice.domain.people import phone_problem, tidy_phone
from fireoffice.domain.sign_in_sheets import SheetName
from fireoffice.domain.trainings import PRESENCES, WAITED_FOR, Roll, count_roll
from fireoffice.registers.attendance_links import KnownPeople
from fireoffice.services.entry.values import FieldErrors
from fireoffice.services.office import Office

_TOLD: Final = (
    "name", "unit", "position", "phone", "audience", "presence", "score", "note", "person"
)  # fmt: skip
"""The fields by which a line is compared and written; its key and its place apart."""


@dataclass(frozen=True)
class Line:
    """One name on the list. `id` is empty until it is written, `person` the one that it is."""

    name: str
    unit: str = ""
    position: str = ""
    phone: str = ""
    audience: str = ""
    presence: str = WAITED_FOR
    score: str = ""
    note: str = ""
    person: str | None = None
    id: str = ""

    @property
    def attendee(self) -> Attendee:
        """The attendee that the line is of, as far as it tells."""
        return Attendee(self.name, self.unit, self.phone, self.person)


@dataclass(frozen=True)
class SignInList:
    """A session and its list. `typed` is the 实到 that was typed, which the list overrules."""

    training: str
    topic: str
    number: str
    held_on: date
    audience: str
    lines: tuple[Line, ...]
    typed: int | None
    is_past: bool
    """True if the day of the session has come: whoever is put on the list now was there."""

    @property
    def roll(self) -> Roll:
        """The counts of the list."""
        return count_roll(line.presence for line in self.lines)


@dataclass(frozen=True)
class Added:
    """A list with names added. `repeated` were on it already, `unlinked` of the new fit nobody."""

    lines: tuple[Line, ...]
    new: int
    repeated: tuple[str, ...] = ()
    unlinked: int = 0
    lost_phones: int = 0


@dataclass(frozen=True)
class Saved:
    """The changes that writing a list made: lines added, changed and removed."""

    added: int
    changed: int
    removed: int

    @property
    def is_anything(self) -> bool:
        """True if there was anything to write."""
        return bool(self.added or self.changed or self.removed)


def sign_in_list(office: Office, training_id: str) -> SignInList:
    """The list of a session. Raises `InputError` if there is no such session."""
    with office.reading() as session:
        training = _training(session, training_id)
        return SignInList(
            training=training.id,
            topic=training.topic,
            number=training.number or "",
            held_on=training.held_on,
            audience=training.audience or "",
            lines=tuple(_line(row) for row in _rows(session, training.id)),
            typed=training.attended,
            is_past=training.held_on <= office.clock.today(),
        )


def last_list(office: Office, training_id: str) -> tuple[SignInList, tuple[Line, ...]] | None:
    """The names of the latest other session like this one that has any, marks taken off.

    Like means of the same group, else of the same topic, in the same village before another.
    """
    with office.reading() as session:
        one = _training(session, training_id)
        alike = [Training.topic == one.topic]
        if one.audience:
            alike.append(Training.audience == one.audience)
        found: Any = session.execute(
            select(Training.id, Training.topic, Training.village)
            .where(
                or_(*alike),
                Training.id != one.id,
                Training.deleted_at.is_(None),
                Training.id.in_(select(Attendance.training).where(Attendance.deleted_at.is_(None))),
            )
            .order_by(
                (Training.village == one.village).desc().nulls_last(),
                (Training.topic == one.topic).desc(),
                Training.held_on.desc(),
                Training.id,
            )
            .limit(1)
        ).first()
    if found is None:
        return None
    last = sign_in_list(office, found.id)
    fresh = tuple(
        replace(line, id="", presence=WAITED_FOR, score="", note="") for line in last.lines
    )
    return last, fresh


def add_lines(office: Office, lines: Sequence[Line], more: Iterable[Line]) -> Added:
    """`lines` with `more` at the end, each linked to its person; nobody comes twice."""
    wanted = list(more)
    with office.reading() as session:
        linked = _linked(session, wanted)
    known = {mark for line in lines for mark in line.attendee.marks}
    made: list[Line] = []
    repeated: list[str] = []
    for line in linked:
        if line.attendee.marks & known:
            repeated.append(line.name)
            continue
        known |= line.attendee.marks
        made.append(line)
    return Added(
        (*lines, *made), len(made), tuple(repeated), sum(line.person is None for line in made)
    )


def add_sheet(
    office: Office, lines: Sequence[Line], sheet: Sequence[SheetName], presence: str
) -> Added:
    """Add names read from a sheet as `add_lines` does; `presence` is for those without a mark.

    A name that is on the list already takes over the mark that the sheet gives it.
    """
    with office.reading() as session:
        known = KnownPeople(session, [one.name for one in sheet])
    made = [
        Line(
            name=one.name,
            unit=one.unit,
            position=one.position,
            phone=one.phone,
            presence=one.presence or presence,
            score=one.score,
            note=one.note,
            person=known.key(one.name, one.phone, one.unit, one.id_number),
        )
        for one in sheet
    ]
    marked = {line.attendee.key: line for line, one in zip(made, sheet, strict=True)
              if one.presence or one.score}  # fmt: skip
    kept = [
        replace(line, presence=told.presence, score=told.score or line.score)
        if (told := marked.get(line.attendee.key))
        else line
        for line in lines
    ]
    found = add_lines(office, kept, made)
    return replace(found, lost_phones=sum(one.is_phone_lost for one in sheet))


def save(office: Office, training_id: str, lines: Sequence[Line], label: str = "") -> Saved:
    """Write the list of a session as it stands in `lines`, as one action.

    Lines that are no longer there go to the recycle bin. Raises `FieldErrors` where a line has
    no name or a phone that is none.
    """
    check(lines)
    with office.change(label or "登记签到") as work:
        training = work.get(Training, training_id)
        if training.deleted_at is not None:
            raise InputError(f"“{training.title()}”在回收站里，不能登记签到。", "请先放回原处。")
        stored = {row.id: row for row in _rows(work.session, training_id)}
        kept: set[str] = set()
        added = changed = 0
        for place, line in enumerate(_linked(work.session, lines), start=1):
            told = {name: getattr(line, name) or None for name in _TOLD} | {"place": place}
            row = stored.get(line.id)
            if row is None:
                work.add(Attendance(id=new_key(), training=training_id, **told))
                added += 1
                continue
            kept.add(row.id)
            new = {name: value for name, value in told.items() if getattr(row, name) != value}
            work.set(row, **new)
            changed += bool(new.keys() - {"place"})
        gone = [row for key, row in stored.items() if key not in kept]
        for row in gone:
            work.discard(row)
    return Saved(added, changed, len(gone))


def mark_all(lines: Sequence[Line], presence: str, *, only_waiting: bool = True) -> list[Line]:
    """`lines` with `presence`, by default only where nothing was marked yet."""
    return [
        line if only_waiting and line.presence != WAITED_FOR else replace(line, presence=presence)
        for line in lines
    ]


def check(lines: Sequence[Line]) -> None:
    """Raise `FieldErrors` where a line has no name, or a phone or mark that is none."""
    for place, line in enumerate(lines, start=1):
        if not line.name.strip():
            raise FieldErrors({"name": f"第{place}行没有姓名，请填写或删去这一行。"})
        if line.phone and (problem := phone_problem(tidy_phone(line.phone))):
            raise FieldErrors({"phone": f"{line.name}的{problem}"})
        if line.presence not in PRESENCES:
            raise FieldErrors({"presence": f"{line.name}的到场没有“{line.presence}”。"})


def _linked(session: Session, lines: Sequence[Line]) -> list[Line]:
    known = KnownPeople(session, [line.name for line in lines if not line.person])
    return [
        line
        if line.person
        else replace(line, person=known.key(plain_name(line.name), line.phone, line.unit))
        for line in lines
    ]


def _training(session: Session, training_id: str) -> Training:
    found = session.get(Training, training_id)
    if found is None:
        raise InputError("找不到这场活动，它可能已被移除。", "请刷新列表后再试。")
    return found


def _rows(session: Session, training_id: str) -> Sequence[Attendance]:
    return session.scalars(
        select(Attendance)
        .where(Attendance.training == training_id, Attendance.deleted_at.is_(None))
        .order_by(Attendance.place.nulls_last(), Attendance.id)
    ).all()


def _line(row: Attendance) -> Line:
    return Line(
        name=row.name,
        unit=row.unit or "",
        position=row.position or "",
        phone=row.phone or "",
        audience=row.audience or "",
        presence=row.presence or WAITED_FOR,
        score=row.score or "",
        note=row.note or "",
        person=row.person,
        id=row.id,
    )
