"""The machine may refuse at any statement: nothing is there by halves, and work goes on."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import closing, contextmanager
from typing import Any

import pytest
from sqlalchemy import Engine, event, select

from fireoffice.core.errors import EnvironmentProblem
from fireoffice.db.engine import DRIVER, connect
from fireoffice.db.models import Hazard
from fireoffice.registers import HAZARDS, TRAININGS
from fireoffice.services import records
from fireoffice.services.entry.drafts import keep_draft
from fireoffice.services.office import Office
from fireoffice.services.reference import town
from fireoffice.services.reference.codes import add_code
from fireoffice.services.reference.town import TownSetup, VillageSetup
from fireoffice.services.safekeeping import backups

FAULTS = {
    "disk full": "database or disk is full",
    "read-only": "attempt to write a readonly database",
    "locked": "database is locked",
    "permission": "unable to open database file",
}


def _create(office: Office) -> None:
    values = {"place": "福源超市", "village": "松林社区", "description": "通道堵塞"}
    records.create(office, HAZARDS, values)


def _key(office: Office) -> str:
    with office.reading() as session:
        return session.scalars(select(Hazard.id).order_by(Hazard.number)).first() or ""


def _update(office: Office) -> None:
    records.update(office, HAZARDS, _key(office), {"note": "门口堆物", "part": "一楼楼梯间"})


def _remove(office: Office) -> None:
    records.remove(office, HAZARDS, _key(office), "重复")


def _restore(office: Office) -> None:
    records.restore(office, HAZARDS, _key(office))


def _undo(office: Office) -> None:
    records.undo(office)


def _redo(office: Office) -> None:
    records.redo(office)


def _train(office: Office) -> None:
    values = {"topic": "灭火器的使用", "held_on": "2021-04-25", "village": "松林社区"}
    records.create(office, TRAININGS, values)


def _bulk(office: Office) -> None:
    with office.change("批量修改") as work:
        for row in records.query(office, HAZARDS, records.Query(limit=60)).rows:
            work.set(work.get(Hazard, row.id), handler="李强")


def _code(office: Office) -> None:
    add_code(office, "文化程度", "博士")


def _draft(office: Office) -> None:
    keep_draft(office, "公文/一", {"标题": "通知"})


def _set_up(office: Office) -> None:
    villages = (VillageSetup("清水村"), VillageSetup("松林社区", population=900))
    town.set_up(office, TownSetup("清水镇", "清水镇人民政府", ("清水府发",), villages))


USE_CASES: dict[str, tuple[Callable[[Office], None], ...]] = {
    "create": (_create,),
    "update": (_update,),
    "remove": (_remove,),
    "restore": (_remove, _restore),
    "undo": (_update, _undo),
    "redo": (_update, _undo, _redo),
    "training": (_train,),
    "bulk edit": (_bulk,),
    "code": (_code,),
    "draft": (_draft,),
}
"""Each with what must have been done before it."""


class _Machine:
    """Refuses the statement (or commit) with the number `refused`, and counts them all."""

    def __init__(self, said: str) -> None:
        self._error = DRIVER.OperationalError(said)
        self.refused = -1
        self.count = 0

    def pass_one(self, *_: Any) -> None:
        self.count += 1
        if self.count == self.refused:
            raise self._error


@contextmanager
def _watched(said: str, refused: int = -1) -> Generator[_Machine]:
    machine = _Machine(said)
    machine.refused = refused
    for name in ("before_cursor_execute", "commit"):
        event.listen(Engine, name, machine.pass_one)
    try:
        yield machine
    finally:
        for name in ("before_cursor_execute", "commit"):
            event.remove(Engine, name, machine.pass_one)


def _content(office: Office) -> dict[str, list[Any]]:
    with closing(connect(office.file, read_only=True)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        return {
            name: connection.execute(f'SELECT * FROM "{name}"').fetchall()
            for (name,) in tables.fetchall()
        }


@pytest.mark.slow
@pytest.mark.parametrize("said", FAULTS.values(), ids=FAULTS)
@pytest.mark.parametrize("name", USE_CASES)
def test_a_refusal_at_any_statement_leaves_all_or_nothing(
    sample_office: Office, name: str, said: str
) -> None:
    *before, act = USE_CASES[name]
    for step in before:
        step(sample_office)
    content = _content(sample_office)
    refused = 0
    while True:
        refused += 1
        with _watched(said, refused) as machine:
            try:
                act(sample_office)
                break
            except EnvironmentProblem:
                pass
        assert machine.count >= refused
        assert _content(sample_office) == content
    assert refused > 4
    assert _content(sample_office) != content
    assert backups.check(sample_office).ok


@pytest.mark.parametrize("said", FAULTS.values(), ids=FAULTS)
def test_setting_up_the_town_is_all_or_nothing_too(office: Office, said: str) -> None:
    content = _content(office)
    with _watched(said, 6), pytest.raises(EnvironmentProblem):
        _set_up(office)
    assert _content(office) == content
    _set_up(office)
    assert town.town(office).villages == ("清水村", "松林社区")
