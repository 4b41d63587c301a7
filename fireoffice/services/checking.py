"""The check of a whole database, and the repair of what follows from the rest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from fireoffice.core.errors import EnvironmentProblem
from fireoffice.db.fields import fields_of
from fireoffice.db.models import Base, Record
from fireoffice.db.rebuild import Difference, differences, gaps, put_right
from fireoffice.db.schema import examine
from fireoffice.db.search import search_text
from fireoffice.services.office import Office

_BATCH: Final = 500
_DERIVED: Final = ("search_text", "stage", "closed", "due_order")


@dataclass(frozen=True)
class CheckReport:
    """What `check` found: Chinese sentences; `repaired` are those already put right."""

    problems: tuple[str, ...] = ()
    repaired: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong (any more)."""
        return not self.problems


def inspect(office: Office) -> CheckReport:
    """Check pages, references, rows against the log, and derived columns; changes nothing.

    Values never stand in the report: they may be personal.
    """
    damage = examine(office.file).problems
    try:
        with office.reading() as session:
            return CheckReport((*damage, *_against_the_log(session), *_stale(session)))
    except EnvironmentProblem:
        # Pages that cannot be read are told already.
        if not damage:
            raise
        return CheckReport(damage)


def mend(office: Office, found: CheckReport) -> CheckReport:
    """Make right what follows from the rest: indexes, rows that the log knows, derived columns.

    The caller has kept a copy. What is not in the log (a row that nobody entered, a gap) cannot
    be made up and stays a problem. Raises `EnvironmentProblem` where pages cannot be read.
    """
    with office.scratch() as session:
        session.execute(text("REINDEX"))
    with office.scratch() as session:
        for model in _models():
            for one in list(differences(session, model)):
                put_right(session, model, one)
            session.flush()
            for record in _in_batches(session, model, writing=True):
                _follow(record)
    left = inspect(office)
    return CheckReport(
        left.problems, tuple(one for one in found.problems if one not in left.problems)
    )


def _models() -> list[type[Record]]:
    mappers = [one.class_ for one in Base.registry.mappers if issubclass(one.class_, Record)]
    return sorted(mappers, key=lambda model: model.__tablename__)


def _against_the_log(session: Session) -> Iterator[str]:
    for model in _models():
        found = list(differences(session, model))
        unknown = sum(not one.has_log for one in found)
        lost = sum(not one.has_row for one in found)
        changed = [one for one in found if one.has_log and one.has_row]
        if unknown:
            yield f"{model.noun}有{unknown}条在操作日志中没有登记"
        if lost:
            yield f"{model.noun}有{lost}条在操作日志中有、台账中没有"
        if changed:
            yield f"{model.noun}有{len(changed)}条与操作日志不一致（{_labels(model, changed)}）"
    for replica, missing in gaps(session):
        yield f"操作日志缺少{missing}次操作（来自{replica[:8]}）"


def _labels(model: type[Record], found: list[Difference]) -> str:
    labels = {info.name: info.label for info in fields_of(model)}
    names = {name for one in found for name in one.logged}
    return "、".join(sorted({labels.get(name, "登记情况") for name in names}))


def _stale(session: Session) -> Iterator[str]:
    for model in _models():
        count = sum(_follow(record) for record in _in_batches(session, model))
        if count:
            yield f"{model.noun}有{count}条的状态或检索内容与记录不一致"


def _follow(record: Record) -> bool:
    """Bring the derived columns of `record` up to date; whether they were not."""
    before = [getattr(record, name, None) for name in _DERIVED]
    record.derive()
    record.search_text = search_text(record)
    return before != [getattr(record, name, None) for name in _DERIVED]


def _in_batches(session: Session, model: type[Record], *, writing: bool = False) -> Iterator[Any]:
    """All records of `model`, few at a time; when `writing`, what was changed is written."""
    last = ""
    while True:
        some = session.scalars(
            select(model).where(model.id > last).order_by(model.id).limit(_BATCH)
        ).all()
        if not some:
            return
        yield from some
        last = some[-1].id
        if writing:
            session.flush()
        session.expunge_all()
