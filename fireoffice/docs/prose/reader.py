"""Any plain text or Markdown read as the paper that it means to be."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from fireoffice.core.errors import InputError
from fireoffice.docs.manuscript import LEVELS, Fields, Line, Manuscript, Role
from fireoffice.docs.paper import Direction, Format
from fireoffice.docs.prose.fields import Found, take_fields
from fireoffice.docs.prose.source import Mend, Source, SourceLine, prepare
from fireoffice.docs.prose.title import is_address, is_prose, issuer_in, join_title, title_length
from fireoffice.domain.dates import DATE_PATTERN, format_date, looks_like_date, parse_date
from fireoffice.domain.labels import find_label, make_label
from fireoffice.domain.text import Change, compact, kind_of, mend

__all__ = ["Mend", "TextReading", "read_text"]

_BODY: Final = re.compile(
    r"(?:政府|委员会|委|办公室|办事处|办|局|厅|部|院|队|中心|站|所|处|会|公司|学校|小学|中学|"
    r"大学|医院|社|团|组|党委|支部|分局|银行|集团|厂|村|社区|镇|乡)$"
)
_CLOSING_PHRASE: Final = re.compile(
    r"特?此(?:通知|通报|报告|函告|函复|批复|公告|通告|致|令|请)|附件|抄送"
)
_SIGNED_AND_DATED: Final = re.compile(
    rf"(?P<names>\S.*?)[ \u3000\t]+(?P<date>{DATE_PATTERN.pattern})$"
)
_SEVERAL: Final = re.compile(r"[ \u3000]{2,}|\t+")
_NOTE: Final = re.compile(r"[（(][^（()]{2,80}[）)]$")
_ATTACHMENT: Final = re.compile(
    r"附\s*件\s*(?:(?P<number>[\d０-９]{1,2}|[一二三四五六七八九十]{1,3})\s*(?:[：:]\s*(?P<title>\S.*))?"
    r"|[：:]?)\s*[：:]?$"
)
_ATTACHMENT_NOTE: Final = re.compile(r"附\s*件\s*[：:]\s*(?P<name>\S.*)$")
_ATTENDANCE: Final = re.compile(r"(?P<label>出席|请假|列席)(?:人员|人)?\s*[：:]\s*(?P<names>\S.*)$")
_LONGEST_NAME: Final = 40
_LONGEST_SIGNATURE: Final = 160
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


def read_text(text: str) -> TextReading:
    """Read pasted plain text or Markdown as a paper.

    版头, title, 主送, levels, tables, 附件, 落款, 印发件 and 版记 are found by their form and
    place; blanks, brackets and residue are mended. Raises `InputError` where there is no text.
    """
    return read_source_lines(prepare(text))


def read_source_lines(source: Source) -> TextReading:
    """Read the lines of `source` as `read_text` reads those of a text; `source` is used up."""
    if not source.lines:
        raise InputError("这里没有文字。", "请粘贴或打开一份有内容的公文。")
    found = take_fields(source)
    reader = _Reader(source)
    reader.read()
    lines = tuple(reader.result)
    fields = _fields(found, Manuscript(lines=lines), reader.attendance)
    mends = sorted(source.mends, key=lambda one: one.line)
    return TextReading(Manuscript(fields, lines), tuple(mends), tuple(reader.origins))


@dataclass
class _Reader:
    """Reads the lines between 版头 and 版记 from top to bottom."""

    source: Source
    result: list[Line] = field(default_factory=list[Line])
    origins: list[int] = field(default_factory=list[int])
    attendance: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    counts: list[int] = field(default_factory=lambda: [0] * len(LEVELS))
    base: int = 1

    def read(self) -> None:
        lines = self.source.lines
        start = self._title(lines, Role.TITLE)
        start += self._recipients(lines[start:])
        signed, dated = _find_signature(lines, start)
        self._body(lines[start:signed])
        self._signature(lines[signed:dated])
        rest = lines[dated:]
        if dated > signed and rest and _NOTE.fullmatch(rest[0].text):
            self._add(Role.NOTE, rest.pop(0))
        if dated > signed:
            self._after_signature(rest)

    def _title(self, lines: Sequence[SourceLine], role: Role) -> int:
        """Take the title at the head of `lines`; returns how many lines it had."""
        count = title_length(lines)
        if not count:
            return 0
        self.base = max(1, lines[0].heading)
        self.counts = [0] * len(LEVELS)
        for text in join_title([line.text for line in lines[:count]]):
            mended, changes = mend(text)
            self.source.note(lines[0].number, changes)
            self._put(lines[0], role, mended)
        return count

    def _recipients(self, lines: Sequence[SourceLine]) -> int:
        if not lines or not is_address(lines[0].text) or _ATTACHMENT.fullmatch(lines[0].text):
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

    def _body(self, lines: Sequence[SourceLine]) -> None:
        """Take body lines, with the attachments that stand among them."""
        index = 0
        while index < len(lines):
            line = lines[index]
            attachment = _ATTACHMENT.fullmatch(line.text)
            listed = _listed(lines[index + 1 :])
            if attachment and not attachment["number"] and listed:
                self._attachment_note(lines[index + 1 : index + 1 + listed])
                index += 1 + listed
            elif attachment:
                index += self._attachment(attachment, lines[index:])
            elif note := _ATTACHMENT_NOTE.match(line.text):
                named = SourceLine(line.number, note["name"])
                more = _listed(lines[index + 1 :]) if find_label(note["name"]) else 0
                self._attachment_note([named, *lines[index + 1 : index + 1 + more]])
                index += 1 + more
            else:
                self._paragraph(line)
                index += 1

    def _after_signature(self, lines: Sequence[SourceLine]) -> None:
        """Take what follows the date: the document that is printed, then attachments."""
        if lines and not _ATTACHMENT.fullmatch(lines[0].text) and not is_prose(lines[0].text):
            count = self._title(lines, Role.ENCLOSURE)
            lines = lines[count:]
            if lines and _NOTE.fullmatch(lines[0].text):
                self._add(Role.SUBTITLE, lines[0])
                lines = lines[1:]
        self._body(lines)

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
        self.counts = [0] * len(LEVELS)
        self._put(lines[0], role, title or compact(match[0]).rstrip("：:"))
        return taken

    def _attachment_note(self, lines: Sequence[SourceLine]) -> None:
        """Take the names that a 附件说明 lists (§7.3.4)."""
        several = len(lines) > 1
        for number, line in enumerate(lines, 1):
            label = find_label(line.text)
            name, changes = mend(line.text[label.length :] if label else line.text)
            self.source.note(line.number, changes)
            bare = name.rstrip("。；;，,")
            if bare != name:
                self._note(line, name[-3:], bare[-2:], "attachment-mark", "附件名称后不加标点")
            head = "附件：" if number == 1 else ""
            self._put(line, Role.ATTACHMENT_NOTE, head + (f"{number}." if several else "") + bare)

    def _signature(self, lines: Sequence[SourceLine]) -> None:
        """Take 署名 and 成文日期; `lines` ends with the date."""
        for line in lines:
            text = line.text
            if match := _signed_and_dated(text):
                names, text = match["names"], match["date"]
                self._names(SourceLine(line.number, names))
            if looks_like_date(text):
                self._date(SourceLine(line.number, text))
            else:
                self._names(line)

    def _names(self, line: SourceLine) -> None:
        pieces = [piece for piece in _SEVERAL.split(line.text) if piece]
        if len(pieces) > 1 and not all(_BODY.search(compact(piece)) for piece in pieces):
            # 「镇长　　王某某」 and a name spread over the line stay together.
            spread = all(len(piece) == 1 for piece in pieces)
            pieces = ["".join(pieces) if spread else "\u3000".join(pieces)]
        for piece in pieces:
            text = piece if "\u3000" in piece else compact(piece)
            self._put(line, Role.SIGNATURE, text)

    def _date(self, line: SourceLine) -> None:
        try:
            text = format_date(parse_date(line.text))
        except InputError:
            # The words stay; the manuscript's reading says what is wrong with them.
            text = compact(line.text)
        if text != compact(line.text):
            self._note(line, line.text, text, "date-form", "成文日期用阿拉伯数字，月、日不编虚位")
        self._put(line, Role.DATE, text)

    def _paragraph(self, line: SourceLine) -> None:
        """Take a paragraph, a clause or a table row."""
        if line.row or ("\t" in line.text and not _is_sentence_with_tabs(line.text)):
            cells = [mend(cell) for cell in line.text.split("\t")]
            for _, changes in cells:
                self.source.note(line.number, changes)
            self._put(line, Role.TABLE, "\t".join(cell for cell, _ in cells))
            return
        text, changes = mend(line.text.replace("\t", " "))
        if not text:
            return
        self.source.note(line.number, changes)
        if match := _ATTENDANCE.fullmatch(text):
            self.attendance.append((match["label"], match["names"]))
            return
        label = find_label(text)
        if label:
            typed, text = text[: label.length], label.text + text[label.length :]
            if typed != label.text:
                self._note(line, typed, label.text, "label-form", "序号的写法不规范")
            self._count(label.level, label.number)
            self._put(line, LEVELS[label.level], text)
        elif line.heading:
            self._heading(line, text)
        else:
            self._put(line, Role.TEXT, text)

    def _heading(self, line: SourceLine, text: str) -> None:
        """A Markdown heading without a label gets the label of its depth."""
        level = min(max(1, line.heading - self.base), len(LEVELS) - 1)
        self._count(level, self.counts[level] + 1)
        label = make_label(level, self.counts[level])
        self._note(line, text[:4], label + text[:4], "label-missing", "标题没有序号，按层级补上")
        self._put(line, LEVELS[level], label + text)

    def _count(self, level: int, number: int) -> None:
        """Remember the last number of a level; the levels below begin anew."""
        self.counts[level:] = [number] + [0] * (len(LEVELS) - level - 1)

    def _add(self, role: Role, line: SourceLine) -> None:
        text, changes = mend(line.text)
        self.source.note(line.number, changes)
        text = "（" + text[1:-1] + "）"
        self._put(line, role, text)

    def _put(self, line: SourceLine, role: Role, text: str) -> None:
        self.result.append(Line(role, text))
        self.origins.append(line.number)

    def _note(self, line: SourceLine, before: str, after: str, code: str, message: str) -> None:
        self.source.note(line.number, [Change(before, after, message, code)])


def _find_signature(lines: Sequence[SourceLine], start: int) -> tuple[int, int]:
    """Where 署名 begins and where the line after 成文日期 is; twice the end where neither is.

    A date signed by a body comes before one below any other name, and that before a date alone,
    which ends the text: dates also stand in the body.
    """
    dated = [index for index in range(start, len(lines)) if _is_dated(lines[index].text)]
    signed_by: tuple[Callable[[str], bool], ...] = (_is_body, _is_name)
    for is_signer in signed_by:
        for index in dated:
            joined = _signed_and_dated(lines[index].text)
            above = lines[index - 1].text if index > start else ""
            signer = joined["names"] if joined else above
            if signer and is_signer(signer):
                return _names_above(lines, start, index), index + 1
    last = len(lines) - 1
    if dated and dated[-1] == last:
        return last, len(lines)
    if last >= start and last > 0 and _is_body(lines[last].text):
        return last, len(lines)
    return len(lines), len(lines)


def _is_dated(text: str) -> bool:
    return looks_like_date(text) or _signed_and_dated(text) is not None


def _signed_and_dated(text: str) -> re.Match[str] | None:
    """A line that has both a name and a date, parted by blanks."""
    match = _SIGNED_AND_DATED.fullmatch(text) if len(text) <= _LONGEST_SIGNATURE else None
    return match if match and _is_name(match["names"]) and "\t\t" not in text else None


def _names_above(lines: Sequence[SourceLine], start: int, index: int) -> int:
    """The first of the lines above `index` that are names of a signature."""
    first = index
    while first > start and index - first < 10:
        text = lines[first - 1].text
        if not (_is_body(text) or (first == index and _is_name(text))):
            break
        first -= 1
    return first


def _is_name(text: str) -> bool:
    """Whether `text` is short and bare enough to be a name that signs."""
    bare = compact(text)
    return (
        1 < len(bare) <= _LONGEST_NAME
        and not re.search(r"[。，；：！？、,;:!?]", bare)
        and find_label(text) is None
        and not _CLOSING_PHRASE.match(bare)
        and "\t" not in text
    )


def _is_body(text: str) -> bool:
    """Whether `text` is the name of a body, or of several on one line."""
    return _is_name(text.replace("\t", "\u3000\u3000")) and all(
        _BODY.search(compact(piece)) for piece in _SEVERAL.split(text) if piece.strip()
    )


def _is_sentence_with_tabs(text: str) -> bool:
    cells = text.split("\t")
    return len(cells) == 2 and any("。" in cell and len(cell) > _LONGEST_NAME for cell in cells)


def _listed(lines: Sequence[SourceLine]) -> int:
    """How many of `lines`, from the first, are numbered names of attachments."""
    count = 0
    for line in lines:
        label = find_label(line.text)
        if label is None or label.level != 3 or label.number not in {1, count + 1, count + 2}:
            break
        if len(line.text) > 80 or "。" in line.text[:-1]:
            break
        count += 1
    return count


def _fields(found: Found, manuscript: Manuscript, attendance: Sequence[tuple[str, str]]) -> Fields:
    """The fields that head, text and 版记 give together."""
    fields = _kind(found, manuscript, minutes=bool(attendance))
    signed = manuscript.texts(Role.SIGNATURE)
    named = issuer_in(manuscript.title)
    return replace(
        fields,
        direction=Direction.UP if found.signers else fields.direction,
        issuers=found.letterhead or _bodies(signed) or ((named,) if named else ()),
        number=found.number,
        copy_number=found.copy_number,
        secrecy=found.secrecy,
        urgency=found.urgency,
        signers=found.signers,
        copies_to=found.copies_to,
        printed_by=found.printed_by,
        printed_on=found.printed_on,
        extra=found.extra,
        attendance=tuple(attendance),
    )


def _kind(found: Found, manuscript: Manuscript, *, minutes: bool) -> Fields:
    """Empty fields of the 文种 and the format that title, 标志 and 发文字号 tell."""
    formats = {"纪要": "纪要", "令": "命令", "命令": "命令"}
    numbered = "命令" if found.number.startswith("第") and not manuscript.title else ""
    told = formats.get(found.suffix or "", "纪要" if minutes else numbered)
    named = kind_of(manuscript.title)
    fields = Fields().of_kind(told or named or "通知")
    if told:
        fields = replace(fields, kind=named or told)
    elif found.suffix == "文件":
        fields = replace(fields, format=Format.DOCUMENT)
    elif re.search(r"函〔", found.number):
        # A notice numbered in the series of letters is set as one (§10.1).
        fields = replace(fields, format=Format.LETTER, suffix="")
    return fields if found.suffix is None else replace(fields, suffix=found.suffix)


def _bodies(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(name for name in names if "\u3000" not in name)
