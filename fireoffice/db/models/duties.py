"""责任清单: who answers for what, on what basis, how often, and each time that it was done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from fireoffice.db.fields import KEY_LENGTH, field
from fireoffice.db.models.base import NO_DEADLINE, Record, Staged
from fireoffice.domain import duties
from fireoffice.domain.fields import Kind


class Duty(Staged, Record):
    """One duty of one holder. Where it recurs, its state follows from its occurrences."""

    __tablename__ = "duties"
    __table_args__ = (
        Index("ix_duties_order", "deleted_at", "closed", "due_order", "id"),
        Index("ix_duties_deleted_at_number", "deleted_at", "number", "id"),
    )
    noun = "责任"
    searched = ("number", "holder", "person", "content", "basis", "clause")

    number: Mapped[str | None] = field(
        "编号", automatic=True, unique=True, index=True, group="责任"
    )
    level: Mapped[str] = field(
        "责任层级", Kind.CHOICE, choices=duties.LEVELS, required=True, group="责任"
    )
    holder: Mapped[str] = field(
        "责任主体", required=True, group="责任", aliases=("责任单位",), help="部门、村（居）或单位"
    )
    village: Mapped[str | None] = field(
        "村（居）", Kind.REFERENCE, target="villages", index=True, group="责任"
    )
    person: Mapped[str | None] = field("责任人", Kind.NAME, group="责任")
    answerable: Mapped[str | None] = field(
        "责任人（人员）",
        Kind.REFERENCE,
        target="people",
        index=True,
        automatic=True,
        group="责任",
        help="与人员名册中的同名人自动对应",
    )
    position: Mapped[str | None] = field("职务", group="责任")
    category: Mapped[str | None] = field(
        "责任类别", Kind.CHOICE, code_list="责任类别", group="责任"
    )
    content: Mapped[str] = field("责任内容", Kind.LONG_TEXT, required=True, group="责任")
    clause: Mapped[str | None] = field("条款序号", group="依据", help="在依据文件中的条款")
    basis: Mapped[str | None] = field("依据条款", group="依据", aliases=("依据",))
    source_paper: Mapped[str | None] = mapped_column(
        String(KEY_LENGTH), ForeignKey("papers.id"), index=True
    )
    """The circular that it was taken from; a `PaperLink` names the clause."""
    frequency: Mapped[str | None] = field(
        "履责频次", Kind.CHOICE, code_list="履责频次", group="履责"
    )
    starts_on: Mapped[date | None] = field(
        "起算日期", Kind.DATE, group="履责", help="按频次履行的，从这一天所在的一期起"
    )
    ends_on: Mapped[date | None] = field("终止日期", Kind.DATE, group="履责")
    due: Mapped[date | None] = field("完成时限", Kind.DATE, group="履责", aliases=("完成期限",))
    record: Mapped[str | None] = field("履责记录", Kind.LONG_TEXT, group="履责")
    evidence: Mapped[str | None] = field("佐证材料", Kind.LONG_TEXT, group="履责")
    done_on: Mapped[date | None] = field("完成日期", Kind.DATE, group="履责")
    period: Mapped[str | None] = field("本期", derived=True, group="期次")
    next_due: Mapped[date | None] = field("期限", Kind.DATE, derived=True, group="期次")
    owed: Mapped[int | None] = field("期数", Kind.INTEGER, derived=True, group="期次")
    kept: Mapped[int | None] = field("已履期数", Kind.INTEGER, derived=True, group="期次")
    handler: Mapped[str | None] = field("经办人", Kind.NAME, group="其他")
    note: Mapped[str | None] = field("备注", Kind.LONG_TEXT, group="其他")

    def sum_up(self, parts: Sequence[Occurrence]) -> None:
        now = duties.standing([part.turn() for part in parts], self.record, self.done_on, self.due)
        self.period = now.period or None
        self.next_due = now.due
        self.owed, self.kept = now.owed or None, now.kept or None
        self.stage, self.closed = now.stage.value, now.stage is duties.Stage.DONE
        self.due_order = now.due or NO_DEADLINE

    def title(self) -> str:
        return f"{self.number or ''}{self.holder}"


class Occurrence(Staged, Record):
    """One time that a recurring duty is to be fulfilled: 2021年4月, 2021年第2季度.

    Its key follows from duty and period, so that two installations make the same one.
    """

    __tablename__ = "duty_occurrences"
    __table_args__ = (
        Index("ix_duty_occurrences_order", "deleted_at", "closed", "due_order", "id"),
        Index("ix_duty_occurrences_duty_due", "duty", "due"),
    )
    noun = "履责"
    part_of = "duty"
    searched = ("period", "person", "record", "evidence")

    duty: Mapped[str] = field("责任", Kind.REFERENCE, target="duties", required=True, group="履责")
    period: Mapped[str] = field("期次", required=True, group="履责", help="如2021年4月")
    person: Mapped[str | None] = field("责任人", Kind.NAME, group="履责")
    due: Mapped[date] = field("完成时限", Kind.DATE, required=True, group="履责")
    record: Mapped[str | None] = field("履责记录", Kind.LONG_TEXT, group="履责")
    evidence: Mapped[str | None] = field("佐证材料", Kind.LONG_TEXT, group="履责")
    done_on: Mapped[date | None] = field("完成日期", Kind.DATE, group="履责")
    note: Mapped[str | None] = field("备注", Kind.LONG_TEXT, group="履责")

    def derive(self) -> None:
        now = duties.stage(self.record, self.done_on)
        self.stage, self.closed = now.value, now is duties.Stage.DONE
        self.due_order = self.due or NO_DEADLINE

    def turn(self) -> duties.Turn:
        """The occurrence as the rules know it."""
        return duties.Turn(self.period or "", self.due or NO_DEADLINE, self.record, self.done_on)

    def title(self) -> str:
        return self.period
