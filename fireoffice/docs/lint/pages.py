"""Paper, margins, lines and page numbers of a Word file (GB/T 9704-2012 §5, §6, §7.5)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from fireoffice.docs.lint.bases import standard
from fireoffice.docs.lint.model import Fix, Rule, Severity, Spot, WordRule
from fireoffice.docs.lint.view import WordView
from fireoffice.docs.word.model import Place, SectionFacts, WordParagraph

_SET_ANEW: Final = Fix("按标准版式重排")
_MM: Final = 1440 / 25.4
_TOLERANCE: Final = 60
"""A millimetre, and what rounding adds."""

_PORTRAIT: Final = {"top": 2098, "left": 1588, "right": 1474, "bottom": 1984}
_NAMES: Final = {
    "top": "天头（上边距）",
    "left": "订口（左边距）",
    "right": "右边距",
    "bottom": "下边距",
}
_NARROWEST, _WIDEST = 560, 600
_STRETCH: Final = 62
_NUMBER: Final = re.compile(r"\s*—\s?\d+\s?—\s*")
_SONG: Final = re.compile(r"(?<![仿标])宋|SimSun", re.IGNORECASE)


def _paper_size(view: WordView) -> Iterator[Spot]:
    for section in view.word.sections:
        short, long = sorted((section.width, section.height))
        if abs(short - 11906) > _TOLERANCE or abs(long - 16838) > _TOLERANCE:
            size = f"{_mm(section.width)}×{_mm(section.height)}毫米"
            yield Spot(f"纸张应当是A4（210×297毫米），这里是{size}。", text=size, fix=_SET_ANEW)
            return


def _margins(view: WordView) -> Iterator[Spot]:
    told: set[str] = set()
    for section in view.word.sections:
        if _is_turned(section):
            continue
        for side, wanted in _PORTRAIT.items():
            actual: int = getattr(section, side)
            if abs(actual - wanted) <= _TOLERANCE or side in told:
                continue
            told.add(side)
            found = f"{_mm(actual)}毫米"
            message = f"{_NAMES[side]}应当是{_mm(wanted)}毫米，这里是{found}。"
            yield Spot(message, text=found, fix=_SET_ANEW)


def _line_pitch(view: WordView) -> Iterator[Spot]:
    wrong = [index for index in view.body() if not _is_pitched(view, index)]
    if wrong and not _is_stretched(view, wrong):
        paragraph = view.paragraph(wrong[0])
        found = _pitch_told(paragraph)
        message = f"正文行距应当每面22行（固定值28至30磅），这里是{found}（共{len(wrong)}段）。"
        yield Spot(message, place=wrong[0], text=paragraph.text, fix=_SET_ANEW)


def _is_stretched(view: WordView, wrong: list[int]) -> bool:
    """A text of one paragraph may be stretched so that 署名 does not stand alone (§7.3.5.5)."""
    paragraph = view.paragraph(wrong[0])
    little = abs(paragraph.line - (_NARROWEST + _WIDEST) // 2) <= _STRETCH
    return len(wrong) == 1 and paragraph.line_rule == "exact" and little


def _is_pitched(view: WordView, index: int) -> bool:
    paragraph, section = view.paragraph(index), view.section(index)
    if paragraph.line_rule == "exact":
        return _NARROWEST <= paragraph.line <= _WIDEST
    gridded = section.grid_type != "" and _NARROWEST <= section.line_pitch <= _WIDEST
    return gridded and paragraph.line_rule == "auto" and paragraph.line == 240


def _pitch_told(paragraph: WordParagraph) -> str:
    match paragraph.line_rule:
        case "exact":
            return f"固定值{paragraph.line / 20:g}磅"
        case "atLeast":
            return f"最小值{paragraph.line / 20:g}磅"
        case _:
            return f"{paragraph.line / 240:g}倍行距"


def _numbers(view: WordView) -> Iterator[tuple[SectionFacts, str, WordParagraph]]:
    """The paragraphs of feet that hold the page number, with their section and kind."""
    for section in view.word.sections:
        for kind, paragraphs in section.footers.items():
            for paragraph in paragraphs:
                if "PAGE" in paragraph.fields:
                    yield section, kind, paragraph


def _number_missing(view: WordView) -> Iterator[Spot]:
    if next(_numbers(view), None) is None and _fills_a_page(view):
        yield Spot("没有页码。", fix=_SET_ANEW)


def _fills_a_page(view: WordView) -> bool:
    """A paper of one page in a format that leaves its first page unnumbered has none."""
    return not any(section.title_page for section in view.word.sections)


def _number_form(view: WordView) -> Iterator[Spot]:
    for _, _, paragraph in _numbers(view):
        if not _NUMBER.fullmatch(paragraph.text):
            message = "页码左右应当各放一条一字线，如“— 1 —”。"
            yield Spot(message, text=paragraph.text.strip(), fix=_SET_ANEW)
            return


def _number_face(view: WordView) -> Iterator[Spot]:
    for _, _, paragraph in _numbers(view):
        run = next((run for run in paragraph.runs if any(map(str.isdecimal, run.text))), None)
        if run and (run.size != 28 or not _SONG.search(run.ascii or run.east_asia)):
            found = f"{run.ascii or run.east_asia}、{run.size / 2:g}磅"
            message = f"页码用4号半角宋体，这里是{found}。"
            yield Spot(message, text=paragraph.text.strip(), fix=_SET_ANEW)
            return


def _number_side(view: WordView) -> Iterator[Spot]:
    for section, kind, paragraph in _numbers(view):
        if _is_turned(section) or paragraph.place is Place.TEXT_BOX:
            continue
        wanted = "left" if kind == "even" else "right"
        if not section.even_and_odd or paragraph.align != wanted:
            message = "页码单页居右空一字，双页居左空一字。"
            yield Spot(message, text=paragraph.text.strip(), fix=_SET_ANEW)
            return


def _is_turned(section: SectionFacts) -> bool:
    return section.width > section.height


def _mm(twips: int) -> str:
    return f"{twips / _MM:.0f}"


RULES: Final[tuple[Rule, ...]] = (
    WordRule("paper-size", "纸张", Severity.ERROR, standard("5.1"), _paper_size),
    WordRule("margins", "页边距", Severity.ERROR, standard("5.2.1"), _margins),
    WordRule("line-pitch", "行距", Severity.WARNING, standard("5.2.3"), _line_pitch),
    WordRule("page-number-missing", "没有页码", Severity.WARNING,
             standard("7.5"), _number_missing),
    WordRule("page-number-form", "页码的写法", Severity.WARNING,
             standard("7.5"), _number_form),
    WordRule("page-number-face", "页码的字体字号", Severity.WARNING,
             standard("7.5"), _number_face),
    WordRule("page-number-side", "页码的位置", Severity.WARNING,
             standard("7.5"), _number_side),
)  # fmt: skip
