"""公文登记簿: every paper and every number, as the window lists them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from fireoffice.core.errors import InputError
from fireoffice.db import models
from fireoffice.db.search import like, terms
from fireoffice.domain.numbering import PaperNumber, next_sequence
from fireoffice.domain.papers import NumberState, PaperState, word_of
from fireoffice.services.office import Office


@dataclass(frozen=True)
class PaperRow:
    """One line of 公文登记簿. `file` is where the issued paper lies, None for a draft.

    `is_form` papers were filled from records: there is nothing to edit, only the file.
    """

    id: str
    number: str
    title: str
    kind: str
    state: PaperState
    recipients: str
    dated: date | None
    issued_at: datetime | None
    issued_by: str
    file: Path | None
    void_reason: str
    updated_at: datetime
    is_form: bool = False


@dataclass(frozen=True)
class NumberRow:
    """One number ever given, with the paper that has it."""

    number: PaperNumber
    state: NumberState
    by_hand: bool
    paper_id: str | None
    title: str


@dataclass(frozen=True)
class Version:
    """One file that an issued paper has had."""

    file: Path
    sha256: str
    at: datetime


def paper(office: Office, paper_id: str) -> PaperRow:
    """The paper's line of the register. Raises `InputError` for none."""
    with office.reading() as session:
        return _row(office, existing(session, paper_id))


def paper_numbered(office: Office, number: str) -> str:
    """The id of the paper with this number. Raises `InputError` for none."""
    model = models.Paper
    with office.reading() as session:
        found = session.scalar(
            select(model.id).where(model.number_text == number, model.deleted_at.is_(None)).limit(1)
        )
    if found is None:
        raise InputError(f"公文登记簿里没有{number}。", "请核对文号，括号用六角括号〔〕。")
    return found


def papers(
    office: Office,
    *,
    search: str = "",
    states: Collection[PaperState] = (),
    offset: int = 0,
    limit: int = 100,
) -> tuple[PaperRow, ...]:
    """公文登记簿: drafts first, then by number, latest first. `states` empty means all."""
    model = models.Paper
    found = select(model).where(model.deleted_at.is_(None))
    if states:
        found = found.where(model.state.in_(list(states)))
    for term in terms(search):
        found = found.where(model.search_text.like(like(term), escape="\\"))
    found = found.order_by(
        model.state != PaperState.DRAFT,
        model.year.desc(),
        model.sequence.desc(),
        model.updated_at.desc(),
        model.id,
    )
    with office.reading() as session:
        rows = session.scalars(found.offset(offset).limit(limit)).all()
    return tuple(_row(office, row) for row in rows)


def numbers(office: Office, series: str, year: int) -> tuple[NumberRow, ...]:
    """Every number of a 机关代字 and year, voided ones too, in order."""
    model = models.PaperNumber
    with office.reading() as session:
        rows = session.execute(
            select(model, models.Paper)
            .outerjoin(models.Paper, models.Paper.id == model.paper)
            .where(model.series == series, model.year == year, model.deleted_at.is_(None))
            .order_by(model.sequence)
        ).all()
    return tuple(
        NumberRow(
            PaperNumber(one.series, one.year, one.sequence),
            word_of(one.state, NumberState.USED),
            bool(one.by_hand),
            one.paper,
            (held.heading or "") if held else "",
        )
        for one, held in rows
    )


def next_number(office: Office, series: str, year: int) -> PaperNumber:
    """The number that issue would give now; it is given to no one yet."""
    with office.reading() as session:
        return PaperNumber(series, year, next_sequence(taken_sequences(session, series, year)))


def versions(office: Office, paper_id: str) -> tuple[Version, ...]:
    """The files that a paper has had, oldest first."""
    change, operation = models.Change, models.Operation
    with office.reading() as session:
        rows = session.execute(
            select(change.field, change.new, operation.at)
            .join(operation, operation.id == change.op_id)
            .where(change.record_id == paper_id, change.field.in_(("file", "sha256")))
            .order_by(operation.at, operation.sequence)
        ).all()
    written = [(new, at) for name, new, at in rows if name == "file" and new]
    hashes = [new for name, new, _ in rows if name == "sha256" and new]
    return tuple(
        Version(office.folder / name, digest, at)
        for (name, at), digest in zip(written, hashes, strict=False)
    )


def taken_sequences(session: Session, series: str, year: int) -> set[int]:
    """Every sequence of a 机关代字 and year that was ever given."""
    model = models.PaperNumber
    return set(
        session.scalars(select(model.sequence).where(model.series == series, model.year == year))
    )


def holder(session: Session, number: PaperNumber) -> str:
    """The title of the paper that has `number`."""
    model = models.PaperNumber
    heading = session.scalar(
        select(models.Paper.heading)
        .join(model, model.paper == models.Paper.id)
        .where(
            model.series == number.series,
            model.year == number.year,
            model.sequence == number.sequence,
        )
    )
    return heading or "另一份公文"


def existing(session: Session, paper_id: str) -> models.Paper:
    """The paper `paper_id`. Raises `InputError` for none."""
    row = session.get(models.Paper, paper_id)
    if row is None:
        raise InputError("找不到这份公文，它可能已被移除。", "请刷新公文登记簿后再试。")
    return row


def _row(office: Office, row: models.Paper) -> PaperRow:
    return PaperRow(
        id=row.id,
        number=row.number_text or "",
        title=row.heading or "",
        kind=row.kind or "",
        state=word_of(row.state, PaperState.ISSUED),
        recipients=row.recipients or "",
        dated=row.dated,
        issued_at=row.issued_at,
        issued_by=row.issued_by or "",
        file=office.folder / row.file if row.file else None,
        void_reason=row.void_reason or "",
        updated_at=row.updated_at,
        is_form=row.context is not None,
    )
