"""隐患台账: each fire hazard from its finding to 销号."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import Any, Final

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, MappedColumn

from fireoffice.db.fields import field
from fireoffice.db.models.base import NO_DEADLINE, Objection, Record, Staged
from fireoffice.db.models.hazard_events import HazardEvent
from fireoffice.domain import hazards
from fireoffice.domain.fields import Kind
from fireoffice.domain.workdays import Counting

FOLLOWING: Final = tuple(
    one.name for one in fields(hazards.Facts) if one.name not in {"state", "fixers"}
)
"""The facts that a hazard's row keeps for lists and figures; they follow from its events."""


def _from_events(label: str, kind: Kind = Kind.TEXT, **about: Any) -> MappedColumn[Any]:
    return field(label, kind, derived=True, group="办理", **about)


class Hazard(Staged, Record):
    """One hazard as it was registered; all that is derived follows from its events.

    See `fireoffice.domain.hazards` and `HazardEvent`.
    """

    __tablename__ = "hazards"
    __table_args__ = (
        Index("ix_hazards_order", "deleted_at", "closed", "due_order", "id"),
        Index("ix_hazards_deleted_at_due", "deleted_at", "due", "id"),
        Index("ix_hazards_deleted_at_stage", "deleted_at", "stage", "id"),
        Index("ix_hazards_deleted_at_found_on", "deleted_at", "found_on", "id"),
    )
    noun = "隐患"
    searched = ("number", "description", "place", "part", "responsible", "handler", "notice_number")

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
        index=True,
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
    first_due: Mapped[date | None] = field(
        "初定期限",
        Kind.DATE,
        group="登记",
        help="下达整改通知前按它提醒；填了限期天数可不填",
        aliases=("整改时限", "整改时间", "期限"),
    )
    term: Mapped[int | None] = field(
        "限期天数", Kind.INTEGER, minimum=1, maximum=1000, group="登记", help="从排查日期起算"
    )
    counting: Mapped[str | None] = field(
        "天数算法",
        Kind.CHOICE,
        choices=tuple(Counting),
        group="登记",
        help="工作日按放假日历推算，不填按天",
    )
    responsible: Mapped[str | None] = field(
        "整改责任人", Kind.NAME, group="整改", aliases=("责任人",)
    )
    responsible_unit: Mapped[str | None] = field(
        "整改责任单位", group="整改", aliases=("责任单位",)
    )
    measures: Mapped[str | None] = field("整改措施", Kind.LONG_TEXT, group="整改")
    funds: Mapped[str | None] = field(
        "整改资金", group="整改", help="金额和来源，如自筹2万元", aliases=("资金",)
    )
    precautions: Mapped[str | None] = field(
        "应急预案或防范措施", Kind.LONG_TEXT, group="整改", aliases=("防范措施", "应急预案")
    )
    due: Mapped[date | None] = _from_events("整改期限", Kind.DATE)
    notified_on: Mapped[date | None] = _from_events("告知日期", Kind.DATE)
    notice_number: Mapped[str | None] = _from_events("通知书文号")
    served_on: Mapped[date | None] = _from_events("送达日期", Kind.DATE)
    asked_due: Mapped[date | None] = _from_events("申请延至", Kind.DATE)
    extensions: Mapped[int | None] = _from_events("延期次数", Kind.INTEGER)
    started_on: Mapped[date | None] = _from_events("整改开始日期", Kind.DATE)
    fixed_on: Mapped[date | None] = _from_events("整改完成日期", Kind.DATE, index=True)
    rechecked_on: Mapped[date | None] = _from_events("复查日期", Kind.DATE)
    recheckers: Mapped[str | None] = _from_events("复查人")
    recheck_result: Mapped[str | None] = _from_events(
        "复查结果", Kind.CHOICE, choices=(hazards.PASSED, hazards.FAILED)
    )
    closed_on: Mapped[date | None] = _from_events("销号日期", Kind.DATE)
    closed_by: Mapped[str | None] = _from_events("销号人", Kind.NAME)
    transferred_on: Mapped[date | None] = _from_events("移送日期", Kind.DATE)
    transferred_to: Mapped[str | None] = _from_events("移送单位")
    supervised_on: Mapped[date | None] = _from_events("督办日期", Kind.DATE)
    listed_on: Mapped[date | None] = _from_events("挂牌日期", Kind.DATE)
    exposed_on: Mapped[date | None] = _from_events("曝光日期", Kind.DATE)
    reported_on: Mapped[date | None] = _from_events("上报日期", Kind.DATE)
    report_number: Mapped[str | None] = _from_events("上报编号")
    reopenings: Mapped[int | None] = _from_events("重新打开次数", Kind.INTEGER)
    recurrences: Mapped[int | None] = _from_events("复发次数", Kind.INTEGER)
    contradictions: Mapped[int | None] = _from_events("经过中的矛盾", Kind.INTEGER)
    handler: Mapped[str | None] = field("经办人", Kind.NAME, group="其他")
    note: Mapped[str | None] = field("备注", Kind.LONG_TEXT, group="其他")

    @property
    def state(self) -> hazards.State:
        """The state that stage and last 复查 tell."""
        passed = self.stage == hazards.Stage.FIXED and self.recheck_result == hazards.PASSED
        return hazards.State.PASSED if passed else hazards.State(self.stage or hazards.Stage.FOUND)

    def finding(self) -> hazards.Finding:
        """The registration as the rules know it."""
        return hazards.Finding(
            self.found_on or date.min, self.first_due, self.grade or "", self.responsible or ""
        )

    def sum_up(self, parts: Sequence[HazardEvent]) -> None:
        story = hazards.fold(self.finding(), [part.event() for part in parts])
        facts = story.facts
        self.settle(
            **{name: getattr(facts, name) or None for name in FOLLOWING},
            contradictions=len(story.contradictions) or None,
            stage=facts.state.stage.value,
            closed=not facts.state.is_open,
            due_order=facts.due or NO_DEADLINE,
        )

    def objections(self, parts: Sequence[HazardEvent]) -> Mapping[str, Objection]:
        story = hazards.fold(self.finding(), [part.event() for part in parts])
        return {
            wrong.event.id: Objection(hazards.no_longer_holds(wrong))
            for wrong in story.contradictions
        }

    def title(self) -> str:
        return f"{self.number or ''}{self.place}"
