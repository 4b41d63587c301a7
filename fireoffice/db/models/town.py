"""The town itself: its name, the series of its papers, its villages and grids."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from fireoffice.db.fields import field
from fireoffice.db.models.base import Record
from fireoffice.domain.fields import Kind


class Town(Record):
    """The one town of a database."""

    __tablename__ = "towns"
    noun = "乡镇"

    name: Mapped[str] = field("乡镇名称", required=True)
    issuer: Mapped[str] = field("发文机关", required=True, help="公文署名，如黔江区邻鄂镇人民政府")
    printed_by: Mapped[str | None] = field("印发机关", help="版记中的印发机关，如党政办公室")
    office: Mapped[str | None] = field("经办机构", help="如镇消防安全委员会办公室")
    phone: Mapped[str | None] = field("值班电话", Kind.PHONE)

    def title(self) -> str:
        return self.name


class Series(Record):
    """A 机关代字: papers are numbered within it, by year."""

    __tablename__ = "series"
    noun = "机关代字"

    code: Mapped[str] = field("机关代字", required=True, unique=True)
    usage: Mapped[str | None] = field("用途", help="如下行文、函、纪要")
    order: Mapped[int | None] = field("顺序", Kind.INTEGER)

    def title(self) -> str:
        return self.code


class Village(Record):
    """A 社区 or 行政村."""

    __tablename__ = "villages"
    noun = "村（居）"
    searched = ("name", "head", "manager")

    name: Mapped[str] = field(
        "村（居）名称", required=True, unique=True, aliases=("村居", "村（居）", "社区", "村")
    )
    kind: Mapped[str] = field("类别", Kind.CHOICE, choices=("社区", "行政村"), required=True)
    population: Mapped[int | None] = field(
        "常住人口", Kind.INTEGER, minimum=0, maximum=1_000_000, aliases=("人口",)
    )
    households: Mapped[int | None] = field("户数", Kind.INTEGER, minimum=0, maximum=500_000)
    head: Mapped[str | None] = field("负责人", Kind.NAME, help="村（居）主要负责人")
    manager: Mapped[str | None] = field("消防安全管理人", Kind.NAME)
    phone: Mapped[str | None] = field("电话", Kind.PHONE, personal=True)
    order: Mapped[int | None] = field("顺序", Kind.INTEGER, help="在表中排列的先后")
    note: Mapped[str | None] = field("备注", Kind.LONG_TEXT)

    def title(self) -> str:
        return self.name


class Grid(Record):
    """A 网格 of a village."""

    __tablename__ = "grids"
    noun = "网格"
    searched = ("code", "scope", "keeper")

    code: Mapped[str] = field("网格号", required=True, unique=True)
    village: Mapped[str] = field(
        "村（居）", Kind.REFERENCE, target="villages", required=True, index=True
    )
    scope: Mapped[str | None] = field("范围", Kind.LONG_TEXT)
    households: Mapped[int | None] = field("户数", Kind.INTEGER, minimum=0, maximum=100_000)
    population: Mapped[int | None] = field("人口", Kind.INTEGER, minimum=0, maximum=100_000)
    keeper: Mapped[str | None] = field("网格员", Kind.NAME)
    phone: Mapped[str | None] = field("电话", Kind.PHONE, personal=True)
    note: Mapped[str | None] = field("备注", Kind.LONG_TEXT)

    def title(self) -> str:
        return self.code
