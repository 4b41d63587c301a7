"""An open office: the data folder, its database, its clock, and the one way to write."""

from __future__ import annotations

import platform
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, RLock, get_ident, local
from typing import Final

from sqlalchemy import Engine, select, text
from sqlalchemy.orm import Session

from fireoffice.core.clock import Clock, SystemClock
from fireoffice.core.drives import cloud_warning
from fireoffice.core.ids import new_replica_id
from fireoffice.core.paths import mark_of_folder
from fireoffice.db import lineage
from fireoffice.db import undo as db_undo
from fireoffice.db import work as db_work
from fireoffice.db.checkpoint import Checkpointer, renewing
from fireoffice.db.engine import DATABASE_NAME, explaining_database, open_engine
from fireoffice.db.heads import hold, let_go
from fireoffice.db.log import Signature
from fireoffice.db.migrate import is_ready, prepare
from fireoffice.db.models import Meta, Operation, Replica
from fireoffice.db.occupancy import Occupancy, identity_of, require_same
from fireoffice.db.schema import settle
from fireoffice.db.work import EDIT, UNDO, Work
from fireoffice.domain.changes import Changes
from fireoffice.registers import LIST_TABS, REGISTERS
from fireoffice.registers.checks import require_sound
from fireoffice.services.papers.leftovers import clear_if_any
from fireoffice.services.reference.seeding import complete, seed
from fireoffice.services.safekeeping.ownership import office_in
from fireoffice.services.safekeeping.recovery import damage_behind, recover, refuse_lost, sweep

REPLICA: Final = "replica"
"""The key of `Meta` under which this installation keeps its identity."""
PLACE: Final = "place"
"""The key of `Meta` under which the replica keeps where it is at home."""
_LOCAL_AUTHOR: Final = "本机"
"""The author that operations bear where no one has given a name."""


class Office:
    """The open database of one data folder. Made by `Office.open`; close it at the end.

    `author` is who is said to act; the window sets it. Writing and reading may happen in any
    thread; writers take turns.
    """

    def __init__(
        self, folder: Path, engine: Engine, occupancy: Occupancy, clock: Clock, author: str
    ) -> None:
        self.folder = folder
        self.file = folder / DATABASE_NAME
        self.clock = clock
        self.author = author
        self.opened_at = clock.now()
        self.notes: tuple[str, ...] = ()
        """Sentences to tell the user once the office is open; see `open`."""
        self.replica_id = ""
        self.office_id = ""
        """The identity that all copies of this database share (`safekeeping.ownership`)."""
        self._engine = engine
        self._occupancy = occupancy
        self._identity = identity_of(self.file)
        self._head = hold(self.file)
        self._reader = db_work.reader(engine)
        self._renew_connections = renewing(engine)
        self._checkpointer = self._new_checkpointer()
        self._writing = RLock()
        self._is_awake = Event()
        self._is_awake.set()
        self._writer = 0
        self._view = local()
        self._listeners: list[Callable[[Changes], None]] = []
        self._done: list[str] = []
        self._taken_back: list[str] = []

    @classmethod
    def open(cls, folder: Path, clock: Clock | None = None, author: str = "") -> Office:
        """Open the office in `folder`; create or migrate its database as needed.

        Where the last session was cut off (power cut, crash), the database is examined and
        `notes` tells so, as it tells of a folder that a cloud keeps in step. Raises `OfficeError`
        when the database is damaged, newer than this program, locked, or gone from beside its
        backups, or the folder cannot be written.
        """
        require_sound(REGISTERS, LIST_TABS)
        try:
            return cls._opened(folder, clock or SystemClock(), author or _LOCAL_AUTHOR)
        except Exception as error:
            if (damage := damage_behind(error, folder)) is None:
                raise
            raise damage from error

    @classmethod
    def _opened(cls, folder: Path, clock: Clock, author: str) -> Office:
        file = folder / DATABASE_NAME
        occupancy = Occupancy(file)
        try:
            notes = _move_in(file, occupancy, clock)
            engine = open_engine(file)
        except BaseException:
            occupancy.close()
            raise
        office = cls(folder, engine, occupancy, clock, author)
        office.notes = (*notes, *filter(None, [cloud_warning(folder)]))
        try:
            office._introduce()
            seed(office)
            complete(office)
            clear_if_any(folder, office.reading)
            office._done.clear()
        except BaseException:
            office.close()
            raise
        return office

    def close(self) -> None:
        """Bring everything into the database file and let it go."""
        with self._writing:
            self._checkpointer.close()
            self._engine.dispose()
            let_go(self._head)
            self._occupancy.close()

    def rest(self) -> None:
        """Bring everything into the database file; whoever reads or writes next opens it again."""
        with self._writing:
            self._checkpointer.close()
            self._engine.dispose()
            self._checkpointer = self._new_checkpointer()

    def __enter__(self) -> Office:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def change(self, label: str, kind: str = EDIT, undoes: str | None = None) -> Generator[Work]:
        """One action of the user, named `label`: one transaction, one operation in the log.

        What its registers say follows from it is part of the same operation.
        When the block ends, all is on disk; when it raises, nothing is. `kind` is `EDIT`, or
        `FINAL` (of `fireoffice.db.work`) for what cannot be undone. Raises `EnvironmentProblem`,
        also where the database is gone, or another file has come to lie in its place.
        """
        with self._writing:
            if self._writer == get_ident():
                raise RuntimeError("a change inside a change")
            self._writer = get_ident()
            try:
                require_same(self.file, self._identity)
                signature = Signature(self.replica_id, self.author, self.clock.now())
                with (
                    explaining_database(self.file),
                    db_work.change(self._engine, signature, label, kind, undoes) as work,
                ):
                    yield work
                    if kind == EDIT:
                        for register in REGISTERS.values():
                            register.follow(work, self.clock.today())
                # What went into a file that nobody will open again must not be reported as done.
                require_same(self.file, self._identity)
            finally:
                self._writer = 0
            self._checkpointer.note_writing()
            if work.op_id and kind == EDIT:
                self._done.append(work.op_id)
                self._taken_back.clear()
        if work.changes is not None:
            for listener in tuple(self._listeners):
                listener(work.changes)

    @contextmanager
    def snapshot(self) -> Generator[Session]:
        """Hold one state of the database for all that this thread reads in the block: one session.

        For what belongs together on the screen. The block is short and writes nothing.
        """
        with self.reading() as session:
            outer, self._view.session = getattr(self._view, "session", None), session
            try:
                yield session
            finally:
                self._view.session = outer

    @contextmanager
    def reading(self) -> Generator[Session]:
        """A session for reading one state of the database: that of the `snapshot`, if one is open.

        Raises `EnvironmentProblem`.
        """
        shared: Session | None = getattr(self._view, "session", None)
        if shared is not None:
            yield shared
            return
        self._is_awake.wait()
        require_same(self.file, self._identity)
        with explaining_database(self.file), db_work.reading(self._reader) as session:
            yield session

    @contextmanager
    def scratch(self) -> Generator[Session]:
        """A transaction outside the log, for drafts and facts about this file alone."""
        with self._writing:
            require_same(self.file, self._identity)
            with (
                explaining_database(self.file),
                Session(self._engine, expire_on_commit=False) as session,
                session.begin(),
            ):
                yield session
            require_same(self.file, self._identity)
        self._checkpointer.note_writing()

    @contextmanager
    def at_rest(self) -> Generator[None]:
        """Close the database file while the block puts another in its place.

        Whoever wants to read or write waits until the end. Raises `EnvironmentProblem` where
        something still reads, or another program has the database open.
        """
        with self._writing:
            self._is_awake.clear()
            try:
                self._checkpointer.close()
                self._engine.dispose()
                with self._occupancy.alone():
                    require_same(self.file, self._identity)
                    settle(self.file)
                    let_go(self._head)
                    try:
                        yield
                    finally:
                        self._identity = identity_of(self.file)
                        self._head = hold(self.file)
            finally:
                self._checkpointer = self._new_checkpointer()
                self._is_awake.set()

    def listen(self, listener: Callable[[Changes], None]) -> None:
        """Tell `listener` of every operation written here, once it is on disk.

        It is called in the thread that wrote.
        """
        self._listeners.append(listener)

    def last_operation(self) -> str:
        """The operation written last into the database, by whichever program; empty if none."""
        with self.reading() as session:
            return session.scalar(select(Operation.id).order_by(text("rowid DESC")).limit(1)) or ""

    def undo(self, op_id: str, label: str) -> str | None:
        """Take the operation `op_id` back by a new one, and return its id. Raises `InputError`."""
        with self.change(label, UNDO, op_id) as work:
            db_undo.take_back(work, op_id)
        return work.op_id

    @property
    def done(self) -> list[str]:
        """The operations of this session that may be undone, latest last."""
        return self._done

    @property
    def taken_back(self) -> list[str]:
        """The undoing operations of this session that may be undone (redo), latest last."""
        return self._taken_back

    def _new_checkpointer(self) -> Checkpointer:
        return Checkpointer(self.file, measured=self._renew_connections)

    def _introduce(self) -> None:
        """Make sure that this installation has its identity in the database.

        A folder that was copied by hand comes with the identity of where it was: two replicas
        with one name could never be merged, so it takes another.
        """
        place = mark_of_folder(self.folder)
        with self.reading() as session:
            is_known = self._recognise(session, place)
        if is_known:
            return
        if not self.replica_id:
            # From here on the databases diverge: no log of the one fits the other.
            self._engine.dispose()
            lineage.begin(self.file)
        with self.scratch() as session:
            # Another program may have opened the same new database first.
            if self._recognise(session, place):
                return
            if not self.replica_id:
                self.replica_id = new_replica_id()
                session.add(
                    Replica(
                        id=self.replica_id,
                        name=platform.node() or _LOCAL_AUTHOR,
                        created_at=self.clock.now(),
                    )
                )
                session.merge(Meta(key=REPLICA, value=self.replica_id))
            session.merge(Meta(key=PLACE, value=place))
            session.flush()
            self.office_id = office_in(session)

    def _recognise(self, session: Session, place: str) -> bool:
        """Take the identity that the database holds, if it is ours; True if nothing is missing."""
        known, home = session.get(Meta, REPLICA), session.get(Meta, PLACE)
        is_ours = known is not None and (home is None or home.value == place)
        self.replica_id = known.value if known is not None and is_ours else ""
        self.office_id = office_in(session)
        return is_ours and home is not None


def _move_in(file: Path, occupancy: Occupancy, clock: Clock) -> tuple[str, ...]:
    """Get the database `file` ready and take a share of it; return the sentences to tell of it."""
    notes: tuple[str, ...] = ()
    if occupancy.try_alone():
        # Nobody else is at work: unfinished files here were left by a session that was cut off.
        notes = recover(file, clock)
        refuse_lost(file.parent)
        sweep(file.parent)
        prepare(file)
    occupancy.share()
    while not is_ready(file):
        with occupancy.alone():
            refuse_lost(file.parent)
            prepare(file)
    return notes
