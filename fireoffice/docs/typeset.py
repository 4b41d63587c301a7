"""A paper set and laid out: the one entry for the preview and the writer."""

from __future__ import annotations

from dataclasses import dataclass, replace

from fireoffice.docs.compose import AS_IT_FALLS, Fit, compose
from fireoffice.docs.compose.measures import LINE
from fireoffice.docs.composition import Composition, TableBlock, TextBlock
from fireoffice.docs.layout import LIBREOFFICE, WORD, LaidPaper, Profile, lay_out
from fireoffice.docs.paper import Format, Imprint, Paper
from fireoffice.docs.style import STANDARD, PaperStyle

PITCHES = tuple(sorted(range(LINE - 58, LINE + 59, 4), key=lambda pitch: abs(pitch - LINE)))
"""Line pitches tried where the usual one leaves 署名 alone: up to a tenth more or less."""


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
    on a page without text (§7.3.5.5); 版记 that finds no room below a table has a page of its own;
    it stands on an even page where the style asks for it. No table leaves an empty page behind it.
    """
    fit = AS_IT_FALLS
    result = _set(paper, style, profile, fit)
    if _recipients_crowd_out_the_text(paper, result):
        fit = replace(fit, recipients_below=True)
        result = _set(paper, style, profile, fit)
    if _signature_stands_alone(result):
        fit, result = _with_text_beside_the_signature(paper, style, profile, fit, result)
    if _imprint_left_its_table(result):
        fit = replace(fit, imprint_apart=True)
        result = _set(paper, style, profile, fit)
    if any(not page.blank and not page.spans for page in result.laid.pages):
        fit = replace(fit, closer_tables=True)
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


def _signature_stands_alone(result: Typeset) -> bool:
    """Whether no text stands on the page of 署名; 附件说明 is none."""
    page = result.laid.page_of("signature")
    above = result.laid.pages[page].spans[0].key if page else ""
    return above in ("signature", "attachment_note")


def _with_text_beside_the_signature(
    paper: Paper, style: PaperStyle, profile: Profile, fit: Fit, result: Typeset
) -> tuple[Fit, Typeset]:
    """Brings text onto the page of 署名 without emptying the first page of it.

    Engines disagree on a long paragraph that is kept with the next one, so only one that leaves
    other text on page 1 is tied. Else the line pitch is changed as little as will do, which the
    standard allows (§7.3.5.5), and so that an engine whose page is a hair shorter agrees. Last,
    the end of the only paragraph is carried over.
    """
    last = _last_of_body(result)
    if last is None:
        return fit, result
    if last.key != "body/0":
        tied = replace(fit, keep_last=True)
        return tied, _set(paper, style, profile, tied)
    for pitch in PITCHES:
        tried = replace(fit, pitch=pitch)
        attempts = [_set(paper, style, engine, tried) for engine in (profile, LIBREOFFICE)]
        if not any(map(_signature_stands_alone, attempts)):
            return tried, attempts[0]
    page = result.laid.page_of(last.key, len(last.text) - 1) or 0
    lines = [line for line in result.laid.pages[page].lines if line.key == last.key]
    if len(lines) < 2:
        return fit, result
    carried = replace(fit, carry=len(last.text) - lines[-1].start)
    return carried, _set(paper, style, profile, carried)


def _last_of_body(result: Typeset) -> TextBlock | None:
    """The last body block of the main text, None where it is a table."""
    body = [b for b in result.composition.sections[0].blocks if b.key.startswith("body/")]
    return body[-1] if body and isinstance(body[-1], TextBlock) else None


def _imprint_left_its_table(result: Typeset) -> bool:
    """Whether the flow alone brings 版记 to the page after a table.

    LibreOffice then tries it below the table too, and spreads the table's rows over more pages.
    """
    section = result.composition.sections[-1]
    ends_with_table = bool(section.blocks) and isinstance(section.blocks[-1], TableBlock)
    keys = {span.key.partition("/")[0] for span in result.laid.pages[-1].spans}
    return ends_with_table and section.imprint is not None and keys == {"imprint"}


def _imprint_page_is_odd(result: Typeset) -> bool:
    has_imprint = any(section.imprint for section in result.composition.sections)
    return has_imprint and result.page_count % 2 == 1
