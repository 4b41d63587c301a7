"""The states of a paper and of a number, and how papers and records belong together."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

_Word = TypeVar("_Word", bound=StrEnum)


def word_of(stored: object, otherwise: _Word) -> _Word:
    """The word stored, of those to which `otherwise` belongs; `otherwise` for a spoilt one."""
    return next((word for word in type(otherwise) if word.value == stored), otherwise)


class PaperState(StrEnum):
    """From draft to issue; an issued paper can only be made void."""

    DRAFT = "草稿"
    ISSUED = "已成文"
    VOID = "作废"


class NumberState(StrEnum):
    """A number stays in the register when its paper is void."""

    USED = "已用"
    VOID = "作废"


class LinkRole(StrEnum):
    """The relation of a record to a paper."""

    ABOUT = "所列"
    """The paper was made from the record and lists it."""
    SOURCE = "来源"
    """The record was taken from the paper, from the clause that the link names."""
