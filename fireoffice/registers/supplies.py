"""物资 and 出入库."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from sqlalchemy import ColumnElement, and_, extract

from fireoffice.db.models.supplies import Supply, SupplyMovement
from fireoffice.domain import supplies
from fireoffice.domain.deadlines import Urgency
from fireoffice.domain.steps import Step
from fireoffice.domain.supplies import MovementKind, Stage
from fireoffice.registers.agenda import Agenda, Names, Waiting
from fireoffice.registers.facts import AUTHOR, TODAY, Ask, Deed, Facts
from fireoffice.registers.register import (
    REMAINING,
    STAGE,
    Chip,
    Column,
    Numbering,
    Place,
    Register,
)

_AHEAD: Final = 30
"""Days before 有效期 or 检验 at which one is reminded; the rules name 30 and 90."""
_FAR: Final = 90

_CHECK: Final = Step("登记检验", ("checked_on", "next_check_on"), {"checked_on": TODAY}, "check")
_RENEW: Final = Step("登记更换", ("expires_on", "next_check_on"), name="renew")
_RETIRE: Final = Step("停用", ("retired_on",), {"retired_on": TODAY}, name="retire")


def _expires_first(supply: Supply) -> bool:
    return bool(supply.expires_on) and supply.expires_on == supply.due


def _other_steps(supply: Supply) -> tuple[Step, ...]:
    if supply.closed:
        return ()
    return (*((_RENEW,) if supply.expires_on else ()), _CHECK, _RETIRE)


def _problems(supply: Supply, today: date) -> dict[str, str]:
    wrong: dict[str, str] = {}
    if supply.checked_on and supply.checked_on > today:
        wrong["checked_on"] = "上次检验在今天之后，请核对。"
    if supply.checked_on and supply.next_check_on and supply.next_check_on <= supply.checked_on:
        wrong["next_check_on"] = f"下次检验不晚于上次检验{supply.checked_on}，请核对。"
    if supply.bought_on and supply.expires_on and supply.expires_on < supply.bought_on:
        wrong["expires_on"] = f"有效期早于购置日期{supply.bought_on}，请核对。"
    return wrong


def _nothing_there(supply: Supply) -> str:
    if supply.closed:
        return "已停用。"
    return "" if (supply.balance or 0) > 0 else "没有库存，请先登记入库。"


def _retired(supply: Supply) -> str:
    return "已停用。" if supply.closed else ""


def _within(days: int) -> Chip:
    def condition(day: date) -> ColumnElement[bool]:
        last = day + timedelta(days=days)
        return and_(SUPPLIES.is_open(), Supply.due_order.between(day, last))

    return Chip(f"within_{days}", f"{days}日内到期", condition, "amber" if days == _AHEAD else "")


def _short(_: date) -> ColumnElement[bool]:
    return and_(SUPPLIES.is_open(), Supply.missing.is_not(None))


def _asks(*more: Ask, place: str = "=place") -> tuple[Ask, ...]:
    return (
        Ask("day", required=True, preset=TODAY),
        Ask("quantity", required=True),
        Ask("place", required=True, preset=place),
        *more,
        Ask("person", preset=AUTHOR),
        Ask("purpose"),
        Ask("note"),
    )


_DEEDS: Final = (
    Deed(
        MovementKind.RECEIVED,
        "入库",
        _asks(Ask("batch")),
        hindrance=_retired,
        awaited=lambda supply: bool(supply.missing),
    ),
    Deed(
        MovementKind.ISSUED,
        "领用",
        (
            Ask("day", required=True, preset=TODAY),
            Ask("quantity", required=True),
            Ask("place", label="从哪里领", required=True, preset="=place"),
            Ask("person", label="领用人", required=True),
            Ask("purpose"),
            Ask("note"),
        ),
        hindrance=_nothing_there,
        awaited=lambda supply: not supply.missing and bool(supply.balance),
    ),
    Deed(MovementKind.RETURNED, "归还", _asks(), hindrance=_retired),
    Deed(
        MovementKind.MOVED,
        "调拨",
        _asks(Ask("to_place", required=True)),
        hindrance=_nothing_there,
    ),
    Deed(MovementKind.LOST, "登记损耗", _asks(), hindrance=_nothing_there),
    Deed(MovementKind.SCRAPPED, "报废", _asks(), hindrance=_nothing_there),
    Deed(
        MovementKind.COUNTED,
        "盘点",
        (
            Ask("day", required=True, preset=TODAY),
            Ask("place", required=True, preset="=place"),
            Ask("quantity", label="实有数量", required=True),
            Ask("person", label="盘点人", preset=AUTHOR),
            Ask("note"),
        ),
        hindrance=_retired,
    ),
)


def _lack(supply: Supply, _days: int) -> str:
    return f"缺{supply.missing}{supply.unit}"


def _stored(supply: Supply, _names: Names) -> str:
    return supply.place


SUPPLIES: Final[Register] = Register(
    name="supplies",
    title="物资",
    noun=Supply.noun,
    new_label="登记物资",
    model=Supply,
    place=Place("志愿队伍"),
    columns=(
        Column(STAGE, width=90),
        Column("number", width=60),
        Column("name"),
        Column("spec", width=96),
        Column("balance", width=60),
        Column("unit", width=46),
        Column("missing", width=50),
        Column("place", width=110),
        Column("spread", width=190, wide=True),
        Column("keeper", width=66, wide=True),
        Column("village", width=90, wide=True),
        Column("due", width=96),
        Column(REMAINING, width=90),
    ),
    order=(("number", True),),
    title_field="name",
    filters=("kind", "place", "village", "keeper"),
    chips=(
        Chip("overdue", "已过期", lambda day: SUPPLIES.is_overdue(day), "red"),
        _within(_AHEAD),
        _within(_FAR),
        Chip("short", "低于最低储备", _short, "amber"),
        Chip("none", "无库存", lambda _: Supply.stage == Stage.NONE.value),
        Chip("open", "在用", lambda _: SUPPLIES.is_open()),
    ),
    due="due",
    numbering=Numbering("{n:04d}"),
    check=_problems,
    other_steps=_other_steps,
    stages=tuple(Stage),
    told_apart_by=("spec", "place", "number"),
    duplicates=(("name", "spec", "place"),),
    carried=("kind", "unit", "place", "village", "keeper", "bought_on"),
    code_lists={
        "物资类别": (
            "灭火器材",
            "水带水枪",
            "消防泵",
            "个人防护",
            "破拆救生",
            "照明通信",
            "车辆",
            "其他",
        )
    },
    facts=Facts("supply_movements", "supply", _DEEDS),
    agenda=Agenda(
        action=lambda supply: "更换" if _expires_first(supply) else "送检",
        place=_stored,
        ahead=_AHEAD,
        step=lambda supply: (_RENEW if _expires_first(supply) else _CHECK).label,
        waiting=(Waiting(_short, "", _lack, Urgency.SOON),),
    ),
)

SUPPLY_MOVEMENTS: Final[Register] = Register(
    name="supply_movements",
    title="出入库",
    noun=SupplyMovement.noun,
    new_label="登记出入库",
    model=SupplyMovement,
    place=Place("志愿队伍"),
    columns=(
        Column("day", width=96),
        Column("kind", width=60),
        Column("supply"),
        Column("quantity", width=76),
        Column("place", width=130),
        Column("to_place", width=110, wide=True),
        Column("person", width=90),
        Column("purpose", width=190),
    ),
    order=(("day", False),),
    title_field="day",
    filters=("supply", "kind", "place", "person"),
    chips=(
        Chip("year", "今年", lambda day: extract("year", SupplyMovement.day) == day.year),
        Chip("issued", "领用", lambda _: SupplyMovement.kind == MovementKind.ISSUED.value),
    ),
    check=lambda moved, _: supplies.problems(
        moved.kind, moved.quantity, moved.place or "", moved.to_place or ""
    ),
    duplicates=(("supply", "kind", "day", "quantity", "person"),),
    carried=("day", "kind", "place", "person", "purpose"),
)
