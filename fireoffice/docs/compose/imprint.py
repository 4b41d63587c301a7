"""版记 (GB/T 9704-2012 §7.4): rules, 抄送, 印发机关 and 印发日期 on the last page's foot."""

from __future__ import annotations

from collections.abc import Callable

from fireoffice.docs.compose.body import hanging
from fireoffice.docs.compose.measures import SIZE_4, TEXT_WIDTH
from fireoffice.docs.composition import ImprintBlock, Justify, Rule, Run, Tab, TextBlock
from fireoffice.docs.paper import Align, Imprint
from fireoffice.domain.dates import format_date

PITCH = 520
EM = SIZE_4 * 10
OUTER_RULE = Rule(8)
INNER_RULE = Rule(6)
NO_RULE = Rule(0)

CountLines = Callable[[TextBlock], int]


def imprint_block(
    imprint: Imprint, count_lines: CountLines, *, ruled: bool = True
) -> ImprintBlock | None:
    """The imprint, or None where the paper has none; a letter's has neither rules nor printer."""
    blocks = [
        _labelled(key, label, text)
        for key, label, text in (
            ("imprint/recipients", "主送：", imprint.recipients),
            ("imprint/copies_to", "抄送：", imprint.copies_to),
        )
        if text
    ]
    if ruled:
        blocks += _printed(imprint, first=not blocks)
    if not blocks:
        return None
    inner = sum(block.top.eighths * 5 // 2 for block in blocks if block.top)
    height = sum(count_lines(block) for block in blocks) * PITCH + inner
    return ImprintBlock(tuple(blocks), height, OUTER_RULE if ruled else NO_RULE)


def _labelled(key: str, label: str, text: str) -> TextBlock:
    """One character in from both sides, wrapped to the first character after the colon, ends 。"""
    block = hanging(
        key,
        "Imprint",
        Run(label, size=SIZE_4),
        Run(text.strip().rstrip("。.；;") + "。", size=SIZE_4),
        start=EM,
    )
    return TextBlock(
        block.key,
        block.style,
        block.runs,
        pitch=PITCH,
        left=block.left,
        first=block.first,
        right=EM,
    )


def _printed(imprint: Imprint, *, first: bool) -> list[TextBlock]:
    """印发机关 at the left, 印发日期 at the right; further items below a thin rule each.

    The indents are tabs: a paragraph's rule is as wide as the paragraph, and it must be 版心 wide.
    """
    lines: list[tuple[str, str, str]] = []
    if imprint.printed_by or imprint.printed_on:
        printed = f"{format_date(imprint.printed_on)}印发" if imprint.printed_on else ""
        lines.append(("imprint/printed", imprint.printed_by, printed))
    if imprint.extra:
        lines.append(("imprint/extra", "", imprint.extra))
    return [
        TextBlock(
            key,
            "Imprint",
            (Run(f"\t{left}\t{right}", size=SIZE_4),),
            pitch=PITCH,
            justify=Justify.LEFT,
            tabs=(Tab(EM), Tab(TEXT_WIDTH - EM, Align.RIGHT)),
            top=None if first and index == 0 else INNER_RULE,
        )
        for index, (key, left, right) in enumerate(lines)
    ]
