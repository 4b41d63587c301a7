"""Photos, scans and other files that belong to the records of any register."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from fireoffice.db.fields import Moment, field
from fireoffice.db.models.base import Record
from fireoffice.domain.fields import Kind


class Attachment(Record):
    """One file of one record; its bytes lie in the store beside the database, by `sha256`.

    `register` and `record` name the owner. No foreign key: it may be of any register.
    """

    __tablename__ = "attachments"
    __table_args__ = (Index("ix_attachments_register_record", "register", "record"),)
    noun = "附件"

    register: Mapped[str] = field("台账", required=True)
    record: Mapped[str] = field("记录", required=True)
    role: Mapped[str] = field("用途", required=True)
    name: Mapped[str] = field("文件名", required=True, help="添加时的文件名")
    pair: Mapped[int | None] = field(
        "照片对", Kind.INTEGER, help="整改前、整改后同一处的两张照片用同一个序号"
    )
    order: Mapped[int | None] = field("顺序", Kind.INTEGER)
    note: Mapped[str | None] = field("备注")
    sha256: Mapped[str] = field("文件校验值", required=True, index=True)
    media_type: Mapped[str] = field("文件类型", help="如image/jpeg")
    bytes: Mapped[int] = field("大小", Kind.INTEGER, help="字节")
    width: Mapped[int | None] = field("宽", Kind.INTEGER, help="像素")
    height: Mapped[int | None] = field("高", Kind.INTEGER, help="像素")
    source_sha256: Mapped[str] = field("来源文件校验值", index=True, help="缩小以前的文件")
    source_bytes: Mapped[int] = field("来源文件大小", Kind.INTEGER, help="字节")
    original_kept: Mapped[bool] = field("保留了原图", Kind.BOOLEAN)
    taken_at: Mapped[datetime | None] = mapped_column(Moment)

    def title(self) -> str:
        return self.name
