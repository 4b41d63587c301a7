"""The tally of a Word file, counted from its markup and not from what was read of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from fireoffice.docs.balance import Tally, count_characters
from fireoffice.docs.word.names import ALTERNATE, REMOVED, VAL, A, Element, M, V, W, alternative

_TEXTS: Final = frozenset({W + "t", M + "t", A + "t"})
_PICTURES: Final = frozenset({A + "blip", V + "imagedata"})
_UNSEEN: Final = REMOVED | {W + "rt", W + "pPrChange", W + "rPrChange"}


def census(root: Element) -> Tally:
    """The tally of `root`, the root element of a part: of what a reader would see of it.

    Deleted text, reading aids and the second telling of a drawing for old programs do not count.
    """
    characters = pictures = cells = tables = 0
    for node in _shown(root):
        tag = node.tag
        if tag in _TEXTS:
            characters += count_characters(node.text or "")
        elif tag in _PICTURES:
            pictures += 1
        elif tag == W + "tc":
            cells += not _goes_on(node)
        elif tag == W + "tbl":
            tables += 1
    return Tally(characters, pictures, cells, tables)


def _shown(root: Element) -> Iterator[Element]:
    stack: list[Iterator[Element]] = [iter((root,))]
    while stack:
        node = next(stack[-1], None)
        if node is None:
            stack.pop()
        elif node.tag == ALTERNATE:
            stack.append(iter(alternative(node)))
        elif node.tag not in _UNSEEN:
            yield node
            stack.append(iter(node))


def _goes_on(cell: Element) -> bool:
    """True if another cell covers this one."""
    about = cell.find(W + "tcPr")
    merges = (about.find(W + name) for name in ("vMerge", "hMerge")) if about is not None else ()
    return any(one is not None and one.get(VAL, "continue") == "continue" for one in merges)
