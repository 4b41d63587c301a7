"""标题, 主送机关, 正文 (§7.3.1 to §7.3.3), 22 lines of 28 characters (§5.2)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from fireoffice.docs.paper import Attachment, Paragraph
from tests.lab.pages import BLACK, Line, Page, visible
from tests.lab.rules.base import (
    CELL,
    CENTRE,
    FIRST_BASELINE,
    LEFT,
    PITCH,
    RIGHT,
    Check,
    Sheets,
    steps,
)
from tests.lab.rules.head import red_rules

TITLE_SIZE, TEXT_SIZE = 22.0, 16.0
LINES, CELLS = 22, 28


def is_title(line: Line) -> bool:
    """Whether a line is set as a title: black 2号."""
    return abs(line.size - TITLE_SIZE) < 0.3 and line.chars[0].color == BLACK


def title(sheets: Sheets, below_rule: bool = True) -> Iterator[Check]:
    """The title: two empty lines below the red rule, each line centred."""
    lines = [line for line in sheets.first.lines if is_title(line)]
    text = "".join(line.text for line in lines)
    yield Check("标题完整", 1, text == visible(sheets.paper.title), 0)
    for line in lines:
        yield Check("标题居中", CENTRE, line.centre)
    for before, line in pairwise(lines):
        yield Check("标题行距", PITCH, line.baseline - before.baseline)
    rules = red_rules(sheets.first)
    if below_rule and rules and lines:
        yield Check("标题在红线下", 2.8 * PITCH, lines[0].baseline - rules[0].y)


def recipients(sheets: Sheets) -> Iterator[Check]:
    """主送机关: one empty line below the title, flush left."""
    text = visible(sheets.paper.recipients)[:6]
    index = sheets.at(text)
    line = sheets.line(index)
    yield Check("主送机关左顶格", LEFT, line and line.left)
    yield from steps(sheets, "主送机关在标题下", index, 2)


def body(sheets: Sheets) -> Iterator[Check]:
    """The text: begins on page 1, each paragraph two characters in, wrapped lines flush."""
    paragraphs = [item for item in sheets.paper.body if isinstance(item, Paragraph)]
    for number, paragraph in enumerate(paragraphs):
        text = visible(paragraph.text)[:12]
        index = sheets.at(text)
        line = sheets.line(index)
        if number == 0:
            yield Check("正文首页", 0, None if index is None else sheets.lines[index][0].index, 0)
            if sheets.paper.recipients:
                yield from steps(sheets, "正文接主送机关", index, 1)
        if text.startswith("图1"):
            continue
        yield Check(f"「{text}」左空二字", LEFT + 2 * CELL, line and line.left)


def grid(sheets: Sheets) -> Iterator[Check]:
    """22 lines fill a page of text alone; a full line of Chinese characters has 28."""
    for page in sheets.pages:
        yield from _page_grid(page)


def _page_grid(page: Page) -> Iterator[Check]:
    lines = page.text_lines
    plain = page.index > 0 and not page.rules and all(line.size == TEXT_SIZE for line in lines)
    plain = plain and not page.images
    if not plain or not lines or page.width > page.height:
        return
    gaps = [after.baseline - before.baseline for before, after in pairwise(lines)]
    if any(gap > 1.5 * PITCH for gap in gaps):
        return
    name = f"第{page.index + 1}页"
    yield Check(f"{name}首行基线", FIRST_BASELINE, lines[0].baseline)
    if lines[-1].baseline > FIRST_BASELINE + 20.5 * PITCH:
        yield Check(f"{name}行数", LINES, len(lines), 0)
        yield Check(f"{name}末行基线", FIRST_BASELINE + 21 * PITCH, lines[-1].baseline)


def full_lines(sheets: Sheets) -> list[int]:
    """Number of characters of each full line of the text that has nothing but 3号 ideographs."""
    return [
        line.cells
        for page, line in sheets.lines
        if page.width < page.height
        and line.size == TEXT_SIZE
        and line.text.isalnum()
        and line.pure
        and abs(line.left - LEFT) < 1
        and abs(line.right - RIGHT) < 1
    ]


def attachments(sheets: Sheets) -> Iterator[Check]:
    """附件: label flush left on line 1 of a new page, title centred on line 3 (§7.3.7)."""
    items = sheets.paper.attachments
    after = 0
    for number, item in enumerate(items):
        label = "附件" if len(items) == 1 else f"附件{number + 1}"
        found = next(
            (i for i, (_, line) in enumerate(sheets.lines) if i > after and line.text == label),
            None,
        )
        if found is None:
            yield Check(f"{label}标注", 1, None)
            continue
        after = found
        yield from _attachment(sheets, item, label, found)


def _attachment(sheets: Sheets, item: Attachment, label: str, index: int) -> Iterator[Check]:
    page, line = sheets.lines[index]
    left, top, centre = LEFT, FIRST_BASELINE, CENTRE
    if item.landscape:
        left, top = 297 - 262.0, LEFT + 0.8 * PITCH
        centre = (left + 297 - 37) / 2
    yield Check(f"{label}标注居页首", 1, page.text_lines[0] is line, 0)
    yield Check(f"{label}标注左顶格", left, line.left)
    yield Check(f"{label}标注第一行", top, line.baseline)
    title = page.text_lines[1]
    yield Check(f"{label}标题完整", 1, visible(item.title).startswith(title.text), 0)
    yield Check(f"{label}标题第三行", top + 2 * PITCH, title.baseline)
    yield Check(f"{label}标题居中", centre, title.centre)


def enclosure(sheets: Sheets) -> Iterator[Check]:
    """印发件: its title opens a new page, without the word 附件."""
    item = sheets.paper.enclosure
    assert item is not None
    index = next(
        (i for i, (page, line) in enumerate(sheets.lines) if page.index and is_title(line)), None
    )
    if index is None:
        yield Check("印发件标题", 1, None)
        return
    page, line = sheets.lines[index]
    yield Check("印发件另起一页", 1, page.text_lines[0] is line, 0)
    yield Check("印发件标题完整", 1, visible(item.title).startswith(line.text), 0)
    yield Check("印发件标题居中", CENTRE, line.centre)
