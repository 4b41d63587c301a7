"""The special formats of GB/T 9704-2012 §10: 信函, 命令, 纪要."""

from __future__ import annotations

from fireoffice.docs.compose.body import body_run, with_space_after
from fireoffice.docs.compose.head import fit_mark, head_blocks, with_red_rule
from fireoffice.docs.compose.measures import LINE, TEXT_WIDTH, millimetres
from fireoffice.docs.composition import (
    RED,
    Block,
    FirstPage,
    Justify,
    Rule,
    Run,
    Tab,
    TextBlock,
)
from fireoffice.docs.paper import Align, Paper
from fireoffice.docs.style import Face, PaperStyle

LETTER_HEAD_MM = 30.0
LETTER_RULE_OVERHANG = -397
LETTER_FOOT_DISTANCE = 1085
THICK, THIN = 18, 6
DESCENT = 1.0
"""White below the ink of 标志 inside its line, in twips a point of size."""
NUMBER_BELOW_RULE = 80
"""Space that puts the ink of the first element 7/8 of a character (14 pt) below the rule."""

ORDER_MARK_MM = 20.0


def _rule(key: str, upper: int, lower: int) -> TextBlock:
    """A double rule of 170 mm, one line thick and one thin, as the two borders of one line."""
    return TextBlock(
        key,
        "Rule",
        (),
        pitch=20,
        justify=Justify.LEFT,
        left=LETTER_RULE_OVERHANG,
        right=LETTER_RULE_OVERHANG,
        top=Rule(upper, RED),
        bottom=Rule(lower, RED),
    )


def letter_first_page(paper: Paper, style: PaperStyle) -> FirstPage:
    """标志 30 mm below the paper's edge over a double rule; another one 20 mm above its foot."""
    mark = fit_mark("".join(paper.letterhead.issuers[:1]))
    lead = mark.ink_offset
    below = millimetres(4) - round(mark.size * DESCENT)
    if style.preprinted:
        return FirstPage((), millimetres(LETTER_HEAD_MM), (), LETTER_FOOT_DISTANCE)
    head = (
        TextBlock(
            "letterhead",
            "Letterhead",
            (Run("\n".join(mark.lines), Face.XIAOBIAOSONG, round(mark.size * 2), color=RED),),
            pitch=mark.pitch,
            justify=Justify.CENTER,
            after=max(0, below),
        ),
        _rule("letterhead/rule", THICK, THIN),
    )
    foot = (_rule("letterhead/foot", THIN, THICK),)
    return FirstPage(head, millimetres(LETTER_HEAD_MM) - lead, foot, LETTER_FOOT_DISTANCE)


def letter_opening(paper: Paper, style: PaperStyle) -> list[Block]:
    """份号, 密级, 紧急程度 flush left, 发文字号 flush right beside the first of them (§10.1)."""
    marks = [
        (key, text, face)
        for key, text, face in (
            ("copy_number", paper.copy_number, Face.FANGSONG),
            ("secrecy", paper.secrecy, Face.HEITI),
            ("urgency", paper.urgency, Face.HEITI),
        )
        if text
    ]
    before = NUMBER_BELOW_RULE + (_preprinted_head(paper) if style.preprinted else 0)
    first = marks[0] if marks else ("number", "", Face.FANGSONG)
    blocks: list[Block] = [
        TextBlock(
            first[0] if first[1] else "number",
            "Secrecy",
            (body_run(first[1], first[2]), body_run(f"\t{paper.number}"))
            if first[1]
            else (body_run(f"\t{paper.number}"),),
            justify=Justify.LEFT,
            before=before,
            tabs=(Tab(TEXT_WIDTH, Align.RIGHT),),
        )
    ]
    blocks += [
        TextBlock(key, "Secrecy", (body_run(text, face),), justify=Justify.LEFT)
        for key, text, face in marks[1:]
    ]
    return blocks


def _preprinted_head(paper: Paper) -> int:
    """The reach of a letter's head below the upper edge of 版心, in twips."""
    mark = fit_mark("".join(paper.letterhead.issuers[:1]))
    reach = millimetres(LETTER_HEAD_MM) - mark.ink_offset + mark.height + millimetres(4)
    return max(0, reach + 20 + (THICK + THIN) * 5 // 2 - round(mark.size * DESCENT) - 2098)


def order_head(paper: Paper, style: PaperStyle) -> list[Block]:
    """命令(令): 标志 20 mm below 版心's upper edge, 令号 two empty lines below, no rule (§10.2)."""
    blocks = head_blocks(paper, style, top_mm=ORDER_MARK_MM, ruled=False)
    with_space_after(blocks, 2)
    return blocks


def minutes_head(paper: Paper, style: PaperStyle) -> list[Block]:
    """纪要: 「×××纪要」 35 mm below 版心's upper edge, then its number and the rule (§10.3)."""
    blocks = head_blocks(paper, style)
    if paper.number:
        return blocks
    mark = [block for block in blocks if block.key != "number"]
    opening = TextBlock("number", "Number", (), pitch=20, justify=Justify.LEFT, before=LINE)
    return [*mark, with_red_rule(opening, style)]
