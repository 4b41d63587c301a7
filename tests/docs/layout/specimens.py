"""Blocks and compositions for the layout's tests, each said in one line."""

from __future__ import annotations

from typing import Any

from fireoffice.docs.composition import (
    Block,
    Cell,
    Composition,
    Justify,
    Row,
    Run,
    Section,
    TableBlock,
    TextBlock,
)
from fireoffice.docs.layout import WORD, LaidPaper, Profile, lay_out
from fireoffice.docs.layout.breaking import breaker
from fireoffice.docs.layout.metrics import standard_fonts
from fireoffice.docs.style import GB2312

WIDTH = 8844
PITCH = 579


def paragraph(text: str, key: str = "body/0", **measures: Any) -> TextBlock:
    """A body paragraph of 3号 on the grid of 28 characters, flush left unless said otherwise."""
    return TextBlock(key, "Body", (Run(text, size=32, spacing=-5),), **measures)


def lines_of(text: str, profile: Profile = WORD, width: int = WIDTH, **measures: Any) -> list[str]:
    """The lines that an engine breaks a body paragraph into."""
    block = paragraph(text, **measures)
    ends = breaker(profile, standard_fonts(), GB2312).ends(block, width)
    return [text[start:end] for start, end in zip((0, *ends), ends, strict=False)]


def filler(lines: int, key: str = "filler", **measures: Any) -> TextBlock:
    """A paragraph of so many full lines."""
    return paragraph("字" * (28 * lines), key, justify=Justify.BOTH, **measures)


def table(*heights: int, key: str = "table", headers: int = 0, exact: bool = False) -> TableBlock:
    """A table of one column with one short line a row."""
    rows = tuple(
        Row(
            (Cell((TextBlock(f"{key}/r{i}c0", "TableText", (Run("格", size=24),), pitch=400),)),),
            height,
            exact=exact,
            header=i < headers,
        )
        for i, height in enumerate(heights)
    )
    return TableBlock(key, (WIDTH,), rows)


def composed(*blocks: Block, **section: Any) -> Composition:
    """A composition of one section."""
    return Composition((Section(blocks, **section),), GB2312)


def laid(*blocks: Block, profile: Profile = WORD, **section: Any) -> LaidPaper:
    """One section laid out."""
    return lay_out(composed(*blocks, **section), profile)


def pages_of(paper: LaidPaper, *keys: str) -> list[int | None]:
    """The page, counted from 1, on which each block begins."""
    return [None if (page := paper.page_of(key)) is None else page + 1 for key in keys]
