"""A paper set and laid out: the one entry for the preview and the writer."""

from __future__ import annotations

from dataclasses import dataclass, replace

from fireoffice.docs.compose import AS_IT_FALLS, Fit, compose
from fireoffice.docs.composition import Composition
from fireoffice.docs.layout import WORD, LaidPaper, Profile, lay_out
from fireoffice.docs.paper import Format, Imprint, Paper
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
    if _recipients_crowd_out_the_text(paper, result):
        fit = replace(fit, recipients_below=True)
        result = _set(paper, style, profile, fit)
    if _signature_stands_alone(result):
        fit = replace(fit, keep_last=True)
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
    page = result.laid.page_of("signature")
    return bool(page) and result.laid.pages[page].lines[0].key == "signature"


def _imprint_page_is_odd(result: Typeset) -> bool:
    has_imprint = any(section.imprint for section in result.composition.sections)
    return has_imprint and result.page_count % 2 == 1
