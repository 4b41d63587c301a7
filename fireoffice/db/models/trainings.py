"""培训宣传: trainings, drills and publicity."""

from __future__ import annotations

from collections.abc import Sequence
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
    plan: Mapped[str | None] = field(
        "所属计划", Kind.REFERENCE, target="training_plans", index=True, group="活动"
    )
    campaign: Mapped[str | None] = field(
        "五进类别", Kind.CHOICE, choices=trainings.CAMPAIGNS, group="活动"
    )
    held_on: Mapped[date] = field(
        "日期", Kind.DATE, required=True, default="今天", group="活动", aliases=("时间", "培训日期")
    )
    begins: Mapped[str | None] = field("开始时间", group="活动", help="如14:30")
    ends: Mapped[str | None] = field("结束时间", group="活动", help="如16:00")
    hours: Mapped[float | None] = field("课时", Kind.DECIMAL, minimum=0, maximum=200, group="活动")
    village: Mapped[str | None] = field(
        "村（居）", Kind.REFERENCE, target="villages", index=True, group="活动"
    )
    place: Mapped[str | None] = field("地点", group="活动")
    unit: Mapped[str | None] = field(
        "所在单位", Kind.REFERENCE, target="units", index=True, group="活动", help="如学校、企业"
    )
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
    called: Mapped[int | None] = field("应到人数", Kind.INTEGER, derived=True, group="参加")
    came: Mapped[int | None] = field("实到人数", Kind.INTEGER, derived=True, group="参加")
    counted_from: Mapped[str | None] = field("人数依据", derived=True, group="参加")
    leaflets: Mapped[int | None] = field(
        "资料份数", Kind.INTEGER, minimum=0, maximum=1_000_000, group="参加"
    )
    assessment: Mapped[str | None] = field("考核", group="参加")
    script: Mapped[str | None] = field("演练方案", Kind.LONG_TEXT, group="演练")
    evaluation: Mapped[str | None] = field("演练评估", Kind.LONG_TEXT, group="演练")
    summary: Mapped[str | None] = field("活动记录", Kind.LONG_TEXT, group="记录")
    handler: Mapped[str | None] = field("经办人", Kind.NAME, group="记录")
    note: Mapped[str | None] = field("备注", Kind.LONG_TEXT, group="记录")

    def sum_up(self, parts: Sequence[Attendance]) -> None:
        roll = trainings.count_roll(part.presence for part in parts)
        known = trainings.heads(self.expected, self.attended, roll)
        self.called, self.came, self.counted_from = known.expected, known.attended, known.basis

    def derive(self) -> None:
        now = trainings.stage(self.came)
        self.stage, self.closed = now.value, now is trainings.Stage.HELD
        self.due_order = self.held_on or NO_DEADLINE

    def title(self) -> str:
        return self.topic


class TrainingPlan(Record):
    """The sessions that a year is to bring for one group, and who answers for them."""

    __tablename__ = "training_plans"
    noun = "培训计划"
    searched = ("topic", "department")

    year: Mapped[int] = field(
        "年度", Kind.INTEGER, required=True, minimum=2000, maximum=2100, group="计划"
    )
    topic: Mapped[str] = field("主题", required=True, group="计划")
    audience: Mapped[str | None] = field(
        "对象群体", Kind.CHOICE, code_list="培训对象", group="计划"
    )
    kind: Mapped[str] = field(
        "类型", Kind.CHOICE, choices=trainings.KINDS, required=True, default="培训", group="计划"
    )
    campaign: Mapped[str | None] = field(
        "五进类别", Kind.CHOICE, choices=trainings.CAMPAIGNS, group="计划"
    )
    sessions: Mapped[int] = field(
        "计划场次", Kind.INTEGER, required=True, minimum=1, maximum=1000, group="计划"
    )
    department: Mapped[str | None] = field("责任部门", group="计划", help="如应急办、教育、农服")
    until: Mapped[date | None] = field("完成时限", Kind.DATE, group="计划")
    note: Mapped[str | None] = field("备注", Kind.LONG_TEXT, group="计划")

    def title(self) -> str:
        return self.topic


class Attendance(Record):
    """One name on the list of a session: who was expected, and whether they came."""

    __tablename__ = "attendances"
    __table_args__ = (Index("ix_attendances_training_place", "training", "place"),)
    noun = "签到"
    part_of = "training"
    searched = ("name", "unit", "position")

    training: Mapped[str] = field(
        "活动", Kind.REFERENCE, target="trainings", required=True, group="签到"
    )
    place: Mapped[int | None] = field("序号", Kind.INTEGER, minimum=1, group="签到")
    name: Mapped[str] = field("姓名", Kind.NAME, required=True, group="签到")
    person: Mapped[str | None] = field(
        "人员", Kind.REFERENCE, target="people", index=True, automatic=True, group="签到"
    )
    unit: Mapped[str | None] = field("单位", group="签到")
    position: Mapped[str | None] = field("职务", group="签到")
    phone: Mapped[str | None] = field("电话", Kind.PHONE, personal=True, group="签到")
    audience: Mapped[str | None] = field(
        "对象群体", Kind.CHOICE, code_list="培训对象", group="签到"
    )
    presence: Mapped[str] = field(
        "到场",
        Kind.CHOICE,
        choices=trainings.PRESENCES,
        required=True,
        default="已到",
        group="签到",
    )
    score: Mapped[str | None] = field("考核", group="签到")
    note: Mapped[str | None] = field("备注", group="签到")

    def title(self) -> str:
        return self.name
