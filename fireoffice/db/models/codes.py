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

    list_name: Mapped[str] = field("代码表", required=True, index=True)
    value: Mapped[str] = field("值", required=True)
    order: Mapped[int] = field("顺序", Kind.INTEGER)
    valid_from: Mapped[date | None] = field("启用日期", Kind.DATE)
    valid_to: Mapped[date | None] = field("停用日期", Kind.DATE)
    basis: Mapped[str | None] = field("依据")

    def title(self) -> str:
        return f"{self.list_name}“{self.value}”"
