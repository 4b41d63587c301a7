"""Links between papers and records: the papers of a record, the records of a paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select

from fireoffice.core.errors import InputError
from fireoffice.db import models
from fireoffice.domain.papers import LinkRole, PaperState, word_of
from fireoffice.registers import REGISTERS
from fireoffice.services.office import Office


@dataclass(frozen=True)
class PaperOfRecord:
    """One paper of a record. `form` is its kind; `file` None for a draft.

    `is_form` papers were filled from their records and can be filled anew.
    """

    id: str
    number: str
    title: str
    form: str
    state: PaperState
    dated: date | None
    file: Path | None
    role: LinkRole
    clause: str
    is_form: bool = False


@dataclass(frozen=True)
class RecordOfPaper:
    """One record that a paper lists; `register` is the name of its register.

    `title` is what its list shows of it: of several hazards of a place each its own words.
    """

    register: str
    id: str
    title: str


def papers_of(office: Office, register: str, record_id: str) -> tuple[PaperOfRecord, ...]:
    """The papers of a record, latest first; voided ones too."""
    link, paper = models.PaperLink, models.Paper
    with office.reading() as session:
        rows = session.execute(
            select(link, paper)
            .join(paper, paper.id == link.paper)
            .where(
                link.register == register,
                link.record == record_id,
                link.deleted_at.is_(None),
                paper.deleted_at.is_(None),
            )
            .order_by(paper.dated.desc(), paper.sequence.desc(), paper.id.desc())
        ).all()
    return tuple(
        PaperOfRecord(
            id=row.id,
            number=row.number_text or "",
            title=row.heading or "",
            form=row.form or row.kind,
            state=word_of(row.state, PaperState.ISSUED),
            dated=row.dated,
            file=office.folder / row.file if row.file else None,
            role=word_of(one.role, LinkRole.ABOUT),
            clause=one.clause or "",
            is_form=row.context is not None,
        )
        for one, row in rows
    )


def records_of_paper(office: Office, paper_id: str) -> tuple[RecordOfPaper, ...]:
    """The records that a paper lists, in its order; removed ones too."""
    link = models.PaperLink
    with office.reading() as session:
        rows = session.scalars(
            select(link).where(link.paper == paper_id, link.deleted_at.is_(None)).order_by(link.id)
        ).all()
        found = [(one, session.get(REGISTERS[one.register].model, one.record)) for one in rows]
        return tuple(
            RecordOfPaper(one.register, one.record, _words(one.register, record))
            for one, record in found
            if record is not None
        )


def _words(register: str, record: Any) -> str:
    return str(getattr(record, REGISTERS[register].title_field) or record.title())


def link_source(
    office: Office, paper_id: str, register: str, record_ids: Sequence[str], clause: str = ""
) -> None:
    """Note that records were taken from a paper, from its `clause`. Raises `InputError`."""
    with office.change("关联来源公文") as work:
        if work.get(models.Paper, paper_id).deleted_at is not None:
            raise InputError("这份公文在回收站里。", "请先恢复它。")
        work.add(
            *(
                models.PaperLink(
                    paper=paper_id,
                    register=register,
                    record=one,
                    role=LinkRole.SOURCE,
                    clause=clause or None,
                )
                for one in record_ids
            )
        )
