"""Title, 主送机关 and the body: paragraphs of four levels (GB/T 9704-2012 §7.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from fireoffice.docs.compose.measures import (
    INDENT,
    SIZE_2,
    SIZE_3,
    TEXT_WIDTH,
    TIGHTEN,
    blank_lines,
    text_width,
)
from fireoffice.docs.compose.pictures import picture_block
from fireoffice.docs.compose.tables import table_block
from fireoffice.docs.composition import Block, Justify, Page, Run, TextBlock
from fireoffice.docs.layout.titles import break_title
from fireoffice.docs.paper import Body, Level, Paragraph, Picture, Table
from fireoffice.docs.style import Face, PaperStyle

TITLE_CHARACTERS = TEXT_WIDTH // (SIZE_2 * 10)

PORTRAIT = Page()

_CAPTION = re.compile(r"(?:图|照片|图片)\s*[\d一二三四五六七八九十]{1,3}[^。；：:]{0,40}$")

TITLE_DROP = 34
"""The drop of the title, in twips. Engines place the ink of a 22-point line 1.4 mm apart on its
pitch; this sets it between them."""

_FACE_OF_LEVEL = {
    Level.FIRST: Face.HEITI,
    Level.SECOND: Face.KAITI,
    Level.THIRD: Face.FANGSONG,
    Level.FOURTH: Face.FANGSONG,
}


def body_run(text: str, face: Face = Face.FANGSONG, *, bold: bool = False) -> Run:
    """Characters of 3号 on the grid of 28 to a line."""
    return Run(text, face, SIZE_3, TIGHTEN, bold=bold)


def title_block(key: str, text: str, *, before: int, after: int) -> TextBlock:
    """A title: 2号小标宋, centred, broken at words, between so many empty lines (§7.3.1)."""
    return TextBlock(
        key=key,
        style="Title",
        runs=(Run("\n".join(break_title(text, TITLE_CHARACTERS)), Face.XIAOBIAOSONG, SIZE_2),),
        justify=Justify.CENTER,
        before=blank_lines(before) + TITLE_DROP,
        after=max(0, blank_lines(after) - TITLE_DROP),
    )


def recipients_block(recipients: str) -> TextBlock:
    """主送机关: one empty line below the title, flush left, wraps flush, ends with ： (§7.3.2)."""
    return TextBlock(
        key="recipients",
        style="Recipients",
        runs=(body_run(recipients.rstrip("：: 　") + "："),),
    )


def paragraph_block(key: str, paragraph: Paragraph, style: PaperStyle) -> TextBlock:
    """One body paragraph; its heading takes the face of its level, the rest is 仿宋 (§7.3.3)."""
    level = paragraph.level
    if level is Level.TEXT:
        return TextBlock(key, "Body", (body_run(paragraph.text),), first=INDENT)
    heading, rest = paragraph.text[: paragraph.heading], paragraph.text[paragraph.heading :]
    runs = tuple(
        body_run(text, face, bold=bold)
        for text, face, bold in (
            (heading, _FACE_OF_LEVEL[level], int(level) in style.bold_levels),
            (rest, Face.FANGSONG, False),
        )
        if text
    )
    # A heading alone does not stay behind at the foot of a page.
    alone = not rest and level in (Level.FIRST, Level.SECOND)
    return TextBlock(
        key, f"Heading{int(level)}", runs, first=INDENT, outline=int(level) - 1, keep_next=alone
    )


def body_blocks(
    prefix: str, body: Body, style: PaperStyle, page: Page = PORTRAIT
) -> Iterator[Block]:
    """The blocks of a body that stands on `page`."""
    for index, item in enumerate(body):
        key = f"{prefix}/{index}"
        if isinstance(item, Paragraph):
            block = paragraph_block(key, item, style)
            below = index > 0 and isinstance(body[index - 1], Picture) and _is_caption(item)
            yield replace(block, justify=Justify.CENTER, first=0) if below else block
            continue
        if isinstance(item, Picture):
            captioned = any(map(_is_caption, body[index + 1 : index + 2]))
            yield picture_block(key, item, page.text_width, page.text_height, keep_next=captioned)
            continue
        if item.caption:
            yield TextBlock(
                key,
                "TableTitle",
                (body_run(item.caption, Face.HEITI),),
                justify=Justify.CENTER,
                keep_next=True,
            )
        if item.columns:
            yield table_block(key, item, page.text_width, page.text_height)


def _is_caption(item: Paragraph | Table | Picture) -> bool:
    """True if `item` can say what the picture above it shows (图1　检查路线图)."""
    return isinstance(item, Paragraph) and _CAPTION.match(item.text) is not None


def with_space_after(blocks: list[Block], lines: int) -> int:
    """Adds `lines` empty lines after the last block; returns what the next block must add itself.

    Space after a paragraph falls away at the foot of a page, where space before the next one would
    push it down from the top; a table cannot carry any, so there the next block takes it.
    """
    last = blocks[-1] if blocks else None
    if isinstance(last, TextBlock):
        blocks[-1] = replace(last, after=last.after + blank_lines(lines))
        return 0
    return blank_lines(lines)


def hanging(key: str, style: str, label: Run, text: Run, *, start: int = INDENT) -> TextBlock:
    """A labelled paragraph whose further lines begin under the first character after the label."""
    offset = text_width(label.text, label.size, label.spacing)
    return TextBlock(key, style, (label, text), left=start + offset, first=-offset)
