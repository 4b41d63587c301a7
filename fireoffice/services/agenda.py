"""What is to be done: the day's list, and what the coming weeks hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from fireoffice.db.models import Hazard, Training
from fireoffice.domain.deadlines import Deadline, Urgency, deadline
from fireoffice.domain.hazards import Stage, State
from fireoffice.registers import HAZARDS, TABS, VOLUNTEERS, Register
from fireoffice.services.brigades.reminders import lapses
from fireoffice.services.entry.values import names_of
from fireoffice.services.office import Office
from fireoffice.services.trainings.reminders import COVERAGE, owed

_ACTIONS: Final = {
    Stage.FOUND: "下达通知",
    Stage.NOTIFIED: "催办",
    Stage.FIXING: "催办",
    Stage.FIXED: "复查",
    "duties": "履责",
    "trainings": "开展",
}


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
    """Something that is going to happen."""

    day: date
    text: str
    detail: str
    register: str = ""
    id: str = ""


def agenda(office: Office, today: date | None = None, limit: int = 200) -> tuple[AgendaRow, ...]:
    """What is overdue, due today, or due within three days, in all registers; earliest first.

    Papers of volunteers are told thirty days before they run out, and so are trainings owed to
    newcomers and drills owed by schools. Last comes what has been put right and awaits 复查.
    """
    day = today or office.clock.today()
    with office.reading() as session:
        dated = [register for register in TABS if register is not VOLUNTEERS]
        rows = [row for register in dated for row in _due(session, register, day, limit)]
        rows += _lapsing(session, day)
        waiting = list(_waiting(session, day, limit))
    rows += _owed(office, day)
    rows.sort(key=lambda row: (row.due, row.register, row.title))
    return (*rows[:limit], *waiting)


def calendar(
    office: Office, today: date | None = None, days: int = 30
) -> tuple[CalendarEntry, ...]:
    """What is planned in the coming `days`: sessions, and the days that the law names."""
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


def _due(session: Session, register: Register, day: date, limit: int) -> Iterator[AgendaRow]:
    model: Any = register.model
    rows = session.scalars(
        select(model)
        .where(model.deleted_at.is_(None), register.is_overdue_or_soon(day))
        .order_by(model.due_order)
        .limit(limit)
    ).all()
    names = _names(session, register, rows)
    for row in rows:
        due: date = getattr(row, register.due)
        yield _row(register, row, names, due, deadline(due, day))


def _waiting(session: Session, day: date, limit: int) -> Iterator[AgendaRow]:
    """The hazards put right that nobody has looked at again, or closed; the longest first."""
    rows = session.scalars(
        select(Hazard)
        .where(
            Hazard.deleted_at.is_(None),
            Hazard.stage == Stage.FIXED.value,
            Hazard.fixed_on.is_not(None),
        )
        .order_by(Hazard.fixed_on, Hazard.id)
        .limit(limit)
    ).all()
    names = _names(session, HAZARDS, rows)
    for row in rows:
        since: date = row.fixed_on or day
        days = (day - since).days
        words = f"已改{days}天" if days else "今天改好"
        waits = Deadline(Urgency.NONE, words)
        yield _row(HAZARDS, row, names, since, waits)


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
    held = [{"village": row.village, "team": getattr(row, "team", None)} for row in rows]
    return names_of(session, register, held).by_key


def _row(
    register: Register, row: Any, names: Mapping[str, str], due: date, near: Deadline
) -> AgendaRow:
    step = register.next_step(row)
    title, place = _words(register, row, names)
    passed = register is HAZARDS and row.state is State.PASSED
    return AgendaRow(
        register=register.name,
        id=row.id,
        action="销号" if passed else _ACTIONS.get(row.stage) or _ACTIONS[register.name],
        title=title,
        place=place,
        village=names.get(row.village, "") if row.village else "镇级",
        due=due,
        deadline=near,
        stage=row.stage,
        step=(step.brief or step.label) if step else "",
    )


def _lapsing(session: Session, day: date) -> Iterator[AgendaRow]:
    found = lapses(session, day)
    held = [{"village": one.village, "team": one.team} for one in found]
    names = names_of(session, VOLUNTEERS, held).by_key
    for one in found:
        yield AgendaRow(
            register=VOLUNTEERS.name,
            id=one.first.id,
            action=one.paper.action,
            title=one.title,
            place=names.get(one.team, ""),
            village=names.get(one.village, ""),
            due=one.due,
            deadline=deadline(one.due, day),
            stage=one.first.stage or "",
            step=one.paper.step.label,
        )


def _words(register: Register, row: Any, names: Mapping[str, str]) -> tuple[str, str]:
    match register.name:
        case "hazards":
            return row.description, row.place
        case "duties":
            return row.content, "，".join(filter(None, (row.holder, row.period)))
        case "trainings":
            return row.topic, row.place or ""
        case _:
            return row.title(), ""


def _fixed_days(first: date, last: date) -> Iterator[CalendarEntry]:
    for year in range(first.year, last.year + 1):
        for month, number, text, detail in (
            (11, 1, "全市消防安全宣传月", "全月，重庆市消防条例第十条"),
            (11, 9, "消防日", "重庆市消防条例第十条"),
        ):
            day = date(year, month, number)
            if first <= day <= last:
                yield CalendarEntry(day, text, detail)
