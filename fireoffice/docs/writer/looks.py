"""The look of characters and paragraphs in Word's terms, as departures from a given look.

What is as in the style is not said again, so the office can change a style in WPS and the paper
follows it; what differs is said in full, so every position is exact.
"""

from __future__ import annotations

from functools import lru_cache
from operator import attrgetter
from typing import Any, Final

from fireoffice.docs.composition import BLACK, Rule, Run, TextBlock
from fireoffice.docs.style import Face, FontProfile
from fireoffice.docs.writer.oxml import escaped, leaf, properties

PICTURE_STYLE: Final = "Picture"
"""The style of lines that grow with their picture: exactly high, they would cut it off."""

_TWO_CHARACTERS: Final = 640
"""The indent of a body paragraph in twips, which Word shows as 「首行缩进 2 字符」."""

_LOOK: Final = attrgetter("face", "size", "spacing", "color", "bold", "scale")
_NOTHING: Final = (None, 0, 0, BLACK, False, 100)
"""Word's own values for characters of which nothing is said."""


def fonts_element(fonts: FontProfile, face: Face) -> str:
    """`w:rFonts` for a face: one family for every script.

    The hint keeps “”—… in the Chinese family, which would otherwise fall to the Latin one.
    """
    family = escaped(fonts.family(face))
    return leaf("rFonts", ascii=family, hAnsi=family, eastAsia=family, cs=family, hint="eastAsia")


def character_properties(run: Run, against: Run | None, fonts: FontProfile) -> str:
    """`w:rPr` that makes `run` of characters that look like `against` (None: of nothing)."""
    return _characters(_LOOK(run), _LOOK(against) if against else _NOTHING, fonts)


@lru_cache(maxsize=4096)
def _characters(look: tuple[Any, ...], base: tuple[Any, ...], fonts: FontProfile) -> str:
    face, size, spacing, color, bold, scale = look
    base_face, base_size, base_spacing, base_color, base_bold, base_scale = base
    on = {} if bold else {"val": 0}
    same_face = face == base_face
    return properties(
        "rPr",
        {
            "rFonts": leaf("rFonts", hint="eastAsia") if same_face else fonts_element(fonts, face),
            "b": leaf("b", **on) if bold != base_bold else "",
            "bCs": leaf("bCs", **on) if bold != base_bold else "",
            "color": leaf("color", val=color) if color != base_color else "",
            "spacing": leaf("spacing", val=spacing) if spacing != base_spacing else "",
            "w": leaf("w", val=scale) if scale != base_scale else "",
            "sz": leaf("sz", val=size) if size != base_size else "",
            "szCs": leaf("szCs", val=size) if size != base_size else "",
        },
    )


def paragraph_departures(look: TextBlock, against: TextBlock) -> dict[str, str]:
    """The children of `w:pPr` (name to markup) that make `look` of a paragraph like `against`."""
    on = {} if look.keep_next else {"val": 0}
    differs_outline = look.outline != against.outline
    return {
        "keepNext": leaf("keepNext", **on) if look.keep_next != against.keep_next else "",
        "pageBreakBefore": "<w:pageBreakBefore/>" if look.page_break_before else "",
        "pBdr": _borders(look.top, look.bottom),
        "tabs": _tabs(look),
        "spacing": _spacing(look, against),
        "ind": _indents(look, against),
        "jc": leaf("jc", val=look.justify) if look.justify != against.justify else "",
        "outlineLvl": leaf("outlineLvl", val=9 if look.outline is None else look.outline)
        if differs_outline
        else "",
    }


def border(side: str, rule: Rule) -> str:
    """A border of a paragraph or table; a rule without thickness is none."""
    if not rule.eighths:
        return leaf(side, val="nil")
    return leaf(side, val="single", sz=rule.eighths, space=rule.gap, color=rule.color)


def _borders(top: Rule | None, bottom: Rule | None) -> str:
    # Word takes neighbours with equal borders for one group and draws `top` above the first alone;
    # `between` draws it above the others too.
    return properties(
        "pBdr",
        {
            "top": border("top", top) if top else "",
            "bottom": border("bottom", bottom) if bottom else "",
            "between": border("between", top) if top else "",
        },
    )


def _tabs(look: TextBlock) -> str:
    stops = "".join(
        leaf("tab", val=tab.align, pos=tab.position)
        for tab in sorted(look.tabs, key=lambda tab: tab.position)
    )
    return f"<w:tabs>{stops}</w:tabs>" if stops else ""


def _spacing(look: TextBlock, against: TextBlock) -> str:
    said: dict[str, object] = {}
    if look.before != against.before:
        said["before"] = look.before
    if look.after != against.after:
        said["after"] = look.after
    if look.pitch != against.pitch:
        rule = "atLeast" if look.style == PICTURE_STYLE else "exact"
        exact = {"line": look.pitch, "lineRule": rule}
        said |= exact if look.pitch else {"line": 240, "lineRule": "auto"}
    return leaf("spacing", **said) if said else ""


def _indents(look: TextBlock, against: TextBlock) -> str:
    said: dict[str, object] = {}
    if look.left != against.left:
        said["left"] = look.left
    if look.right != against.right:
        said["right"] = look.right
    if look.first != against.first:
        # A count of characters outranks twips wherever it is inherited from, so it is undone.
        if look.first == _TWO_CHARACTERS:
            said["firstLineChars"] = 200
        elif against.first == _TWO_CHARACTERS:
            said["firstLineChars"] = 0
        said["hanging" if look.first < 0 else "firstLine"] = abs(look.first)
    return leaf("ind", **said) if said else ""
