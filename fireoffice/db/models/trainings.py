"""培训宣传: trainings, drills and publicity."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from fireoffice.db.fields import field
from fireoffice.db.models.base import NO_DEADLINE, Record, Staged
from fireoffice.domain import trainings
from fireoffice.domain.fields import Kind


class Training(Staged, Record):
    """One session."""

    __tablename__ = "trainings"
    __table_args__ = (
        Index("ix_trainings_deleted_at_held_on", "deleted_at", "held_on", "id"),
        Index("ix_trainings_order", "deleted_at", "closed", "due_order", "id"),
    )
    noun = "活动"
    searched = ("number", "topic", "place", "host", "lecturer", "audience")

    number: Mapped[str | None] = field(
        "编号", automatic=True, unique=True, index=True, group="活动"
    )
    topic: Mapped[str] = field("主题", required=True, group="活动", aliases=("培训主题", "内容"))
    kind: Mapped[str] = field(
        "类型", Kind.CHOICE, choices=trainings.KINDS, required=True, default="培训", group="活动"
    )
    campaign: Mapped[str | None] = field(
        "五进类别", Kind.CHOICE, choices=trainings.CAMPAIGNS, group="活动"
    )
    held_on: Mapped[date] = field(
        "日期", Kind.DATE, required=True, default="今天", group="活动", aliases=("时间", "培训日期")
    )
    hours: Mapped[float | None] = field("课时", Kind.DECIMAL, minimum=0, maximum=200, group="活动")
    village: Mapped[str | None] = field(
        "村（居）", Kind.REFERENCE, target="villages", index=True, group="活动"
    )
    place: Mapped[str | None] = field("地点", group="活动")
    host: Mapped[str | None] = field("主办", group="活动", aliases=("主办单位",))
    lecturer: Mapped[str | None] = field("授课人", Kind.NAME, group="活动")
    audience: Mapped[str | None] = field(
        "对象群体", Kind.CHOICE, code_list="培训对象", group="参加"
    )
    expected: Mapped[int | None] = field(
        "应到", Kind.INTEGER, minimum=0, maximum=100_000, group="参加"
    )
    attended: Mapped[int | None] = field(
        "实到", Kind.INTEGER, minimum=0, maximum=100_000, group="参加", aliases=("参加人数", "人次")
    )
    leaflets: Mapped[int | None] = field(
        "资料份数", Kind.INTEGER, minimum=0, maximum=1_000_000, group="参加"
    )
    assessment: Mapped[str | None] = field("考核", group="参加")
    summary: Mapped[str | None] = field("活动记录", Kind.LONG_TEXT, group="记录")
    handler: Mapped[str | None] = field("经办人", Kind.NAME, group="记录")
    note: Mapped[str | None] = field("备注", Kind.LONG_TEXT, group="记录")

    def derive(self) -> None:
        now = trainings.stage(self.attended)
        self.stage, self.closed = now.value, now is trainings.Stage.HELD
        self.due_order = self.held_on or NO_DEADLINE

    def title(self) -> str:
        return self.topic
