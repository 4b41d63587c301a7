"""版头 of the ordinary format (GB/T 9704-2012 §7.2): from 份号 down to the red rule."""

from __future__ import annotations

from dataclasses import dataclass, replace

from fireoffice.docs.compose.body import body_run
from fireoffice.docs.compose.measures import (
    CHARACTER,
    HEAD_RULE_EIGHTHS,
    HEAD_RULE_GAP,
    HEAD_RULE_ROOM,
    LINE,
    TEXT_HEIGHT,
    TEXT_WIDTH,
    blank_lines,
    millimetres,
)
from fireoffice.docs.composition import (
    RED,
    WHITE,
    Block,
    Cell,
    Justify,
    Row,
    Rule,
    Run,
    Tab,
    TableBlock,
    TextBlock,
    VAlign,
)
from fireoffice.docs.layout.titles import break_title
from fireoffice.docs.paper import Direction, Letterhead, Paper
from fireoffice.docs.style import Face, PaperStyle

LARGEST = 65.0
LARGEST_JOINT = 42.0
SMALLEST = 28.0
PITCH_FACTOR = 1.0625

INK_OFFSET = 0.8
"""The depth of the ink of 标志 below the top of its line, in twips per point of its size."""


@dataclass(frozen=True, slots=True)
class Mark:
    """发文机关标志 set in one or more lines of `size` points."""

    lines: tuple[str, ...]
    size: float

    @property
    def pitch(self) -> int:
        """Height of each line in twips."""
        return round(self.size * PITCH_FACTOR * 20)

    @property
    def height(self) -> int:
        return self.pitch * len(self.lines)

    @property
    def ink_offset(self) -> int:
        return round(self.size * INK_OFFSET)


def fit_mark(text: str, largest: float = LARGEST) -> Mark:
    """The largest size, in half points, at which `text` fits 版心; too long a name takes two lines.

    The standard leaves the size free, below that of a state organ and above the title's (§7.2.4).
    """
    lines = (text,) if _size_of(len(text)) >= SMALLEST else _two_lines(text)
    return Mark(lines, min(largest, _size_of(max(map(len, lines)))))


def _size_of(characters: int) -> float:
    """The size at which so many characters fill the line, in points."""
    return int(TEXT_WIDTH / 10 / max(characters, 1)) / 2


def _two_lines(text: str) -> tuple[str, ...]:
    """`text` broken once, at the word nearest to its middle that leaves two lines."""
    half = -(-len(text) // 2)
    tried = (break_title(text, width) for width in range(half, len(text)))
    return next((lines for lines in tried if len(lines) == 2), (text[:half], text[half:]))


def head_blocks(
    paper: Paper, style: PaperStyle, *, top_mm: float = 35.0, ruled: bool = True
) -> list[Block]:
    """份号, 密级, 紧急程度, 发文机关标志, 发文字号 with 签发人, red rule.

    The upper edge of 标志 lies `top_mm` below 版心's (35; 20 in an order). Nobody's paper has no
    标志: 「文件」 alone says nothing.
    """
    blocks: list[Block] = list(_classification(paper))
    drop = millimetres(top_mm) - LINE * len(blocks)
    letterhead = paper.letterhead
    if not letterhead.issuers:
        return [*blocks, *_number_blocks(paper, 0)] if paper.number else blocks
    if len(letterhead.issuers) > 1 and not letterhead.leading_only:
        mark_blocks, height = _joint_mark(letterhead, drop)
    else:
        mark_blocks, height = _single_mark(letterhead, drop)
    before = blank_lines(2)
    if style.preprinted:
        before += height
    else:
        blocks += mark_blocks
    number = _number_blocks(paper, before)
    if ruled:
        number[-1] = with_red_rule(number[-1], style)
    return [*blocks, *number]


def _classification(paper: Paper) -> list[TextBlock]:
    """份号, 密级和保密期限, 紧急程度: one line each, flush left (§7.2.1 to §7.2.3)."""
    elements = (
        ("copy_number", paper.copy_number, Face.FANGSONG),
        ("secrecy", paper.secrecy, Face.HEITI),
        ("urgency", paper.urgency, Face.HEITI),
    )
    return [
        TextBlock(key, "Secrecy", (body_run(text, face),), justify=Justify.LEFT)
        for key, text, face in elements
        if text
    ]


def _settled(before: int, height: int) -> int:
    """The space above 标志, less the hair by which the head would exceed whole lines.

    Some engines cut the page to whole lines of its grid and others use the 18 twips that remain;
    a head that needed those would leave them a line apart.
    """
    excess = (before + height + HEAD_RULE_ROOM) % LINE
    return before - excess if excess <= TEXT_HEIGHT % LINE else before


def _mark_run(text: str, size: float) -> Run:
    return Run(text, Face.XIAOBIAOSONG, round(size * 2), color=RED)


def _single_mark(letterhead: Letterhead, drop: int) -> tuple[list[Block], int]:
    """The mark of one issuer and the height that it takes from the top of the text box."""
    mark = fit_mark("".join(letterhead.issuers[:1]) + letterhead.suffix)
    before = _settled(max(0, drop - mark.ink_offset), mark.height)
    block = TextBlock(
        "letterhead",
        "Letterhead",
        (_mark_run("\n".join(mark.lines), mark.size),),
        pitch=mark.pitch,
        justify=Justify.CENTER,
        before=before,
    )
    return [block], before + mark.height


def _joint_mark(letterhead: Letterhead, drop: int) -> tuple[list[Block], int]:
    """Several issuers one below the other, of equal width, 文件 to their right at half height.

    The names are widened by spacing, since not every engine distributes a line; what it adds
    after the last character lies beyond the right edge.
    """
    issuers, suffix = letterhead.issuers, letterhead.suffix
    longest = max(len(name) for name in issuers)
    size = min(LARGEST_JOINT, _size_of(longest + len(suffix) + (1 if suffix else 0)))
    mark = Mark(issuers, size)
    pitch = round(size * 20 * 1.25)
    raised = drop - round(size * INK_OFFSET) - round((pitch - mark.pitch) * 0.8)
    before = _settled(max(0, raised), pitch * len(issuers))
    name_width = round(longest * size * 20) + 20
    suffix_width = round((len(suffix) + 0.5) * size * 20) if suffix else 0
    rows: list[Row] = []
    for index, name in enumerate(issuers):
        above = before if index == 0 else 0
        gap = (round(longest * size * 20) - round(len(name) * size * 20)) // max(len(name) - 1, 1)
        name_block = TextBlock(
            "letterhead",
            "Letterhead",
            (replace(_mark_run(name, size), spacing=gap),),
            pitch=pitch,
            justify=Justify.LEFT,
            right=-gap,
            before=above,
        )
        cells = [Cell((name_block,), valign=VAlign.TOP)]
        if index == 0 and suffix:
            beside = replace(
                name_block, runs=(_mark_run(suffix, size),), justify=Justify.RIGHT, right=0
            )
            cells.append(Cell((beside,), rows=len(issuers), valign=VAlign.CENTER))
        rows.append(Row(tuple(cells), pitch + above, exact=True))
    widths = (name_width, suffix_width) if suffix else (name_width,)
    indent = (TEXT_WIDTH - sum(widths)) // 2
    table = TableBlock(
        "letterhead", widths, tuple(rows), ruled=False, margin=0, indent=max(indent, 0)
    )
    return [table], before + pitch * len(issuers)


def _number_blocks(paper: Paper, before: int) -> list[TextBlock]:
    """发文字号, centred; in an upward paper to the left of the last 签发人 (§7.2.5, §7.2.6)."""
    if paper.direction is Direction.UP and paper.signers:
        return _signer_lines(paper, before)
    number = (body_run(paper.number),)
    return [TextBlock("number", "Number", number, justify=Justify.CENTER, before=before)]


def with_red_rule(block: TextBlock, style: PaperStyle) -> TextBlock:
    """The block with the red rule 4 mm below it; white where the stock already carries it."""
    color = WHITE if style.preprinted else RED
    return replace(block, bottom=Rule(HEAD_RULE_EIGHTHS, color, HEAD_RULE_GAP))


def _signer_lines(paper: Paper, before: int) -> list[TextBlock]:
    """签发人 two to a line, wrapped lines aligned with the first name, 发文字号 on the last.

    The number is one character in by a tab: an indent would shorten the rule below it.
    """
    padded = pad_names(paper.signers)
    pairs = [padded[index : index + 2] for index in range(0, len(padded), 2)]
    widest = max(len("　".join(pair)) for pair in pairs)
    label = "签发人："
    start = TEXT_WIDTH - CHARACTER * (1 + widest + len(label))
    tabs = (Tab(CHARACTER), Tab(start), Tab(start + CHARACTER * len(label)))
    blocks: list[TextBlock] = []
    for index, pair in enumerate(pairs):
        last = index == len(pairs) - 1
        opening = f"\t{paper.number if last else ''}\t"
        lead = opening + (label if index == 0 else "\t")
        blocks.append(
            TextBlock(
                "number" if last else "signers",
                "Number",
                (body_run(lead), body_run("　".join(pair), Face.KAITI)),
                justify=Justify.LEFT,
                before=before if index == 0 else 0,
                tabs=tabs,
            )
        )
    return blocks


def pad_names(names: tuple[str, ...]) -> tuple[str, ...]:
    """Names as wide as the longest: 张三 beside 欧阳修 becomes 张　三."""
    widest = max(len(name) for name in names)
    if widest != 3:
        return names
    return tuple(f"{name[0]}　{name[1]}" if len(name) == 2 else name for name in names)
