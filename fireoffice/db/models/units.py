"""Places: units, the nine kinds of small premises, courtyards."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from fireoffice.db.fields import field
from fireoffice.db.models.base import Record
from fireoffice.domain.fields import Kind


class Unit(Record):
    """A 单位, 九小场所 or 院落, with what fire safety asks of it first."""

    __tablename__ = "units"
    noun = "场所"
    searched = ("name", "address", "responsible", "category")

    name: Mapped[str] = field(
        "场所名称", required=True, index=True, aliases=("单位名称", "单位（场所）名称", "场所")
    )
    kind: Mapped[str] = field(
        "类别",
        Kind.CHOICE,
        choices=("重点单位", "一般单位", "九小场所", "院落"),
        required=True,
        index=True,
    )
    category: Mapped[str | None] = field("场所类型", Kind.CHOICE, code_list="场所类型")
    village: Mapped[str] = field(
        "村（居）", Kind.REFERENCE, target="villages", required=True, index=True
    )
    grid: Mapped[str | None] = field("网格", Kind.REFERENCE, target="grids", index=True)
    address: Mapped[str | None] = field("地址", aliases=("详细地址",))
    responsible: Mapped[str | None] = field(
        "消防安全责任人", Kind.NAME, aliases=("责任人", "负责人")
    )
    manager: Mapped[str | None] = field("消防安全管理人", Kind.NAME, aliases=("管理人",))
    phone: Mapped[str | None] = field("电话", Kind.PHONE, personal=True, aliases=("联系方式",))
    credit_code: Mapped[str | None] = field("统一社会信用代码")
    storeys: Mapped[int | None] = field("建筑层数", Kind.INTEGER, minimum=1, maximum=200)
    area: Mapped[float | None] = field("面积（平方米）", Kind.DECIMAL, minimum=0)
    lodgers: Mapped[int | None] = field("住宿人数", Kind.INTEGER, minimum=0, maximum=100_000)
    gas: Mapped[bool | None] = field("用气", Kind.BOOLEAN)
    mixed_use: Mapped[bool | None] = field("三合一", Kind.BOOLEAN, help="生产、经营、住宿同在一处")
    risk: Mapped[str | None] = field("风险等级", Kind.CHOICE, choices=("低", "一般", "较高", "高"))
    note: Mapped[str | None] = field("备注", Kind.LONG_TEXT)

    def title(self) -> str:
        return self.name
