"""The stores: supplies, and the movements from which what there is of them follows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from fireoffice.db.fields import field
from fireoffice.db.models.base import NO_DEADLINE, Objection, Record, Staged
from fireoffice.domain import supplies
from fireoffice.domain.fields import Kind
from fireoffice.domain.supplies import MovementKind


class Supply(Staged, Record):
    """物资: one kind of thing that is kept in store; what there is of it is never typed."""

    __tablename__ = "supplies"
    __table_args__ = (
        Index("ix_supplies_order", "deleted_at", "closed", "due_order", "id"),
        Index("ix_supplies_deleted_at_stage", "deleted_at", "stage", "id"),
    )
    noun = "物资"
    searched = ("number", "name", "spec", "place", "keeper")

    number: Mapped[str | None] = field(
        "编号", automatic=True, unique=True, index=True, group="物资", aliases=("物资编号",)
    )
    name: Mapped[str] = field(
        "名称", required=True, index=True, group="物资", aliases=("物资名称", "器材名称", "品名")
    )
    spec: Mapped[str | None] = field("规格", group="物资", aliases=("规格型号", "型号"))
    kind: Mapped[str | None] = field("类别", Kind.CHOICE, code_list="物资类别", group="物资")
    unit: Mapped[str] = field(
        "单位", required=True, default="具", group="物资", aliases=("计量单位",)
    )
    place: Mapped[str] = field(
        "存放点", required=True, index=True, group="物资", aliases=("存放地点", "存放位置")
    )
    village: Mapped[str | None] = field(
        "村（居）", Kind.REFERENCE, target="villages", index=True, group="物资"
    )
    keeper: Mapped[str | None] = field("保管人", Kind.NAME, group="物资", aliases=("管理人",))
    bought_on: Mapped[date | None] = field(
        "购置日期", Kind.DATE, group="物资", aliases=("配备日期", "采购日期")
    )
    minimum: Mapped[int | None] = field(
        "最低储备", Kind.INTEGER, minimum=0, maximum=1_000_000, group="期限和储备"
    )
    expires_on: Mapped[date | None] = field(
        "有效期至", Kind.DATE, group="期限和储备", aliases=("有效期", "到期日期")
    )
    checked_on: Mapped[date | None] = field(
        "上次检验", Kind.DATE, group="期限和储备", aliases=("检查日期", "检验日期")
    )
    next_check_on: Mapped[date | None] = field(
        "下次检验", Kind.DATE, group="期限和储备", aliases=("下次检验日期",)
    )
    balance: Mapped[int | None] = field("库存", Kind.INTEGER, derived=True, group="库存")
    spread: Mapped[str | None] = field("分布", derived=True, group="库存")
    missing: Mapped[int | None] = field("缺口", Kind.INTEGER, derived=True, group="库存")
    due: Mapped[date | None] = field("最近到期", Kind.DATE, derived=True, group="库存")
    retired_on: Mapped[date | None] = field("停用日期", Kind.DATE, group="其他")
    note: Mapped[str | None] = field("备注", Kind.LONG_TEXT, group="其他")

    def sum_up(self, parts: Sequence[SupplyMovement]) -> None:
        stock = supplies.stock([part.movement() for part in parts])
        stage = supplies.stage(stock.total, self.minimum, self.retired_on)
        self.settle(
            balance=stock.total,
            spread=stock.spread() or None,
            missing=max(0, (self.minimum or 0) - stock.total) or None,
            stage=stage.value,
            closed=stage is supplies.Stage.RETIRED,
        )

    def derive(self) -> None:
        ends = [day for day in (self.expires_on, self.next_check_on) if day]
        first = min(ends, default=None)
        self.settle(due=first, due_order=first or NO_DEADLINE)

    def objections(self, parts: Sequence[SupplyMovement]) -> Mapping[str, Objection]:
        stock = supplies.stock([part.movement() for part in parts], self.unit or "")
        return {key: Objection(told, "quantity") for key, told in stock.objections.items()}

    def title(self) -> str:
        return f"{self.name}{self.spec or ''}"


class SupplyMovement(Record):
    """出入库: one movement of one supply."""

    __tablename__ = "supply_movements"
    __table_args__ = (Index("ix_supply_movements_deleted_at_day", "deleted_at", "day", "id"),)
    noun = "出入库"
    searched = ("place", "to_place", "person", "purpose")
    part_of = "supply"

    supply: Mapped[str] = field(
        "物资", Kind.REFERENCE, target="supplies", required=True, index=True, group="出入库"
    )
    kind: Mapped[str] = field(
        "类型",
        Kind.CHOICE,
        choices=tuple(MovementKind),
        required=True,
        group="出入库",
        aliases=("出入库类型",),
    )
    day: Mapped[date] = field("日期", Kind.DATE, required=True, default="今天", group="出入库")
    quantity: Mapped[int] = field(
        "数量", Kind.INTEGER, required=True, minimum=0, maximum=1_000_000, group="出入库"
    )
    place: Mapped[str] = field("存放点", required=True, group="出入库")
    to_place: Mapped[str | None] = field("调往", group="出入库", help="只用于调拨")
    person: Mapped[str | None] = field(
        "经手人", Kind.NAME, group="出入库", aliases=("领用人", "经办人")
    )
    purpose: Mapped[str | None] = field("事由", group="出入库", aliases=("用途", "原因"))
    batch: Mapped[str | None] = field("批次", group="出入库")
    note: Mapped[str | None] = field("备注", Kind.LONG_TEXT, group="出入库")

    def movement(self) -> supplies.Movement:
        """The movement as the rules know it."""
        return supplies.Movement(
            id=self.id,
            kind=MovementKind(self.kind),
            day=self.day,
            place=self.place,
            quantity=self.quantity or 0,
            to_place=self.to_place or "",
        )

    def title(self) -> str:
        return f"{self.day}{self.kind}{self.quantity}"
