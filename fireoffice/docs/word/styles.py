"""Effective formatting: direct properties over styles over the document's defaults and theme."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from fireoffice.docs.word.model import BLACK, RuleFacts
from fireoffice.docs.word.names import VAL, A, Element, W

Look = dict[str, Any]
"""Properties by name, those alone that are said; merged by laying one over another."""

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
    match = _MEASURE.match(text.strip()) if text else None
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


def run_look(properties: Element | None, theme: Theme) -> Look:
    """What a `w:rPr` says itself."""
    look: Look = {}
    if properties is None:
        return look
    for one in properties:
        tag = one.tag
        if tag == W + "rFonts":
            _fonts(one, theme, look)
        elif tag == W + "sz":
            size = half_points(one.get(VAL))
            if size:
                look["size"] = size
        elif tag == W + "b":
            look["bold"] = is_on(one)
        elif tag == W + "color":
            value = one.get(VAL, "")
            look["color"] = value.upper() if _HEX.match(value) else BLACK
        elif tag == W + "spacing":
            look["spacing"] = measure(one.get(VAL))
        elif tag == W + "vanish":
            look["vanish"] = is_on(one)
        elif tag == W + "rStyle":
            look["style"] = one.get(VAL, "")
    return look


def _fonts(fonts: Element, theme: Theme, look: Look) -> None:
    for name, key in (("east_asia", "eastAsia"), ("ascii", "ascii")):
        themed = theme.fonts.get(fonts.get(f"{W}{key}Theme", ""), "")
        value = themed or fonts.get(W + key, "")
        if value:
            look[name] = value


def paragraph_look(properties: Element | None) -> Look:
    """What a `w:pPr` says itself."""
    look: Look = {}
    if properties is None:
        return look
    for one in properties:
        tag = one.tag
        if tag == W + "jc":
            look["align"] = _ALIGN.get(one.get(VAL, ""), "left")
        elif tag == W + "ind":
            _indents(one, look)
        elif tag == W + "spacing":
            _spacing(one, look)
        elif tag == W + "pBdr":
            for side in ("top", "bottom"):
                border = one.find(W + side)
                if border is not None:
                    look[f"{side}_border"] = _border(border)
        elif tag == W + "pageBreakBefore":
            look["page_break_before"] = is_on(one)
        elif tag == W + "pStyle":
            look["style"] = one.get(VAL, "")
        elif tag == W + "numPr":
            for key in ("numId", "ilvl"):
                value = one.find(W + key)
                if value is not None:
                    look[key] = value.get(VAL, "")
    return look


def _indents(indents: Element, look: Look) -> None:
    said = {name.rpartition("}")[2]: value for name, value in indents.items()}
    for name, keys in (("left", ("left", "start")), ("right", ("right", "end"))):
        for key in keys:
            if key in said:
                look[name] = measure(said[key])
    for key, name, sign in (
        ("firstLine", "first", 1),
        ("hanging", "first", -1),
        ("firstLineChars", "first_chars", 1),
        ("hangingChars", "first_chars", -1),
    ):
        if key in said:
            value = sign * measure(said[key])
            # Word writes all of them, and 0 for those that do not hold.
            look[name] = value or look.get(name, 0)


def _spacing(spacing: Element, look: Look) -> None:
    for key in ("before", "after", "line"):
        value = spacing.get(W + key)
        if value is not None:
            look[key] = measure(value)
    rule = spacing.get(W + "lineRule")
    if rule or "line" in look:
        look["line_rule"] = rule if rule in {"exact", "atLeast"} else "auto"


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
        """What the character style `identifier` says, with what it inherits."""
        return self._own(identifier).run

    def _own(self, identifier: str) -> Style:
        key = "\0" + identifier
        known = self._resolved.get(key)
        if known is not None:
            return known
        chain: list[str] = []
        current = identifier
        # A chain that bites its own tail ends there.
        while current in self._raw and current not in chain:
            chain.append(current)
            based = self._raw[current].find(W + "basedOn")
            current = based.get(VAL, "") if based is not None else ""
        run: Look = {}
        paragraph: Look = {}
        for one in reversed(chain):
            run |= run_look(self._raw[one].find(W + "rPr"), self._theme)
            paragraph |= paragraph_look(self._raw[one].find(W + "pPr"))
        for look in (run, paragraph):
            look.pop("style", None)
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
