"""公文登记簿 and the numbers given to papers."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from fireoffice.db.fields import Moment, field
from fireoffice.db.models.base import Record
from fireoffice.domain.fields import Kind
from fireoffice.domain.papers import LinkRole, NumberState, PaperState


class Paper(Record):
    """One paper from draft to issue; what was issued is never changed, only 作废."""

    __tablename__ = "papers"
    __table_args__ = (Index("ix_papers_deleted_at_state", "deleted_at", "state"),)
    noun = "公文"
    searched = ("heading", "number_text", "recipients")

    kind: Mapped[str] = field("文种", required=True, help="如通知、请示、函")
    format: Mapped[str] = field("格式", required=True, help="文件、信函、纪要、命令")
    heading: Mapped[str | None] = field("标题")
    recipients: Mapped[str | None] = field("主送")
    series: Mapped[str | None] = field("机关代字")
    year: Mapped[int | None] = field("年份", Kind.INTEGER)
    sequence: Mapped[int | None] = field("序号", Kind.INTEGER)
    number_text: Mapped[str | None] = field("发文字号", index=True)
    dated: Mapped[date | None] = field("成文日期", Kind.DATE)
    state: Mapped[str] = field(
        "状态",
        Kind.CHOICE,
        choices=tuple(PaperState),
        default=PaperState.DRAFT,
    )
    file: Mapped[str | None] = field("文件", help="相对于数据文件夹的路径")
    sha256: Mapped[str | None] = field("文件校验值")
    issued_by: Mapped[str | None] = field("成文人", Kind.NAME)
    void_reason: Mapped[str | None] = field("作废原因", Kind.LONG_TEXT)
    form: Mapped[str | None] = field("文书种类", help="由台账填成的文书，如整改通知书")
    template: Mapped[str | None] = field("模板", help="成文时所用的模板")
    template_sha256: Mapped[str | None] = field("模板校验值")
    manuscript: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    context: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    """The values that filled the form when it was issued; never looked up again."""
    issued_at: Mapped[datetime | None] = mapped_column(Moment)

    def title(self) -> str:
        return self.number_text or self.heading or "未命名公文"


class PaperNumber(Record):
    """A number given to a paper: once given, never given again."""

    __tablename__ = "paper_numbers"
    __table_args__ = (UniqueConstraint("series", "year", "sequence"),)
    noun = "文号"

    series: Mapped[str] = field("机关代字", required=True)
    year: Mapped[int] = field("年份", Kind.INTEGER, required=True)
    sequence: Mapped[int] = field("序号", Kind.INTEGER, required=True)
    paper: Mapped[str | None] = field("公文", Kind.REFERENCE, target="papers", index=True)
    state: Mapped[str] = field(
        "状态", Kind.CHOICE, choices=tuple(NumberState), default=NumberState.USED
    )
    by_hand: Mapped[bool] = field("手工编号", Kind.BOOLEAN)

    def title(self) -> str:
        return f"{self.series}〔{self.year}〕{self.sequence}号"


class PaperLink(Record):
    """The link between a paper and a record that belong together; read from both sides.

    `register` and `record` name the record. No foreign key: it may be of any register.
    """

    __tablename__ = "paper_links"
    __table_args__ = (Index("ix_paper_links_register_record", "register", "record"),)
    noun = "文书关联"

    paper: Mapped[str] = field("公文", Kind.REFERENCE, target="papers", required=True, index=True)
    register: Mapped[str] = field("台账", required=True)
    record: Mapped[str] = field("记录", required=True)
    role: Mapped[str] = field(
        "关系", Kind.CHOICE, choices=tuple(LinkRole), default=LinkRole.ABOUT, required=True
    )
    clause: Mapped[str | None] = field("条款", help="记录出自公文的哪一条")

    def title(self) -> str:
        return self.role
