"""版头 (§7.2): 份号, 密级, 紧急程度, 标志, 发文字号, 签发人, red rule."""

from __future__ import annotations

from collections.abc import Iterator

from fireoffice.docs.paper import Direction
from tests.lab.pages import RED, Box, Char, Line, Page, Rule, visible
from tests.lab.rules.base import (
    CELL,
    CENTRE,
    FIRST_BASELINE,
    LEFT,
    PITCH,
    POINT,
    RIGHT,
    RULE,
    RULE_END,
    TOP,
    Check,
    Sheets,
)

MARK_BELOW_TEXT_BOX = 35.0
ORDER_MARK_BELOW_TEXT_BOX = 20.0
RULE_BELOW_NUMBER = 4.0


def classification(sheets: Sheets) -> Iterator[Check]:
    """份号, 密级和保密期限, 紧急程度: one line each from the first, flush left."""
    paper = sheets.paper
    texts = [text for text in (paper.copy_number, paper.secrecy, paper.urgency) if text]
    for row, text in enumerate(texts):
        line = sheets.first.find(text)
        yield Check(f"「{text}」左", LEFT, line and line.left)
        yield Check(f"「{text}」基线", FIRST_BASELINE + row * PITCH, line and line.baseline)


def mark_lines(page: Page) -> list[Line]:
    """The lines of the red mark."""
    return [line for line in page.lines if any(char.color == RED for char in line.chars)]


def mark_ink(page: Page) -> Box | None:
    """The box around the ink of the red mark, its rules left out."""
    lines = mark_lines(page)
    if not lines:
        return None
    size = max(line.size for line in lines) * POINT
    return page.ink(
        Box(10, lines[0].baseline - size, page.width - 10, lines[-1].baseline + size / 5), red=True
    )


def mark(sheets: Sheets, below: float = MARK_BELOW_TEXT_BOX) -> Iterator[Check]:
    """发文机关标志: centred, its ink 35 mm below 版心's upper edge."""
    ink = mark_ink(sheets.first)
    yield Check("标志上边", TOP + below, ink and ink.top)
    yield Check("标志居中", CENTRE, ink and ink.centre)


def joint_mark(sheets: Sheets) -> Iterator[Check]:
    """A joint mark: names of equal width, 文件 to their right at half height."""
    issuers, suffix = sheets.paper.letterhead.issuers, sheets.paper.letterhead.suffix
    lines = mark_lines(sheets.first)
    names = [_stretch(lines, name) for name in issuers]
    yield Check("联合标志行数", len(issuers), len({round(name[0].y) for name in names if name}), 0)
    for name in names[1:]:
        if names[0] and name:
            yield Check("联合标志左齐", names[0][0].x, name[0].x)
            yield Check("联合标志右齐", names[0][-1].end, name[-1].end)
    if suffix and all(names):
        beside = _stretch(lines, suffix)
        middle = (names[0][0].y + names[-1][0].y) / 2
        yield Check("「文件」上下居中", middle, beside[0].y if beside else None, 1.5)


def _stretch(lines: list[Line], text: str) -> list[Char]:
    """The characters of `text` where one of `lines` has it."""
    for line in lines:
        start = line.text.find(text)
        if start >= 0:
            marks = [char for char in line.chars if visible(char.text)]
            return marks[start : start + len(text)]
    return []


def red_rules(page: Page) -> list[Rule]:
    """Red rules of a page, from the top down."""
    return [rule for rule in page.rules if rule.red]


def number(sheets: Sheets) -> Iterator[Check]:
    """发文字号 two empty lines below 标志; the red rule 4 mm below it."""
    paper, page = sheets.paper, sheets.first
    line = page.find(paper.number)
    upward = paper.direction is Direction.UP and bool(paper.signers)
    if upward:
        yield Check("发文字号左空一字", LEFT + CELL, line and line.left)
        yield from signers(sheets, line)
    else:
        yield Check("发文字号居中", CENTRE, line and line.centre)
    lines = mark_lines(page)
    rows = (len(paper.signers) + 1) // 2 - 1 if upward else 0
    if lines and line:
        clear = line.baseline - lines[-1].baseline - rows * PITCH
        below = 0.25 * lines[-1].size * POINT
        yield Check("标志与发文字号间距", 2.8 * PITCH + below, clear, 1.5)
    rules = red_rules(page)
    yield Check("红线条数", 1, len(rules), 0)
    if rules and line:
        ink = page.ink(Box(LEFT, line.baseline - 6, RIGHT, line.baseline + 2.5), red=False)
        top = rules[0].y - rules[0].thickness / 2
        yield Check("红线在发文字号下", RULE_BELOW_NUMBER, ink and top - ink.bottom, RULE)
        yield Check("红线左", LEFT, rules[0].left, RULE_END)
        yield Check("红线右", RIGHT, rules[0].right, RULE_END)


def signers(sheets: Sheets, number_line: Line | None) -> Iterator[Check]:
    """签发人: right edge one character in; 发文字号 stands on the line of the last of them."""
    names = sheets.paper.signers
    label = sheets.first.find("签发人：")
    if label is None or number_line is None:
        yield Check("签发人", 0, None)
        return
    if len(names) % 2 == 0 or len(names) == 1:
        yield Check("签发人右空一字", RIGHT - CELL, number_line.right)
    yield Check("发文字号与末位签发人同行", 1, names[-1] in visible(number_line.text), 0)
    if len(names) > 2:
        first = next(char for char in label.chars if char.text == names[0][0])
        last = next(char for char in number_line.chars if char.text == names[2][0])
        yield Check("签发人换行对齐", first.x, last.x)
