"""Makes the small database that stands for a released schema: run once, with the release itself.

    git worktree add /somewhere/release TAG
    PYTHONPATH=/somewhere/release python tests/db/make_schema_fixture.py
    git worktree remove /somewhere/release

It writes `tests/db/schemas/REVISION.db`: a part of the sample town with what leaves traces in a log
(changes, undo, redo, the recycle bin, a paper issued and one voided, drafts). From then on
`test_released_schemas` opens it with every later program. A released fixture is never made again.
"""

from __future__ import annotations

import sys
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from fireoffice.core.clock import FixedClock
from fireoffice.db.engine import connect
from fireoffice.db.schema import REVISIONS, copy_database
from fireoffice.db.work import SAMPLE
from fireoffice.registers import DUTIES, HAZARDS, TRAININGS, VOLUNTEERS
from fireoffice.services import records
from fireoffice.services.entry.drafts import keep_draft
from fireoffice.services.office import Office
from fireoffice.services.papers import issuing as papers
from fireoffice.services.papers import voiding
from fireoffice.services.reference.calendar import working_calendar
from fireoffice.services.sample.installing import SEED
from fireoffice.services.sample.town import SampleTown

SCHEMAS: Final = Path(__file__).parent / "schemas"
TODAY: Final = date(2021, 4, 20)
_OF_EACH: Final = 3
_LINES: Final = 8
_PAGE: Final = 512


def main() -> None:
    """Write the fixture of the schema of the `fireoffice` that is imported."""
    target = SCHEMAS / f"{REVISIONS[-1]}.db"
    if target.exists():
        sys.exit(f"{target} is released and stays as it is")
    with TemporaryDirectory() as folder:
        with Office.open(Path(folder), FixedClock(TODAY), "王芳") as office:
            _fill(office)
            _work(office)
            _write_papers(office)
        with closing(connect(office.file)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")
            connection.execute(f"PRAGMA page_size = {_PAGE}")
            connection.execute("VACUUM")
        copy_database(office.file, target)
    print(f"{target}: {target.stat().st_size:,} bytes")


def _fill(office: Office) -> None:
    """Put in a few records of each kind, with all that they refer to."""
    chosen: dict[str, Any] = {}
    counted: dict[type, int] = {}
    for record in SampleTown(SEED, TODAY, working_calendar(office)).records():
        keys = [
            getattr(record, column.name)
            for column in record.__table__.columns
            if column.foreign_keys
        ]
        if counted.get(type(record), 0) < _OF_EACH and all(
            not key or key in chosen for key in keys
        ):
            counted[type(record)] = counted.get(type(record), 0) + 1
            chosen[record.id] = record
    with office.change("放入示例数据", SAMPLE) as work:
        for record in chosen.values():
            record.sample = True
        work.add(*chosen.values())


def _work(office: Office) -> None:
    for register in (HAZARDS, DUTIES, TRAININGS, VOLUNTEERS):
        first, second, third, *_ = [row.id for row in records.query(office, register).rows]
        for word in ("第一次核对", "第二次核对"):
            records.update(office, register, first, {"note": word})
        records.undo(office)
        records.redo(office)
        records.undo(office)
        records.remove(office, register, second, "登记重复")
        records.remove(office, register, third, "误登")
        records.restore(office, register, third)
    place = {"place": "福源超市", "village": "松林社区"}
    made, twice = (
        records.create(office, HAZARDS, place | {"description": "疏散通道堆放杂物"})
        for _ in range(2)
    )
    records.remove(office, HAZARDS, twice, "重复登记")
    keep_draft(office, f"hazards/{made}", {"note": "还没写完"})


def _write_papers(office: Office) -> None:
    whole = papers.read_sample().manuscript
    manuscript = replace(whole, lines=whole.lines[:_LINES])
    issued, voided = (papers.new_draft(office, manuscript) for _ in range(2))
    for paper, number in ((issued, "邻鄂府发〔2021〕41号"), (voided, "邻鄂府发〔2021〕42号")):
        papers.issue(office, paper, number)
    voiding.void(office, voided, "内容有误")


if __name__ == "__main__":
    main()
