"""The paper that a manuscript is, and the part of it that each line of the text became."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from fireoffice.core.errors import InputError
from fireoffice.docs.cells import cells_of, picture_number, pictures_named, table_of
from fireoffice.docs.manuscript import LEVELS, PARTS, Fields, Line, Manuscript, Role
from fireoffice.docs.paper import (
    Attachment,
    Body,
    Enclosure,
    Format,
    Imprint,
    Letterhead,
    Level,
    Paper,
    Paragraph,
    Picture,
    SealImage,
    Signature,
)
from fireoffice.domain.dates import is_unfinished_date, parse_date
from fireoffice.domain.labels import heading_length, without_label

_NOTE_LABEL: Final = re.compile(r"附\s*件\s*[：:]\s*")
_ATTACHMENT_LABEL: Final = re.compile(
    r"附\s*件\s*(?:[\d０-９]{1,2}|[一二三四五六七八九十]{1,3})?\s*(?:[：:]\s*|\s+|$)"
)
_CELL: Final = re.compile(r"(?<=r)(\d+)c\d+$")
_Rows = list[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Problem:
    """A reason that keeps line `line` (None: the whole) out of a finished paper, and what to do."""

    message: str
    line: int | None = None
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """The paper, and for each line the key of the block that it became ("" for an empty line).

    A table row has the key of its first cell (`body/2/r1c0`).
    """

    paper: Paper
    keys: tuple[str, ...]
    problems: tuple[Problem, ...] = ()

    def line_of(self, key: str) -> int | None:
        """The first line that became the block `key`, a cell's row included."""
        wanted = _CELL.sub(r"\1c0", key)
        return next((index for index, own in enumerate(self.keys) if own == wanted), None)


@dataclass
class _Part:
    """A part of the paper while its lines are being collected.

    `pictures` are those of the manuscript; a table stands in `items` as the cells of its rows.
    """

    prefix: str
    pictures: tuple[Picture, ...]
    role: Role | None = None
    titles: list[str] = field(default_factory=list[str])
    subtitles: list[str] = field(default_factory=list[str])
    items: list[Paragraph | Picture | _Rows] = field(
        default_factory=list[Paragraph | Picture | _Rows]
    )
    in_table: bool = False

    @property
    def body(self) -> Body:
        """The body that the lines make."""
        return tuple(
            table_of(item, self.pictures) if isinstance(item, list) else item for item in self.items
        )

    def add(self, line: Line) -> str:
        """Take a body line; returns its key."""
        if line.role is Role.TABLE:
            return self._add_row(cells_of(line.text))
        self.in_table = False
        number = picture_number(line.text) if line.role is Role.PICTURE else 0
        if 0 < number <= len(self.pictures):
            return self._put(self.pictures[number - 1])
        level = LEVELS.index(line.role) if line.role in LEVELS else 0
        text = line.text.strip()
        heading = heading_length(text, level) if level else 0
        return self._put(Paragraph(text, Level(level), heading))

    def _put(self, item: Paragraph | Picture) -> str:
        self.items.append(item)
        return f"{self.prefix}body/{len(self.items) - 1}"

    def _add_row(self, row: tuple[str, ...]) -> str:
        rows = self.items[-1] if self.in_table else None
        if not isinstance(rows, list):
            rows = []
            self.items.append(rows)
        rows.append(row)
        self.in_table = True
        return f"{self.prefix}body/{len(self.items) - 1}/r{len(rows) - 1}c0"


def to_paper(manuscript: Manuscript, seals: Sequence[SealImage] = ()) -> Reading:
    """The paper that `manuscript` is; `seals` are the issuers' own pictures, if any.

    Never refuses: what cannot stand in a finished paper is told in `problems`, so that a preview
    can follow each keystroke.
    """
    parts = [_Part("", manuscript.pictures)]
    keys: list[str] = []
    problems: list[Problem] = []
    dated: date | None = None
    for index, line in enumerate(manuscript.lines):
        if not line.text.strip() and not _is_empty_row(line):
            # Two tables are parted by an empty line.
            parts[-1].in_table = False
            keys.append("")
            continue
        keys.append(_place(line, parts))
        problems += _lost_pictures(index, line, len(manuscript.pictures))
        if line.role is Role.DATE and dated is None:
            try:
                dated = parse_date(line.text)
            except InputError as error:
                problems.append(_date_problem(line.text, index, error))
    paper = _assemble(manuscript, parts, dated, tuple(seals))
    if not paper.title and not _is_titled_by_mark(paper):
        problems.insert(0, Problem("公文没有标题。", hint="请在正文前写上标题。"))
    return Reading(paper, tuple(keys), tuple(problems))


def _is_empty_row(line: Line) -> bool:
    """True if `line` is a row whose cells are left to be filled in by hand."""
    return line.role is Role.TABLE and "\t" in line.text


def _date_problem(text: str, index: int, error: InputError) -> Problem:
    if is_unfinished_date(text):
        return Problem("成文日期没有填写完整。", index, "请写全年、月、日，如2021年4月1日。")
    return Problem(error.message, index, error.hint)


def _lost_pictures(index: int, line: Line, count: int) -> list[Problem]:
    """The pictures that a line names and the manuscript does not have."""
    if line.role not in {Role.PICTURE, Role.TABLE}:
        return []
    return [
        Problem(f"没有第{number}张图片。", index, "请删去这个记号，或重新打开带图片的原文件。")
        for number in pictures_named(line.text)
        if not 0 < number <= count
    ]


def _is_titled_by_mark(paper: Paper) -> bool:
    """True if the 标志 says what the paper is: an order's, or that of minutes (§10.2, §10.3)."""
    if paper.format is Format.MINUTES:
        return bool(paper.letterhead.issuers)
    return paper.format is Format.ORDER


def _place(line: Line, parts: list[_Part]) -> str:
    """Put `line` where it belongs and return its key."""
    match line.role:
        case Role.TITLE:
            return "title"
        case Role.RECIPIENTS:
            return "recipients"
        case Role.SIGNATURE:
            return "signature"
        case Role.DATE:
            return "date"
        case Role.NOTE:
            return "note"
        case Role.ATTACHMENT_NOTE:
            return "attachment_note"
        case Role.SUBTITLE if parts[-1].role is Role.ENCLOSURE:
            parts[-1].subtitles.append(line.text.strip())
            return "enclosure/subtitle"
        case Role.SUBTITLE if parts[-1].role is None and not parts[-1].items:
            parts[-1].subtitles.append(line.text.strip())
            return "subtitle"
        case role if role in PARTS:
            return _open_part(line, parts)
        case _:
            return parts[-1].add(line)


def _open_part(line: Line, parts: list[_Part]) -> str:
    """Begin the part that `line` is the title of; a second title line joins the first."""
    last = parts[-1]
    if line.role is Role.ENCLOSURE:
        known = next((part for part in parts if part.role is Role.ENCLOSURE), None)
        if known is None:
            parts.append(known := _Part("enclosure/", last.pictures, Role.ENCLOSURE))
        elif known is not last or known.items:
            # One paper prints one document; a further title is a paragraph of it.
            return last.add(Line(Role.TEXT, line.text))
        known.titles.append(line.text.strip())
        return "enclosure/title"
    number = sum(part.role in {Role.ATTACHMENT, Role.LANDSCAPE} for part in parts)
    title = _ATTACHMENT_LABEL.sub("", line.text.strip(), count=1)
    if last.prefix.startswith("attachments/") and not last.titles and not last.items and title:
        last.titles.append(title)
        last.role = line.role
        return f"{last.prefix}title"
    parts.append(
        _Part(f"attachments/{number}/", last.pictures, line.role, [title] if title else [])
    )
    return f"attachments/{number}/{'title' if title else 'label'}"


def _assemble(
    manuscript: Manuscript, parts: list[_Part], dated: date | None, seals: tuple[SealImage, ...]
) -> Paper:
    fields = manuscript.fields
    enclosures = [part for part in parts if part.role is Role.ENCLOSURE]
    attachments = [part for part in parts if part.role in {Role.ATTACHMENT, Role.LANDSCAPE}]
    return Paper(
        letterhead=Letterhead(fields.issuers, fields.suffix, fields.leading_only),
        title="\n".join(text.strip() for text in manuscript.texts(Role.TITLE)),
        body=parts[0].body,
        format=fields.format,
        direction=fields.direction,
        number=fields.number,
        copy_number=fields.copy_number,
        secrecy=fields.secrecy,
        urgency=fields.urgency,
        signers=fields.signers,
        recipients=manuscript.recipients,
        signature=_signature(manuscript, dated, seals),
        note="\n".join(manuscript.texts(Role.NOTE)),
        attachment_names=_attachment_names(manuscript.texts(Role.ATTACHMENT_NOTE)),
        attachments=tuple(
            Attachment("\n".join(part.titles), part.body, part.role is Role.LANDSCAPE)
            for part in attachments
        ),
        enclosure=next(
            (
                Enclosure("\n".join(part.titles), part.body, "\n".join(part.subtitles))
                for part in enclosures
            ),
            None,
        ),
        imprint=_imprint(fields, dated),
        attendance=fields.attendance,
        subtitle="\n".join(parts[0].subtitles),
    )


def _signature(
    manuscript: Manuscript, dated: date | None, seals: tuple[SealImage, ...]
) -> Signature:
    names = tuple(text.strip() for text in manuscript.texts(Role.SIGNATURE))
    signatory: tuple[str, str] | None = None
    if manuscript.fields.format is Format.ORDER and names:
        # 「镇 长　　李建国」: the widest gap parts the post from the name.
        gap = re.search(r"\s{2,}|\u3000", names[-1]) or re.search(r"\s", names[-1])
        if gap:
            post, name = names[-1][: gap.start()], names[-1][gap.end() :]
            names, signatory = names[:-1], (post, re.sub(r"\s", "", name))
    undated = "" if dated else "".join(manuscript.texts(Role.DATE)[:1]).strip()
    return Signature(names, dated, manuscript.fields.sealed, seals, signatory, undated)


def _imprint(fields: Fields, dated: date | None) -> Imprint:
    """版记; the day of printing is the paper's own where none is given."""
    printed_on = fields.printed_on or (dated if fields.printed_by else None)
    return Imprint(fields.printed_by, printed_on, fields.copies_to, extra=fields.extra)


def _attachment_names(texts: Sequence[str]) -> tuple[str, ...]:
    """The names in a 附件说明, without 「附件：」, numbers and final punctuation (§7.3.4)."""
    names = (without_label(_NOTE_LABEL.sub("", text.strip(), count=1)) for text in texts)
    return tuple(name for name in (name.strip(" 。；;，,、") for name in names) if name)
