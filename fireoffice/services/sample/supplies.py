"""The stores of the sample town: what was bought, given out, moved and counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final

from fireoffice.core.ids import new_key
from fireoffice.db.models import Record, Village
from fireoffice.db.models.supplies import Supply, SupplyMovement
from fireoffice.domain.supplies import MovementKind

_STORE: Final = "镇消防物资库"


@dataclass(frozen=True)
class _Item:
    name: str
    spec: str
    unit: str
    kind: str
    bought: int
    minimum: int
    lasts: int = 0
    checked: int = 0


_ITEMS: Final = (
    _Item("干粉灭火器", "4kg", "具", "灭火器材", 60, 40, 10, 1),
    _Item("二氧化碳灭火器", "2kg", "具", "灭火器材", 8, 6, 12, 1),
    _Item("水带", "65mm×20m", "盘", "水带水枪", 24, 20, 0, 1),
    _Item("直流水枪", "QZ3.5/7.5", "支", "水带水枪", 10, 8),
    _Item("手抬机动泵", "JBQ5.5/10", "台", "消防泵", 3, 3, 0, 1),
    _Item("灭火防护服", "175/96A", "套", "个人防护", 12, 12),
    _Item("消防头盔", "均码", "顶", "个人防护", 15, 12),
    _Item("风力灭火机", "6MF-30", "台", "灭火器材", 6, 6, 0, 1),
    _Item("强光手电", "防爆型", "支", "照明通信", 20, 12),
    _Item("对讲机", "UHF", "部", "照明通信", 9, 8),
    _Item("铁铤", "1.2m", "把", "破拆救生", 10, 6),
    _Item("汽油", "92号20L桶", "桶", "其他", 5, 4, 1),
)


def supplies(random: Random, today: date, villages: Sequence[Village]) -> list[Record]:
    """The supplies with their movements of the last two years."""
    found: list[Record] = []
    for number, item in enumerate(_ITEMS, start=1):
        bought = today - timedelta(days=random.randint(400, 700))
        supply = Supply(
            id=new_key(),
            number=f"{number:04d}",
            name=item.name,
            spec=item.spec,
            kind=item.kind,
            unit=item.unit,
            place=_STORE,
            keeper="陈静",
            bought_on=bought,
            minimum=item.minimum,
            expires_on=bought + timedelta(days=365 * item.lasts + 60) if item.lasts else None,
            checked_on=today - timedelta(days=320) if item.checked else None,
            next_check_on=today + timedelta(days=45 - 4 * number) if item.checked else None,
        )
        found.append(supply)
        found += _movements(random, today, supply, item, villages)
    return found


def _movements(
    random: Random, today: date, supply: Supply, item: _Item, villages: Sequence[Village]
) -> list[SupplyMovement]:
    bought = supply.bought_on or today
    moved = [
        _moved(supply, MovementKind.RECEIVED, bought, item.bought, person="陈静", purpose="采购")
    ]
    left = item.bought
    for village in villages[: random.randint(1, 3)]:
        some = max(1, item.bought // 12)
        if left <= some:
            break
        day = bought + timedelta(days=random.randint(20, 300))
        moved.append(
            _moved(
                supply,
                MovementKind.MOVED,
                day,
                some,
                to_place=f"{village.name}微型消防站",
                person="陈静",
                purpose="配发村（居）",
            )
        )
        left -= some
    used = max(1, item.bought // 10)
    if left > used:
        day = today - timedelta(days=random.randint(5, 90))
        moved.append(
            _moved(supply, MovementKind.ISSUED, day, used, person="李强", purpose="演练使用")
        )
        left -= used
    moved.append(
        _moved(supply, MovementKind.COUNTED, today - timedelta(days=3), left, person="陈静")
    )
    return moved


def _moved(
    supply: Supply, kind: MovementKind, day: date, quantity: int, **more: str
) -> SupplyMovement:
    return SupplyMovement(
        id=new_key(),
        supply=supply.id,
        kind=kind.value,
        day=day,
        quantity=quantity,
        place=_STORE,
        **more,
    )
