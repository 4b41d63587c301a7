"""The fields of 版头 and 版记, taken out of plain text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from fireoffice.core.errors import InputError
from fireoffice.docs.manuscript import Fields, Manuscript, Role
from fireoffice.docs.paper import Direction, Format
from fireoffice.docs.prose.imprint import Imprint, take_imprint
from fireoffice.docs.prose.signature import is_body, signed_and_dated
from fireoffice.docs.prose.source import Source, SourceLine
from fireoffice.docs.prose.title import (
    is_address,
    is_prose,
    issuer_in,
    names_document,
    title_length,
)
from fireoffice.domain.labels import find_label
from fireoffice.domain.numbering import LOOSE_PATTERN, parse_issue, parse_number
from fireoffice.domain.text import Change, compact, kind_of, mend

_COPY: Final = re.compile(r"(?:份\s*号\s*[：:]\s*(?P<told>\d{1,8}))|(?P<bare>\d{6})")
_SECRECY: Final = re.compile(
    r"(?:密\s*级\s*[：:]\s*)?(?P<value>(?:绝\s*密|机\s*密|秘\s*密)(?:\s*[★☆*]\s*\S{0,8})?)"
)
_URGENCY: Final = re.compile(
    r"(?:紧急程度\s*[：:]\s*)?(?P<value>特\s*急|加\s*急|平\s*急|特\s*提|急\s*件)"
)
_SIGNERS: Final = re.compile(r"签\s*发\s*人\s*[：:]\s*(?P<names>.+)$")
_ISSUE: Final = re.compile(
    r"[（(]?\s*(?:[〔\[（(]?\s*[12]\d{3}\s*年?\s*[〕\]）)]?)?\s*第\s*[\d一二三四五六七八九十百]+\s*[期号次]"
    r"\s*[）)]?\s*(?:[（(]\s*总\s*第\s*\d+\s*期\s*[）)])?"
)
_NAMED_NUMBER: Final = re.compile(
    r"(?:编\s*号|文\s*号|发文字号|字\s*号|No\.?)\s*[：:.]?\s*(?P<number>\S.{0,40})", re.IGNORECASE
)
_UNFILLED: Final = re.compile(r"[一-鿿XＸx×]{2,12}〔[\dXＸx×]{4}〕[\dXＸx×_＿\s]{0,6}号")
"""A 发文字号 that a template leaves to be filled in."""
_GAP: Final = re.compile(r"[ \u3000]{2,}|\t+")
_NAMES: Final = re.compile(r"[一-鿿·×]{1,4}(?:[ \u3000][一-鿿·×]{1,4})*")
_SUFFIX: Final = re.compile(
    r"(?<=.)(文\s*件|(?:(?:镇长|乡长|主任|局长|党政|专题|工作|联席|协调|调度|现场)*(?:办公)?"
    r"会\s*议)?\s*纪\s*要|命\s*令|令)$"
)
_ATTENDED: Final = re.compile(r"出席(?:会议)?(?:人员|人)?\s*[：:]")
_MOST_ISSUERS: Final = 10
_HEAD_REACH: Final = 15
_TITLE_REACH: Final = 6
_SHORTEST_TITLE: Final = 5

_TOLD: Final = {
    "文号": "number",
    "发文字号": "number",
    "份号": "copy_number",
    "密级": "secrecy",
    "紧急程度": "urgency",
    "签发人": "signers",
    "抄送": "copies_to",
    "印发机关": "printed_by",
    "发文机关": "letterhead",
}
SAID_OF_PAPERS: Final = frozenset({*_TOLD, "成文日期"})
"""Labels of what a text may say of its paper outside its sentences."""


@dataclass
class Found:
    """The fields found so far; empty where the text says nothing."""

    number: str = ""
    copy_number: str = ""
    secrecy: str = ""
    urgency: str = ""
    signers: tuple[str, ...] = ()
    letterhead: tuple[str, ...] = ()
    suffix: str | None = None
    imprint: Imprint = field(default_factory=Imprint)
    is_minutes: bool = False


def take_fields(source: Source) -> Found:
    """Take 版头 and 版记 out of `source`, and what was told above the text."""
    found = Found()
    _take_head(source, found)
    found.imprint = take_imprint(source)
    for label, value in source.told.items():
        name = _TOLD.get(label, "")
        told = found.imprint if hasattr(found.imprint, name or "-") else found
        if name == "number" and not found.number:
            found.number = _number_in(value) or value
        elif name == "signers" and not found.signers:
            found.signers = _names(value)
        elif name == "letterhead":
            found.letterhead = found.letterhead or tuple(re.split(r"[、，,\s]+", value.strip()))
        elif name and not getattr(told, name):
            setattr(told, name, value)
    head = "".join(line.text for line in source.lines[: title_length(source.lines)])
    counted = parse_issue(found.number) is not None
    attended = counted and any(_ATTENDED.match(line.text) for line in source.lines)
    named = (found.suffix or "").endswith("纪要") or kind_of(head) == "纪要"
    found.is_minutes = named or attended
    return found


def fields_of(
    found: Found,
    manuscript: Manuscript,
    attendance: Sequence[tuple[str, str]],
    extras: Sequence[str],
) -> Fields:
    """The fields that head, text and 版记 give together; `extras` are what 版记 says besides."""
    fields = _of_kind(found, manuscript)
    signed = tuple(name for name in manuscript.texts(Role.SIGNATURE) if _can_issue(name))
    named = issuer_in(manuscript.title) or next(filter(is_body, manuscript.texts(Role.TITLE)), "")
    return replace(
        fields,
        direction=Direction.UP if found.signers else fields.direction,
        issuers=found.letterhead or signed or ((named,) if named else ()),
        number=found.number,
        copy_number=found.copy_number,
        secrecy=found.secrecy,
        urgency=found.urgency,
        signers=found.signers,
        copies_to=found.imprint.copies_to,
        printed_by=found.imprint.printed_by,
        printed_on=found.imprint.printed_on,
        extra="\u3000".join(filter(None, (found.imprint.extra, *extras))),
        attendance=tuple(attendance),
    )


def _can_issue(name: str) -> bool:
    """True if a name that signs is one that a 标志 can have: no post, no place to fill in."""
    return "\u3000" not in name and not re.search(r"[\[\]【】_＿{}<>XＸx×]", name)


def _of_kind(found: Found, manuscript: Manuscript) -> Fields:
    """Empty fields of the 文种 and the format that title, 标志 and 发文字号 tell."""
    counted = found.number.startswith("第") and not manuscript.title
    suffix = found.suffix or ""
    told = "命令" if suffix in {"令", "命令"} or (counted and not found.is_minutes) else ""
    told = "纪要" if found.is_minutes else told
    named = kind_of(manuscript.title)
    fields = Fields().of_kind(told or named or "通知")
    if told:
        fields = replace(fields, kind=named or told)
    elif suffix == "文件" or named == "命令":
        # 禁火令 has a title as a 通告 has; an order has its number and none.
        fields = replace(fields, format=Format.DOCUMENT, suffix="文件")
    elif re.search(r"函〔", found.number):
        # A notice numbered in the series of letters is set as one (§10.1).
        fields = replace(fields, format=Format.LETTER, suffix="")
    return fields if found.suffix is None else replace(fields, suffix=suffix)


def _take_head(source: Source, found: Found) -> None:
    lines = source.lines
    reach = _head_length(lines)
    place = next((at for at in range(reach) if _number_on(lines[at].text) is not None), None)
    above = lines[:place] if place is not None else _red(lines) or lines[:1]
    marks = [line for line in above if _take_mark(line.text, found)]
    names = [line for line in above if line not in marks and line.told is None]
    taken = list(marks)
    if place is not None:
        _take_number(lines[place], source, found)
        taken.append(lines[place])
        twice = _said_again(names, lines[place + 1 :])
        for line in twice:
            source.take_out(line, "标题在版头前已写过一遍", "title-twice")
        taken += twice
        names = [line for line in names if line not in twice]
    taken += _take_letterhead(names, found, numbered=place is not None)
    rest = [line for line in lines if line not in taken]
    rest = _without_maker(rest, source, found)
    # Marks may also stand below 文号 or the title, or where there is no 文号.
    marks = [line for line in rest[: _head_length(rest)] if _take_mark(line.text, found)]
    source.lines = [line for line in rest if line not in marks]


def _without_maker(lines: list[SourceLine], source: Source, found: Found) -> list[SourceLine]:
    """`lines` of a paper that is counted by issues, without the one that says who made it when."""
    if parse_issue(found.number) is None:
        return lines
    for line in lines[: _head_length(lines)]:
        match = signed_and_dated(line.text)
        if match is None:
            continue
        source.told.setdefault("成文日期", match["date"])
        source.told.setdefault("发文机关", re.sub(r"编[印发制]?$", "", match["names"].strip()))
        return [other for other in lines if other is not line]
    return lines


def _head_length(lines: list[SourceLine]) -> int:
    """The number of lines at the top that can be 版头 and title: up to 主送机关 or a sentence."""
    for at, line in enumerate(lines[:_HEAD_REACH]):
        text = line.text
        if line.row or text[-1] in "。；" or (at and is_address(text)):
            return at
        if find_label(text) is not None and _number_on(text) is None:
            return at
    return min(len(lines), _HEAD_REACH)


def _said_again(names: list[SourceLine], below: list[SourceLine]) -> list[SourceLine]:
    """The first of `names` that say what the title below the number says again."""
    title = compact("".join(line.text for line in below[:_TITLE_REACH]))
    for count in range(len(names) - 1, 0, -1):
        text = compact("".join(line.text for line in names[:count]))
        if len(text) > _SHORTEST_TITLE and names_document(text) and title.startswith(text):
            return names[:count]
    return []


def _number_on(text: str) -> tuple[str, tuple[str, ...]] | None:
    """The 发文字号 that a line of the head holds, and what stands beside it.

    That may be 份号 and the like (§10.1), or the last names of several 签发人 (§7.2.6). It may be
    named (编号：…), and stand in brackets below a title.
    """
    bare = _SIGNERS.sub("", text).strip(" \u3000\t")
    named = _NAMED_NUMBER.fullmatch(bare)
    inner = re.fullmatch(r"[（(]\s*(.+?)\s*[）)]", bare)
    for said in (bare, named["number"] if named else "", inner[1] if inner else ""):
        if any(pattern.fullmatch(said) for pattern in (LOOSE_PATTERN, _ISSUE, _UNFILLED)):
            return said, ()
    if named and re.search(r"\d", named["number"]):
        return named["number"].strip(), ()
    pieces = [piece.strip(" \u3000") for piece in _GAP.split(bare)]
    numbers = [piece for piece in pieces if LOOSE_PATTERN.fullmatch(piece)]
    beside = tuple(piece for piece in pieces if piece and piece not in numbers)
    fits = all(_NAMES.fullmatch(piece) or _take_mark(piece, Found()) for piece in beside)
    return (numbers[0], beside) if len(numbers) == 1 and fits else None


def _take_number(line: SourceLine, source: Source, found: Found) -> None:
    signers = _SIGNERS.search(line.text)
    if signers:
        found.signers += _names(signers["names"])
    bare, beside = _number_on(line.text) or (line.text, ())
    for piece in beside:
        if not _take_mark(piece, found):
            found.signers += _names(piece)
    inner = re.fullmatch(r"[（(]([^（()）]*)[）)]", re.sub(r"\s", "", bare))
    found.number = _number_in(bare) or (inner[1] if inner else re.sub(r"\s", "", bare))
    _, changes = mend(bare)
    if not changes and found.number != bare:
        changes = (Change(bare, found.number, "发文字号的写法不规范", "number"),)
    source.note(line.number, [one for one in changes if found.number])


def _number_in(text: str) -> str:
    try:
        return str(parse_number(text))
    except InputError:
        return ""


def _take_mark(text: str, found: Found) -> bool:
    """True if `text` is 份号, 密级, 紧急程度 or 签发人; it is then in `found`."""
    if match := _COPY.fullmatch(text):
        found.copy_number = match["told"] or match["bare"]
    elif match := _SECRECY.fullmatch(text):
        found.secrecy = re.sub(r"[☆*]", "★", compact(match["value"]))
    elif match := _URGENCY.fullmatch(text):
        found.urgency = compact(match["value"])
    elif match := _SIGNERS.fullmatch(text):
        found.signers += _names(match["names"])
    else:
        return False
    return True


def _names(text: str) -> tuple[str, ...]:
    """Persons' names; a blank inside a name of two characters is none between names."""
    joined = re.sub(r"(?<![^\s、，,])(\S)[ \u3000]+(\S)(?![^\s、，,])", r"\1\2", text.strip())
    return tuple(name for name in re.split(r"[\s、，,；;]+", joined) if name)


def _red(lines: list[SourceLine]) -> list[SourceLine]:
    """The lines of the head that are red in a Word file, which the 标志 alone is."""
    return [line for line in lines[:_HEAD_REACH] if line.look is not None and line.look.red]


def _take_letterhead(names: list[SourceLine], found: Found, *, numbered: bool) -> list[SourceLine]:
    """The lines among `names` that are the 标志: issuers, the last with 文件, 纪要 or 令."""
    red = _red(names)
    names = red or names
    texts = [name for line in names for name in _bodies_on(line.text)]
    if not texts or len(texts) > _MOST_ISSUERS or any(is_prose(line.text) for line in names):
        return []
    if len(texts) > 1 and texts.count("文件") == 1:
        # Beside several names 文件 stands at half their height.
        texts.sort(key="文件".__eq__)
    whole = "".join(texts)
    if whole == "文件":
        return names
    if re.fullmatch(r"(?:会议)?纪要", whole) and numbered:
        found.suffix = whole
        return names
    match = _SUFFIX.search(whole)
    suffix = match[1] if match else ""
    texts[-1] = texts[-1].removesuffix(suffix)
    issuers = [text for text in texts if text]
    if "关于" in whole or whole.endswith(("：", ":")):
        return []
    if not red and not _is_mark(issuers, suffix, numbered=numbered):
        return []
    if match is None and names_document(whole):
        return []
    found.letterhead = tuple(issuers)
    found.suffix = suffix
    return names


def _bodies_on(text: str) -> list[str]:
    """The names on a line of 标志: one, unless wide blanks part several bodies."""
    pieces = [compact(piece) for piece in _GAP.split(text) if piece.strip()]
    several = len(pieces) > 1 and all(is_body(piece.removesuffix("文件")) for piece in pieces)
    return pieces if several else [compact(text)]


def _is_mark(issuers: list[str], suffix: str, *, numbered: bool) -> bool:
    """True if names and what follows them are a 标志, and not a title above a number."""
    if suffix == "文件":
        return True
    if not numbered:
        return False
    return suffix.endswith("纪要") or all(is_body(name) for name in issuers)
