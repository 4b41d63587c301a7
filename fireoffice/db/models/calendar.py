"""The days that are worked or not, as the State Council's General Office announces each year."""

from __future__ import annotations

from datetime import date
from typing import Final

from sqlalchemy.orm import Mapped

from fireoffice.db.fields import field
from fireoffice.db.models.base import Record
from fireoffice.domain.fields import Kind

OFF: Final = "休息"
WORKED: Final = "上班"


class CalendarDay(Record):
    """One day that is otherwise than its weekday says: a holiday, or a weekend that is worked."""

    __tablename__ = "calendar_days"
    noun = "放假日历"
    searched = ("name", "basis")

    day: Mapped[date] = field(
        "日期", Kind.DATE, required=True, default="今天", unique=True, index=True
    )
    kind: Mapped[str] = field("安排", Kind.CHOICE, choices=(OFF, WORKED), required=True)
    name: Mapped[str] = field("节日", required=True)
    year: Mapped[int] = field(
        "年度",
        Kind.INTEGER,
        index=True,
        automatic=True,
        minimum=2000,
        maximum=2100,
        help="哪一年的安排；不填则为日期所在的年",
    )
    basis: Mapped[str | None] = field("依据")

    def derive(self) -> None:
        if self.year is None and self.day is not None:  # pyright: ignore[reportUnnecessaryComparison]
            self.year = self.day.year

    def title(self) -> str:
        return f"{self.day}{self.kind}"
