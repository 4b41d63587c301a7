"""Signs that a Word file holds by font and number, and what its form fields show."""

from __future__ import annotations

from typing import Final

from fireoffice.docs.word.names import VAL, Element, W

# Wingdings and Symbol, as papers use them: boxes, ticks, bullets.
_SYMBOLS: Final = {
    "wingdings": {0xA8: "□", 0x6F: "□", 0x71: "□", 0xFE: "☑", 0x52: "☑", 0xFC: "√", 0xFD: "☒",
                  0x6C: "●", 0x6E: "■", 0x75: "◆", 0xAB: "★", 0xD8: "➢", 0xE0: "→"},
    "wingdings 2": {0x52: "☑", 0xA3: "□", 0x50: "√", 0x4F: "×", 0x2A: "□"},
    "symbol": {0xB7: "•", 0xA3: "≤", 0xB3: "≥", 0xB4: "×", 0xB1: "±", 0xAE: "→", 0xB0: "°"},
}  # fmt: skip


def symbol_sign(node: Element) -> str:
    """The character of a `w:sym`; □ for one that no ordinary font has."""
    try:
        code = int(node.get(W + "char", ""), 16)
    except ValueError:
        return ""
    font = node.get(W + "font", "").lower()
    own = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    if font == "wingdings" and 0x81 <= own <= 0x8A:
        return chr(ord("①") + own - 0x81)
    if own in _SYMBOLS.get(font, {}):
        return _SYMBOLS[font][own]
    if font in _SYMBOLS or 0xE000 <= code <= 0xF8FF:
        return "□"
    return chr(code) if 0x20 <= code < 0xD800 else ""


def is_box(symbol: Element) -> bool:
    """True if a □ is meant: a box in one of the fonts of signs."""
    font = symbol.get(W + "font", "").lower()
    code = int(symbol.get(W + "char", "0"), 16) & 0xFF
    return _SYMBOLS.get(font, {}).get(code) == "□"


def form_value(field: Element) -> str:
    """The text shown by a field of an old form that has no text of its own: a choice, a tick."""
    form = field.find(W + "ffData")
    if form is None:
        return ""
    box, choices = form.find(W + "checkBox"), form.find(W + "ddList")
    if box is not None:
        said = [box.find(W + name) for name in ("checked", "default")]
        ticks = [one.get(VAL, "1") not in {"0", "false"} for one in said if one is not None]
        return "☑" if ticks and ticks[0] else "□"
    if choices is None:
        return ""
    entries = [entry.get(VAL, "") for entry in choices.iterchildren(W + "listEntry")]
    chosen = choices.find(W + "result")
    number = chosen.get(VAL, "0") if chosen is not None else "0"
    place = int(number) if number.isascii() and number.isdecimal() and len(number) < 4 else 0
    return entries[place] if place < len(entries) else ""
