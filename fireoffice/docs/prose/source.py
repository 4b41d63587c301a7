"""Text as it was pasted or saved, made into lines that can be read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from fireoffice.core.errors import InputError
from fireoffice.docs.prose.markdown import front_matter, looks_like_markdown, without_marks
from fireoffice.domain.text import BLANKS, Change, remove_residue

MOST_LINES: Final = 10_000
"""Lines of a text, empty ones counted: some 450 pages."""
MOST_SIGNS: Final = 500_000
"""Characters of a text: some 800 pages."""
_LONG_RUN: Final = re.compile(rf"([{BLANKS}]{{40}})[{BLANKS}]+")
"""Beyond so many, blanks say nothing more; a file of nothing else would take for ever."""


@dataclass(frozen=True, slots=True)
class Mend:
    """One thing put right: the line of the source (from 1), what stood there, what stands now.

    `before` and `after` are excerpts of a few characters; `code` is the rule's in the lint.
    """

    line: int
    before: str
    after: str
    message: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph of a Word file looks, as evidence of the part that it plays.

    `size` is in half-points. `apart`: it stands at the right, where signatures stand.
    """

    centred: bool = False
    apart: bool = False
    size: int = 0
    red: bool = False
    boxed: bool = False


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line that is not empty. `heading` is the depth of a Markdown heading, else 0.

    `look` is None where the source is plain text. `row`: the line is a table's row, its cells
    parted by tabs.
    """

    number: int
    text: str
    heading: int = 0
    look: Look | None = None
    row: bool = False


@dataclass
class Source:
    """The lines that say something, what was said above them, and what was mended so far."""

    lines: list[SourceLine]
    told: dict[str, str] = field(default_factory=dict[str, str])
    mends: list[Mend] = field(default_factory=list[Mend])

    def note(self, number: int, changes: Sequence[Change]) -> None:
        """List `changes` made in the line `number`."""
        self.mends += [
            Mend(number, one.before, one.after, one.message, one.code) for one in changes
        ]


def refuse_long(lines: int, signs: int) -> None:
    """Raise `InputError` where a text is longer than any paper: reading it would take for ever."""
    if lines > MOST_LINES or signs > MOST_SIGNS:
        raise InputError(
            f"这里有{lines:,}行、{signs:,}字，不像一份公文。",
            f"请核对是否选错了文件；一份最多{MOST_LINES:,}行、{MOST_SIGNS:,}字，再长请分成几份。",
        )


def prepare(text: str) -> Source:
    """The lines of `text` without marks, residue, indents and padding; each of it is listed.

    Raises `InputError` for a text that is too long to be a paper.
    """
    refuse_long(text.count("\n") + text.count("\r") - text.count("\r\n") + 1, len(text))
    raw = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff").split("\n")
    source = Source([])
    if looks_like_markdown(text) or raw[0].strip() == "---":
        source.told, taken = front_matter(raw)
        marked = without_marks(raw[taken:])
        source.mends.append(
            Mend(taken + 1, "#、**、|等", "", "Markdown 标记，改由版式安排", "markdown")
        )
        opening = next((index for index, line in enumerate(marked) if line.heading), 0)
        quoted = [index for index, line in enumerate(marked[:opening]) if line.quoted]
        if quoted:
            source.mends.append(
                Mend(
                    taken + quoted[0] + 1,
                    marked[quoted[0]].text[:12],
                    "",
                    "网页加在公文前的说明",
                    "web-note",
                )
            )
        kept = [
            SourceLine(taken + index + 1, "" if index in quoted else line.text, line.heading)
            for index, line in enumerate(marked)
        ]
    else:
        kept = [SourceLine(index + 1, line) for index, line in enumerate(raw)]
    _clean(kept, source)
    return source


def collect(lines: Sequence[SourceLine]) -> Source:
    """`lines`, empty ones among them, as `prepare` gives those of a text. Raises as it does."""
    refuse_long(len(lines), sum(len(line.text) for line in lines))
    source = Source([])
    _clean(lines, source)
    return source


def _clean(lines: Sequence[SourceLine], source: Source) -> None:
    """Put the lines that say something into `source`."""
    empty = 0
    indents = 0
    first_indent = 0
    for line in lines:
        if line.row:
            source.lines.append(line)
            continue
        text, changes = remove_residue(_LONG_RUN.sub(r"\1", line.text))
        source.note(line.number, changes)
        if not text:
            empty += 1
            continue
        _note_padding(source, line.number - empty, empty)
        empty = 0
        if line.text[:1] in BLANKS and not line.heading:
            indents += 1
            first_indent = first_indent or line.number
        source.lines.append(replace(line, text=text))
    _note_padding(source, len(lines) - empty + 1, empty)
    if indents:
        source.mends.append(
            Mend(
                first_indent,
                f"{indents}段",
                "",
                "用空格排出的缩进和位置，改由版式安排",
                "blank-indent",
            )
        )


def _note_padding(source: Source, number: int, empty: int) -> None:
    # One empty line parts paragraphs in any plain text; more of them push something down.
    if empty > 1:
        source.mends.append(
            Mend(
                number,
                f"{empty}个空行",
                "",
                "用空行撑出的版面，改由版式安排",
                "empty-paragraphs",
            )
        )
