"""The brigades' figures as tables: what is shown, exported and printed is the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from fireoffice.domain.months import month_of
from fireoffice.services.brigades import figures as brigade_figures
from fireoffice.services.brigades import hours as brigade_hours
from fireoffice.services.brigades.phones import phone_tree
from fireoffice.services.office import Office
from fireoffice.sheets.writing import Cell

PERIODS: Final = ("本月", "上月", "今年", "去年")


@dataclass(frozen=True)
class Head:
    """One column; `width` as on screen, 0 takes what is left."""

    title: str
    width: int = 0
    number: bool = False


@dataclass(frozen=True)
class Line:
    """One row: its cells, the record that it opens, or the texts of the one it begins.

    A `summing` line is a total. `lacking` marks what is missing.
    """

    cells: tuple[Cell, ...]
    register: str = ""
    id: str = ""
    begins: Mapping[str, str] | None = None
    summing: bool = False
    lacking: bool = False


@dataclass(frozen=True)
class FigureTable:
    """A table with what it says in one sentence."""

    title: str
    summary: str
    heads: tuple[Head, ...]
    lines: tuple[Line, ...]


def establishment(office: Office, _period: str = "") -> FigureTable:
    """应建已建: a row for each team of a village, and for each village without one."""
    found = brigade_figures.establishment(office)
    lines: list[Line] = []
    for village in found.villages:
        told = (village.name, village.population, "应建" if village.needed else "")
        if not village.teams:
            begins = {"name": f"{village.name}志愿消防队", "village": village.name}
            cells = (*told, "未建" if village.needed else "", None, "", None, None, None)
            lines.append(
                Line(
                    (*cells, village.stations or None),
                    "teams",
                    begins=begins,
                    lacking=village.needed,
                )
            )
        for team in village.teams:
            cells = (
                *told, team.name, team.founded_on, team.founding_number, team.members,
                team.least, team.gap or None, village.stations or None,
            )  # fmt: skip
            lines.append(Line(cells, "teams", team.id, lacking=bool(team.gap)))
    members = sum(one.members for one in found.villages)
    gap = sum(one.gap for one in found.villages)
    stations = sum(one.stations for one in found.villages)
    total = ("全镇", None, f"应建{found.needed}", f"已建{found.built}", None, "", members, None)
    lines.append(Line((*total, gap or None, stations or None), summing=True))
    missing = "、".join(one.name for one in found.missing)
    rule = f"行政村常住人口超过{found.threshold:,}人的应建" if found.threshold else "没有应建标准"
    lacking = f"，未建：{missing}" if missing else ""
    short = f"，{len(found.short)}支队伍不足最低人数" if found.short else ""
    return FigureTable(
        "应建已建",
        f"{rule}；{found.summary}{lacking}{short}",
        (
            Head("村（居）", 100),
            Head("常住人口", 76, True),
            Head("应建", 60),
            Head("已建队伍"),
            Head("建队日期", 96),
            Head("成立文号", 150),
            Head("人数", 56, True),
            Head("最低人数", 76, True),
            Head("缺口", 56, True),
            Head("微站", 56, True),
        ),
        tuple(lines),
    )


def hours(office: Office, period: str = PERIODS[2]) -> FigureTable:
    """训练与出动 of each volunteer in a period (one of `PERIODS`), with the sums first."""
    first, last = period_of(period, office.clock.today())
    rows = brigade_hours.served(office, first, last)
    town = brigade_hours.total("全镇", rows)
    lines = [Line(("全镇", "合计", *_numbers(town), _share(town), None), summing=True)]
    lines += [
        Line((team.team, "小计", *_numbers(team), _share(team), None), summing=True)
        for team in brigade_hours.by_team(rows)
    ]
    lines += [
        Line(
            (one.team, one.name, *_numbers(one), "", one.trained_on),
            "volunteers",
            one.id,
            lacking=bool(one.untrained),
        )
        for one in rows
    ]
    return FigureTable(
        "训练与出动",
        f"{first}—{last}：训练{town.sessions:,}人次{_hours(town.session_hours)}小时，"
        f"出动{town.callouts:,}人次{_hours(town.callout_hours)}小时，"
        f"参与率{_share(town) or '—'}，90日内未训练{town.untrained:,}人",
        (
            Head("队伍"),
            Head("姓名", 90),
            Head("训练次数", 76, True),
            Head("训练小时", 76, True),
            Head("出动次数", 76, True),
            Head("出动小时", 76, True),
            Head("合计小时", 76, True),
            Head("补助（元）", 90, True),
            Head("参与率", 64, True),
            Head("最近训练", 96),
        ),
        tuple(lines),
    )


def kit(office: Office, _period: str = "") -> FigureTable:
    """被装统计: how many of each size, for the town and for each team."""
    teams = [
        team for village in brigade_figures.establishment(office).villages for team in village.teams
    ]
    found = {team.id: dict(brigade_figures.sizes(office, team.id)) for team in teams}
    lines: list[Line] = []
    people = 0
    for label, counts in brigade_figures.sizes(office):
        people = sum(number for _, number in counts)
        for size, number in counts:
            each = tuple(dict(found[team.id][label]).get(size) for team in teams)
            lines.append(Line((label, size, number, *each), lacking=size == "未登记"))
        sums = (sum(number for _, number in found[team.id][label]) for team in teams)
        lines.append(Line((label, "合计", people, *sums), summing=True))
    return FigureTable(
        "被装统计",
        f"在队{people:,}人的服装尺码、鞋码和帽围",
        (
            Head("项目", 90),
            Head("尺码", 110),
            Head("全镇", 60, True),
            *(Head(_short(team.name), 0, True) for team in teams),
        ),
        tuple(lines),
    )


def phones(office: Office, village: str = "") -> FigureTable:
    """电话树 of the town or of one village (its key): who is called by whom; numbers masked."""
    tree = phone_tree(office, village=village)
    lines: list[Line] = []
    for branch in tree.branches:
        called_by = "、".join(one.name for one in branch.leaders) or "镇值班室"
        for at, one in enumerate((*branch.leaders, *branch.members)):
            caller = "镇值班室" if at < len(branch.leaders) else called_by
            cells = (branch.village, branch.name, one.role, one.name, one.phone, caller)
            lines.append(Line(cells, "volunteers", one.id, lacking=not one.phone))
    missing = f"，{tree.missing}人没有电话" if tree.missing else ""
    return FigureTable(
        tree.title,
        f"镇值班电话{tree.phone or '未登记'}，{len(tree.branches)}支队伍{tree.people}人{missing}",
        (
            Head("村（居）", 100),
            Head("队伍"),
            Head("职务", 76),
            Head("姓名", 90),
            Head("电话", 130),
            Head("由谁通知", 200),
        ),
        tuple(lines),
    )


TABLES: Final[Mapping[str, Callable[[Office, str], FigureTable]]] = MappingProxyType(
    {"应建已建": establishment, "训练与出动": hours, "被装统计": kit, "电话树": phones}
)
"""The tables by the word that opens them; 训练与出动 takes a period, 电话树 a village's key."""


def period_of(word: str, today: date) -> tuple[date, date]:
    """First and last day of one of `PERIODS`; nothing is counted after `today`."""
    month = month_of(today)
    if word == "上月":
        return month.plus(-1).first, month.plus(-1).last
    if word == "去年":
        return date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)
    return (month.first if word == "本月" else date(today.year, 1, 1)), today


def _numbers(one: brigade_hours.Served) -> tuple[Cell, ...]:
    return (
        one.sessions or None,
        one.session_hours or None,
        one.callouts or None,
        one.callout_hours or None,
        one.hours or None,
        one.allowance or None,
    )


def _share(some: brigade_hours.Served) -> str:
    """参与率 as it is shown; empty where nobody serves."""
    return "" if some.active_share is None else f"{some.active_share:.0f}%"


def _hours(number: float) -> str:
    return f"{number:,.1f}".removesuffix(".0")


def _short(team: str) -> str:
    return team.removesuffix("志愿消防队") or team
