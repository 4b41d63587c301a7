"""The events of each hazard, one row an event; the hazard's state follows from them."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped

from fireoffice.db.fields import field
from fireoffice.db.models.base import Record
from fireoffice.domain.fields import Kind
from fireoffice.domain.hazards import FAILED, METHODS, PASSED, Event, EventKind
from fireoffice.domain.workdays import Counting


class HazardEvent(Record):
    """One event of a hazard; what it asks for stands in `fireoffice.domain.hazards.TABLE`.

    `sequence` is one more than the highest that its writer knew of the hazard.
    """

    __tablename__ = "hazard_events"
    noun = "经过"
    part_of = "hazard"

    hazard: Mapped[str] = field("隐患", Kind.REFERENCE, target="hazards", required=True, index=True)
    kind: Mapped[str] = field("事项", Kind.CHOICE, choices=tuple(EventKind), required=True)
    day: Mapped[date] = field("日期", Kind.DATE, required=True)
    sequence: Mapped[int] = field("次序", Kind.INTEGER, automatic=True)
    people: Mapped[str | None] = field("人员", help="两人以上用顿号分开")
    by: Mapped[str | None] = field("办理人", Kind.NAME)
    result: Mapped[str | None] = field("结果", Kind.CHOICE, choices=(PASSED, FAILED))
    due: Mapped[date | None] = field("期限", Kind.DATE)
    term: Mapped[int | None] = field("限期天数", Kind.INTEGER, minimum=1, maximum=1000)
    counting: Mapped[str | None] = field("天数算法", Kind.CHOICE, choices=tuple(Counting))
    reason: Mapped[str | None] = field("理由", Kind.LONG_TEXT)
    number: Mapped[str | None] = field("文号", index=True)
    unit: Mapped[str | None] = field("单位")
    method: Mapped[str | None] = field("送达方式", Kind.CHOICE, choices=METHODS)
    receiver: Mapped[str | None] = field("签收人", Kind.NAME)
    approver: Mapped[str | None] = field("批准人", Kind.NAME)
    note: Mapped[str | None] = field("说明", Kind.LONG_TEXT)

    def event(self) -> Event:
        """The event as the rules know it."""
        return Event(
            kind=EventKind(self.kind),
            day=self.day,
            id=self.id,
            sequence=self.sequence or 0,
            people=self.people or "",
            by=self.by or "",
            result=self.result or "",
            due=self.due,
            reason=self.reason or "",
            number=self.number or "",
            unit=self.unit or "",
            method=self.method or "",
            receiver=self.receiver or "",
            approver=self.approver or "",
            note=self.note or "",
        )

    def title(self) -> str:
        return f"{self.day}{self.kind}"
