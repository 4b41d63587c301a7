"""Headings of other people's tables, recognised as fields of a register."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from fireoffice.domain.fields import FieldInfo

_NOISE: Final = re.compile(r"[\s*＊:：_—–·.．、/／-]|（[^（）]*）|\([^()]*\)")
_LEAST: Final = 2


def tidy_heading(text: str) -> str:
    """`text` without blanks, marks and remarks in brackets: 「单 位（盖章）」 is 单位."""
    return _NOISE.sub("", text)


def match_headings(
    cells: Sequence[str], fields: Sequence[FieldInfo]
) -> tuple[FieldInfo | None, ...]:
    """The field that each heading names, by its label or an alias; None where none does.

    A field is given once, to the first heading that names it: exactly before roughly.
    """
    found: dict[int, FieldInfo] = {}
    for exact in (True, False):
        named = {
            _key(word, exact): info
            for info in reversed(fields)
            for word in (*reversed(info.aliases), info.label)
        }
        for place, cell in enumerate(cells):
            info = named.get(_key(cell, exact))
            if info and place not in found and info not in found.values():
                found[place] = info
    return tuple(found.get(place) for place in range(len(cells)))


def is_heading_row(cells: Sequence[str], fields: Sequence[FieldInfo]) -> bool:
    """True if `cells` are headings of a table: at least two, and half of what is filled."""
    filled = [cell for cell in cells if cell.strip()]
    matched = sum(info is not None for info in match_headings(cells, fields))
    return matched >= _LEAST and matched * 2 >= len(filled)


def _key(text: str, exact: bool) -> str:
    return text.strip() if exact else tidy_heading(text) or text.strip()
