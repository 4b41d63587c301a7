"""The operation log, the replicas that write it, and what stands outside it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from fireoffice.db.fields import KEY_LENGTH, Moment
from fireoffice.db.models.base import Base


class Replica(Base):
    """One installation that has written operations found in this database."""

    __tablename__ = "replicas"

    id: Mapped[str] = mapped_column(String(KEY_LENGTH), primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(Moment)


class Operation(Base):
    """One action of one person: what it was called, who did it, when.

    `sequence` counts the operations of one replica without a gap. `kind` is `edit`, `undo`,
    `sample` or `final`; what is final cannot be undone. `undoes` names the operation taken back.
    """

    __tablename__ = "operations"
    __table_args__ = (UniqueConstraint("replica_id", "sequence"),)

    id: Mapped[str] = mapped_column(String(KEY_LENGTH), primary_key=True)
    replica_id: Mapped[str] = mapped_column(ForeignKey("replicas.id"))
    sequence: Mapped[int]
    kind: Mapped[str] = mapped_column(Text)
    label: Mapped[str] = mapped_column(Text)
    author: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Moment)
    undoes: Mapped[str | None] = mapped_column(ForeignKey("operations.id"), index=True)


class Change(Base):
    """One field of one record written by one operation.

    The creation of a record is a change of its field `id`. `parents` are the operations that
    had last written the field when this one was made: what the writer had seen.
    """

    __tablename__ = "op_changes"
    __table_args__ = (
        Index("ix_op_changes_record_id_field", "record_id", "field"),
        UniqueConstraint("op_id", "record_id", "field"),
    )

    position: Mapped[int] = mapped_column(Integer, primary_key=True)
    op_id: Mapped[str] = mapped_column(ForeignKey("operations.id"))
    table: Mapped[str] = mapped_column(Text)
    record_id: Mapped[str] = mapped_column(String(KEY_LENGTH))
    field: Mapped[str] = mapped_column(Text)
    old: Mapped[Any] = mapped_column(JSON(none_as_null=True), nullable=True)
    new: Mapped[Any] = mapped_column(JSON(none_as_null=True), nullable=True)
    parents: Mapped[list[str]] = mapped_column(JSON)


class Draft(Base):
    """Input that is still being typed and no one's word yet: kept over a crash, without history."""

    __tablename__ = "drafts"

    key: Mapped[str] = mapped_column(Text, primary_key=True)
    content: Mapped[Any] = mapped_column(JSON, nullable=False)
    saved_at: Mapped[datetime] = mapped_column(Moment)


class Meta(Base):
    """Facts about this database file itself."""

    __tablename__ = "meta"

    key: Mapped[str] = mapped_column(Text, primary_key=True)
    value: Mapped[str] = mapped_column(Text)
