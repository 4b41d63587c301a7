"""隐患台账: each fire hazard from its finding to 销号."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from fireoffice.db.fields import field
from fireoffice.db.models.base import NO_DEADLINE, Record, Staged
from fireoffice.domain import hazards
from fireoffice.domain.fields import Kind


class Hazard(Staged, Record):
    """One hazard; `stage` and `closed` follow from the facts (`fireoffice.domain.hazards`)."""

    __tablename__ = "hazards"
    __table_args__ = (
        Index("ix_hazards_order", "deleted_at", "closed", "due_order", "id"),
        Index("ix_hazards_deleted_at_due", "deleted_at", "due", "id"),
        Index("ix_hazards_deleted_at_stage", "deleted_at", "stage", "id"),
        Index("ix_hazards_deleted_at_found_on", "deleted_at", "found_on", "id"),
    )
    noun = "隐患"
    searched = ("number", "description", "place", "part", "responsible", "handler")

    number: Mapped[str | None] = field(
        "编号",
        automatic=True,
        unique=True,
        index=True,
        group="登记",
        help="不填则按年度自动编号",
        aliases=("隐患编号", "台账编号"),
    )
    found_on: Mapped[date] = field(
        "排查日期",
        Kind.DATE,
        required=True,
        default="今天",
        group="登记",
        aliases=("检查日期", "发现日期", "检查时间"),
    )
    source: Mapped[str | None] = field("来源", Kind.CHOICE, code_list="隐患来源", group="登记")
    inspectors: Mapped[str | None] = field("检查人", group="登记", help="两人以上，用顿号分开")
    place: Mapped[str] = field(
        "场所",
        required=True,
        group="登记",
        aliases=("单位", "单位名称", "场所名称", "单位（场所）名称", "场所/单位"),
    )
    unit: Mapped[str | None] = field(
        "所属单位", Kind.REFERENCE, target="units", index=True, group="登记", automatic=True
    )
    village: Mapped[str] = field(
        "村（居）",
        Kind.REFERENCE,
        target="villages",
        required=True,
        index=True,
        group="登记",
        aliases=("村居", "社区", "所属村居"),
    )
    part: Mapped[str | None] = field("部位", group="登记", aliases=("隐患部位", "位置"))
    description: Mapped[str] = field(
        "隐患描述",
        Kind.LONG_TEXT,
        required=True,
        group="登记",
        aliases=("隐患内容", "主要存在问题", "存在问题", "隐患"),
    )
    category: Mapped[str | None] = field("类别", Kind.CHOICE, code_list="隐患类别", group="登记")
    grade: Mapped[str] = field(
        "等级",
        Kind.CHOICE,
        choices=hazards.GRADES,
        required=True,
        default="一般",
        group="登记",
        aliases=("隐患等级",),
    )
    basis: Mapped[str | None] = field("判定依据", group="登记", help="条款及版本")
    notified_on: Mapped[date | None] = field("告知日期", Kind.DATE, group="整改")
    notice_number: Mapped[str | None] = field("通知书文号", group="整改")
    responsible: Mapped[str | None] = field(
        "整改责任人", Kind.NAME, group="整改", aliases=("责任人", "整改责任单位")
    )
    measures: Mapped[str | None] = field("整改措施", Kind.LONG_TEXT, group="整改")
    due: Mapped[date | None] = field(
        "整改期限", Kind.DATE, group="整改", aliases=("整改时限", "整改时间", "期限")
    )
    started_on: Mapped[date | None] = field("整改开始日期", Kind.DATE, group="整改")
    fixed_on: Mapped[date | None] = field(
        "整改完成日期", Kind.DATE, index=True, group="整改", aliases=("完成日期",)
    )
    rechecked_on: Mapped[date | None] = field("复查日期", Kind.DATE, group="复查")
    recheckers: Mapped[str | None] = field("复查人", group="复查", help="两人以上，用顿号分开")
    recheck_result: Mapped[str | None] = field(
        "复查结果", Kind.CHOICE, choices=(hazards.PASSED, hazards.FAILED), group="复查"
    )
    closed_on: Mapped[date | None] = field("销号日期", Kind.DATE, group="销号")
    closed_by: Mapped[str | None] = field("销号人", Kind.NAME, group="销号")
    transferred_on: Mapped[date | None] = field("移送日期", Kind.DATE, group="销号")
    transferred_to: Mapped[str | None] = field("移送单位", group="销号")
    handler: Mapped[str | None] = field("经办人", Kind.NAME, group="其他")
    note: Mapped[str | None] = field("备注", Kind.LONG_TEXT, group="其他")

    def derive(self) -> None:
        facts: Any = self  # mapped columns are beyond what a protocol can say
        now = hazards.stage(facts)
        self.stage, self.closed = now.value, now in hazards.CLOSED_STAGES
        self.due_order = self.due or NO_DEADLINE

    def title(self) -> str:
        return f"{self.number or ''}{self.place}"
