"""From a circular's clauses to 责任清单: each clause a proposed duty, which a person confirms."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from fireoffice.db.models import Duty
from fireoffice.docs.clauses import Circular, Clause, take_apart
from fireoffice.docs.manuscript import Manuscript
from fireoffice.domain.duty_terms import due_of, frequency_of, level_of
from fireoffice.registers import REGISTERS
from fireoffice.services.entry import allot_number
from fireoffice.services.office import Office

LABEL = "从公文提取责任"


@dataclass(frozen=True, slots=True)
class Proposal:
    """One clause as a duty. `line` is the clause's line in the manuscript; `known` tells that
    责任清单 already has a duty of this holder from this clause."""

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


def propose(office: Office, manuscript: Manuscript) -> tuple[Proposal, ...]:
    """A duty for each clause that has none below it, in the order of the circular."""
    circular = take_apart(manuscript)
    found = [
        _proposal(clause, trail, circular, office.clock.today().year)
        for clause, trail in _leaves(circular.clauses)
    ]
    with office.reading() as session:
        return tuple(_marked(session, proposal) for proposal in found)


def accept(office: Office, proposals: Iterable[Proposal]) -> int:
    """Enter `proposals` into 责任清单 as one action; returns how many there were."""
    register = REGISTERS["duties"]
    count = 0
    with office.change(LABEL) as work:
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
            )
            allot_number(work.session, register, duty)
            work.add(duty)
            work.session.flush()
            count += 1
    return count


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


def _proposal(clause: Clause, trail: str, circular: Circular, this_year: int) -> Proposal:
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
        due=due_of(clause.deadlines, circular.date.year if circular.date else this_year),
        note=_note(clause),
        line=clause.line,
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
