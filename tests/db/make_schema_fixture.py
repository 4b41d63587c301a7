"""Makes the small database that stands for a released schema: run once, with the release itself.

    git worktree add /somewhere/release TAG
    PYTHONPATH=/somewhere/release python tests/db/make_schema_fixture.py
    git worktree remove /somewhere/release

It writes `tests/db/schemas/REVISION.db`: a part of the sample town with what leaves traces in a log
(changes, undo, redo, the recycle bin, events, a photo, a list of names, a rota, papers issued and
one voided, drafts). From then on `test_released_schemas` opens it with every later program. A
released fixture is never made again.
"""

from __future__ import annotations

import sys
from collections import Counter
from contextlib import closing, suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from fireoffice.core.clock import FixedClock
from fireoffice.core.errors import InputError
from fireoffice.db.engine import connect
from fireoffice.db.models import Record, Volunteer
from fireoffice.db.schema import REVISIONS, copy_database
from fireoffice.db.work import SAMPLE
from fireoffice.domain.months import Month
from fireoffice.registers import DUTIES, HAZARDS, TRAININGS, VOLUNTEERS, Register
from fireoffice.services import records
from fireoffice.services.attachments import register as attachments
from fireoffice.services.brigades import rota
from fireoffice.services.entry.drafts import keep_draft
from fireoffice.services.hazards.events import record_event
from fireoffice.services.office import Office
from fireoffice.services.papers import issuing as papers
from fireoffice.services.papers import voiding
from fireoffice.services.papers.contexts import rectification_notice
from fireoffice.services.papers.from_records import issue_form
from fireoffice.services.reference.calendar import working_calendar
from fireoffice.services.sample.installing import SEED
from fireoffice.services.sample.town import SampleTown
from fireoffice.services.trainings import attendance
from tests.pictures import png

SCHEMAS: Final = Path(__file__).parent / "schemas"
TODAY: Final = date(2021, 4, 20)
_OF_EACH: Final = 3
_VOLUNTEERS: Final = 9
"""Enough for some to be in no rota and no call-out."""
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
            _follow_up(office)
            _write_papers(office)
        with closing(connect(office.file)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")
            connection.execute(f"PRAGMA page_size = {_PAGE}")
            connection.execute("VACUUM")
        copy_database(office.file, target)
    print(f"{target}: {target.stat().st_size:,} bytes")


def _fill(office: Office) -> None:
    """Put in a few records of each kind, with all that they refer to."""
    town = {one.id: one for one in SampleTown(SEED, TODAY, working_calendar(office)).records()}
    chosen: set[str] = set()
    counted: Counter[type] = Counter()
    for record in town.values():
        counted[type(record)] += 1
        if counted[type(record)] <= (_VOLUNTEERS if isinstance(record, Volunteer) else _OF_EACH):
            _choose(record, town, chosen)
    with office.change("放入示例数据", SAMPLE) as work:
        for key in chosen:
            town[key].sample = True
        work.add(*(one for key, one in town.items() if key in chosen))


def _choose(record: Record, town: dict[str, Record], chosen: set[str]) -> None:
    chosen.add(record.id)
    for column in record.__table__.columns:
        key = getattr(record, column.name) if column.foreign_keys else None
        if key and key not in chosen:
            _choose(town[key], town, chosen)


def _work(office: Office) -> None:
    for register in (HAZARDS, DUTIES, TRAININGS, VOLUNTEERS):
        first, *others = [row.id for row in records.query(office, register).rows]
        for word in ("第一次核对", "第二次核对"):
            records.update(office, register, first, {"note": word})
        records.undo(office)
        records.redo(office)
        records.undo(office)
        _, back = _remove_two(office, register, others)
        records.restore(office, register, back)
    place = {"place": "福源超市", "village": "松林社区"}
    made, twice = (
        records.create(office, HAZARDS, place | {"description": "疏散通道堆放杂物"})
        for _ in range(2)
    )
    records.remove(office, HAZARDS, twice, "重复登记")
    keep_draft(office, f"hazards/{made}", {"note": "还没写完"})


def _remove_two(office: Office, register: Register, ids: list[str]) -> list[str]:
    """Put two records that nothing refers to into the recycle bin; their ids."""
    removed: list[str] = []
    for one in ids:
        with suppress(InputError):
            records.remove(office, register, one, "登记重复")
            removed.append(one)
        if len(removed) == 2:
            return removed
    raise LookupError(register.name)


def _follow_up(office: Office) -> None:
    """What records have beside them: events, photos, names, shifts, a paper made of them."""
    place = {"place": "老街茶馆", "village": "松林社区", "description": "应急灯不亮"}
    hazard = records.create(office, HAZARDS, place)
    attachments.add(office, HAZARDS, hazard, [attachments.Pasted("茶馆.png", png(8, 8))])
    issue_form(office, rectification_notice.KIND, [hazard], {"整改期限": "2021-04-30"})
    record_event(office, hazard, "整改完成", {})
    training = records.query(office, TRAININGS).rows[0].id
    names = [attendance.Line("王芳", presence="已到"), attendance.Line("李强")]
    attendance.save(office, training, names)
    team, _ = rota.teams(office)[0]
    rota.save(office, rota.proposed(office, team, Month(2021, 5), 1))


def _write_papers(office: Office) -> None:
    whole = papers.read_sample().manuscript
    manuscript = replace(whole, lines=whole.lines[:_LINES])
    issued, voided = (papers.new_draft(office, manuscript) for _ in range(2))
    for paper, number in ((issued, "邻鄂府发〔2021〕41号"), (voided, "邻鄂府发〔2021〕42号")):
        papers.issue(office, paper, number)
    voiding.void(office, voided, "内容有误")


if __name__ == "__main__":
    main()
