"""The places of the parts of a Word file: alignment, indents, red rule, imprint."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from fireoffice.docs.lint.bases import standard
from fireoffice.docs.lint.model import Fix, Rule, Severity, Spot, WordRule
from fireoffice.docs.lint.view import WordView
from fireoffice.docs.manuscript import Role
from fireoffice.docs.paper import Format
from fireoffice.docs.word.model import Place

_SET_ANEW: Final = Fix("按标准版式重排")
_INDENT: Final = range(560, 721)
"""Two characters of 3号, as Word, WPS and others write them."""

_SET_IN: Final = 1000
_WHITE: Final = "FFFFFF"


def _title(view: WordView) -> Iterator[Spot]:
    for index in view.playing(Role.TITLE, Role.ENCLOSURE):
        if view.paragraph(index).align != "center":
            yield _spot(view, index, "标题应当居中。")


def _number(view: WordView) -> Iterator[Spot]:
    index = view.number
    if index is None or view.manuscript.fields.format is not Format.DOCUMENT:
        return
    paragraph = view.paragraph(index)
    if "签" not in paragraph.text and paragraph.align != "center":
        yield _spot(view, index, "发文字号应当居中（上行文与签发人同一行，居左空一字）。")


def _indent(view: WordView) -> Iterator[Spot]:
    wrong = [index for index in view.body() if not _is_indented(view, index)]
    if wrong:
        message = f"正文每段应当左空二字，回行顶格（共{len(wrong)}段）。"
        yield _spot(view, wrong[0], message)


def _is_indented(view: WordView, index: int) -> bool:
    paragraph = view.paragraph(index)
    if paragraph.first_chars is not None and paragraph.first_chars > 0:
        return 150 <= paragraph.first_chars <= 250 and paragraph.left < _SET_IN
    return paragraph.first in _INDENT and paragraph.left < 200


def _red_rule(view: WordView) -> Iterator[Spot]:
    if view.number is None or not _is_document(view):
        return
    last = max(view.head) + 1
    for paragraph in view.word.paragraphs[: last + 1]:
        borders = (paragraph.top_border, paragraph.bottom_border, *paragraph.drawn)
        # Stock that already carries the red head gets a white rule.
        if any(rule and (_is_red(rule.color) or rule.color == _WHITE) for rule in borders):
            return
    yield _spot(view, view.number, "发文字号之下4毫米处应当有一条与版心等宽的红色分隔线。")


def _is_document(view: WordView) -> bool:
    return view.manuscript.fields.format is Format.DOCUMENT


def _is_red(color: str) -> bool:
    red, green, blue = (int(color[place : place + 2], 16) for place in (0, 2, 4))
    return red > 150 and green < 90 and blue < 90


def _signature(view: WordView) -> Iterator[Spot]:
    for index in view.playing(Role.SIGNATURE, Role.DATE):
        paragraph = view.paragraph(index)
        set_in = paragraph.left + paragraph.first > _SET_IN
        if paragraph.align not in {"right", "center"} and not set_in and not _blanks(view, index):
            yield _spot(view, index, "署名、成文日期应当在正文右下方。")
            return


def _blanks(view: WordView, index: int) -> bool:
    """True if blanks put a line in its place, or tabs the several issuers of a joint paper."""
    text = view.paragraph(index).text
    return len(text) - len(text.lstrip()) > 1 or "\t" in text.rstrip()


def _imprint_rules(view: WordView) -> Iterator[Spot]:
    if not view.imprint or view.manuscript.fields.format is Format.LETTER:
        return
    paragraphs = [view.paragraph(index) for index in view.imprint]
    ruled = any(one.top_border or one.bottom_border or one.drawn for one in paragraphs)
    if not ruled and all(one.cell is None for one in paragraphs):
        yield _spot(view, view.imprint[0], "版记的首条、末条和各要素之间应当有分隔线。")


def _imprint_foot(view: WordView) -> Iterator[Spot]:
    loose = [index for index in view.imprint if view.paragraph(index).place is Place.BODY]
    if loose:
        message = "版记应当置于最后一面，末条分隔线与版心下边缘重合；现在随正文浮动。"
        yield _spot(view, loose[0], message)


def _spot(view: WordView, index: int, message: str) -> Spot:
    return Spot(message, place=index, text=view.paragraph(index).text.strip(), fix=_SET_ANEW)


_MARK: Final = standard("7.2.4")
_IMPRINT: Final = standard("7.4")

RULES: Final[tuple[Rule, ...]] = (
    WordRule("title-align", "标题的位置", Severity.ERROR, standard("7.3.1"), _title),
    WordRule("number-align", "发文字号的位置", Severity.ERROR, standard("7.2.5"), _number),
    WordRule("body-indent", "正文的缩进", Severity.WARNING, standard("7.3.3"), _indent),
    WordRule("red-rule", "版头的红线", Severity.ERROR, standard("7.2.7"), _red_rule),
    WordRule("signature-place", "落款的位置", Severity.WARNING,
             standard("7.3.5"), _signature),
    WordRule("imprint-rules", "版记的分隔线", Severity.WARNING, _IMPRINT, _imprint_rules),
    WordRule("imprint-foot", "版记的位置", Severity.WARNING, _IMPRINT, _imprint_foot),
)  # fmt: skip
