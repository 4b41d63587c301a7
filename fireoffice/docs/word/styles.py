"""Effective formatting: direct properties over styles over the document's defaults and theme."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from fireoffice.docs.word.model import BLACK, RuleFacts
from fireoffice.docs.word.names import VAL, A, Element, W

Look = dict[str, Any]
"""Properties by name, those alone that are said; merged by laying one over another."""

_LONGEST_CHAIN: Final = 20
"""Styles that stand on each other: in a document that people wrote, some five."""
_INDENTS: Final = {
    W + "left": ("left", 1),
    W + "start": ("left", 1),
    W + "right": ("right", 1),
    W + "end": ("right", 1),
    W + "firstLine": ("first", 1),
    W + "hanging": ("first", -1),
    W + "firstLineChars": ("first_chars", 1),
    W + "hangingChars": ("first_chars", -1),
}
_SPACING: Final = {
    W + "before": "before",
    W + "after": "after",
    W + "line": "line",
    W + "lineRule": "line_rule",
}
_RunProperty = Callable[[Element, "Theme", Look], None]
_FONTS: Final = {W + "eastAsia": "east_asia", W + "ascii": "ascii"}
_THEMED: Final = {W + "eastAsiaTheme": "east_asia", W + "asciiTheme": "ascii"}
_UNITS: Final = {"pt": 20.0, "in": 1440.0, "cm": 567.0, "mm": 56.7, "pc": 240.0, "pi": 240.0}
_MEASURE: Final = re.compile(r"(-?\d+(?:\.\d+)?)\s*(pt|in|cm|mm|pc|pi)?$")
_HEX: Final = re.compile(r"[0-9A-Fa-f]{6}$")
_ALIGN: Final = {
    "start": "left",
    "left": "left",
    "end": "right",
    "right": "right",
    "center": "center",
    "both": "both",
    "justify": "both",
    "distribute": "distribute",
}
_LANGUAGES: Final = {"zh-TW": "Hant", "zh-HK": "Hant", "ja-JP": "Jpan", "ko-KR": "Hang"}
_LARGEST: Final = 100_000


def measure(text: str | None, default: int = 0) -> int:
    """A length in twips: Word writes twips, ISO Strict files also 12pt and the like."""
    if not text:
        return default
    if len(text) < 6 and text.isascii() and text.isdecimal():
        return int(text)
    match = _MEASURE.match(text.strip())
    if match is None:
        return default
    value = float(match[1]) * (_UNITS[match[2]] if match[2] else 1)
    return round(value) if abs(value) < _LARGEST else default


def half_points(text: str | None) -> int | None:
    """A font size in half-points; None where it is none."""
    size = measure(text, -1)
    size = size // 10 if text and text.strip().endswith("pt") else size
    return size if 0 < size < 4000 else None


def is_on(element: Element | None) -> bool | None:
    """The value of an on-off property; None where it is not said."""
    if element is None:
        return None
    return element.get(VAL, "1") not in {"0", "false", "off", "none"}


@dataclass
class Theme:
    """The theme's fonts: 宋体 for minorEastAsia and the like."""

    fonts: dict[str, str] = field(default_factory=dict[str, str])

    @classmethod
    def read(cls, theme: Element | None, language: str) -> Theme:
        """Read the theme part; `language` is that of the document's Chinese text."""
        found = cls()
        if theme is None:
            return found
        script = _LANGUAGES.get(language, "Hans")
        for size in ("major", "minor"):
            fonts = theme.find(f".//{A}{size}Font")
            if fonts is None:
                continue
            named = {one.get("script"): one.get("typeface", "") for one in fonts.iter(A + "font")}
            latin, asian = fonts.find(A + "latin"), fonts.find(A + "ea")
            chosen = asian.get("typeface", "") if asian is not None else ""
            found.fonts[size + "EastAsia"] = chosen or named.get(script, "")
            western = latin.get("typeface", "") if latin is not None else ""
            found.fonts[size + "HAnsi"] = found.fonts[size + "Ascii"] = western
        return found


def run_look(properties: Element, theme: Theme) -> Look:
    """The look that a `w:rPr` states."""
    look: Look = {}
    if properties is None:
        return look
    for one in properties:
        said = _RUN.get(one.tag)
        if said is not None:
            said(one, theme, look)
    return look


def paragraph_look(properties: Element) -> Look:
    """The look that a `w:pPr` states; `mark` is the `w:rPr` of its mark, `section` a `w:sectPr`."""
    look: Look = {}
    if properties is None:
        return look
    for one in properties:
        said = _PARAGRAPH.get(one.tag)
        if said is not None:
            said(one, look)
    return look


def _fonts(fonts: Element, theme: Theme, look: Look) -> None:
    for name, value in fonts.items():
        key = _FONTS.get(name)
        if key and value:
            look.setdefault(key, value)
        key = _THEMED.get(name)
        if key and theme.fonts.get(value):
            look[key] = theme.fonts[value]


def _size(size: Element, theme: Theme, look: Look) -> None:
    value = half_points(size.get(VAL))
    if value:
        look["size"] = value


def _color(color: Element, theme: Theme, look: Look) -> None:
    value = color.get(VAL, "")
    look["color"] = value.upper() if _HEX.match(value) else BLACK


def _switch(name: str) -> _RunProperty:
    def said(element: Element, theme: Theme, look: Look) -> None:
        look[name] = is_on(element)

    return said


def _run_style(style: Element, theme: Theme, look: Look) -> None:
    look["style"] = style.get(VAL, "")


def _run_spacing(spacing: Element, theme: Theme, look: Look) -> None:
    look["spacing"] = measure(spacing.get(VAL))


def _alignment(element: Element, look: Look) -> None:
    look["align"] = _ALIGN.get(element.get(VAL, ""), "left")


def _borders(borders: Element, look: Look) -> None:
    for side in ("top", "bottom"):
        border = borders.find(W + side)
        if border is not None:
            look[f"{side}_border"] = _border(border)


def _numbering(numbering: Element, look: Look) -> None:
    for key in ("numId", "ilvl"):
        value = numbering.find(W + key)
        if value is not None:
            look[key] = value.get(VAL, "")


def _paragraph_style(style: Element, look: Look) -> None:
    look["style"] = style.get(VAL, "")


def _page_break(element: Element, look: Look) -> None:
    look["page_break_before"] = is_on(element)


def _mark(properties: Element, look: Look) -> None:
    look["mark"] = properties


def _section_end(section: Element, look: Look) -> None:
    look["section"] = section


def _indents(indents: Element, look: Look) -> None:
    for attribute, value in indents.items():
        said = _INDENTS.get(attribute)
        if said is not None:
            name, sign = said
            # Word writes all of them, and 0 for those that do not hold.
            length = sign * measure(value)
            look[name] = length or (look.get(name, 0) if name.startswith("first") else 0)


def _spacing(spacing: Element, look: Look) -> None:
    for attribute, value in spacing.items():
        name = _SPACING.get(attribute)
        if name == "line_rule":
            look[name] = value if value in {"exact", "atLeast"} else "auto"
        elif name:
            look[name] = measure(value)
    if "line" in look:
        look.setdefault("line_rule", "auto")


def _shift(element: Element, _theme: Theme, look: Look) -> None:
    look["shift"] = element.get(VAL, "")


_RUN: Final[dict[str, _RunProperty]] = {
    W + "rFonts": _fonts,
    W + "sz": _size,
    W + "b": _switch("bold"),
    W + "color": _color,
    W + "spacing": _run_spacing,
    W + "vanish": _switch("vanish"),
    W + "strike": _switch("struck"),
    W + "dstrike": _switch("struck"),
    W + "vertAlign": _shift,
    W + "rStyle": _run_style,
}
_PARAGRAPH: Final[dict[str, Callable[[Element, Look], None]]] = {
    W + "jc": _alignment,
    W + "ind": _indents,
    W + "spacing": _spacing,
    W + "pBdr": _borders,
    W + "pageBreakBefore": _page_break,
    W + "pStyle": _paragraph_style,
    W + "numPr": _numbering,
    W + "rPr": _mark,
    W + "sectPr": _section_end,
}


def _border(border: Element) -> RuleFacts | None:
    style = border.get(VAL, "")
    if style in {"", "nil", "none"}:
        return None
    color = border.get(W + "color", "")
    return RuleFacts(
        measure(border.get(W + "sz")), color.upper() if _HEX.match(color) else BLACK, style
    )


@dataclass(frozen=True, slots=True)
class Style:
    """A style with everything that it inherits."""

    id: str
    name: str
    run: Look
    paragraph: Look
    chain: tuple[str, ...]


class Styles:
    """The styles of a document; what is not defined is plain text."""

    def __init__(self, root: Element | None, theme: Theme) -> None:
        self._theme = theme
        self._raw: dict[str, Element] = {}
        self._resolved: dict[str, Style] = {}
        self.default = ""
        self._run: Look = {}
        self._paragraph: Look = {}
        if root is None:
            return
        for style in root.iterchildren(W + "style"):
            identifier = style.get(W + "styleId", "")
            self._raw.setdefault(identifier, style)
            standard = style.get(W + "default", "0") in {"1", "true", "on"}
            if standard and style.get(W + "type") == "paragraph":
                self.default = identifier
        defaults = root.find(W + "docDefaults")
        if defaults is not None:
            self._run = run_look(defaults.find(f"{W}rPrDefault/{W}rPr"), theme)
            self._paragraph = paragraph_look(defaults.find(f"{W}pPrDefault/{W}pPr"))

    def paragraph_style(self, identifier: str) -> Style:
        """The paragraph style `identifier` over the defaults; the standard one for a missing."""
        known = self._resolved.get(identifier)
        if known is None:
            chosen = identifier if identifier in self._raw else self.default
            own = self._own(chosen)
            run, paragraph = {**self._run, **own.run}, {**self._paragraph, **own.paragraph}
            known = Style(own.id, own.name, run, paragraph, own.chain)
            self._resolved[identifier] = known
        return known

    def character_look(self, identifier: str) -> Look:
        """The look of the character style `identifier`, with what it inherits."""
        return self._own(identifier).run

    def _own(self, identifier: str) -> Style:
        key = "\0" + identifier
        known = self._resolved.get(key)
        if known is not None:
            return known
        chain: list[str] = []
        current = identifier
        # A chain that bites its own tail ends there, and one without end long before it.
        while current in self._raw and current not in chain and len(chain) < _LONGEST_CHAIN:
            chain.append(current)
            based = self._raw[current].find(W + "basedOn")
            current = based.get(VAL, "") if based is not None else ""
        run: Look = {}
        paragraph: Look = {}
        for one in reversed(chain):
            run |= run_look(self._raw[one].find(W + "rPr"), self._theme)
            paragraph |= paragraph_look(self._raw[one].find(W + "pPr"))
        for look in (run, paragraph):
            for transient in ("style", "mark", "section"):
                look.pop(transient, None)
        name = self._raw[identifier].find(W + "name") if identifier in self._raw else None
        title = name.get(VAL, "") if name is not None else ""
        known = Style(identifier, title, run, paragraph, tuple(chain))
        self._resolved[key] = known
        return known


def merged(*looks: Mapping[str, Any]) -> Look:
    """Later looks laid over earlier ones."""
    result: Look = {}
    for look in looks:
        result |= look
    return result
