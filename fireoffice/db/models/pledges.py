"""The pledges that a village has signed and posted: 责任书 and 防火公约."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped

from fireoffice.db.fields import field
from fireoffice.db.models.base import Record
from fireoffice.domain.fields import Kind


class Pledge(Record):
    """A 责任书 between the town and a village, or a village and a unit, for one year."""

    __tablename__ = "pledges"
    noun = "责任书"
    searched = ("giver", "taker", "signer")

    year: Mapped[int] = field(
        "年度", Kind.INTEGER, required=True, minimum=2000, maximum=2100, group="责任书"
    )
    giver: Mapped[str] = field("甲方", required=True, group="责任书", help="如邻鄂镇人民政府")
    taker: Mapped[str] = field("乙方", required=True, group="责任书", help="村（居）或单位")
    village: Mapped[str | None] = field(
        "村（居）", Kind.REFERENCE, target="villages", index=True, group="责任书"
    )
    unit: Mapped[str | None] = field(
        "单位", Kind.REFERENCE, target="units", index=True, group="责任书"
    )
    signer: Mapped[str | None] = field("签订人", Kind.NAME, group="责任书")
    signed_on: Mapped[date | None] = field("签订日期", Kind.DATE, group="责任书")
    note: Mapped[str | None] = field("备注", Kind.LONG_TEXT, group="责任书")

    def title(self) -> str:
        return f"{self.year}年{self.taker}责任书"


class Convention(Record):
    """A 防火安全公约 posted in a village (消防法第三十二条)."""

    __tablename__ = "conventions"
    noun = "防火公约"
    searched = ("place",)

    village: Mapped[str] = field(
        "村（居）", Kind.REFERENCE, target="villages", required=True, index=True, group="公约"
    )
    posted_on: Mapped[date] = field("公布日期", Kind.DATE, required=True, group="公约")
    place: Mapped[str] = field("公布位置", required=True, group="公约")
    ended_on: Mapped[date | None] = field("停用日期", Kind.DATE, group="公约")
    note: Mapped[str | None] = field("备注", Kind.LONG_TEXT, group="公约")

    def title(self) -> str:
        return f"{self.place}的防火公约"
