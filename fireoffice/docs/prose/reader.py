"""Any plain text or Markdown read as the paper that it means to be."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from fireoffice.core.errors import InputError
from fireoffice.docs.manuscript import LEVELS, Line, Manuscript, Role
from fireoffice.docs.prose.annexes import (
    ATTACHMENT,
    ATTACHMENT_NOTE,
    bare_name,
    item_length,
    label_of,
    labels_in,
    listed,
    listed_below,
    listed_by_labels,
    listed_to_the_end,
    parted,
    with_whole_names,
)
from fireoffice.docs.prose.clauses import Numbering
from fireoffice.docs.prose.fields import Found, fields_of, take_fields
from fireoffice.docs.prose.pasted import prepare
from fireoffice.docs.prose.signature import (
    date_in,
    find_signature,
    is_body,
    names_in,
    signed_and_dated,
    without_seal,
)
from fireoffice.docs.prose.source import Mend, Source, SourceLine
from fireoffice.docs.prose.tail import After, after_date, note_of
from fireoffice.docs.prose.title import (
    is_address,
    is_bracketed,
    is_prose,
    join_title,
    names_document,
    title_length,
)
from fireoffice.domain.dates import format_date, is_unfinished_date, looks_like_date, parse_date
from fireoffice.domain.labels import find_label
from fireoffice.domain.text import BLANKS, Change, compact, mend

__all__ = ["Mend", "TextReading", "read_text"]

_ATTENDANCE: Final = re.compile(
    r"(?P<label>出席|请假|缺席|列席|参加|参会|与会|到会)(?:会议)?(?:人员|领导|单位|人)?\s*[：:]\s*(?P<names>\S.*)$"
)
_LONGEST_NAME: Final = 40
_TITLE_REACH: Final = 4
_WIDE: Final = 8
"""Columns from which a table is laid across the sheet."""


@dataclass(frozen=True, slots=True)
class TextReading:
    """The manuscript, and everything that was put right on the way, in the text's order.

    `origins` has for each line of the manuscript the line of the source (from 1) where it begins.
    """

    manuscript: Manuscript
    mends: tuple[Mend, ...]
    origins: tuple[int, ...] = ()


def read_text(text: str, titles: Sequence[str] = ()) -> TextReading:
    """Read pasted plain text or Markdown as a paper; `titles` are lines of a title above it.

    版头, title, 主送, levels, tables, 附件, 落款, 印发件 and 版记 are found by their form and
    place; blanks, brackets and residue are mended, and what is no part of a paper is taken out.
    Raises `InputError` where there is no text.
    """
    source = prepare(text)
    source.lines[:0] = [SourceLine(1, title, told=Role.TITLE) for title in titles]
    return read_source_lines(source)


def read_source_lines(source: Source) -> TextReading:
    """Read the lines of `source` as `read_text` reads those of a text; `source` is used up."""
    if not source.lines:
        raise InputError("这里没有文字。", "请粘贴或打开一份有内容的公文。")
    found = take_fields(source)
    reader = _Reader(source, found)
    reader.read()
    lines = tuple(reader.result)
    fields = fields_of(found, Manuscript(lines=lines), reader.attendance, reader.extras)
    mends = sorted(source.mends, key=lambda one: one.line)
    return TextReading(Manuscript(fields, lines), tuple(mends), tuple(reader.origins))


@dataclass
class _Reader:
    """Reads the lines between 版头 and 版记 from top to bottom."""

    source: Source
    found: Found
    result: list[Line] = field(default_factory=list[Line])
    origins: list[int] = field(default_factory=list[int])
    attendance: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    extras: list[str] = field(default_factory=list[str])
    numbering: Numbering = field(default_factory=Numbering)

    def read(self) -> None:
        lines = self.source.lines
        start = self._title(lines, Role.TITLE)
        start += self._title_again(lines[start:])
        start += self._subtitles(lines[start:])
        start += self._recipients(lines[start:])
        signed, dated = find_signature(lines, start)
        self._body(lines[start:signed], before_signature=dated > signed)
        self._signature(lines[signed:dated])
        if dated > signed:
            self._after_date(lines[dated:])
        told = self.source.told.get("成文日期")
        if told and not any(line.role is Role.DATE for line in self.result):
            self._date(SourceLine(self.origins[-1] if self.origins else 1, told))

    def _title(self, lines: Sequence[SourceLine], role: Role) -> int:
        """Take the title at the head of `lines`; returns how many lines it had."""
        count = title_length(lines)
        if not count:
            return 0
        count = _once(lines[:count])
        self.numbering = Numbering.below(lines[0].heading, lines[count:])
        for text in join_title([line.text for line in lines[:count]]):
            mended, changes = mend(text)
            self.source.note(lines[0].number, changes)
            self._put(lines[0], role, mended)
        return count

    def _title_again(self, lines: Sequence[SourceLine]) -> int:
        """Pass over lines that only say the title once more, or take them where they say more."""
        title = "".join(compact(line.text) for line in self.result)
        for count in range(1, min(len(lines), _TITLE_REACH) + 1):
            said = compact("".join(line.text for line in lines[:count]))
            fuller = said.removesuffix(title)
            if not title or (fuller == said or (fuller and not is_body(fuller))):
                continue
            first = SourceLine(self.origins[0], title)
            for line in [first] if fuller else lines[:count]:
                self.source.take_out(line, "标题重复写了一遍", "title-twice")
            if fuller:
                self.result, self.origins = [], []
                for text in join_title([line.text for line in lines[:count]]):
                    self._put(lines[0], Role.TITLE, mend(text)[0])
            return count
        return 0

    def _subtitles(self, lines: Sequence[SourceLine]) -> int:
        """Take what stands in brackets below a title: when it was adopted, which copy it is."""
        count = 0
        while self.result and count < len(lines) and is_bracketed(lines[count].text):
            self._bracketed(Role.SUBTITLE, lines[count])
            count += 1
        return count

    def _recipients(self, lines: Sequence[SourceLine]) -> int:
        if not lines or ATTACHMENT.fullmatch(lines[0].text):
            return 0
        if lines[0].told is not Role.RECIPIENTS and not is_address(lines[0].text):
            return 0
        text, changes = mend(lines[0].text)
        whole = text.rstrip("：: ") + "："
        self.source.note(lines[0].number, changes)
        if whole != text:
            self._note(
                lines[0], text[-3:], whole[-2:], "recipients-colon", "主送机关后用一个全角冒号"
            )
        self._put(lines[0], Role.RECIPIENTS, whole)
        return 1

    def _body(self, lines: Sequence[SourceLine], *, before_signature: bool = False) -> None:
        """Take body lines, with the attachments that stand among them."""
        if before_signature:
            lines = [replace(line, text=text) for line in lines for text in labels_in(line.text)]
            lines = with_whole_names(lines)
        index = 0
        while index < len(lines):
            line = lines[index]
            attachment = ATTACHMENT.fullmatch(line.text)
            bare = attachment is not None and not attachment["number"]
            named = listed(lines[index + 1 :]) if bare else 0
            if bare and before_signature and not named:
                named = listed_to_the_end(lines[index + 1 :])
            labelled = listed_by_labels(lines[index:]) if attachment and before_signature else 0
            if labelled:
                self._attachment_note(_titles(lines[index:]))
                index += labelled
            elif named:
                self._attachment_note(lines[index + 1 : index + 1 + named])
                index += 1 + named
            elif attachment:
                index += self._attachment(attachment, lines[index:])
            elif note := ATTACHMENT_NOTE.match(line.text):
                names = parted(note["name"])
                below = lines[index + 1 :]
                several = len(names) > 1
                more = (
                    listed(below, len(names) + 1) if several else listed_below(note["name"], below)
                )
                named_here = [SourceLine(line.number, name) for name in names]
                self._attachment_note([*named_here, *below[:more]])
                index += 1 + more
            else:
                self._paragraph(line)
                index += 1

    def _after_date(self, lines: Sequence[SourceLine]) -> None:
        """Take what follows the date: 附注, the document that is printed, then attachments."""
        rest = [*lines]
        while rest and (kind := after_date(rest[0].text)) is not After.OTHER:
            line = rest.pop(0)
            if kind is After.NOTE:
                self._bracketed(Role.NOTE, line)
            else:
                self._extra(line)
        if not rest or ATTACHMENT.fullmatch(rest[0].text) or ATTACHMENT_NOTE.match(rest[0].text):
            self._body(rest)
            return
        count = 0 if is_prose(rest[0].text) else title_length(rest)
        if count and _is_document(rest, count):
            self._title(rest, Role.ENCLOSURE)
            self._body(rest[count + self._subtitles(rest[count:]) :])
            return
        for line in rest[:count]:
            self._bracketed(Role.NOTE, line)
        if rest[count:] and not ATTACHMENT.fullmatch(rest[count].text):
            self._note(rest[count], rest[count].text, rest[count].text, "after-date",
                       "成文日期后面的文字移到正文里")  # fmt: skip
        self._body(rest[count:])

    def _extra(self, line: SourceLine) -> None:
        text, changes = mend(line.text)
        self.source.note(line.number, changes)
        self.extras.append(text)
        self._note(line, text, text, "after-date", "成文日期后面的这一项移到版记")

    def _attachment(self, match: re.Match[str], lines: Sequence[SourceLine]) -> int:
        """Open the attachment whose label is `lines[0]`; returns how many lines that took."""
        following = [*lines[1:]]
        taken = 1
        role = Role.ATTACHMENT
        texts = [match["title"]] if match["title"] else []
        if not texts:
            count = title_length(following)
            texts = [line.text for line in following[:count]]
            taken += count
        if len(lines) > taken and lines[taken].text.count("\t") >= _WIDE - 1:
            role = Role.LANDSCAPE
        title, changes = mend("".join(join_title(texts)))
        self.source.note(lines[0].number, changes)
        self.numbering = Numbering.below(0, lines[taken:])
        self._put(lines[0], role, title or label_of(match))
        return taken

    def _attachment_note(self, lines: Sequence[SourceLine]) -> None:
        """Take the names that a 附件说明 lists (§7.3.4)."""
        several = len(lines) > 1
        for number, line in enumerate(lines, 1):
            label = find_label(line.text)
            length = label.length if label else item_length(line.text, number)
            name, changes = mend(line.text[length:])
            self.source.note(line.number, changes)
            bare = bare_name(name)
            if bare != name:
                self._note(line, name[-6:], bare[-2:], "attachment-mark",
                           "附件名称后不加标点和文件扩展名")  # fmt: skip
            head = "附件：" if number == 1 else ""
            head += f"{number}." if several else ""
            # A figure right behind the label would be taken for a part of it.
            gap = " " if several and find_label(f"{number}.{bare}") is None else ""
            self._put(line, Role.ATTACHMENT_NOTE, head + gap + bare)

    def _signature(self, lines: Sequence[SourceLine]) -> None:
        """Take 署名 and 成文日期; `lines` ends with the date."""
        for line in lines:
            text = line.text
            if match := signed_and_dated(text):
                names, text = match["names"], match["date"]
                self._names(line, names)
            bare = date_in(text)
            if len(lines) == 1 and is_unfinished_date(bare) and not match:
                # Nobody signs above it: on a form it is filled in by hand, where it stands.
                self._paragraph(line)
            elif looks_like_date(bare) or is_unfinished_date(bare):
                beside = "".join(text.split(bare, 1))
                if beside.strip():
                    self._note(line, beside.strip(), "", "seal-word", "成文日期旁的字不印")
                self._date(SourceLine(line.number, bare))
            elif not match:
                self._names(line, text)

    def _names(self, line: SourceLine, text: str) -> None:
        bare, seal = without_seal(text)
        if seal:
            self._note(line, seal, "", "seal-word", "盖章的提示不是署名")
        for name in names_in(bare):
            self._put(line, Role.SIGNATURE, name)

    def _date(self, line: SourceLine) -> None:
        try:
            text = format_date(parse_date(line.text))
        except InputError:
            # The words stay; the manuscript's reading says what is wrong with them.
            open_date = is_unfinished_date(line.text)
            text = re.sub(rf"[{BLANKS}]+", "\u3000", line.text) if open_date else ""
            text = text.strip() or compact(line.text)
        if compact(text) != compact(line.text):
            self._note(line, line.text, text, "date-form", "成文日期用阿拉伯数字，月、日不编虚位")
        self._put(line, Role.DATE, text)

    def _paragraph(self, line: SourceLine) -> None:
        """Take a paragraph, a clause or a table row."""
        if line.row or ("\t" in line.text and not _is_sentence_with_tabs(line.text)):
            if line.apart:
                self._put(line, Role.TEXT, "")
            cells = [mend(cell) for cell in line.text.split("\t")]
            for _, changes in cells:
                self.source.note(line.number, changes)
            self._put(line, Role.TABLE, "\t".join(cell for cell, _ in cells))
            return
        text, changes = mend(line.text.replace("\t", " "))
        if not text:
            return
        self.source.note(line.number, changes)
        if self.found.is_minutes and self._attends(line, text):
            return
        clause = self.numbering.clause(text, line.heading, line.text)
        if clause.change:
            self.source.note(line.number, [clause.change])
        self._put(line, LEVELS[clause.level], clause.text)

    def _attends(self, line: SourceLine, text: str) -> bool:
        """True if `text` lists who attended the meeting; it is then a field of its own."""
        match = _ATTENDANCE.fullmatch(text)
        if match is None:
            return False
        label = match["label"] if match["label"] in {"出席", "请假", "列席"} else "出席"
        label = "请假" if match["label"] == "缺席" else label
        if label != match["label"]:
            self._note(line, match["label"], label, "attendance", "纪要中用出席、请假、列席")
        known = dict(self.attendance)
        names = match["names"].rstrip("。；;")
        known[label] = f"{known[label]}、{names}" if label in known else names
        self.attendance = list(known.items())
        return True

    def _bracketed(self, role: Role, line: SourceLine) -> None:
        """Take a line that stands in brackets, or has to."""
        text, changes = mend(line.text)
        self.source.note(line.number, changes)
        whole = note_of(text)
        if compact(whole) != compact(text).replace("(", "（").replace(")", "）"):
            self._note(line, text, whole, "after-date", "成文日期后面的这一项作为附注，加圆括号")
        self._put(line, role, whole)

    def _put(self, line: SourceLine, role: Role, text: str) -> None:
        self.result.append(Line(role, text))
        self.origins.append(line.number)

    def _note(self, line: SourceLine, before: str, after: str, code: str, message: str) -> None:
        self.source.note(line.number, [Change(before, after, message, code)])


def _once(lines: Sequence[SourceLine]) -> int:
    """The number of `lines`, a title, that say it once: all, unless the rest repeats them."""
    texts = [compact(line.text) for line in lines]
    halves = (at for at in range(1, len(texts)) if texts[:at] == texts[at:])
    return next(halves, len(texts))


def _titles(lines: Sequence[SourceLine]) -> list[SourceLine]:
    """The titles behind the labels of 附件1：…, 附件2：…."""
    matches = ((line, ATTACHMENT.fullmatch(line.text)) for line in lines)
    return [SourceLine(line.number, match["title"]) for line, match in matches if match]


def _is_document(lines: Sequence[SourceLine], count: int) -> bool:
    """True if the first `count` of `lines` are the title of a document that follows."""
    title = "".join(line.text for line in lines[:count])
    below = [line for line in lines[count:] if not ATTACHMENT.fullmatch(line.text)]
    has_body = any(line.row or is_prose(line.text) for line in below[:12])
    return bool(lines[0].heading) or has_body or (names_document(title) and bool(below))


def _is_sentence_with_tabs(text: str) -> bool:
    cells = text.split("\t")
    return len(cells) == 2 and any("。" in cell and len(cell) > _LONGEST_NAME for cell in cells)
