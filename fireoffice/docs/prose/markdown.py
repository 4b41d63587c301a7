"""Markdown taken for what it says: its marks go, its structure stays."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from fireoffice.docs.prose.source import PICTURE_LOST, Source, SourceLine
from fireoffice.domain.text import Change

_EVIDENCE: Final = re.compile(
    r"^#{1,6}[ \u3000]+\S|^={3,}\s*$|\*\*\S[^*\n]*\*\*|^\|?\s*:?-{2,}:?\s*\|[-:|\s]*$|^[ ]{0,3}```|"
    r"~~\S[^~\n]*~~|^\s*[-*+] \[[ xX]\] |`[^`\n]+`|\[\^[^\]\s]+\]|^[|｜].*[|｜]\s*$|^>\s?\S|"
    r"!\[[^\]\n]*\]\(|^[^|\n]+\|[^\n]+\n[^|\n]+\||^[\s┌╔+][─━═┬╦+-]{3,}",
    re.MULTILINE,
)
_HEADING: Final = re.compile(r"[ \u3000]{0,3}(#{1,6})[ \u3000]+(.*?)(?:[ \u3000]+#+)?\s*$")
_RULE: Final = re.compile(r"\s*(?:-[ ]*){3,}$|\s*(?:\*[ ]*){3,}$|\s*(?:—[ ]*){3,}$")
_SETEXT: Final = re.compile(r"(=+|-{2,})\s*$")
_BULLET: Final = re.compile(r"\s*[-*+•][ \u3000]+(?=\S)")
_TASK: Final = re.compile(r"\[[ xX√✓]\][ \u3000]*")
_QUOTE: Final = re.compile(r"\s*>[ ]?")
_PIPE: Final = re.compile(r"(?<!\\)[|｜│┃]")
_FRAME: Final = r"[\s|｜│┃:：+┌┬┐├┼┤└┴┘─━═╔╦╗╠╬╣╚╩╝—-]*"
_SEPARATOR: Final = re.compile(rf"{_FRAME}[-─━═—]{{2,}}{_FRAME}$")
_DRAWN: Final = re.compile(r"[|｜│┃+┌┬┐├┼┤└┴┘]")
_FOOTNOTE: Final = re.compile(r"\s*\[\^[^\]\s]{1,20}\]\s*[:：]\s*(?=\S)")
_META: Final = re.compile(r"([^\s:：，。；、！？][^:：，。；、！？]{0,19}?)\s*[:：]\s*(.*)$")
_STRUCK: Final = re.compile(r"(?:[，、；,](?=~~[^~\n]+~~[。；！？]))?~~(?=\S)([^~\n]+?)~~")
_IMAGE: Final = re.compile(r"!\[[^\]]*\]\([^)]*\)")

_INLINE: Final = (
    (
        re.compile(
            r"\[([^\]]+)\]\((?:https?:|mailto:|ftp:|/|#|www\.|[\w%./-]+\.\w{2,5}\))[^)]*\)?"
        ),
        r"\1",
    ),
    (re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*"), r"\1"),
    (re.compile(r"(?<![\w_])__(?=[^\s_])([^_\n]+?)(?<=[^\s_])__(?![\w_])"), r"\1"),
    (re.compile(r"(?<!\*)\*(?=[^\s*])([^*]+?)(?<=[^\s*])\*(?!\*)"), r"\1"),
    (re.compile(r"==(?=\S)([^=\n]+?)=="), r"\1"),
    (re.compile(r"`([^`]+)`"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])"), r"\1"),
)


def looks_like_markdown(text: str) -> bool:
    """True if `text` carries marks that no plain text has."""
    return _EVIDENCE.search(text) is not None


def front_matter(lines: Sequence[str]) -> tuple[dict[str, str], int]:
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


def without_marks(lines: Sequence[SourceLine], source: Source) -> list[SourceLine]:
    """`lines` without marks; what is nothing but marks becomes empty.

    A table's row becomes its cells parted by tabs, the rule between two goes. What was struck
    out, footnotes and pictures are listed.
    """
    result: list[SourceLine] = []
    rows = _rows(lines)
    hashed = any(_HEADING.match(line.text) for line in lines)
    for index, line in enumerate(lines):
        text = line.text
        setext = _SETEXT.match(text)
        if setext and setext[1][0] == "-" and hashed:
            # Who writes headings with # means a rule across the page.
            setext = None
        above = result[-1] if result else None
        if line.row:
            result.append(line)
        elif index - 1 in rows and index + 1 in rows and _is_separator(text):
            continue
        elif index in rows:
            result.append(_row(line))
        elif setext and above and above.text.strip() and not above.heading and not above.row:
            result[-1] = replace(above, heading=1 if setext[1][0] == "=" else 2)
            result.append(replace(line, text=""))
        elif _RULE.match(text) or text.lstrip().startswith("```") or _is_separator(text):
            result.append(replace(line, text=""))
        elif _FOOTNOTE.match(text):
            source.take_out(line, "脚注不是公文的要素，需要的话请写进正文", "citation")
            result.append(replace(line, text=""))
        else:
            result.append(_paragraph(line, source))
    return result


def _is_separator(text: str) -> bool:
    return _DRAWN.search(text) is not None and _SEPARATOR.match(text) is not None


def _rows(lines: Sequence[SourceLine]) -> set[int]:
    """The lines that are rows of tables, with outer pipes or without.

    Pipes make a row where they stand at both ends, or where a line of the same table above or
    below has as many.
    """
    pipes = [
        0 if _is_separator(line.text) else len(_PIPE.findall(line.text.strip().strip("|｜│┃")))
        for line in lines
    ]
    rows: set[int] = set()
    for index, line in enumerate(lines):
        bare = line.text.strip()
        if not pipes[index]:
            continue
        beside = [at for at in (index - 1, index + 1) if 0 <= at < len(lines)]
        separated = any(_is_separator(lines[at].text) for at in beside)
        alike = any(pipes[at] == pipes[index] for at in beside)
        framed = _PIPE.match(bare) is not None and _PIPE.match(bare[-1:]) is not None
        if framed or separated or alike:
            rows.add(index)
    return rows


def _row(line: SourceLine) -> SourceLine:
    bare = line.text.strip()
    if _PIPE.match(bare):
        bare = bare[1:]
    if _PIPE.match(bare[-1:]):
        bare = bare[:-1]
    cells = (_inline(cell.strip()) for cell in _PIPE.split(bare))
    return replace(line, text="\t".join(cells), row=True)


def _paragraph(line: SourceLine, source: Source) -> SourceLine:
    text = line.text
    for match in _STRUCK.finditer(text):
        source.note(line.number, [Change(match[1], "", "划掉的文字", "struck")])
    for match in _IMAGE.finditer(text):
        source.note(line.number, [Change(match[0], "", PICTURE_LOST, "picture-lost")])
    text = _IMAGE.sub("", _STRUCK.sub("", text))
    heading = _HEADING.match(text)
    if heading:
        return replace(line, text=_inline(heading[2]), heading=len(heading[1]))
    quote = _QUOTE.match(text)
    text = text[quote.end() :] if quote else text
    bullet = _BULLET.match(text)
    text = text[bullet.end() :] if bullet else text
    task = _TASK.match(text) if bullet else None
    text = text[task.end() :] if task else text
    return replace(line, text=_inline(text), quoted=bool(quote))


def _inline(text: str) -> str:
    for pattern, replacement in _INLINE:
        text = pattern.sub(replacement, text)
    return text
