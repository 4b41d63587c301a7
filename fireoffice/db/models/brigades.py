"""The brigades: teams, their call-outs and their duty rota."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from fireoffice.db.fields import field
from fireoffice.db.models.base import Record
from fireoffice.domain import callouts, volunteers
from fireoffice.domain.fields import Kind


class Team(Record):
    """One brigade: of a village, of the town, of a unit (微型消防站)."""

    __tablename__ = "teams"
    noun = "队伍"
    searched = ("name", "station", "founding_number")

    name: Mapped[str] = field("队名", required=True, unique=True, index=True, group="队伍")
    kind: Mapped[str] = field(
        "类别",
        Kind.CHOICE,
        choices=volunteers.TEAM_KINDS,
        required=True,
        default="志愿消防队",
        group="队伍",
    )
    village: Mapped[str | None] = field(
        "村（居）", Kind.REFERENCE, target="villages", index=True, group="队伍"
    )
    unit: Mapped[str | None] = field(
        "所在单位", Kind.REFERENCE, target="units", index=True, group="队伍"
    )
    founded_on: Mapped[date | None] = field("建队日期", Kind.DATE, group="队伍")
    founding_number: Mapped[str | None] = field("成立文号", group="队伍")
    minimum: Mapped[int | None] = field(
        "最低人数", Kind.INTEGER, minimum=1, maximum=500, group="队伍"
    )
    station: Mapped[str | None] = field("驻地", group="队伍")
    phone: Mapped[str | None] = field("值班电话", Kind.PHONE, group="队伍")
    disbanded_on: Mapped[date | None] = field("撤销日期", Kind.DATE, group="队伍")
    note: Mapped[str | None] = field("备注", Kind.LONG_TEXT, group="队伍")

    def title(self) -> str:
        return self.name


class Callout(Record):
    """出动: one time that a brigade was called, or trained by itself in the field."""

    __tablename__ = "callouts"
    __table_args__ = (Index("ix_callouts_deleted_at_day", "deleted_at", "day", "id"),)
    noun = "出动"
    searched = ("number", "place", "task", "summary")

    number: Mapped[str | None] = field(
        "编号", automatic=True, unique=True, index=True, group="出动"
    )
    team: Mapped[str] = field(
        "队伍", Kind.REFERENCE, target="teams", required=True, index=True, group="出动"
    )
    day: Mapped[date] = field("日期", Kind.DATE, required=True, default="今天", group="出动")
    called_at: Mapped[str | None] = field("接报时间", group="出动", help="如14:30")
    arrived_at: Mapped[str | None] = field("到场时间", group="出动", help="如14:42")
    minutes: Mapped[int | None] = field("到场用时（分）", Kind.INTEGER, derived=True, group="出动")
    first_on_scene: Mapped[bool | None] = field("最先到场", Kind.BOOLEAN, group="出动")
    task: Mapped[str] = field(
        "任务", Kind.CHOICE, code_list="出动任务", required=True, group="出动"
    )
    village: Mapped[str | None] = field(
        "村（居）", Kind.REFERENCE, target="villages", index=True, group="出动"
    )
    place: Mapped[str] = field("地点", required=True, group="出动")
    hours: Mapped[float | None] = field(
        "时长（小时）", Kind.DECIMAL, minimum=0, maximum=240, group="出动"
    )
    people: Mapped[int | None] = field("出动人数", Kind.INTEGER, derived=True, group="出动")
    equipment: Mapped[str | None] = field("器材", group="出动")
    consumed: Mapped[str | None] = field("消耗", group="出动", help="燃料、灭火剂等")
    summary: Mapped[str | None] = field("经过", Kind.LONG_TEXT, group="出动")
    note: Mapped[str | None] = field("备注", Kind.LONG_TEXT, group="出动")

    def sum_up(self, parts: Sequence[CalloutMember]) -> None:
        self.people = len(parts) or None

    def derive(self) -> None:
        self.minutes = callouts.minutes_to_arrival(self.called_at, self.arrived_at)

    def title(self) -> str:
        return f"{self.number or ''}{self.place}"


class CalloutMember(Record):
    """One volunteer at one call-out; hours differ from the call-out's only where written."""

    __tablename__ = "callout_members"
    noun = "出动队员"
    part_of = "callout"

    callout: Mapped[str] = field(
        "出动", Kind.REFERENCE, target="callouts", required=True, index=True, group="出动"
    )
    volunteer: Mapped[str] = field(
        "队员", Kind.REFERENCE, target="volunteers", required=True, index=True, group="出动"
    )
    hours: Mapped[float | None] = field(
        "时长（小时）", Kind.DECIMAL, minimum=0, maximum=240, group="出动"
    )
    allowance: Mapped[float | None] = field(
        "补助（元）", Kind.DECIMAL, minimum=0, maximum=100_000, group="出动"
    )
    note: Mapped[str | None] = field("备注", group="出动")


class Shift(Record):
    """值班: one volunteer on one day; a swap keeps who was down before."""

    __tablename__ = "shifts"
    __table_args__ = (Index("ix_shifts_team_day", "team", "day"),)
    noun = "值班"
    searched = ("note",)

    team: Mapped[str] = field("队伍", Kind.REFERENCE, target="teams", required=True, group="值班")
    day: Mapped[date] = field("日期", Kind.DATE, required=True, group="值班")
    part: Mapped[str] = field(
        "班次", Kind.CHOICE, code_list="值班班次", required=True, default="全天", group="值班"
    )
    volunteer: Mapped[str] = field(
        "值班人", Kind.REFERENCE, target="volunteers", required=True, index=True, group="值班"
    )
    instead_of: Mapped[str | None] = field(
        "原值班人", Kind.REFERENCE, target="volunteers", index=True, group="值班"
    )
    note: Mapped[str | None] = field("备注", group="值班")

    def title(self) -> str:
        return f"{self.day}值班"


class Rota(Record):
    """The way in which the rota of one team and month was drawn, so that it can be drawn again."""

    __tablename__ = "rotas"
    __table_args__ = (Index("ix_rotas_team_month", "team", "month"),)
    noun = "排班"

    team: Mapped[str] = field("队伍", Kind.REFERENCE, target="teams", required=True)
    month: Mapped[date] = field("月份", Kind.DATE, required=True, help="当月1日")
    each: Mapped[int] = field("每班人数", Kind.INTEGER, required=True, minimum=1, maximum=50)
    seed: Mapped[int] = field("排法", Kind.INTEGER, required=True)

    def title(self) -> str:
        return f"{self.month.year}年{self.month.month}月排班"
