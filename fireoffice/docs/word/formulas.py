"""Raised and lowered characters, and formulas, as plain text that says the same."""

from __future__ import annotations

from typing import Final

from fireoffice.docs.word.names import Element, M

_RAISED: Final = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
_LOWERED: Final = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_SIGNS: Final = {"superscript": _RAISED, "subscript": _LOWERED}
_DEEPEST: Final = 20


def shifted(text: str, way: str) -> str:
    """`text` as a superscript or subscript (`way`); empty where Unicode has no such signs."""
    signs = _SIGNS.get(way)
    bare = text.strip()
    if signs is None or not all(ord(sign) in signs for sign in bare):
        return ""
    return text.translate(signs)


def formula_text(formula: Element, depth: int = 0) -> str:
    """A formula on one line: fractions with /, roots with √, powers raised or after ^."""
    if depth > _DEEPEST:
        return "".join(node.text or "" for node in formula.iter(M + "t"))
    parts = {child.tag: formula_text(child, depth + 1) for child in formula}

    def part(name: str) -> str:
        return parts.get(M + name, "")

    match formula.tag.rpartition("}")[2]:
        case "t":
            return formula.text or ""
        case "f":
            return f"{_grouped(part('num'))}/{_grouped(part('den'))}"
        case "rad":
            return f"{shifted(part('deg'), 'superscript')}√{_grouped(part('e'))}"
        case "sSup" | "sSub" | "sSubSup" | "nary":
            sign = _nary(formula) if formula.tag == M + "nary" else part("e")
            rest = part("e") if formula.tag == M + "nary" else ""
            return sign + _low(part("sub")) + _high(part("sup")) + rest
        case "d":
            return (
                f"({'，'.join(formula_text(e, depth + 1) for e in formula.iterchildren(M + 'e'))})"
            )
        case _:
            return "".join(formula_text(child, depth + 1) for child in formula)


def _grouped(text: str) -> str:
    return text if len(text) == 1 or text.isalnum() else f"({text})"


def _high(text: str) -> str:
    return (shifted(text, "superscript") or f"^{_grouped(text)}") if text else ""


def _low(text: str) -> str:
    return (shifted(text, "subscript") or f"_{_grouped(text)}") if text else ""


def _nary(formula: Element) -> str:
    sign = next(formula.iter(M + "chr"), None)
    return sign.get(M + "val", "∫") if sign is not None else "∫"
