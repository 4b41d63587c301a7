"""The roles of attachments, and the pairs of photos."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Generic, Protocol, TypeVar

BEFORE: Final = "整改前"
AFTER: Final = "整改后"
SCENE: Final = "现场"
SCAN: Final = "扫描件"
MATERIAL: Final = "材料"

PLAIN_ROLES: Final = (SCENE, SCAN, MATERIAL)
"""The roles of attachments in a register that declares none of its own."""
RECTIFICATION_ROLES: Final = (BEFORE, AFTER, SCAN, MATERIAL)
"""The roles of attachments in a register whose records are put right."""

_NOT_PHOTOS: Final = (SCAN, MATERIAL)
_UNITS: Final = ((1024 * 1024, "MB"), (1024, "KB"))


class Placed(Protocol):
    """A thing with a role, and perhaps a place among the pairs."""

    @property
    def role(self) -> str: ...
    @property
    def pair(self) -> int | None: ...


P = TypeVar("P", bound=Placed)


@dataclass(frozen=True)
class Pair(Generic[P]):
    """One spot: how it was and how it is; either may be missing."""

    number: int
    before: P | None
    after: P | None


def pairs(items: Iterable[P]) -> tuple[Pair[P], ...]:
    """The photos of `items` that are 整改前 or 整改后, spot by spot.

    Of two that claim the same place of a pair, which merging may bring about, the later one
    gets a pair of its own behind the others: nothing is hidden.
    """
    taken: dict[tuple[int, str], P] = {}
    surplus: list[P] = []
    for item in items:
        if item.role not in (BEFORE, AFTER):
            continue
        place = (item.pair or 0, item.role)
        if item.pair is None or place in taken:
            surplus.append(item)
        else:
            taken[place] = item
    numbers = sorted({number for number, _ in taken})
    found = [Pair(n, taken.get((n, BEFORE)), taken.get((n, AFTER))) for n in numbers]
    free = numbers[-1] + 1 if numbers else 1
    for number, item in enumerate(surplus, free):
        is_before = item.role == BEFORE
        found.append(Pair(number, item if is_before else None, None if is_before else item))
    return tuple(found)


def next_pair(items: Iterable[Placed], role: str) -> int | None:
    """The pair that a new photo of `role` belongs to: the first where it is still missing."""
    if role not in (BEFORE, AFTER):
        return None
    standing = pairs(items)
    for pair in standing:
        if (pair.before if role == BEFORE else pair.after) is None:
            return pair.number
    return standing[-1].number + 1 if standing else 1


def photo_roles(roles: Sequence[str]) -> tuple[str, ...]:
    """Those of `roles` that a photo may have; the others are for files."""
    return tuple(role for role in roles if role not in _NOT_PHOTOS) or tuple(roles)


def role_of(
    roles: Sequence[str], items: Iterable[Placed], *, photo: bool, pdf: bool, put_right: bool
) -> str:
    """The role of something new, where nobody said: one of `roles`.

    While nothing has been put right every photo shows how it was. After that, a photo of a spot
    that was photographed before shows it now: 整改后 as long as a pair lacks that.
    """
    if not photo:
        wanted = SCAN if pdf else MATERIAL
        return wanted if wanted in roles else roles[-1]
    first = photo_roles(roles)[0]
    if (
        first == BEFORE
        and put_right
        and any(pair.before and not pair.after for pair in pairs(items))
    ):
        return AFTER
    return first


def size_words(size: int) -> str:
    """A file's size as people say it: 1.2MB, 340KB."""
    for unit, word in _UNITS:
        if size >= unit:
            number = size / unit
            return f"{number:.1f}{word}" if number < 10 else f"{number:,.0f}{word}"
    return f"{size}字节"
