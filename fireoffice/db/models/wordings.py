"""The wording and the legal basis of the papers made from records, each with its time."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped

from fireoffice.db.fields import field
from fireoffice.db.models.base import Record
from fireoffice.domain.fields import Kind


class Wording(Record):
    """The wording of one form from one day to another, and the rules behind it.

    What a town may say depends on the law of the day and on what the county has delegated, so it
    is the office's own data and never code.
    """

    __tablename__ = "wordings"
    noun = "文书用语"
    searched = ("form", "name", "heading", "basis")

    form: Mapped[str] = field("文书", required=True, index=True, help="如整改通知书")
    name: Mapped[str] = field("用语", required=True, help="如告知、督促整改、责令改正")
    heading: Mapped[str] = field("文书标题", required=True, help="印在纸上的标题")
    opening: Mapped[str | None] = field("引语", Kind.LONG_TEXT, help="问题前面的一段话")
    demand: Mapped[str | None] = field("要求", Kind.LONG_TEXT, help="问题后面的一段话")
    rights: Mapped[str | None] = field("陈述申辩", Kind.LONG_TEXT, help="如何提出异议")
    basis: Mapped[str] = field("法律依据", Kind.LONG_TEXT, required=True, help="条款，用顿号分开")
    delegated: Mapped[bool | None] = field(
        "须经委托", Kind.BOOLEAN, help="镇政府须有授权或委托才能使用"
    )
    authority: Mapped[str | None] = field("委托依据", help="授权或委托的文件，如委托书文号")
    valid_from: Mapped[date | None] = field("启用日期", Kind.DATE)
    valid_to: Mapped[date | None] = field("停用日期", Kind.DATE)
    order: Mapped[int | None] = field("顺序", Kind.INTEGER, help="最前的一种先用")
    note: Mapped[str | None] = field("备注", Kind.LONG_TEXT)

    def title(self) -> str:
        return f"{self.form}“{self.name}”"
