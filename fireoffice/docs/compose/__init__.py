"""A paper composed of blocks with measures: which element stands where (GB/T 9704-2012 §7, §10)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from fireoffice.docs.compose.body import (
    PORTRAIT,
    body_blocks,
    body_run,
    recipients_block,
    title_block,
    with_space_after,
)
from fireoffice.docs.compose.closing import (
    attachment_note,
    attendance_blocks,
    note_block,
    signature_blocks,
    signature_gap,
)
from fireoffice.docs.compose.head import head_blocks
from fireoffice.docs.compose.imprint import imprint_block
from fireoffice.docs.compose.measures import LINE, TEXT_WIDTH
from fireoffice.docs.compose.special import (
    letter_first_page,
    letter_opening,
    minutes_head,
    order_head,
)
from fireoffice.docs.compose.tables import spaced_table
from fireoffice.docs.composition import (
    Block,
    Composition,
    ImprintBlock,
    Justify,
    Page,
    Run,
    Section,
    SectionStart,
    TableBlock,
    TextBlock,
)
from fireoffice.docs.layout import count_lines
from fireoffice.docs.paper import Attachment, Enclosure, Format, Paper
from fireoffice.docs.style import STANDARD, Face, PaperStyle

LANDSCAPE = Page(
    width=16838, height=11906, top=1588, right=2098, bottom=1474, left=1984, landscape=True
)


@dataclass(frozen=True, slots=True)
class Fit:
    """The choices that only the finished layout can make; `typeset` finds them.

    `recipients_below` moves 主送机关 to 版记 (§7.3.2). `keep_last` ties the last paragraph of the
    text to 署名, `keep_note` that of 附件说明; `pitch` is the line pitch of the text, changed where
    署名 or 版记 would else stand alone; `carry` are the last characters of the text that begin the
    page of 署名 (a table may follow them), `carry_end` those of 印发件 or the last attachment that
    begin the page of 版记. `table_spacing` is added to the line pitch of tables; a little is taken
    away where one that fills its page would leave an empty page behind it. `imprint_apart` puts
    版记 on a page of its own, `imprint_alone` on an even one; `imprint_numbered` is false where a
    blank page precedes that (§7.5).
    """

    recipients_below: bool = False
    keep_last: bool = False
    keep_note: bool = False
    pitch: int = LINE
    carry: int = 0
    carry_end: int = 0
    table_spacing: int = 0
    imprint_apart: bool = False
    imprint_alone: bool = False
    imprint_numbered: bool = True


AS_IT_FALLS = Fit()


def compose(paper: Paper, style: PaperStyle = STANDARD, fit: Fit = AS_IT_FALLS) -> Composition:
    """The blocks and sections of `paper` as `style` wants them."""
    main = _main_blocks(paper, style, fit)
    sections = _sections(main, paper, style)
    if fit.carry_end:
        *before, last = sections[-1].blocks
        sections[-1] = replace(sections[-1], blocks=(*before, *_parted(last, fit.carry_end)))
    letter = paper.format is Format.LETTER
    if letter:
        sections[0] = replace(sections[0], first_page=letter_first_page(paper, style))
    if fit.table_spacing:
        sections = [
            replace(section, blocks=tuple(_spaced_table(block, fit) for block in section.blocks))
            for section in sections
        ]
    if not style.page_numbers:
        sections = [replace(section, numbered=False) for section in sections]
    imprint = paper.imprint
    if fit.recipients_below:
        imprint = replace(imprint, recipients=paper.recipients.rstrip("：:"))
    block = imprint_block(
        imprint, lambda block: count_lines(block, TEXT_WIDTH, family=style.fonts), ruled=not letter
    )
    if block:
        sections = _with_imprint(sections, block, fit)
    return Composition(
        tuple(sections),
        style.fonts,
        title=paper.title.replace("\n", ""),
        author="、".join(paper.letterhead.issuers),
    )


def _opening(paper: Paper, style: PaperStyle) -> list[Block]:
    match paper.format:
        case Format.LETTER:
            return letter_opening(paper, style)
        case Format.ORDER:
            return order_head(paper, style)
        case Format.MINUTES:
            return minutes_head(paper, style)
        case _:
            return head_blocks(paper, style)


def _main_blocks(paper: Paper, style: PaperStyle, fit: Fit) -> list[Block]:
    """Everything up to the enclosure and the attachments, in order."""
    blocks = _opening(paper, style)
    if paper.format is not Format.ORDER:
        if paper.title:
            after = 0 if paper.subtitle else 1
            blocks.append(title_block("title", paper.title, before=2, after=after))
            blocks += _subtitle("subtitle", paper.subtitle)
        else:
            with_space_after(blocks, 1)
    if paper.recipients and not fit.recipients_below:
        blocks.append(recipients_block(paper.recipients))
    blocks += [_at_pitch(block, fit) for block in body_blocks("body", paper.body, style)]
    text = [
        index
        for index, block in enumerate(blocks)
        if isinstance(block, TextBlock) and block.key.startswith("body/")
    ]
    if fit.carry and text:
        blocks[text[-1] : text[-1] + 1] = _parted(blocks[text[-1]], fit.carry)
    _close(paper, blocks, fit)
    return blocks


def _spaced_table(block: Block, fit: Fit) -> Block:
    """A table of the text with its lines as far apart as `fit` says; 标志 is no such table."""
    if isinstance(block, TableBlock) and block.ruled:
        return spaced_table(block, fit.table_spacing)
    return block


def _at_pitch(block: Block, fit: Fit) -> Block:
    """A paragraph at the line pitch of the text; the line of a picture is as high as it is."""
    if isinstance(block, TextBlock) and block.picture is None:
        return replace(block, pitch=fit.pitch)
    return block


def _parted(block: Block, carry: int) -> list[Block]:
    """A paragraph in two, its last `carry` characters on a new page; perhaps all of them."""
    if not isinstance(block, TextBlock):
        return [block]
    cut = len(block.text) - carry
    if cut <= 0:
        return [replace(block, page_break_before=True)]
    head: list[Run] = []
    tail: list[Run] = []
    begin = 0
    for run in block.runs:
        split = min(max(cut - begin, 0), len(run.text))
        head.append(replace(run, text=run.text[:split]))
        tail.append(replace(run, text=run.text[split:]))
        begin += len(run.text)
    return [
        replace(block, runs=tuple(run for run in head if run.text)),
        replace(
            block,
            runs=tuple(run for run in tail if run.text),
            first=0,
            page_break_before=True,
            outline=None,
            style="Body",
        ),
    ]


def _close(paper: Paper, blocks: list[Block], fit: Fit) -> None:
    """Adds what follows the body: attendance, 附件说明, 署名 and date, 附注."""
    if fit.keep_last:
        _tie(blocks)
    if paper.attendance:
        _spaced(blocks, attendance_blocks(paper.attendance), 1)
    if paper.named_attachments:
        _spaced(blocks, attachment_note(paper.named_attachments), 1)
    signature = paper.signature
    if paper.format is Format.MINUTES and not signature.issuers:
        signature = None
    if signature and (
        signature.dated or signature.undated or signature.issuers or signature.signatory
    ):
        above = with_space_after(blocks, signature_gap(signature))
        if fit.keep_last or fit.keep_note:
            _tie(blocks)
        blocks += signature_blocks(paper, above)
    if paper.note:
        blocks.append(note_block(paper.note))


def _tie(blocks: list[Block]) -> None:
    """Keeps the last paragraph with what comes next."""
    last = blocks[-1] if blocks else None
    if isinstance(last, TextBlock):
        blocks[-1] = replace(last, keep_next=True)


def _spaced(blocks: list[Block], more: Iterable[Block], lines: int) -> None:
    """Adds `more` below `lines` empty lines."""
    above = with_space_after(blocks, lines)
    added = list(more)
    if above and isinstance(added[0], TextBlock):
        added[0] = replace(added[0], before=above)
    blocks += added


def _subtitle(key: str, text: str) -> list[Block]:
    """题注 below a title, in brackets; none where there is no text."""
    if not text:
        return []
    run = body_run(text, Face.KAITI)
    return [TextBlock(key, "Subtitle", (run,), justify=Justify.CENTER, after=LINE)]


def _enclosure(enclosure: Enclosure, style: PaperStyle) -> list[Block]:
    """印发件: its title on line 3 as an attachment's, no label.

    It is a section of its own: at the top of one, every engine keeps the space before.
    """
    after = 0 if enclosure.subtitle else 1
    blocks: list[Block] = [title_block("enclosure/title", enclosure.title, before=2, after=after)]
    blocks += _subtitle("enclosure/subtitle", enclosure.subtitle)
    return [*blocks, *body_blocks("enclosure/body", enclosure.body, style)]


def _sections(main: list[Block], paper: Paper, style: PaperStyle) -> list[Section]:
    """Main text, enclosure and attachments; a new section also wherever the sheet is turned."""
    groups: list[tuple[Page, list[Block]]] = [(PORTRAIT, main)]
    if paper.enclosure:
        groups.append((PORTRAIT, _enclosure(paper.enclosure, style)))
    for index, attachment in enumerate(paper.attachments):
        page = LANDSCAPE if attachment.landscape else PORTRAIT
        label = "附件" if len(paper.attachments) == 1 else f"附件{index + 1}"
        turned = page is not groups[-1][0]
        blocks = _attachment(index, attachment, label, page, style, new_page=not turned)
        if turned:
            groups.append((page, blocks))
        else:
            groups[-1][1].extend(blocks)
    return [Section(tuple(blocks), page) for page, blocks in groups]


def _attachment(
    index: int, attachment: Attachment, label: str, page: Page, style: PaperStyle, *, new_page: bool
) -> list[Block]:
    """Label flush left on line 1, title on line 3, then the body (§7.3.7)."""
    prefix = f"attachments/{index}"
    blocks: list[Block] = [
        TextBlock(
            f"{prefix}/label",
            "AttachmentLabel",
            (body_run(label, Face.HEITI),),
            justify=Justify.LEFT,
            page_break_before=new_page,
        ),
        title_block(f"{prefix}/title", attachment.title, before=1, after=1),
    ]
    return [*blocks, *body_blocks(f"{prefix}/body", attachment.body, style, page)]


def _with_imprint(sections: list[Section], block: ImprintBlock, fit: Fit) -> list[Section]:
    """版记 on the foot of the last upright page, or on an even page of its own."""
    if fit.imprint_alone:
        alone = Section(
            (),
            start=SectionStart.EVEN_PAGE,
            numbered=fit.imprint_numbered and sections[-1].numbered,
            imprint=block,
        )
        return [*sections, alone]
    if fit.imprint_apart or sections[-1].page.landscape:
        return [*sections, Section((), numbered=sections[-1].numbered, imprint=block)]
    return [*sections[:-1], replace(sections[-1], imprint=block)]
