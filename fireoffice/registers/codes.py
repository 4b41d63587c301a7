"""代码表: the words that choices offer, each with its time; the office's own from the first day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from fireoffice.db.models import CodeValue
from fireoffice.db.search import search_text
from fireoffice.registers.register import Chip, Column, Place, Register


def _offered(day: date) -> ColumnElement[bool]:
    """The condition that a word is offered on `day`; records keep a word that no longer is."""
    return and_(
        or_(CodeValue.valid_from.is_(None), CodeValue.valid_from <= day),
        or_(CodeValue.valid_to.is_(None), CodeValue.valid_to >= day),
    )


def _problems(code: CodeValue, _today: date) -> dict[str, str]:
    if code.valid_from and code.valid_to and code.valid_to < code.valid_from:
        return {"valid_to": f"停用日期早于启用日期{code.valid_from}，请核对。"}
    return {}


def _place_last(session: Session, code: CodeValue) -> None:
    """Put a word without a place behind the others of its list."""
    if code.order is None and code.list_name:  # pyright: ignore[reportUnnecessaryComparison]
        last = session.scalar(
            select(func.max(CodeValue.order)).where(CodeValue.list_name == code.list_name)
        )
        code.order = (last or 0) + 1


def _complete(session: Session, code: CodeValue) -> None:
    _place_last(session, code)
    code.settle(search_text=search_text(code))


def _unsearchable(session: Session) -> Sequence[CodeValue]:
    """The words put in before code lists could be looked through."""
    wanted = select(CodeValue).where(CodeValue.search_text == "", CodeValue.deleted_at.is_(None))
    return session.scalars(wanted).all()


CODES: Final[Register] = Register(
    name="codes",
    title="代码表",
    noun=CodeValue.noun,
    new_label="添加代码",
    model=CodeValue,
    place=Place("隐患台账"),
    columns=(
        Column("list_name", width=142),
        Column("value"),
        Column("order", width=60),
        Column("valid_from", width=96),
        Column("valid_to", width=96),
        Column("basis", width=190),
    ),
    order=(("list_name", True), ("order", True)),
    title_field="value",
    filters=("list_name",),
    chips=(
        Chip("offered", "现行", _offered),
        Chip("ended", "已停用", lambda day: CodeValue.valid_to < day),
    ),
    check=_problems,
    prepare=_complete,
    incomplete=_unsearchable,
    duplicates=(("list_name", "value"),),
    told_apart_by=("list_name",),
    carried=("list_name", "valid_from", "basis"),
)
