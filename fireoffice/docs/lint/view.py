"""The view of a source or a Word file that rules look at: its paragraphs, and the part of each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

from fireoffice.docs.manuscript import LEVELS, Manuscript, Role
from fireoffice.docs.prose.source import Mend
from fireoffice.docs.word.document import DocumentReading
from fireoffice.docs.word.model import Place, RunFacts, SectionFacts, WordDocument, WordParagraph
from fireoffice.domain.labels import find_label, heading_length
from fireoffice.domain.numbering import LOOSE_PATTERN
from fireoffice.domain.text import BLANKS, compact

_IMPRINT: Final = re.compile(r"抄\s*送\s*(?:机\s*关)?\s*[：:]|\d\s*日\s*印\s*发")
_SIGNERS: Final = re.compile(r"签\s*发\s*人\s*[：:].*$")
_RUN_OF_BLANKS: Final = re.compile(r"[ \u3000\xa0]{2,}")
_HARDLY_ANY: Final = 100
_ISSUE: Final = re.compile(r"第[\d一二三四五六七八九十百]+[期号次]")


@dataclass(frozen=True, slots=True)
class SourceView:
    """The source's paragraphs; `roles` has those, from 0, where a line of the manuscript begins."""

    texts: tuple[str, ...]
    roles: Mapping[int, Role]
    manuscript: Manuscript


@dataclass(frozen=True, slots=True)
class WordView:
    """A Word file's paragraphs by the part they play, each by its index from 0.

    `head` are the paragraphs above the title, among them `letterhead` and `number`.
    """

    word: WordDocument
    manuscript: Manuscript
    roles: Mapping[int, Role]
    head: tuple[int, ...]
    letterhead: tuple[int, ...]
    number: int | None
    imprint: tuple[int, ...]

    def paragraph(self, index: int) -> WordParagraph:
        """The paragraph at `index`."""
        return self.word.paragraphs[index]

    def section(self, index: int) -> SectionFacts:
        """The page of the section in which the paragraph at `index` stands."""
        place = min(self.paragraph(index).section, len(self.word.sections) - 1)
        return self.word.sections[place] if self.word.sections else SectionFacts()

    def playing(self, *roles: Role) -> Iterator[int]:
        """The paragraphs that play one of `roles`, cells of tables apart."""
        for index, role in sorted(self.roles.items()):
            if role in roles and self.paragraph(index).cell is None:
                yield index

    def body(self) -> Iterator[int]:
        """The paragraphs of the text, of every level; titles of tables apart."""
        return (index for index in self.playing(*LEVELS) if not self._is_caption(index))

    def _is_caption(self, index: int) -> bool:
        following = self.word.paragraphs[index + 1 : index + 2]
        centred = self.paragraph(index).align == "center"
        return centred and bool(following) and following[0].cell is not None

    def heading(self, index: int) -> int:
        """The number of leading characters of a body paragraph that form its heading."""
        text = self.paragraph(index).text
        label = find_label(text)
        return heading_length(text, LEVELS.index(self.roles[index])) if label else 0


def source_view(reading: DocumentReading) -> SourceView:
    """The source of `reading` with the part that each paragraph plays."""
    return SourceView(reading.source_lines, _roles(reading), reading.manuscript)


def word_view(reading: DocumentReading, word: WordDocument) -> WordView:
    """The Word file that `reading` was read from."""
    roles = _roles(reading)
    said = [index for index, one in enumerate(word.paragraphs) if one.text.strip()]
    first = min(roles, default=0)
    head = tuple(index for index in said if index < first)
    number = next((index for index in head if _is_number(word.paragraphs[index].text)), None)
    names = {compact(name) for name in reading.manuscript.fields.issuers}
    letterhead = tuple(
        index for index in head if _is_letterhead(compact(word.paragraphs[index].text), names)
    )
    imprint = tuple(
        index
        for index in said
        if index not in roles
        and index > first
        and word.paragraphs[index].place is not Place.FOOTNOTE
        and _IMPRINT.search(word.paragraphs[index].text)
    )
    return WordView(word, reading.manuscript, roles, head, letterhead, number, imprint)


def characters(paragraph: WordParagraph, begin: int, end: int) -> Iterator[RunFacts]:
    """The runs of the characters `begin` to `end`, cut to them."""
    place = 0
    for run in paragraph.runs:
        left, right = max(begin, place), min(end, place + len(run.text))
        if left < right:
            text = run.text[left - place : right - place]
            yield RunFacts(
                text, run.east_asia, run.ascii, run.size, run.bold, run.color, run.spacing
            )
        place += len(run.text)


def _roles(reading: DocumentReading) -> dict[int, Role]:
    lines = reading.manuscript.lines
    roles: dict[int, Role] = {}
    for line, origin in zip(lines, reading.origins, strict=False):
        roles.setdefault(origin - 1, line.role)
    return {index: role for index, role in roles.items() if 0 <= index < len(reading.source_lines)}


def real_mends(reading: DocumentReading) -> Iterator[Mend]:
    """The mends but those of what is no fault in a Word file.

    There a tab puts parts in their place as the standard wants them, and an empty paragraph of
    hardly any height holds a table or an anchor.
    """
    for mend in reading.mends:
        if reading.word is None or _is_fault(mend, reading.word):
            yield mend


def _is_fault(mend: Mend, word: WordDocument) -> bool:
    from_here = word.paragraphs[mend.line - 1 :]
    match mend.code:
        case "imprint-blanks":
            return bool(from_here) and _RUN_OF_BLANKS.search(from_here[0].text) is not None
        case "blank-indent":
            return any(one.text[:1] in BLANKS[:1] + BLANKS[2:] for one in from_here if one.text)
        case "empty-paragraphs":
            empty = list(takewhile(lambda one: not one.text.strip(), from_here))
            return sum(one.line_rule != "exact" or one.line > _HARDLY_ANY for one in empty) > 1
        case _:
            return True


def _is_number(text: str) -> bool:
    bare = _SIGNERS.sub("", text).strip()
    return bool(LOOSE_PATTERN.fullmatch(bare) or _ISSUE.fullmatch(bare))


def _is_letterhead(text: str, issuers: set[str]) -> bool:
    return text in issuers or any(
        text == name + suffix for name in issuers for suffix in ("文件", "纪要", "令", "命令")
    )
