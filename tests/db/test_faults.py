"""The machine may refuse at any statement: nothing is there by halves, and work goes on."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, Final

import pytest
from sqlalchemy import select

from fireoffice.core.clock import FixedClock
from fireoffice.core.errors import EnvironmentProblem
from fireoffice.db.checkpoint import Checkpointer
from fireoffice.db.engine import DATABASE_NAME, DRIVER, connect
from fireoffice.db.models import Hazard
from fireoffice.domain.months import Month
from fireoffice.registers import HAZARDS, TRAININGS
from fireoffice.services import records
from fireoffice.services.attachments import register as attachments
from fireoffice.services.attachments.store import STORE
from fireoffice.services.brigades import rota
from fireoffice.services.entry.drafts import keep_draft
from fireoffice.services.hazards.events import record_event
from fireoffice.services.office import Office
from fireoffice.services.papers.contexts import rectification_notice
from fireoffice.services.papers.from_records import issue_form
from fireoffice.services.reference import town
from fireoffice.services.reference.codes import add_code
from fireoffice.services.reference.town import TownSetup, VillageSetup
from fireoffice.services.safekeeping import backups
from fireoffice.services.safekeeping.password import is_protected, set_password
from fireoffice.services.trainings import attendance
from tests import past
from tests.pictures import png

FAULTS: Final = {
    "disk full": ("database or disk is full", errno.ENOSPC),
    "read-only": ("attempt to write a readonly database", errno.EROFS),
    "locked": ("database is locked", errno.EBUSY),
    "permission": ("unable to open database file", errno.EACCES),
}
"""What SQLite says, and the number of the system's error where a file gets its name."""

PLACE: Final = {"place": "福源超市", "village": "松林社区", "description": "通道堵塞"}
PASSWORD: Final = "松林社区的钟楼"
EVERY: Final = 16
"""Setting a password has hundreds of steps and takes seconds: every sixteenth is refused."""
Step = Callable[[Office], object]


class Machine:
    """Refuses the step with the number `refused`, and counts them all.

    A step is a statement of any connection, a commit, a copy of the database, and the moment in
    which a finished file takes its name.
    """

    def __init__(self) -> None:
        self._said, self._number = FAULTS["disk full"]
        self.refused = 0
        self.count = 0
        self._is_held = False

    def refuse(self, fault: str, at: int) -> None:
        """From now on count anew, and refuse step `at`; none where that is 0."""
        self._said, self._number = FAULTS[fault]
        self.count, self.refused, self._is_held = 0, at, False

    def pass_statement(self) -> None:
        """Raise what the database would, if this is the one."""
        if self._is_refused():
            raise DRIVER.OperationalError(self._said)

    def pass_naming(self) -> None:
        """Raise what the file system would, if this is the one.

        A file that somebody holds stays held: for a moment only, it would be waited for.
        """
        if self._is_held or self._is_refused():
            self._is_held = self._number == errno.EBUSY
            raise OSError(self._number, "refused")

    def _is_refused(self) -> bool:
        self.count += 1
        return self.count == self.refused


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    """What all connections and all finished files have to pass."""
    found = Machine()
    real_connect, real_replace = DRIVER.connect, Path.replace

    class Cursor(DRIVER.Cursor):
        def execute(self, *told: Any) -> Any:
            # A database that others have open is not counted anew, and nothing is lost by that.
            if told[0] != "PRAGMA journal_mode = DELETE":
                found.pass_statement()
            return super().execute(*told)

        def executemany(self, *told: Any) -> Any:
            found.pass_statement()
            return super().executemany(*told)

    class Connection(DRIVER.Connection):
        def cursor(self, factory: Any = Cursor) -> Any:
            return super().cursor(factory)

        def execute(self, *told: Any) -> Any:
            return self.cursor().execute(*told)

        def commit(self) -> None:
            found.pass_statement()
            super().commit()

        def backup(self, *told: Any, **more: Any) -> None:
            found.pass_statement()
            super().backup(*told, **more)

    def connect_watched(*told: Any, **more: Any) -> Any:
        return real_connect(*told, **more, factory=Connection)

    def replace_watched(self: Path, target: Path) -> Path:
        found.pass_naming()
        return real_replace(self, target)

    monkeypatch.setattr(DRIVER, "connect", connect_watched)
    monkeypatch.setattr(Path, "replace", replace_watched)
    # Its thread would take part in the counting.
    monkeypatch.setattr(Checkpointer, "note_writing", lambda _: None)
    return found


@pytest.fixture
def watched(machine: Machine, data_folder: Path, clock: FixedClock) -> Iterator[Office]:
    """A small office with something of everything, on that machine."""
    newest = sorted(past.SCHEMAS.glob("*.db"))[-1]
    past.left_by(newest.stem, data_folder / DATABASE_NAME)
    with Office.open(data_folder, clock, "王芳") as office:
        yield office


def _key(office: Office) -> str:
    with office.reading() as session:
        return session.scalars(select(Hazard.id).order_by(Hazard.number)).first() or ""


def _create(office: Office) -> str:
    return records.create(office, HAZARDS, PLACE)


def _latest(office: Office) -> str:
    return records.query(office, HAZARDS, records.Query(search="通道堵塞")).rows[0].id


def _update(office: Office) -> None:
    records.update(office, HAZARDS, _key(office), {"note": "门口堆物", "part": "一楼楼梯间"})


def _remove(office: Office) -> None:
    records.remove(office, HAZARDS, _key(office), "重复")


def _restore(office: Office) -> None:
    records.restore(office, HAZARDS, _key(office))


def _train(office: Office) -> None:
    values = {"topic": "灭火器的使用", "held_on": "2021-04-25", "village": "松林社区"}
    records.create(office, TRAININGS, values)


def _bulk(office: Office) -> None:
    with office.change("批量登记") as work:
        for at in range(12):
            records.make(work, office, HAZARDS, PLACE | {"part": f"{at}号门"})


def _code(office: Office) -> None:
    add_code(office, "文化程度", "博士")


def _draft(office: Office) -> None:
    keep_draft(office, "公文/一", {"标题": "通知"})


def _happen(office: Office) -> None:
    record_event(office, _latest(office), "告知", {})


def _issue(office: Office) -> None:
    issue_form(office, rectification_notice.KIND, [_latest(office)], {"整改期限": "2021-04-30"})


def _attach(office: Office) -> None:
    photo = attachments.Pasted("东侧.png", png(16, 8))
    attachments.add(office, HAZARDS, _latest(office), [photo])


def _sign_in(office: Office) -> None:
    names = [attendance.Line(name, presence="已到") for name in ("张伟", "刘洋")]
    attendance.save(office, records.query(office, TRAININGS).rows[-1].id, names)


def _put_on_duty(office: Office) -> None:
    team, _ = rota.teams(office)[0]
    rota.save(office, rota.proposed(office, team, Month(2021, 6), 1))


USE_CASES: dict[str, tuple[Step, ...]] = {
    "create": (_create,),
    "update": (_update,),
    "remove": (_remove,),
    "restore": (_remove, _restore),
    "undo": (_update, records.undo),
    "redo": (_update, records.undo, records.redo),
    "training": (_train,),
    "many at once": (_bulk,),
    "code": (_code,),
    "draft": (_draft,),
    "hazard event": (_create, _happen),
    "paper of a record": (_create, _issue),
    "photo": (_create, _attach),
    "list of names": (_sign_in,),
    "rota": (_put_on_duty,),
}
"""Each with what must have been done before it."""


def _content(folder: Path) -> dict[str, Any]:
    """All rows of all tables, and the files of papers and attachments."""
    with closing(connect(folder / DATABASE_NAME, read_only=True)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        found: dict[str, Any] = {
            name: connection.execute(f'SELECT * FROM "{name}"').fetchall()
            for (name,) in tables.fetchall()
        }
    for name in (str(STORE), "公文"):
        files = (folder / name).rglob("*")
        found[name] = sorted(one.name for one in files if one.is_file())
    return found


def _refuse_each(machine: Machine, fault: str, folder: Path, act: Callable[[], object]) -> int:
    """Refuse one step of `act` after the other until it is done; how many steps it has."""
    machine.refuse(fault, 0)
    content = _content(folder)
    refused = 0
    while True:
        refused += 1
        machine.refuse(fault, refused)
        try:
            act()
        except EnvironmentProblem:
            machine.refuse(fault, 0)
            assert _content(folder) == content, f"refused at step {refused}"
        else:
            assert machine.count < refused, f"step {refused} was refused and nothing said"
            machine.refuse(fault, 0)
            return refused - 1


@pytest.mark.slow
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("name", USE_CASES)
def test_a_refusal_at_any_step_leaves_all_or_nothing(
    watched: Office, machine: Machine, name: str, fault: str
) -> None:
    *before, act = USE_CASES[name]
    for step in before:
        step(watched)
    content = _content(watched.folder)
    # The files of its papers and photos do not lie beside a fixture.
    known = backups.check(watched).problems
    steps = _refuse_each(machine, fault, watched.folder, lambda: act(watched))
    assert steps > 4
    assert _content(watched.folder) != content
    assert backups.check(watched).problems == known
    print(f"{name}, {fault}: {steps} steps")


@pytest.mark.slow
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("fault", FAULTS)
def test_a_refused_restoration_leaves_what_stood(
    watched: Office, machine: Machine, clock: FixedClock, fault: str
) -> None:
    known = backups.check(watched).problems
    saved = backups.backup(watched).file
    _create(watched)
    watched.close()
    folder = watched.folder
    steps = _refuse_each(machine, fault, folder, lambda: backups.restore(folder, saved, clock))
    with Office.open(folder, clock) as office:
        assert backups.check(office).problems == known
        places = records.Query(search=PLACE["description"])
        assert records.query(office, HAZARDS, places).total == 0
    print(f"restoration, {fault}: {steps} steps")


@pytest.mark.slow
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("fault", FAULTS)
def test_a_refused_password_leaves_the_database_without_one(
    watched: Office, machine: Machine, fault: str, caplog: pytest.LogCaptureFixture
) -> None:
    content, refused = _content(watched.folder), 0
    while not is_protected(watched.file):
        refused += EVERY
        machine.refuse(fault, refused)
        try:
            set_password(watched, "", PASSWORD)
        except EnvironmentProblem:
            assert not is_protected(watched.file)
        counted = machine.count
        machine.refuse(fault, 0)
        assert _content(watched.folder) == content, f"refused at step {refused}"
    # Only the backup of what is protected already may fail without stopping it.
    assert counted < refused or "没有备份成" in caplog.text
    assert refused > 10 * EVERY
    print(f"password, {fault}: every {EVERY}th of {refused} steps")


@pytest.mark.parametrize("at", [2, 6, 12])
@pytest.mark.parametrize("fault", FAULTS)
def test_setting_up_the_town_is_all_or_nothing_too(
    machine: Machine, office: Office, fault: str, at: int
) -> None:
    villages = (VillageSetup("清水村"), VillageSetup("松林社区", population=900))
    given = TownSetup("清水镇", "清水镇人民政府", ("清水府发",), villages)
    content = _content(office.folder)
    machine.refuse(fault, at)
    with pytest.raises(EnvironmentProblem):
        town.set_up(office, given)
    machine.refuse(fault, 0)
    assert _content(office.folder) == content
    town.set_up(office, given)
    assert town.town(office).villages == ("清水村", "松林社区")
