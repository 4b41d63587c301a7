"""信函 (§10.1), 命令 (§10.2), 纪要 (§10.3)."""

from __future__ import annotations

from collections.abc import Iterator

from tests.lab.pages import Box, visible
from tests.lab.rules.base import (
    BOTTOM,
    CENTRE,
    PITCH,
    POINT,
    RIGHT,
    RULE,
    RULE_END,
    Check,
    Sheets,
    steps,
)
from tests.lab.rules.head import (
    ORDER_MARK_BELOW_TEXT_BOX,
    mark,
    mark_ink,
    mark_lines,
    red_rules,
)
from tests.lab.rules.text import is_title

LETTER_MARK_TOP = 30.0
LETTER_RULE_LEFT, LETTER_RULE_RIGHT = 21.0, 191.0
LETTER_FOOT = 277.0
SEVEN_EIGHTHS = 7 / 8 * 16 * POINT


def letter_head(sheets: Sheets) -> Iterator[Check]:
    """标志 30 mm below the paper's edge, a double rule of 170 mm 4 mm below it, one at the foot."""
    page = sheets.first
    ink = mark_ink(page)
    yield Check("信函标志上边", LETTER_MARK_TOP, ink and ink.top)
    yield Check("信函标志居中", CENTRE, ink and ink.centre)
    rules = red_rules(page)
    yield Check("信函红线条数", 4, len(rules), 0)
    if len(rules) != 4 or ink is None:
        return
    for rule in rules:
        yield Check("信函红线左", LETTER_RULE_LEFT, rule.left, RULE_END)
        yield Check("信函红线右", LETTER_RULE_RIGHT, rule.right, RULE_END)
    upper, lower = rules[:2], rules[2:]
    yield Check("上线上粗下细", 1, upper[0].thickness > upper[1].thickness, 0)
    yield Check("下线上细下粗", 1, lower[0].thickness < lower[1].thickness, 0)
    yield Check("上线在标志下", 4, upper[0].y - upper[0].thickness / 2 - ink.bottom, RULE)
    yield Check("下线距纸下边", LETTER_FOOT, (lower[0].y + lower[1].y) / 2, 1.0)
    number = page.find(sheets.paper.number)
    yield Check("信函发文字号右顶格", RIGHT, number and number.right)
    if number:
        top = page.ink(Box(100, number.baseline - 8, 190, number.baseline + 3), red=False)
        yield Check(
            "发文字号在红线下", SEVEN_EIGHTHS, top and top.top - upper[1].y - upper[1].thickness / 2
        )
    text = page.text_lines[-1]
    yield Check("文字在下线之上", 1, lower[0].y - text.baseline >= SEVEN_EIGHTHS - 1, 0)


def letter_title(sheets: Sheets) -> Iterator[Check]:
    """The title two empty lines below the last element of the head."""
    index = next((i for i, (_, line) in enumerate(sheets.lines) if is_title(line)), None)
    yield from steps(sheets, "信函标题上空二行", index, 3)


def letter_imprint(sheets: Sheets) -> Iterator[Check]:
    """版记 without rules on the foot of the last page's 版心."""
    copies = visible(sheets.paper.imprint.copies_to)
    if not copies:
        return
    last = sheets.pages[-1].text_lines[-1]
    yield Check("信函版记在末页", 1, copies.rstrip("。").endswith(last.text.rstrip("。")[-4:]), 0)
    yield Check("信函版记在版心下边", BOTTOM - 2.5, last.baseline, 1.5)


def order_head(sheets: Sheets) -> Iterator[Check]:
    """标志 20 mm below 版心's upper edge; 令号 centred two empty lines below; no rule."""
    page, paper = sheets.first, sheets.paper
    yield from mark(sheets, ORDER_MARK_BELOW_TEXT_BOX)
    number = page.find(paper.number)
    yield Check("令号居中", CENTRE, number and number.centre)
    lines = mark_lines(page)
    if number and lines:
        gap = 2.8 * PITCH + 0.25 * lines[-1].size * POINT
        yield Check("令号在标志下", gap, number.baseline - lines[-1].baseline, 1.5)
    yield Check("命令无红线", 0, len(red_rules(page)), 0)
    index = sheets.at(paper.number)
    yield from steps(sheets, "令文上空二行", None if index is None else index + 1, 3)
