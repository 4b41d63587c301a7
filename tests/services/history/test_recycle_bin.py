"""The recycle bin: who put what there, when and why; and nothing ever leaves the database."""

from __future__ import annotations

import re
from pathlib import Path

from sqlalchemy import func, select

import fireoffice
from fireoffice.db.models import Base, Record
from fireoffice.registers import HAZARDS, REGISTERS, VILLAGES
from fireoffice.services import records
from fireoffice.services.history import operations
from fireoffice.services.office import Office
from fireoffice.services.papers import issuing as papers
from fireoffice.services.sample import installing as sample

ALLOWED = {("backups.py", "Meta"), ("drafts.py", "Draft")}
"""What is no record and no one's word: a fact about the file, a draft of what is being typed."""


def _rows(office: Office) -> dict[str, int]:
    models = [one.class_ for one in Base.registry.mappers if issubclass(one.class_, Record)]
    with office.reading() as session:
        return {
            model.__tablename__: session.scalar(select(func.count()).select_from(model)) or 0
            for model in models
        }


def test_what_is_in_the_bin_tells_who_put_it_there_when_and_why(sample_office: Office) -> None:
    key = records.query(sample_office, HAZARDS).rows[0].id
    sample_office.author = "李强"
    records.remove(sample_office, HAZARDS, key, "重复登记")
    record = records.read(sample_office, HAZARDS, key)
    assert record.recycled
    assert record.deleted_reason == "重复登记"
    last = record.history[0]
    assert (last.author, last.at, last.field) == ("李强", sample_office.clock.now(), None)


def test_what_is_put_back_is_as_it_was(sample_office: Office) -> None:
    for register in REGISTERS.values():
        found = records.query(sample_office, register, records.Query(limit=1)).rows
        for row in found:
            before = records.read(sample_office, register, row.id)
            with sample_office.change("移除") as work:
                work.discard(work.get(register.model, row.id), "试")
            records.restore(sample_office, register, row.id)
            after = records.read(sample_office, register, row.id)
            assert after.values == before.values, register.name
            assert not after.recycled


def test_no_action_takes_a_row_out_of_the_database(sample_office: Office) -> None:
    before = _rows(sample_office)
    key = records.query(sample_office, HAZARDS).rows[0].id
    records.remove(sample_office, HAZARDS, key)
    made = records.create(sample_office, VILLAGES, {"name": "新桥村", "kind": "行政村"})
    operations.undo_operation(sample_office, operations.listing(sample_office, limit=1).rows[0].id)
    assert records.read(sample_office, VILLAGES, made).recycled
    papers.new_sample_draft(sample_office)
    sample.remove(sample_office)
    after = _rows(sample_office)
    assert all(after[table] >= count for table, count in before.items())


def test_no_line_of_the_program_deletes_records() -> None:
    root = Path(fireoffice.__file__).parent
    found = {
        (file.name, word)
        for file in root.rglob("*.py")
        if "migrations" not in file.parts
        for word in re.findall(
            r"(?:\bdelete\(|DELETE FROM\s+|session\.delete\()\s*\"?(\w+)",
            file.read_text(encoding="utf-8"),
        )
    }
    assert found == ALLOWED
