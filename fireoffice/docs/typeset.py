"""A paper set and laid out: the one entry for the preview and the writer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from fireoffice.docs.compose import AS_IT_FALLS, Fit, compose
from fireoffice.docs.compose.measures import LINE, TEXT_WIDTH
from fireoffice.docs.compose.tables import CLOSER
from fireoffice.docs.composition import Block, Composition, TableBlock, TextBlock
from fireoffice.docs.layout import (
    LIBREOFFICE,
    LIBREOFFICE_25,
    ONLYOFFICE,
    WORD,
    LaidPaper,
    Profile,
    lay_out,
    line_ends,
)
from fireoffice.docs.paper import Format, Imprint, Paper
from fireoffice.docs.style import STANDARD, PaperStyle

PITCHES = tuple(sorted(range(LINE - 58, LINE + 59, 4), key=lambda pitch: abs(pitch - LINE)))
"""Line pitches tried where the usual one leaves 署名 alone: up to a tenth more or less."""

NEAR_PITCHES = tuple(pitch for pitch in PITCHES if 560 <= pitch <= 600)
"""Line pitches from 28 to 30 points, which offices use: tried if a text has several paragraphs."""

TABLE_SPACINGS = tuple(sorted(range(-20, 61, 4), key=abs))
"""Changes to the lines of a table that leaves 署名 alone: a twentieth less to a seventh more."""

ROW_SPACINGS = tuple(sorted(range(-20, 101, 4), key=abs))
"""Changes tried where a last row stands alone: up to a quarter more, for a row can be high."""

_FEWEST_ROWS: Final = 2
"""Rows that a table goes on with on its last page."""

MOST_CARRIED = 8
"""The most lines of the text that are brought to 署名 or 版记."""

ENGINES = (WORD, LIBREOFFICE, LIBREOFFICE_25, ONLYOFFICE)
"""A paper ends well when it does in the programs that an office may open it with."""


_KEY_OF_TEXT: Final = re.compile(r"(?:enclosure/|attachments/\d+/)?body/\d+$")


@dataclass(frozen=True, slots=True)
class Typeset:
    """The blocks of a paper and where each of their characters falls."""

    composition: Composition
    laid: LaidPaper

    @property
    def page_count(self) -> int:
        """Pages of the paper, blank ones included."""
        return len(self.laid.pages)


def typeset(paper: Paper, style: PaperStyle = STANDARD, profile: Profile = WORD) -> Typeset:
    """Composes `paper` and settles what only its layout can tell.

    That is: 主送机关 that would push the text off page 1 moves to 版记 (§7.3.2); 署名 never stands
    on a page without text (§7.3.5.5), nor does 版记 where a line can be brought to it; the last row
    of a table is not alone; 版记 that finds no room below a table has a page of its own; it stands
    on an even page where the style asks for it. No table leaves an empty page behind it.
    """
    fit = AS_IT_FALLS
    result = _set(paper, style, profile, fit)
    if _recipients_crowd_out_the_text(paper, result):
        fit = replace(fit, recipients_below=True)
        result = _set(paper, style, profile, fit)
    ends = [
        (_signature_stands_alone, _ways_to_signature),
        (_signature_begins_its_page, _ways_to_note),
        (_imprint_stands_alone, _ways_to_imprint),
    ]
    if _last_table(result.composition):
        ends.append((_row_stands_alone, _ways_to_row))
    everywhere = _Everywhere(result)
    kept: list[Callable[[Typeset], bool]] = []
    for stands_alone, ways in ends:
        if any(map(stands_alone, everywhere)):
            tried = (
                (way, _Everywhere(_set(paper, style, profile, way)))
                for way in ways(paper, fit, everywhere.asked_for)
            )
            fit, everywhere = next(
                (
                    (way, attempt)
                    for way, attempt in tried
                    if not any(
                        alone(program) for alone in (stands_alone, *kept) for program in attempt
                    )
                    and not _recipients_crowd_out_the_text(paper, attempt.asked_for)
                ),
                (fit, everywhere),
            )
        if not any(map(stands_alone, everywhere)):
            kept.append(stands_alone)
    result = everywhere.asked_for
    if _imprint_left_its_table(result):
        fit = replace(fit, imprint_apart=True)
        result = _set(paper, style, profile, fit)
    if any(not page.blank and not page.spans for page in result.laid.pages):
        fit = replace(fit, table_spacing=fit.table_spacing + CLOSER)
        result = _set(paper, style, profile, fit)
    if style.imprint_on_even_page and _imprint_page_is_odd(result):
        without = replace(paper, imprint=Imprint())
        text_pages = _set(without, style, profile, fit).page_count
        fit = replace(fit, imprint_alone=True, imprint_numbered=text_pages % 2 == 1)
        result = _set(paper, style, profile, fit)
    return result


def _set(paper: Paper, style: PaperStyle, profile: Profile, fit: Fit) -> Typeset:
    composition = compose(paper, style, fit)
    return Typeset(composition, lay_out(composition, profile))


def _recipients_crowd_out_the_text(paper: Paper, result: Typeset) -> bool:
    ordinary = paper.format is Format.DOCUMENT and paper.recipients and paper.body
    return bool(ordinary) and result.laid.page_of("body/0") != 0


class _Everywhere:
    """A paper as every program sets it, the one asked for first, each laid out when it is met."""

    def __init__(self, asked_for: Typeset) -> None:
        self.asked_for = asked_for
        self._others: dict[str, Typeset] = {}

    def __iter__(self) -> Iterator[Typeset]:
        yield self.asked_for
        for engine in ENGINES:
            if engine.name != self.asked_for.laid.profile:
                if engine.name not in self._others:
                    laid = lay_out(self.asked_for.composition, engine)
                    self._others[engine.name] = replace(self.asked_for, laid=laid)
                yield self._others[engine.name]


def _signature_stands_alone(result: Typeset) -> bool:
    """True if no text stands on the page of 署名; 附件说明 is none."""
    page = result.laid.page_of("signature")
    above = result.laid.pages[page].spans[0].key if page else ""
    return above in ("signature", "attachment_note")


def _signature_begins_its_page(result: Typeset) -> bool:
    """True if not even 附件说明 stands above 署名 on its page."""
    page = result.laid.page_of("signature")
    return bool(page) and result.laid.pages[page].spans[0].key == "signature"


def _imprint_stands_alone(result: Typeset) -> bool:
    """True if nothing stands beside 版记 although text ends above it."""
    alone = all(span.key.startswith("imprint/") for span in result.laid.pages[-1].spans)
    return alone and _text_before_imprint(result.composition) is not None


def _last_table(composition: Composition) -> TableBlock | None:
    """The table that ends the last 印发件 or attachment."""
    blocks = composition.sections[-1].blocks
    last = blocks[-1] if blocks and len(composition.sections) > 1 else None
    return last if isinstance(last, TableBlock) else None


def _row_stands_alone(result: Typeset) -> bool:
    """True if the last page has at most one row of the table that ends the paper, the header not
    counted, and one before it has others."""
    table = _last_table(result.composition)
    if table is None:
        return False
    rows = [number for number, row in enumerate(table.rows) if not row.header]
    if len(rows) < _FEWEST_ROWS:
        return False
    page = result.laid.page_of(f"{table.key}/r{rows[-_FEWEST_ROWS]}c0")
    return page not in (None, len(result.laid.pages) - 1)


def _text_before_imprint(composition: Composition) -> TextBlock | None:
    """The last paragraph of text above 版记; None where a table or a turned sheet ends there."""
    last = composition.sections[-1]
    text = [block for block in last.blocks if _KEY_OF_TEXT.match(block.key)]
    shares_page = last.imprint is not None and bool(text)
    return text[-1] if shares_page and isinstance(text[-1], TextBlock) else None


def _ways_to_signature(paper: Paper, fit: Fit, result: Typeset) -> Iterator[Fit]:
    """Ways to bring text onto the page of 署名 without emptying the first page of it.

    Programs disagree on a long paragraph that is kept with the next one, so only one that leaves
    other text on page 1 is tied. Then the line pitch is changed as little as will do, which the
    standard allows (§7.3.5.5); last, the end of the text is carried over. A table that ends the
    text is set closer or wider.
    """
    del paper
    body = _body(result.composition)
    if body and isinstance(body[-1], TableBlock):
        yield from (replace(fit, table_spacing=spacing) for spacing in TABLE_SPACINGS)
    elif body and body[-1].key != "body/0":
        yield replace(fit, keep_last=True)
    yield from _pitched(fit, body)
    yield from (replace(fit, carry=carry) for carry in _carried(body))


def _ways_to_note(paper: Paper, fit: Fit, result: Typeset) -> Iterator[Fit]:
    """The way to have the end of 附件说明 above 署名 where no text can be brought to it."""
    del result
    if paper.named_attachments:
        yield replace(fit, keep_note=True)


def _ways_to_imprint(paper: Paper, fit: Fit, result: Typeset) -> Iterator[Fit]:
    """Ways to bring text onto the page of 版记: as above, or out of 印发件 or an attachment."""
    if paper.enclosure is None and not paper.attachments:
        body = _body(result.composition)
        yield from _pitched(fit, body)
        yield from (replace(fit, carry=carry) for carry in _carried(body))
    else:
        carried = _carried(result.composition.sections[-1].blocks)
        yield from (replace(fit, carry_end=carry) for carry in carried)


def _ways_to_row(paper: Paper, fit: Fit, result: Typeset) -> Iterator[Fit]:
    """Ways to bring a row to the last one: the tables wider, or closer to have both above."""
    del paper, result
    return (replace(fit, table_spacing=spacing) for spacing in ROW_SPACINGS)


def _pitched(fit: Fit, body: Sequence[Block]) -> Iterator[Fit]:
    """The line pitch changed, widely only where the text is a single paragraph."""
    pitches = PITCHES if len(body) == 1 else NEAR_PITCHES
    return (replace(fit, pitch=pitch) for pitch in pitches)


def _carried(text: Sequence[Block]) -> Iterator[int]:
    """Numbers of characters to carry: all of a text's last paragraph, some lines of its only one.

    A paragraph that is parted reads as two ever after, so that is the last resort.
    """
    paragraphs = [block for block in text if isinstance(block, TextBlock)]
    if not paragraphs:
        return
    last = paragraphs[-1]
    ends = line_ends(last, TEXT_WIDTH)
    if len(paragraphs) > 1:
        if len(ends) <= MOST_CARRIED:
            yield len(last.text)
        return
    for lines in range(1, min(MOST_CARRIED, len(ends) - 1) + 1):
        yield len(last.text) - ends[-lines - 1]


def _body(composition: Composition) -> list[Block]:
    """The blocks of the main text's body."""
    main = composition.sections[0].blocks
    return [block for block in main if block.key.partition("/")[0] == "body"]


def _imprint_left_its_table(result: Typeset) -> bool:
    """True if the flow alone brings 版记 to the page after a table.

    LibreOffice then tries it below the table too, and spreads the table's rows over more pages.
    """
    section = result.composition.sections[-1]
    ends_with_table = bool(section.blocks) and isinstance(section.blocks[-1], TableBlock)
    keys = {span.key.partition("/")[0] for span in result.laid.pages[-1].spans}
    return ends_with_table and section.imprint is not None and keys == {"imprint"}


def _imprint_page_is_odd(result: Typeset) -> bool:
    has_imprint = any(section.imprint for section in result.composition.sections)
    return has_imprint and result.page_count % 2 == 1
