"""Code lists: words that the office may choose among, each with its time and basis."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped

from fireoffice.db.fields import field
from fireoffice.db.models.base import Record
from fireoffice.domain.fields import Kind


class CodeValue(Record):
    """One word of one list; rules change with time, so a word has a first and a last day."""

    __tablename__ = "code_values"
    noun = "代码"
    searched = ("value", "list_name")

    list_name: Mapped[str] = field(
        "代码表", required=True, index=True, help="如隐患类别；写一个新的名称就多一张表"
    )
    value: Mapped[str] = field("代码", required=True, help="改名不影响已登记的记录")
    order: Mapped[int] = field("顺序", Kind.INTEGER, automatic=True, minimum=0, maximum=9999)
    valid_from: Mapped[date | None] = field("启用日期", Kind.DATE)
    valid_to: Mapped[date | None] = field("停用日期", Kind.DATE, help="过了这一天不再出现在选项里")
    basis: Mapped[str | None] = field("依据")

    def title(self) -> str:
        return f"{self.list_name}“{self.value}”"
