"""The work to be done: the day's list, and the dates of the coming weeks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from fireoffice.db.models import Training
from fireoffice.domain.deadlines import Deadline, Urgency, deadline
from fireoffice.domain.fields import Kind
from fireoffice.registers import REGISTERS, Register
from fireoffice.registers.agenda import Agenda, Waiting
from fireoffice.services.entry.values import names_of
from fireoffice.services.office import Office
from fireoffice.services.trainings.reminders import COVERAGE, owed


@dataclass(frozen=True)
class AgendaRow:
    """One thing to do: what, where, until when, and the word of its next step.

    `register` and `id` say where it is done: a record, or a line of the view `COVERAGE`. What has
    no deadline, as a 复查, has the day since which it waits as `due`.
    """

    register: str
    id: str
    action: str
    title: str
    place: str
    village: str
    due: date
    deadline: Deadline
    stage: str
    step: str

    @property
    def urgency(self) -> Urgency:
        """The band under which the row is listed."""
        return self.deadline.urgency


@dataclass(frozen=True)
class CalendarEntry:
    """One event of the coming days."""

    day: date
    text: str
    detail: str
    register: str = ""
    id: str = ""


def agenda(office: Office, today: date | None = None, limit: int = 200) -> tuple[AgendaRow, ...]:
    """The work of a day, from every register's `agenda`, and trainings owed: the earliest first.

    Last comes what waits without a deadline, the longest first.
    """
    day = today or office.clock.today()
    rows: list[AgendaRow] = []
    waiting: list[AgendaRow] = []
    with office.reading() as session:
        for register in REGISTERS.values():
            if register.agenda is None:
                continue
            rows += _reminded(session, register, register.agenda, day)
            if register.agenda.by_deadline:
                rows += _due(session, register, register.agenda, day, limit)
            for kind in register.agenda.waiting:
                told = _waiting(session, register, register.agenda, kind, day, limit)
                (waiting if kind.urgency is Urgency.NONE else rows).extend(told)
    rows += _owed(office, day)
    rows.sort(key=lambda row: (row.due, row.register, row.title))
    return (*rows[:limit], *waiting)


def calendar(
    office: Office, today: date | None = None, days: int = 30
) -> tuple[CalendarEntry, ...]:
    """The events of the coming `days`: planned sessions, and the days that the law names."""
    day = today or office.clock.today()
    last = day + timedelta(days=days)
    with office.reading() as session:
        planned = session.execute(
            select(Training.id, Training.held_on, Training.topic, Training.place)
            .where(
                Training.deleted_at.is_(None),
                Training.closed.is_(False),
                Training.held_on.between(day, last),
            )
            .order_by(Training.held_on)
        ).all()
    entries = [
        CalendarEntry(held_on, topic, place or "", "trainings", key)
        for key, held_on, topic, place in planned
    ]
    return tuple(sorted([*entries, *_fixed_days(day, last)], key=lambda one: one.day))


def _due(
    session: Session, register: Register, told: Agenda, day: date, limit: int
) -> Iterator[AgendaRow]:
    """The records whose deadline has passed or comes within the days that the register names."""
    model: Any = register.model
    last = day + timedelta(days=told.ahead)
    rows = session.scalars(
        select(model)
        .where(model.deleted_at.is_(None), register.is_running(), model.due_order <= last)
        .order_by(model.due_order)
        .limit(limit)
    ).all()
    names = _names(session, register, rows)
    for row in rows:
        due: date = getattr(row, register.due)
        yield _row(register, told, row, names, due, deadline(due, day), told.step(row))


def _waiting(
    session: Session, register: Register, told: Agenda, kind: Waiting, day: date, limit: int
) -> Iterator[AgendaRow]:
    model: Any = register.model
    condition = and_(model.deleted_at.is_(None), kind.condition(day))
    order = (getattr(model, kind.since), model.id) if kind.since else (model.id,)
    rows = session.scalars(select(model).where(condition).order_by(*order).limit(limit)).all()
    names = _names(session, register, rows)
    for row in rows:
        since: date = (getattr(row, kind.since) if kind.since else None) or day
        near = Deadline(kind.urgency, kind.words(row, (day - since).days))
        yield _row(register, told, row, names, since, near)


def _reminded(session: Session, register: Register, told: Agenda, day: date) -> Iterator[AgendaRow]:
    reminders = tuple(told.reminders(session, day))
    held = [{"village": one.village or None, "team": one.place or None} for one in reminders]
    names = names_of(session, register, held).by_key
    for one in reminders:
        yield AgendaRow(
            register=register.name,
            id=one.id,
            action=one.action,
            title=one.title,
            place=names.get(one.place, one.place),
            village=names.get(one.village, one.village),
            due=one.due,
            deadline=deadline(one.due, day),
            stage=one.stage,
            step=one.step,
        )


def _owed(office: Office, day: date) -> Iterator[AgendaRow]:
    for one in owed(office, day):
        yield AgendaRow(
            register=COVERAGE,
            id=one.key,
            action=one.action,
            title=one.title,
            place=one.place,
            village=one.village,
            due=one.due,
            deadline=deadline(one.due, day),
            stage="",
            step=one.step,
        )


def _names(session: Session, register: Register, rows: Sequence[Any]) -> Mapping[str, str]:
    names = [info.name for info in register.fields if info.kind is Kind.REFERENCE]
    held = [{name: getattr(row, name) for name in names} for row in rows]
    return names_of(session, register, held).by_key


def _row(
    register: Register,
    told: Agenda,
    row: Any,
    names: Mapping[str, str],
    due: date,
    near: Deadline,
    step: str = "",
) -> AgendaRow:
    village = getattr(row, "village", None)
    return AgendaRow(
        register=register.name,
        id=row.id,
        action=told.action(row),
        title=told.title(row),
        place=told.place(row, names),
        village=names.get(village, "") if village else "镇级",
        due=due,
        deadline=near,
        stage=getattr(row, "stage", None) or "",
        step=step or _next(register, row),
    )


def _next(register: Register, row: Any) -> str:
    """The word of a record's next step, or of the fact that it awaits."""
    step = register.next_step(row)
    if step is not None:
        return step.brief or step.label
    deeds = register.facts.deeds if register.facts else ()
    return next((deed.verb for deed in deeds if deed.awaited(row)), "")


def _fixed_days(first: date, last: date) -> Iterator[CalendarEntry]:
    for year in range(first.year, last.year + 1):
        for month, number, text, detail in (
            (11, 1, "全市消防安全宣传月", "全月，重庆市消防条例第十条"),
            (11, 9, "消防日", "重庆市消防条例第十条"),
        ):
            day = date(year, month, number)
            if first <= day <= last:
                yield CalendarEntry(day, text, detail)
