"""Markdown taken for what it says: its marks go, its structure stays."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_EVIDENCE: Final = re.compile(
    r"^#{1,6}[ \u3000]+\S|^={3,}\s*$|^\*\*.+\*\*|^\|?\s*:?-+:?\s*\|[-:|\s]*$|^```", re.MULTILINE
)
_HEADING: Final = re.compile(r"(#{1,6})[ \u3000]+(.*?)(?:[ \u3000]+#+)?\s*$")
_RULE: Final = re.compile(r"\s*(?:-[ ]*){3,}$|\s*(?:\*[ ]*){3,}$|\s*(?:_[ ]*){3,}$")
_SETEXT: Final = re.compile(r"(=+|-{2,})\s*$")
_BULLET: Final = re.compile(r"\s*[-*+•][ \u3000]+(?=\S)")
_QUOTE: Final = re.compile(r"\s*>[ ]?")
_SEPARATOR: Final = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_META: Final = re.compile(r"(\S[^:：]*?)\s*[:：]\s*(.*)$")

_INLINE: Final = (
    (re.compile(r"!\[[^\]]*\]\([^)]*\)"), ""),
    (re.compile(r"\[([^\]]+)\]\([^)]*\)"), r"\1"),
    (re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<!\*)\*(?=[^\s*])([^*]+?)(?<=[^\s*])\*(?!\*)"), r"\1"),
    (re.compile(r"`([^`]+)`"), r"\1"),
    (re.compile(r"<br\s*/?>"), ""),
    (re.compile(r"&nbsp;"), " "),
    (re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>])"), r"\1"),
)


@dataclass(frozen=True, slots=True)
class MarkdownLine:
    """A line without its marks; `heading` is the depth of a heading, 0 for any other line."""

    text: str
    heading: int = 0
    quoted: bool = False


def looks_like_markdown(text: str) -> bool:
    """Whether `text` carries marks that no plain text has."""
    return _EVIDENCE.search(text) is not None


def front_matter(lines: list[str]) -> tuple[dict[str, str], int]:
    """The `key: value` pairs between two `---` lines at the top, and how many lines they take."""
    first = next((index for index, line in enumerate(lines) if line.strip()), len(lines))
    if first == len(lines) or lines[first].strip() != "---":
        return {}, 0
    found: dict[str, str] = {}
    for index in range(first + 1, len(lines)):
        line = lines[index].strip()
        if line == "---":
            return found, index + 1
        match = _META.match(line)
        if line and match is None:
            break
        if match:
            found[match[1]] = match[2].strip().strip("\"'")
    return {}, 0


def without_marks(lines: list[str]) -> list[MarkdownLine]:
    """`lines`, one for one, without marks; lines that are nothing but marks become empty.

    A table row becomes its cells parted by tabs.
    """
    result: list[MarkdownLine] = []
    for line in lines:
        setext = _SETEXT.match(line)
        above = result[-1] if result else None
        if setext and above and above.text and not above.heading and "\t" not in above.text:
            result[-1] = MarkdownLine(above.text, 1 if setext[1][0] == "=" else 2)
            result.append(MarkdownLine(""))
        elif _RULE.match(line) or line.lstrip().startswith("```") or _is_separator(line, above):
            result.append(MarkdownLine(""))
        else:
            result.append(_line(line))
    return result


def _is_separator(line: str, above: MarkdownLine | None) -> bool:
    return "|" in line and _SEPARATOR.match(line) is not None and above is not None


def _line(line: str) -> MarkdownLine:
    heading = _HEADING.match(line)
    if heading:
        return MarkdownLine(_inline(heading[2]), len(heading[1]))
    bare = line.strip()
    if bare.startswith("|") and bare.count("|") > 1:
        cells = re.split(r"(?<!\\)\|", bare.strip("|"))
        return MarkdownLine("\t".join(_inline(cell.strip()) for cell in cells))
    quote = _QUOTE.match(line)
    if quote:
        line = line[quote.end() :]
    bullet = _BULLET.match(line)
    return MarkdownLine(_inline(line[bullet.end() :] if bullet else line), quoted=bool(quote))


def _inline(text: str) -> str:
    for pattern, replacement in _INLINE:
        text = pattern.sub(replacement, text)
    return text
