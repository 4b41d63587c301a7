"""The facts of a register: what may happen to its records, appended as parts of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

TODAY: Final = "今天"
AUTHOR: Final = "=author"
"""The preset of a field with the name of who works here."""


@dataclass(frozen=True)
class Ask:
    """A field of the fact that its step asks for.

    `label` is its name there, if another than in the register of the facts. `preset` stands in it
    from the beginning: as one would type it, `AUTHOR`, or 「=field」 for what the record holds.
    """

    name: str
    label: str = ""
    required: bool = False
    preset: str = ""


def nothing_in_the_way(_record: Any) -> str:
    """The hindrance of what may happen at any time."""
    return ""


def never(_record: Any) -> bool:
    """The condition of what is never the next thing to do."""
    return False


@dataclass(frozen=True)
class Deed:
    """One kind of fact. `kind` is how it is kept and told, `verb` the word on its button.

    `hindrance` says why it cannot happen to a record now; empty where it can. `awaited` tells
    whether it is the next thing to do.
    """

    kind: str
    verb: str
    asks: tuple[Ask, ...]
    hindrance: Callable[[Any], str] = nothing_in_the_way
    awaited: Callable[[Any], bool] = never


@dataclass(frozen=True)
class Facts:
    """The facts of a register's records: `register` names the register in which they are kept.

    `parent` is their field that refers to the record, `kind` the one that holds the kind of
    fact. Their model has `day`: by it, and by their keys within a day, they are told in order.
    """

    register: str
    parent: str
    deeds: tuple[Deed, ...]
    kind: str = "kind"

    @cached_property
    def by_kind(self) -> dict[str, Deed]:
        """The deeds by the kind that is kept of them."""
        return {deed.kind: deed for deed in self.deeds}
