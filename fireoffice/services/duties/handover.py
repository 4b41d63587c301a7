"""Hand-over: what one person holds and owes passes to another; what was done stays."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from fireoffice.core.errors import InputError
from fireoffice.db.models import Duty, Grid, Occurrence, Person, PersonRole, Unit, Village
from fireoffice.db.work import Work
from fireoffice.domain.fields import FieldInfo, Kind
from fireoffice.domain.values import ValueProblem, parse
from fireoffice.registers import PEOPLE
from fireoffice.services.entry.values import FieldErrors
from fireoffice.services.lists.references import key_of
from fireoffice.services.office import Office

ROLE: Final = PersonRole.noun
DUTY: Final = Duty.noun
OCCURRENCE: Final = Occurrence.noun
KEEPER: Final = "网格员"
MANAGER: Final = "消防安全管理人"
HEAD: Final = "村（居）负责人"
"""The kinds of what can be handed over, as people read them."""

TAKER: Final = FieldInfo("taker", "接收人", Kind.REFERENCE, target="people", required=True)
DAY: Final = FieldInfo("day", "移交日期", Kind.DATE, required=True, default="今天")
"""The fields that a hand-over asks for."""

_VILLAGE_FIELDS: Final = (("manager", MANAGER), ("head", HEAD))


@dataclass(frozen=True)
class Move:
    """One thing that passes on: its kind, the record that it stands in, what it is called."""

    kind: str
    record: str
    words: str

    @property
    def key(self) -> str:
        """The key that tells the move from every other."""
        return f"{self.kind}:{self.record}"


@dataclass(frozen=True)
class Handover:
    """A hand-over from `giver` to `taker` (their names) on `day`; `stays` counts what was done."""

    giver: str
    taker: str
    day: date
    moves: tuple[Move, ...]
    stays: int

    def count(self, kind: str) -> int:
        """The number of moves of a kind."""
        return sum(one.kind == kind for one in self.moves)

    def words(self) -> str:
        """The moves counted by kind, in one line: 任职2项、责任3项、履责4项."""
        kinds = dict.fromkeys(one.kind for one in self.moves)
        return "、".join(f"{kind}{self.count(kind)}项" for kind in kinds)


def holds(office: Office, person_id: str) -> tuple[Move, ...]:
    """Everything that a person could hand over today."""
    with office.reading() as session:
        return tuple(_moves(session, _person(session, person_id), office.clock.today()))


def understood(office: Office, taker: str, day: str) -> tuple[str, date]:
    """The key of the person and the day that were typed. Raises `FieldErrors`."""
    problems: dict[str, str] = {}
    key, when = "", office.clock.today()
    try:
        if not taker.strip():
            raise ValueProblem("请填写接收人。")
        with office.reading() as session:
            key = key_of(session, PEOPLE, taker.strip(), TAKER.label)
    except ValueProblem as problem:
        problems[TAKER.name] = str(problem)
    try:
        typed = parse(DAY, day or DAY.default, when)
        when = typed if isinstance(typed, date) else when
    except ValueProblem as problem:
        problems[DAY.name] = str(problem)
    if problems:
        raise FieldErrors(problems)
    return key, when


def preview(
    office: Office, giver: str, taker: str, day: date, *, keeps: Collection[str] = ()
) -> Handover:
    """The hand-over that `hand_over` would make; writes nothing. Raises `InputError` as it does."""
    with office.reading() as session:
        return _prepared(session, giver, taker, day, keeps)


def hand_over(
    office: Office, giver: str, taker: str, day: date, *, keeps: Collection[str] = ()
) -> Handover:
    """Pass on what the person `giver` holds, but for the moves with the keys `keeps`; one action.

    Roles end on `day` and begin anew with `taker`; open duties with their open occurrences, and
    the names written in grids and villages, become the taker's. Raises `InputError` where the
    two are the same, one of them is removed, nothing is left to move, or a role began later.
    """
    with office.reading() as session:
        names = [_person(session, key).name for key in (giver, taker)]
    with office.change(f"移交：{names[0]}→{names[1]}") as work:
        prepared = _prepared(work.session, giver, taker, day, keeps)
        if not prepared.moves:
            raise InputError(f"{prepared.giver}没有要移交的。", "请勾选至少一项。")
        from_, to = work.get(Person, giver), work.get(Person, taker)
        for move in prepared.moves:
            _pass_on(work, move, from_, to, day)
    return prepared


def _prepared(
    session: Session, giver: str, taker: str, day: date, keeps: Collection[str]
) -> Handover:
    from_, to = _person(session, giver), _person(session, taker)
    if from_.id == to.id:
        raise InputError("移交人和接收人是同一个人。", "请另选接收人。")
    moves = [one for one in _moves(session, from_, day) if one.key not in keeps]
    for move in moves:
        role = session.get(PersonRole, move.record) if move.kind == ROLE else None
        if role is not None and role.since and role.since > day:
            raise InputError(
                f"{from_.name}任{role.role}的日期（{role.since}）晚于移交日期。",
                "请核对移交日期，或不移交这一项。",
            )
    done = session.scalars(
        select(Duty.id).where(
            Duty.answerable == from_.id, Duty.closed.is_(True), Duty.deleted_at.is_(None)
        )
    ).all()
    fulfilled = session.scalars(
        select(Occurrence.id)
        .join(Duty, Duty.id == Occurrence.duty)
        .where(
            Duty.answerable == from_.id,
            Occurrence.person == from_.name,
            Occurrence.done_on.is_not(None),
            Occurrence.deleted_at.is_(None),
        )
    ).all()
    return Handover(from_.name, to.name, day, tuple(moves), len(done) + len(fulfilled))


def _moves(session: Session, person: Person, day: date) -> Iterator[Move]:
    yield from _roles(session, person, day)
    duties = session.scalars(
        select(Duty)
        .where(Duty.answerable == person.id, Duty.closed.is_(False), Duty.deleted_at.is_(None))
        .order_by(Duty.number)
    ).all()
    for duty in duties:
        yield Move(DUTY, duty.id, f"{duty.number or ''}　{duty.content}".strip())
        yield from _open_occurrences(session, duty, person)
    for grid in session.scalars(
        select(Grid)
        .where(Grid.keeper == person.name, Grid.deleted_at.is_(None))
        .order_by(Grid.code)
    ):
        if _is_meant(session, person, grid.village):
            yield Move(KEEPER, grid.id, grid.code)
    for village in session.scalars(
        select(Village)
        .where(
            or_(*(getattr(Village, name) == person.name for name, _ in _VILLAGE_FIELDS)),
            Village.deleted_at.is_(None),
        )
        .order_by(Village.order)
    ):
        if _is_meant(session, person, village.id):
            for name, kind in _VILLAGE_FIELDS:
                if getattr(village, name) == person.name:
                    yield Move(kind, village.id, village.name)


def _roles(session: Session, person: Person, day: date) -> Iterator[Move]:
    """The roles that a person holds on a day."""
    for role in session.scalars(
        select(PersonRole)
        .where(
            PersonRole.person == person.id,
            PersonRole.deleted_at.is_(None),
            or_(PersonRole.until.is_(None), PersonRole.until > day),
        )
        .order_by(PersonRole.role, PersonRole.id)
    ):
        places = (
            session.get(model, key)
            for model, key in ((Unit, role.unit), (Grid, role.grid), (Village, role.village))
            if key
        )
        place = next((one.title() for one in places if one is not None), "")
        yield Move(ROLE, role.id, "　".join(filter(None, (role.role, place))))


def _open_occurrences(session: Session, duty: Duty, person: Person) -> Iterator[Move]:
    for one in session.scalars(
        select(Occurrence)
        .where(
            Occurrence.duty == duty.id,
            Occurrence.done_on.is_(None),
            Occurrence.deleted_at.is_(None),
            or_(Occurrence.person == person.name, Occurrence.person.is_(None)),
        )
        .order_by(Occurrence.due)
    ):
        yield Move(OCCURRENCE, one.id, f"{duty.number or ''}　{one.period}".strip())


def _is_meant(session: Session, person: Person, village: str | None) -> bool:
    """True if a name written for a village means this person and not another of that name."""
    others = session.scalar(
        select(Person.id)
        .where(Person.name == person.name, Person.id != person.id, Person.deleted_at.is_(None))
        .limit(1)
    )
    if others is None or person.village == village:
        return True
    role = session.scalar(
        select(PersonRole.id)
        .where(
            PersonRole.person == person.id,
            PersonRole.village == village,
            PersonRole.deleted_at.is_(None),
        )
        .limit(1)
    )
    return role is not None


def _pass_on(work: Work, move: Move, giver: Person, taker: Person, day: date) -> None:
    if move.kind == ROLE:
        _pass_role(work, work.get(PersonRole, move.record), taker, day)
    elif move.kind == DUTY:
        work.set(work.get(Duty, move.record), person=taker.name, answerable=taker.id)
    elif move.kind == OCCURRENCE:
        work.set(work.get(Occurrence, move.record), person=taker.name)
    elif move.kind == KEEPER:
        grid = work.get(Grid, move.record)
        phone = taker.phone if grid.phone in (None, giver.phone) else grid.phone
        work.set(grid, keeper=taker.name, phone=phone)
    else:
        name = next(name for name, kind in _VILLAGE_FIELDS if kind == move.kind)
        work.set(work.get(Village, move.record), **{name: taker.name})


def _pass_role(work: Work, role: PersonRole, taker: Person, day: date) -> None:
    """End a role on `day` and begin it with `taker`, who may hold it already."""
    work.set(role, until=day)
    same = select(PersonRole.id).where(
        PersonRole.person == taker.id,
        PersonRole.role == role.role,
        PersonRole.village.is_not_distinct_from(role.village),
        PersonRole.grid.is_not_distinct_from(role.grid),
        PersonRole.unit.is_not_distinct_from(role.unit),
        PersonRole.until.is_(None),
        PersonRole.deleted_at.is_(None),
    )
    if work.session.scalar(same.limit(1)) is None:
        work.add(
            PersonRole(
                person=taker.id,
                role=role.role,
                village=role.village,
                grid=role.grid,
                unit=role.unit,
                since=day,
                sample=bool(role.sample and taker.sample),
            )
        )


def _person(session: Session, person_id: str) -> Person:
    person = session.get(Person, person_id)
    if person is None or person.deleted_at is not None:
        raise InputError("找不到这个人员，他可能已被移除。", "请刷新列表后再试。")
    return person
