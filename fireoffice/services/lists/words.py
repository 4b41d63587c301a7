"""A list's conditions in the words of its readers: above a print, in a workbook, on a button."""

from __future__ import annotations

from fireoffice.domain.fields import Kind
from fireoffice.domain.values import show
from fireoffice.registers import STAGE, Register
from fireoffice.services.lists.cells import heading
from fireoffice.services.lists.listing import Between, Query

EMPTY = "（空）"
_MOST_VALUES = 3


def condition(register: Register, query: Query) -> str:
    """The conditions of `query` in words: 「未办结；村（居）为松林社区；查“木料”」; else empty."""
    parts = [register.chip(name).label for name in query.chips]
    parts += [
        f"{heading(register, name)}{_joined(register, name, value)}"
        for name, value in query.filters.items()
    ]
    if query.search.strip():
        parts.append(f"查“{query.search.strip()}”")
    if query.recycled:
        parts.insert(0, "回收站")
    return "；".join(parts)


def filter_words(register: Register, name: str, value: object) -> str:
    """The value of one filter alone: 「松林社区、沙坝社区」, 「2021-04-01起」, 「不为空」."""
    if isinstance(value, Between):
        return _range(register, name, value)
    if value in (None, ""):
        return "为空"
    many = isinstance(value, list | tuple | set | frozenset)
    values = list(value) if many else [value]  # pyright: ignore[reportUnknownArgumentType]
    words = [_shown(register, name, one) for one in values]
    if len(words) > _MOST_VALUES:
        return f"{'、'.join(words[:_MOST_VALUES])}等{len(words)}个"
    return "、".join(words)


def order(register: Register, query: Query) -> str:
    """The order of a list in words: 「按村（居）、整改期限（倒序）排」; empty for its own order."""
    words = [
        f"{heading(register, name)}{'' if ascending else '（倒序）'}"
        for name, ascending in query.sort
    ]
    return f"按{'、'.join(words)}排" if words else ""


def _joined(register: Register, name: str, value: object) -> str:
    words = filter_words(register, name, value)
    is_verb = value is None or (isinstance(value, Between) and value == Between())
    return words if is_verb else f"为{words}"


def _range(register: Register, name: str, value: Between) -> str:
    first, last = (_shown(register, name, end) for end in (value.first, value.last))
    if value.first is None and value.last is None:
        return "不为空"
    if value.first is None or value.last is None:
        is_day = register.field(name).kind is Kind.DATE
        since, until = ("起", "止") if is_day else ("以上", "以下")
        return f"{first}{since}" if value.last is None else f"{last}{until}"
    return f"{first}至{last}"


def _shown(register: Register, name: str, value: object) -> str:
    if value in (None, ""):
        return EMPTY
    return str(value) if name == STAGE else show(register.field(name), value)
