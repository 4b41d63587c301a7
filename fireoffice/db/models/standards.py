"""The numbers that rules name: dated data, for rules differ by place and change with time."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped

from fireoffice.db.fields import field
from fireoffice.db.models.base import Record
from fireoffice.domain import volunteers
from fireoffice.domain.fields import Kind


class Standard(Record):
    """One number from one day to another, and where it is written."""

    __tablename__ = "standards"
    noun = "标准"
    searched = ("name", "basis")

    name: Mapped[str] = field(
        "标准",
        Kind.CHOICE,
        choices=tuple(volunteers.Standard),
        required=True,
        help="应建队人口：常住人口超过此数的应当建队",
    )
    number: Mapped[int] = field("数值", Kind.INTEGER, required=True, minimum=0, maximum=1_000_000)
    valid_from: Mapped[date | None] = field("启用日期", Kind.DATE)
    valid_to: Mapped[date | None] = field("停用日期", Kind.DATE)
    basis: Mapped[str | None] = field("依据")
    note: Mapped[str | None] = field("备注", Kind.LONG_TEXT)

    def title(self) -> str:
        return self.name
