"""版记 (§7.4) and 页码 (§7.5)."""

from __future__ import annotations

from collections.abc import Iterator

from fireoffice.docs.paper import Format
from tests.lab.pages import BLACK, Box, Page, Rule, visible
from tests.lab.rules.base import BOTTOM, LEFT, POINT, RIGHT, RULE, RULE_END, Check, Sheets

DASH_BELOW_TEXT_BOX = 7.0
NUMBER_EM = 14 * POINT
OUTER, INNER = 0.35, 0.25


def page_numbers(sheets: Sheets) -> Iterator[Check]:
    """— n —: 7 mm below 版心, one character in at the outer side, the page's own number."""
    letter = sheets.paper.format is Format.LETTER
    alone = sheets.specimen.style.imprint_on_even_page
    for page in sheets.pages:
        label = page.label
        name = f"第{page.index + 1}页页码"
        if letter and page.index == 0:
            yield Check(f"{name}（信函首页不显示）", 0, int(label is not None), 0)
            continue
        if label is None:
            if not (alone and page is sheets.pages[-1]):
                yield Check(name, 1, None)
            continue
        number = page.number or 0
        if not (alone and page is sheets.pages[-1]):
            yield Check(name, page.index + 1, number, 0)
        yield Check(f"{name}字号", 14, label.size, 0.2)
        yield from _place(page, name, odd=number % 2 == 1)


def _place(page: Page, name: str, *, odd: bool) -> Iterator[Check]:
    label = page.label
    assert label is not None
    dash, inset = BOTTOM + DASH_BELOW_TEXT_BOX, NUMBER_EM
    if label.chars[0].upright:
        ink = page.ink(Box(label.left, label.baseline - 4, label.left + 4, label.baseline + 1))
        yield Check(f"{name}一字线", dash, ink and (ink.top + ink.bottom) / 2)
        side = label.right if odd else label.left
        yield Check(f"{name}外侧", RIGHT - inset if odd else LEFT + inset, side)
        return
    start = label.chars[0].y
    box = Box(label.chars[0].x - 1, start, label.chars[0].x + 5, start + 4)
    ink = page.ink(box)
    yield Check(f"{name}一字线（横表）", 297 - dash, ink and (ink.left + ink.right) / 2)
    end = max(char.y for char in label.chars) + NUMBER_EM
    yield Check(
        f"{name}外侧（横表）", RIGHT - inset if odd else LEFT + inset, end if odd else start
    )


def outer_rules(page: Page) -> list[Rule]:
    """The first and the last rule of 版记 where the page has it: black, as wide as 版心, thick."""
    return [
        rule
        for rule in page.rules
        if rule.color == BLACK
        and rule.thickness > 0.3
        and abs(rule.left - LEFT) < 1
        and abs(rule.right - RIGHT) < 1
    ]


def imprint(sheets: Sheets) -> Iterator[Check]:
    """版记: on the last page alone, its last rule on 版心's lower edge, 0.35 and 0.25 mm."""
    item = sheets.paper.imprint
    *before, last = sheets.pages
    for page in before:
        yield Check(f"第{page.index + 1}页无版记", 0, len(outer_rules(page)), 0)
    rules = outer_rules(last)
    yield Check("版记首末线", 2, len(rules), 0)
    if len(rules) != 2:
        return
    first, end = rules
    yield Check("版记末线", BOTTOM, end.y, RULE)
    for name, rule in (("首线", first), ("末线", end)):
        yield Check(f"版记{name}粗", OUTER, rule.thickness, 0.05)
        yield Check(f"版记{name}左", LEFT, rule.left, RULE_END)
        yield Check(f"版记{name}右", RIGHT, rule.right, RULE_END)
    inner = [rule for rule in last.rules if first.y + 1 < rule.y < end.y - 1]
    parts = bool(item.copies_to) + bool(item.printed_by) + bool(item.extra)
    yield Check("版记中间线", max(0, parts - 1), len(inner), 0)
    for rule in inner:
        yield Check("版记中间线粗", INNER, rule.thickness, 0.05)
        yield Check("版记中间线左", LEFT, rule.left, RULE_END)
        yield Check("版记中间线右", RIGHT, rule.right, RULE_END)
    yield from _imprint_text(sheets, last, first, end)


def _imprint_text(sheets: Sheets, page: Page, first: Rule, end: Rule) -> Iterator[Check]:
    """All its text lies between its rules, one character in, and nothing else does."""
    item = sheets.paper.imprint
    inside = [line for line in page.text_lines if first.y < line.baseline < end.y]
    for line in inside:
        yield Check("版记字号", 14, line.size, 0.2)
    text = "".join(line.text for line in inside)
    for part in (item.copies_to.rstrip("。"), item.printed_by, item.extra):
        yield Check(f"版记含「{part[:8]}」", 1, visible(part) in text, 0)
    below = [line for line in page.text_lines if line.baseline >= end.y]
    yield Check("版记下无字", 0, len(below), 0)
    if item.copies_to:
        copies = next((line for line in inside if line.text.startswith("抄送：")), None)
        yield Check("抄送左空一字", LEFT + NUMBER_EM, copies and copies.left)
    if item.printed_by:
        printed = next((line for line in inside if visible(item.printed_by) in line.text), None)
        yield Check("印发机关左空一字", LEFT + NUMBER_EM, printed and printed.left)
        if item.printed_on:
            yield Check("印发日期右空一字", RIGHT - NUMBER_EM, printed and printed.right)
            yield Check("印发日期", 1, bool(printed and printed.text.endswith("印发")), 0)
