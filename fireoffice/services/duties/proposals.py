"""Proposals of duties from a circular's clauses: one a clause, entered when a person confirms."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from fireoffice.core.errors import InputError
from fireoffice.db.models import Duty, Paper, PaperLink
from fireoffice.docs.clauses import Circular, Clause, take_apart
from fireoffice.docs.manuscript import Manuscript
from fireoffice.domain.duty_periods import frequency_named
from fireoffice.domain.duty_terms import due_of, frequency_of, level_of
from fireoffice.domain.papers import LinkRole
from fireoffice.registers import DUTIES
from fireoffice.services.entry.values import allot_number
from fireoffice.services.office import Office
from fireoffice.services.papers import issuing as papers

LABEL = "从公文提取责任"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A duty proposed from one clause. `line` is its line in the manuscript; `known` tells that
    责任清单 already has a duty of this holder from this clause. `starts_on` is the first day of
    one that recurs, None for today."""

    level: str
    holder: str
    content: str
    clause: str
    basis: str
    frequency: str
    due: date | None
    note: str
    line: int
    known: bool = False
    starts_on: date | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """A duty that was taken from a paper, from its `clause`; `link` is what ties the two."""

    link: str
    duty: str
    clause: str
    content: str


@dataclass(frozen=True, slots=True)
class SourceClause:
    """The clause of a paper that a duty comes from. `line` is None where it is not found there."""

    paper: str
    clause: str
    line: int | None


def propose(office: Office, manuscript: Manuscript) -> tuple[Proposal, ...]:
    """A duty for each clause that has none below it, in the order of the circular."""
    circular = take_apart(manuscript)
    found = [
        _proposal(clause, trail, circular, office.clock.today())
        for clause, trail in _leaves(circular.clauses)
    ]
    with office.reading() as session:
        return tuple(_marked(session, proposal) for proposal in found)


def accept(office: Office, proposals: Iterable[Proposal], paper: str = "") -> int:
    """Enter `proposals` into 责任清单 as one action; returns how many there were.

    With `paper`, each is tied to the clause of the paper with this id.
    """
    count = 0
    with office.change(LABEL) as work:
        is_sample = bool(paper and work.get(Paper, paper).sample)
        for one in proposals:
            duty = Duty(
                level=one.level,
                holder=one.holder,
                content=one.content,
                clause=one.clause,
                basis=one.basis,
                frequency=one.frequency or None,
                due=one.due,
                note=one.note or None,
                starts_on=one.starts_on if frequency_named(one.frequency) else None,
                source_paper=paper or None,
                sample=is_sample,
            )
            allot_number(work.session, DUTIES, duty)
            work.add(duty)
            work.session.flush()
            if paper:
                work.add(
                    PaperLink(
                        paper=paper,
                        register=DUTIES.name,
                        record=duty.id,
                        role=LinkRole.SOURCE,
                        clause=one.clause,
                        sample=is_sample,
                    )
                )
            count += 1
    return count


def taken_from(office: Office, paper: str) -> tuple[Taken, ...]:
    """The duties that were taken from a paper and are still there, in the order of its clauses."""
    with office.reading() as session:
        rows = session.execute(
            select(PaperLink, Duty)
            .join(Duty, Duty.id == PaperLink.record)
            .where(_is_source(), PaperLink.paper == paper, Duty.deleted_at.is_(None))
            .order_by(PaperLink.id)
        ).all()
    return tuple(Taken(link.id, duty.id, link.clause or "", duty.content) for link, duty in rows)


def sources_of(office: Office, duty: str) -> tuple[tuple[str, Paper, str], ...]:
    """The sources of a duty: of each the link, the paper, and the clause."""
    with office.reading() as session:
        rows = session.execute(
            select(PaperLink, Paper)
            .join(Paper, Paper.id == PaperLink.paper)
            .where(_is_source(), PaperLink.record == duty, Paper.deleted_at.is_(None))
            .order_by(PaperLink.id)
        ).all()
    return tuple((link.id, paper, link.clause or "") for link, paper in rows)


def source_clause(office: Office, link: str) -> SourceClause:
    """The place that a link of `taken_from` or `sources_of` leads to. Raises `InputError`."""
    with office.reading() as session:
        found = session.get(PaperLink, link)
    if found is None:
        raise InputError("找不到这条责任的来源公文。", "请刷新后再试。")
    lines = {
        trail: clause.line
        for clause, trail in _leaves(take_apart(papers.load(office, found.paper)).clauses)
    }
    return SourceClause(found.paper, found.clause or "", lines.get(found.clause or ""))


def _is_source() -> ColumnElement[bool]:
    return and_(
        PaperLink.register == DUTIES.name,
        PaperLink.role == LinkRole.SOURCE,
        PaperLink.deleted_at.is_(None),
    )


def _leaves(clauses: Sequence[Clause]) -> list[tuple[Clause, str]]:
    """The clauses without clauses below them, each with its labels from the first level down.

    Numbering that runs on across its parents already says which clause is meant, but the trail
    is what an officer looks for in the paper.
    """
    result: list[tuple[Clause, str]] = []
    above: dict[int, str] = {}
    part = ""
    for index, clause in enumerate(clauses):
        if clause.part != part:
            above, part = {}, clause.part
        above = {level: label for level, label in above.items() if level < clause.level}
        trail = "".join(above.values()) + clause.label
        above[clause.level] = clause.label
        following = clauses[index + 1] if index + 1 < len(clauses) else None
        parent = following and following.part == clause.part and following.level > clause.level
        if not parent:
            result.append((clause, trail.rstrip("、.．")))
    return result


def _proposal(clause: Clause, trail: str, circular: Circular, today: date) -> Proposal:
    holder = "、".join(clause.subjects) or circular.issuer or "镇人民政府"
    heading = clause.heading.strip().rstrip("。")
    text = clause.text.strip()
    if heading and text and heading in clause.subjects:
        content = text
    else:
        content = f"{heading}：{text}" if heading and text else heading or text
    named = clause.part or circular.title
    number = f"（{circular.number}）" if circular.number else ""
    return Proposal(
        level=level_of("、".join(clause.subjects)),
        holder=holder,
        content=content,
        clause=trail,
        basis=f"《{named.strip('《》')}》{number}",
        frequency=frequency_of(clause.deadlines),
        due=due_of(clause.deadlines, (circular.date or today).year),
        note=_note(clause),
        line=clause.line,
        # A duty from an old circular begins today: past periods are not to be made up for.
        starts_on=circular.date if circular.date and circular.date.year == today.year else None,
    )


def _note(clause: Clause) -> str:
    """The deadlines in the circular's own words, and what is to be handed in to whom."""
    parts = ["时限：" + "、".join(clause.deadlines)] if clause.deadlines else []
    parts += [
        f"报送：{one.what}" + (f"，报{one.to}" if one.to else "") for one in clause.submissions
    ]
    return "；".join(parts)


def _marked(session: Session, proposal: Proposal) -> Proposal:
    same = select(Duty.id).where(
        Duty.clause == proposal.clause,
        Duty.basis == proposal.basis,
        Duty.holder == proposal.holder,
        Duty.deleted_at.is_(None),
    )
    if session.scalar(same.limit(1)) is None:
        return proposal
    return replace(proposal, known=True)
