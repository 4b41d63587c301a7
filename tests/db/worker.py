"""A program that works until it is killed, and says before and after each step what must stand.

Started by `test_crash` with a data folder and a seed. Lines: `stands STATE PROBLEMS` once at
the beginning; then `tries STEP STATE` before and `done STEP STATE` after each step. A state is the
populations of all villages, in the order of their names, then how many photos there are, then how
many papers were issued.
"""

from __future__ import annotations

import json
import random
import shutil
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from fireoffice.db import migrate, schema
from fireoffice.db.engine import connect
from fireoffice.db.models import Attachment, Hazard, Paper, PaperNumber, Village
from fireoffice.domain.papers import PaperState
from fireoffice.registers import HAZARDS
from fireoffice.services import records
from fireoffice.services.attachments import register as attachments
from fireoffice.services.office import Office
from fireoffice.services.papers import issuing as papers
from fireoffice.services.reference.town import TownSetup, is_set_up, set_up
from fireoffice.services.safekeeping import backups
from tests.pictures import png

VILLAGES = 12
NEXT = "9001"
MIGRATION = f"""
import sqlalchemy as sa
from alembic import op

revision = "{NEXT}"
down_revision = "{schema.REVISIONS[-1]}"


def upgrade():
    with op.batch_alter_table("villages") as table:
        table.add_column(sa.Column("area", sa.Float(), nullable=True))
"""

State = list[int | None]


def one_schema_ahead(folder: Path) -> None:
    """Make this program one whose newest schema adds a column."""
    migrations = folder / "migrations"
    if not migrations.exists():
        shutil.copytree(migrate.MIGRATIONS, migrations)
        (migrations / "versions" / f"{NEXT}_next.py").write_text(MIGRATION, encoding="utf-8")
    ahead = (*schema.REVISIONS, NEXT)
    modules: tuple[Any, ...] = (migrate, schema)
    for module in modules:
        module.MIGRATIONS, module.REVISIONS = migrations, ahead


class Worker:
    """Works on one data folder; each step returns once everything it did is acknowledged."""

    def __init__(self, folder: Path, seed: int) -> None:
        self._folder = folder
        self._chance = random.Random(seed)
        self._office = Office.open(folder)
        self._older = tuple(schema.REVISIONS)[-2:][0]
        self._before: list[State] = []
        self._saved: dict[Path, State] = {}
        self._settle_in()
        self.state = self._read()

    def problems(self) -> list[str]:
        """What is wrong: by the check, in the numbers, and of hidden files in the folder."""
        found = list(backups.check(self._office).problems)
        with self._office.reading() as session:
            numbers = session.execute(
                select(PaperNumber.series, PaperNumber.year, PaperNumber.sequence)
                .join(Paper, Paper.id == PaperNumber.paper)
                .where(Paper.state == PaperState.ISSUED)
            ).all()
        if len(set(numbers)) != self.state[-1]:
            found.append(f"{len(set(numbers))} numbers for {self.state[-1]} papers")
        return found + [str(left) for left in self._folder.rglob(".~*")]

    def step(self) -> None:
        """One thing that people do, told before and after."""
        kinds = ["edit", "bulk", "backup", "migrate", "paper", "photo"]
        kinds += ["undo"] * bool(self._before) + ["restore"] * bool(self._saved)
        kind = self._chance.choice(kinds)
        expected, act = self._plan(kind)
        print("tries", kind, json.dumps(expected), flush=True)
        act()
        self.state = expected
        print("done", kind, json.dumps(expected), flush=True)

    def _plan(self, kind: str) -> tuple[State, Callable[[], object]]:
        match kind:
            case "edit":
                at = self._chance.randrange(VILLAGES)
                wanted = [*self.state[:at], self._value(), *self.state[at + 1 :]]
                return wanted, lambda: self._write(wanted)
            case "bulk":
                wanted = [*(self._value() for _ in range(VILLAGES)), *self.state[VILLAGES:]]
                return wanted, lambda: self._write(wanted)
            case "undo":
                # An issued paper is no one's to undo.
                return [*self._before[-1][:-1], self.state[-1]], self._undo
            case "photo":
                photos, issued = self.state[VILLAGES:]
                return [*self.state[:VILLAGES], (photos or 0) + 1, issued], self._attach
            case "paper":
                return [*self.state[:-1], (self.state[-1] or 0) + 1], self._issue
            case "restore":
                file = self._chance.choice(list(self._saved))
                return self._saved[file], lambda: self._restore(file)
            case "migrate":
                return self.state, self._migrate
            case _:
                return self.state, self._back_up

    def _write(self, wanted: State) -> None:
        with self._office.change("修改人口") as work:
            found = work.session.scalars(select(Village).order_by(Village.name))
            for village, population in zip(found, wanted, strict=False):
                if village.population != population:
                    work.set(village, population=population)
        self._before.append(self.state)

    def _attach(self) -> None:
        with self._office.reading() as session:
            hazard = session.scalars(select(Hazard.id)).one()
        picture = png(self._chance.randrange(1, 400), self._chance.randrange(1, 400))
        attachments.add(self._office, HAZARDS, hazard, [attachments.Pasted("现场.png", picture)])
        self._before.append(self.state)

    def _issue(self) -> None:
        whole = papers.read_sample().manuscript
        manuscript = replace(whole, fields=replace(whole.fields, number=""))
        # Of the sample town: what is made so is nothing that one would undo.
        papers.issue(self._office, papers.new_draft(self._office, manuscript, sample=True))

    def _undo(self) -> None:
        records.undo(self._office)
        self._before.pop()

    def _back_up(self) -> None:
        self._saved[backups.backup(self._office).file] = self.state

    def _restore(self, file: Path) -> None:
        self._office.close()
        backups.restore(self._folder, file)
        self._reopen()

    def _migrate(self) -> None:
        """Put the schema back by one, and open the office: it is brought up again."""
        self._office.close()
        with closing(connect(self._office.file)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ALTER TABLE villages DROP COLUMN area")
            connection.execute(f"UPDATE alembic_version SET version_num = '{self._older}'")
            connection.execute("COMMIT")
        self._reopen()

    def _reopen(self) -> None:
        self._office = Office.open(self._folder)
        self._before.clear()

    def _settle_in(self) -> None:
        with self._office.change("建立村（居）") as work:
            if work.session.scalar(select(Village.id).limit(1)) is None:
                work.add(*(Village(name=f"{at:02d}村", kind="行政村") for at in range(VILLAGES)))
        if not is_set_up(self._office):
            set_up(self._office, TownSetup("邻鄂镇", "黔江区邻鄂镇人民政府", ("邻鄂府发",)))
        if not records.query(self._office, HAZARDS).total:
            told = {"place": "福源超市", "village": "00村", "description": "通道堵塞"}
            records.create(self._office, HAZARDS, told)

    def _read(self) -> State:
        with self._office.reading() as session:
            populations = session.scalars(
                select(Village.population).where(Village.name.like("__村")).order_by(Village.name)
            ).all()
            photos = session.scalar(select(func.count()).where(Attachment.deleted_at.is_(None)))
            issued = session.scalar(select(func.count()).where(Paper.state == PaperState.ISSUED))
        return [*populations, photos, issued]

    def _value(self) -> int:
        return self._chance.randrange(10**6)


def main() -> None:
    folder, seed = Path(sys.argv[1]), int(sys.argv[2])
    one_schema_ahead(folder)
    worker = Worker(folder / "data", seed)
    print("stands", json.dumps(worker.state), json.dumps(worker.problems()), sep="\t", flush=True)
    while True:
        worker.step()


if __name__ == "__main__":
    main()
