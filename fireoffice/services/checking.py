"""The check of a whole database, and the repair of what follows from the rest."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from fireoffice.db.models import Base, Record
from fireoffice.db.schema import examine
from fireoffice.db.search import search_text
from fireoffice.services.office import Office


@dataclass(frozen=True)
class CheckReport:
    """What `check` found: Chinese sentences; `repaired` are those already put right."""

    problems: tuple[str, ...] = ()
    repaired: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong (any more)."""
        return not self.problems


def check(office: Office, *, repair: bool = False) -> CheckReport:
    """Check the database's pages, its references, and that derived columns are what follows.

    With `repair`, derived columns are made right again.
    """
    problems = list(examine(office.file).problems)
    stale = _stale(office, repair=repair)
    sentences = [f"{noun}有{count}条的状态或检索内容与记录不一致" for noun, count in stale.items()]
    if repair:
        return CheckReport(tuple(problems), tuple(sentences))
    return CheckReport(tuple(problems + sentences))


def _stale(office: Office, *, repair: bool) -> dict[str, int]:
    """How many records of each kind hold derived columns that do not follow; repaired if asked."""
    found: dict[str, int] = {}
    context = office.scratch() if repair else office.reading()
    with context as session:
        for mapper in Base.registry.mappers:
            model = mapper.class_
            if not issubclass(model, Record):
                continue
            for record in session.scalars(select(model)).all():
                before = _derived(record)
                record.derive()
                record.search_text = search_text(record)
                if _derived(record) != before:
                    found[model.noun] = found.get(model.noun, 0) + 1
        if not repair:
            session.expunge_all()
    return found


def _derived(record: Record) -> tuple[object, ...]:
    names = ("search_text", "stage", "closed", "due_order")
    return tuple(getattr(record, name, None) for name in names)
