"""A paper set and laid out: the one entry for the preview and the writer."""

from __future__ import annotations

from dataclasses import dataclass, replace

from fireoffice.docs.compose import AS_IT_FALLS, Fit, compose
from fireoffice.docs.composition import Composition
from fireoffice.docs.layout import WORD, LaidPaper, Profile, lay_out
from fireoffice.docs.paper import Format, Paper
from fireoffice.docs.style import STANDARD, PaperStyle


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
    on a page without text (§7.3.5.5); 版记 stands on an even page where the style asks for it.
    """
    fit = AS_IT_FALLS
    result = _set(paper, style, profile, fit)
    for improve in (_recipients_fit, _signature_fit, _imprint_fit):
        better = improve(paper, style, result, fit)
        if better != fit:
            fit, result = better, _set(paper, style, profile, better)
    return result


def _set(paper: Paper, style: PaperStyle, profile: Profile, fit: Fit) -> Typeset:
    composition = compose(paper, style, fit)
    return Typeset(composition, lay_out(composition, profile))


def _recipients_fit(paper: Paper, style: PaperStyle, result: Typeset, fit: Fit) -> Fit:
    if paper.format is not Format.DOCUMENT or not (paper.recipients and paper.body):
        return fit
    if result.laid.page_of("body/0") == 0:
        return fit
    return replace(fit, recipients_below=True)


def _signature_fit(paper: Paper, style: PaperStyle, result: Typeset, fit: Fit) -> Fit:
    page = result.laid.page_of("signature")
    if page is None or page == 0:
        return fit
    first = result.laid.pages[page].lines[0].key
    return replace(fit, keep_last=True) if first in ("signature", "date") else fit


def _imprint_fit(paper: Paper, style: PaperStyle, result: Typeset, fit: Fit) -> Fit:
    if not (style.imprint_on_even_page and result.composition.sections[-1].imprint):
        return fit
    count = result.page_count
    if count % 2 == 0:
        return fit
    without = replace(paper, imprint=type(paper.imprint)())
    text_pages = _set(without, style, result.laid.profile, fit).page_count
    return replace(fit, imprint_alone=True, imprint_numbered=text_pages % 2 == 1)
