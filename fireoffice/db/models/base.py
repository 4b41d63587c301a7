"""The common part of every record: a key, its times, its place in the recycle bin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar, Final

from sqlalchemy import MetaData, String, Text, inspect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from fireoffice.core.ids import new_key
from fireoffice.db.fields import KEY_LENGTH, Moment, unlogged

_NAMES: Final = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
"""Names for constraints: each has one, so that a migration can speak of it."""


@dataclass(frozen=True)
class Objection:
    """A contradiction in a part: one sentence, and the part's field if it lies in one."""

    sentence: str
    field: str = ""


NO_DEADLINE: Final = date.max
"""The deadline of a record without one: sorts after every other."""


class Base(DeclarativeBase):
    """The one metadata of the database."""

    metadata = MetaData(naming_convention=_NAMES)


class Record(Base):
    """A row that people know: logged by field, removed only to the recycle bin.

    `sample` marks what belongs to the sample town.
    """

    __abstract__ = True

    noun: ClassVar[str] = "记录"
    """The noun for one such record in a sentence."""
    searched: ClassVar[tuple[str, ...]] = ()
    """The attributes that the search box looks through."""
    part_of: ClassVar[str] = ""
    """The reference to the record that this one is a part of (an event of a hazard), if it is one.

    What follows from its parts is kept in the owner, see `sum_up`; they go where it goes.
    """

    id: Mapped[str] = mapped_column(String(KEY_LENGTH), primary_key=True, default=new_key)
    created_at: Mapped[datetime] = unlogged(mapped_column(Moment))
    updated_at: Mapped[datetime] = unlogged(mapped_column(Moment))
    deleted_at: Mapped[datetime | None] = mapped_column(Moment)
    deleted_reason: Mapped[str | None] = mapped_column(Text)
    sample: Mapped[bool] = mapped_column(default=False)
    search_text: Mapped[str] = unlogged(mapped_column(Text, default=""))

    def sum_up(self, parts: Sequence[Any]) -> None:
        """Bring the columns that follow from the record's own live `parts` up to date.

        Called before each write of the record or of one of its parts, and before `derive`.
        """

    def objections(self, parts: Sequence[Any]) -> Mapping[str, Objection]:
        """Contradictions among the record's own live `parts` taken together, by the part's key.

        Judged once at the end of each action (`fireoffice.db.judging`): one that brings a
        contradiction that was not there before is refused whole.
        """
        return {}

    def derive(self) -> None:
        """Bring the columns that follow from others up to date; called before each write."""

    def settle(self, **following: Any) -> None:
        """Set what follows from others; what holds already is left alone, which is far cheaper."""
        held, is_new = vars(self), not inspect(self).has_identity
        for name, value in following.items():
            if is_new and value is None and name not in held:
                continue
            if getattr(self, name) != value:
                setattr(self, name, value)

    def title(self) -> str:
        """The name of this record in a sentence."""
        return self.noun


class Staged:
    """Mixed into a record that passes through stages; its columns are kept for sorting.

    `due_order` is the deadline, or `NO_DEADLINE`: what has none comes last, by an index.
    """

    stage: Mapped[str | None] = unlogged(mapped_column(Text, sort_order=900))
    closed: Mapped[bool] = unlogged(mapped_column(default=False, sort_order=901))
    due_order: Mapped[date] = unlogged(mapped_column(default=NO_DEADLINE, sort_order=902))
