"""The lines that a paper is read from, and what was taken out of them or put right."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from fireoffice.core.errors import InputError
from fireoffice.docs.manuscript import Role
from fireoffice.domain.text import Change

MOST_LINES: Final = 10_000
"""Lines of a text, empty ones counted: some 450 pages."""
MOST_SIGNS: Final = 500_000
"""Characters of a text: some 800 pages."""
PICTURE_LOST: Final = "文字中引用的图片没有带进来"
_LINE_END: Final = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Mend:
    """One thing put right: the line of the source (from 1), what stood there, what stands now.

    `before` and `after` are excerpts of a few characters; of what was taken out, `before` is the
    whole. `code` is the rule's in the lint.
    """

    line: int
    before: str
    after: str
    message: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """The look of a paragraph of a Word file, as evidence of the part that it plays.

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
    parted by tabs; `apart`: it is the first of a table below another one. `quoted`: it was marked
    as said by somebody else. `told` is the role that the text itself names (【标题】).
    """

    number: int
    text: str
    heading: int = 0
    look: Look | None = None
    row: bool = False
    apart: bool = False
    quoted: bool = False
    told: Role | None = None


@dataclass
class Source:
    """The lines that say something, what was said beside them, and what was mended so far.

    `told` has what the text says of itself outside its sentences, by its label (文号).
    """

    lines: list[SourceLine]
    told: dict[str, str] = field(default_factory=dict[str, str])
    mends: list[Mend] = field(default_factory=list[Mend])

    def note(self, number: int, changes: Sequence[Change]) -> None:
        """List `changes` made in the line `number`."""
        self.mends += [
            Mend(number, one.before, one.after, one.message, one.code) for one in changes
        ]

    def take_out(self, line: SourceLine, message: str, code: str) -> None:
        """List that `line` is no part of the paper; the caller leaves it out."""
        self.mends.append(Mend(line.number, line.text.strip(), "", message, code))


def refuse_long(lines: int, signs: int) -> None:
    """Raise `InputError` where a text is longer than any paper: reading it would take for ever."""
    if lines > MOST_LINES or signs > MOST_SIGNS:
        raise InputError(
            f"这里有{lines:,}行、{signs:,}字，不像一份公文。",
            f"请核对是否选错了文件；一份最多{MOST_LINES:,}行、{MOST_SIGNS:,}字，再长请分成几份。",
        )


def split_lines(text: str) -> list[str]:
    """The lines of `text`, wherever any program begins a new one."""
    return _LINE_END.split(text.removeprefix("\ufeff"))
