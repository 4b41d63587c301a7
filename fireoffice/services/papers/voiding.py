"""作废: a paper and its number stay in the register; what issuing entered is taken out again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from fireoffice.core.errors import InputError
from fireoffice.db import models
from fireoffice.db.work import FINAL
from fireoffice.domain.papers import NumberState, PaperState
from fireoffice.registers import REGISTERS
from fireoffice.services.office import Office
from fireoffice.services.papers.contexts import KINDS
from fireoffice.services.papers.contexts.kind import Entered
from fireoffice.services.papers.register import existing


@dataclass(frozen=True)
class Consequence:
    """One thing that issuing has entered: 「2021-0087的“下达整改通知”」.

    `objection` says what keeps it from being taken out; empty where it goes with the paper.
    """

    title: str
    objection: str = ""


def consequences(office: Office, paper_id: str) -> tuple[Consequence, ...]:
    """The consequences for the records of a paper if it is made void."""
    with office.reading() as session:
        found = _entered(session, existing(session, paper_id))
    return tuple(Consequence(one.title, one.objection) for one in found)


def void(office: Office, paper_id: str, reason: str, *, keep: bool = False) -> None:
    """作废: the paper and its number stay in the register and the number is not given again.

    What issuing entered into the records is taken out in the same operation. Where something newer
    depends on it this raises `InputError` that names it, unless it is to be kept (`keep`).
    Raises `InputError` without a reason and for a paper that is not issued.
    """
    if not reason.strip():
        raise InputError("作废要写明原因。", "请写一句话，如“内容有误，另行发文”。")
    with office.change("作废公文", FINAL) as work:
        row = work.get(models.Paper, paper_id)
        if row.state != PaperState.ISSUED:
            raise InputError(f"“{row.title()}”没有成文，或已作废。", "草稿可以直接删除。")
        entered = _entered(work.session, row)
        blocked = next((one for one in entered if one.objection), None)
        if blocked is not None and not keep:
            raise InputError(
                f"{blocked.title}不能随{row.number_text}一起撤回：{blocked.objection}",
                "请先撤回后面的经过，或者只作废文书、保留经过。",
            )
        for one in entered:
            if not one.objection:
                work.remove(one.entry, f"{row.number_text}作废：{reason.strip()}")
        work.set(row, state=PaperState.VOID, void_reason=reason.strip())
        held = work.session.scalars(
            select(models.PaperNumber).where(models.PaperNumber.paper == paper_id)
        )
        for one in held:
            work.set(one, state=NumberState.VOID)


def _entered(session: Session, row: models.Paper) -> Sequence[Entered]:
    kind = next((one for one in KINDS if one.title == row.form), None)
    if kind is None:
        return ()
    model = REGISTERS[kind.register].model
    links = models.PaperLink
    records = session.scalars(
        select(model)
        .join(links, links.record == model.id)
        .where(links.paper == row.id, links.deleted_at.is_(None))
        .order_by(links.id)
    ).all()
    return kind.entered(session, records, row.number_text or "")
