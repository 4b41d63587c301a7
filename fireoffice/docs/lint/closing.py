"""成文日期, 附件说明 with the attachments, and 版记 (GB/T 9704-2012 §7.3.4 to §7.4)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from fireoffice.core.errors import InputError
from fireoffice.docs.lint.bases import standard, usual
from fireoffice.docs.lint.model import (
    Fix,
    Insert,
    LineRule,
    PaperRule,
    Replace,
    Rule,
    Severity,
    Spot,
)
from fireoffice.docs.manuscript import PARTS, Line, Manuscript, Role
from fireoffice.docs.paper import Format
from fireoffice.docs.reading import to_paper
from fireoffice.domain.dates import format_date, is_unfinished_date, parse_date
from fireoffice.domain.labels import without_label
from fireoffice.domain.text import remove_residue

_DATE: Final = standard("7.3.5.4")
_NOTE: Final = standard("7.3.4")
_ATTACHED: Final = standard("7.3.7")
_CUSTOM: Final = usual("前后核对一致")
_COPIES: Final = usual("文件式公文有抄送机关")
_NOTE_LABEL: Final = re.compile(r"附\s*件\s*[：:]\s*")
_END: Final = re.compile(r"[。；;，,、.]+\s*$")
_CITED: Final = re.compile(r"(?:[详具]?见|填写)附件")
_TITLE_LINES: Final = 3
"""The most lines that an attachment's title is set in."""

_ATTACHMENTS: Final = frozenset({Role.ATTACHMENT, Role.LANDSCAPE})
_SENTENCES: Final = {
    "date-chinese": "成文日期用阿拉伯数字，不用汉字数字。",
    "date-padded": "成文日期的月、日不编虚位（1不写成01）。",
    "date-form": "成文日期应当写全年、月、日。",
}


def date_fault(text: str) -> str:
    """The code of what is wrong with the form of a date that stands in `text`."""
    if re.search(r"[一二三四五六七八九十廿卅]", text):
        return "date-chinese"
    if re.search(r"(?:年|[-./])\s*0\d", text):
        return "date-padded"
    return "date-form"


def _form(code: str) -> Callable[[Role, str], Iterator[Spot]]:
    def check(role: Role, text: str) -> Iterator[Spot]:
        if role is not Role.DATE:
            return
        try:
            new = format_date(parse_date(text))
        except InputError:
            return
        if new != text.strip() and date_fault(text) == code:
            yield Spot(_SENTENCES[code], 0, len(text), new)

    return check


def _impossible(role: Role, text: str) -> Iterator[Spot]:
    if role is not Role.DATE or not text.strip() or is_unfinished_date(text):
        return
    try:
        parse_date(text)
    except InputError as error:
        yield Spot(error.message, 0, len(text))


def _printed_before_dated(manuscript: Manuscript) -> Iterator[Spot]:
    printed, dated = manuscript.fields.printed_on, manuscript.dated
    if printed and dated and printed < dated:
        told = f"印发日期{format_date(printed)}早于成文日期{format_date(dated)}"
        place = _first(manuscript, Role.DATE)
        yield Spot(f"{told}，请核对。", place=place, text=manuscript.lines[place].text)


def _mark_after_name(role: Role, text: str) -> Iterator[Spot]:
    match = _END.search(text) if role is Role.ATTACHMENT_NOTE else None
    if match and match.start():
        yield Spot("附件名称后不加标点。", match.start(), match.end(), "")


def _names_and_attachments(manuscript: Manuscript) -> tuple[list[int], list[int]]:
    """The lines of 附件说明 that name an attachment, and the line of each attachment's title."""
    notes = [
        index
        for index, line in enumerate(manuscript.lines)
        if line.role is Role.ATTACHMENT_NOTE and _name_in(line.text)
    ]
    keys = to_paper(manuscript).keys
    titles: dict[str, int] = {}
    for index, key in enumerate(keys):
        if manuscript.lines[index].role in _ATTACHMENTS and key.startswith("attachments/"):
            titles[key.rpartition("/")[0]] = index
    return notes, list(titles.values())


def _name_in(text: str) -> str:
    return without_label(_NOTE_LABEL.sub("", text.strip(), count=1)).strip(" 。；;，,、")


def _same(left: str, right: str) -> bool:
    """True if two names have the same words; 《》 and the like may differ."""
    words = [re.sub(r"[\W_]", "", text) for text in (left, right)]
    return words[0] == words[1]


def _title_of(text: str) -> str:
    """An attachment's title as 附件说明 names it; empty for a label, or marks, alone."""
    bare, _ = remove_residue(text)
    name = _name_in(re.sub(r"^附\s*件\s*\d{0,2}\s*[：:]?\s*$", "", bare))
    return name if re.search(r"\w", name) else ""


def _absent(manuscript: Manuscript) -> Iterator[Spot]:
    notes, attached = _relevant(manuscript)
    for place in notes[len(attached) :]:
        text = manuscript.lines[place].text
        yield Spot(f"附件说明列了“{_name_in(text)}”，文后没有这个附件。", 0, len(text),
                   place=place, text=text)  # fmt: skip


def _unnamed(manuscript: Manuscript) -> Iterator[Spot]:
    notes, attached = _relevant(manuscript)
    if len(attached) <= len(notes):
        return
    titles = [_title_of(manuscript.lines[place].text) for place in attached]
    fix = (
        Fix("补上附件说明", _written_out(manuscript, titles)) if not notes and all(titles) else None
    )
    place = attached[len(notes)]
    text = manuscript.lines[place].text
    yield Spot(f"文后有附件“{titles[len(notes)]}”，附件说明没有列它。", 0, len(text),
               place=place, text=text, fix=fix)  # fmt: skip


def _written_out(manuscript: Manuscript, titles: list[str]) -> tuple[Insert, ...]:
    closing = {Role.SIGNATURE, Role.DATE, Role.NOTE, *PARTS}
    lines = manuscript.lines
    place = next(index for index, line in enumerate(lines) if line.role in closing)
    several = len(titles) > 1
    return tuple(
        Insert(place, lines[place].text, Line(Role.ATTACHMENT_NOTE, head + title))
        for number, title in enumerate(titles, 1)
        for head in [("附件：" if number == 1 else "") + (f"{number}." if several else "")]
    )


def _differ(manuscript: Manuscript) -> Iterator[Spot]:
    notes, attached = _relevant(manuscript)
    for note, title in zip(notes, attached, strict=False):
        text = manuscript.lines[note].text
        name, wanted = _name_in(text), _title_of(manuscript.lines[title].text)
        if wanted and not _same(name, wanted) and not _goes_on(manuscript, title, name):
            begin = text.index(name)
            change = Replace(begin, text[begin:], wanted, note)
            message = f"附件说明写的是“{name}”，附件的标题是“{wanted}”，两处应当一致。"
            yield Spot(message, begin, begin + len(name), place=note, text=text,
                       fix=Fix(f"改为“{wanted}”", (change,)))  # fmt: skip


def _goes_on(manuscript: Manuscript, place: int, name: str) -> bool:
    """True if the title at `place` is the first line of several that together read `name`."""
    whole = _title_of(manuscript.lines[place].text)
    for line in manuscript.lines[place + 1 : place + _TITLE_LINES]:
        whole += line.text
        if _same(name, whole):
            return True
    return False


def _relevant(manuscript: Manuscript) -> tuple[list[int], list[int]]:
    if not any(line.role in {Role.ATTACHMENT_NOTE, *_ATTACHMENTS} for line in manuscript.lines):
        return [], []
    return _names_and_attachments(manuscript)


def _cited_alone(manuscript: Manuscript) -> Iterator[Spot]:
    if any(line.role in {Role.ATTACHMENT_NOTE, *_ATTACHMENTS} for line in manuscript.lines):
        return
    for index, line in enumerate(manuscript.lines):
        match = _CITED.search(line.text)
        if match:
            yield Spot("正文提到附件，但既没有附件说明，也没有附件。", match.start(), match.end(),
                       place=index, text=line.text)  # fmt: skip
            return


def _without_copies(manuscript: Manuscript) -> Iterator[Spot]:
    fields = manuscript.fields
    if fields.format is Format.DOCUMENT and fields.printed_by and not fields.copies_to:
        yield Spot("版记没有抄送机关；如确实不需要抄送，可以不写。", field="copies_to")


def _first(manuscript: Manuscript, role: Role) -> int:
    return next(index for index, line in enumerate(manuscript.lines) if line.role is role)


RULES: Final[tuple[Rule, ...]] = (
    LineRule("date-chinese", "汉字日期", Severity.ERROR, _DATE, _form("date-chinese")),
    LineRule("date-padded", "日期编虚位", Severity.ERROR, _DATE, _form("date-padded")),
    LineRule("date-form", "日期的写法", Severity.WARNING, _DATE, _form("date-form")),
    LineRule("date-impossible", "日历上没有的日期", Severity.ERROR, _CUSTOM, _impossible),
    PaperRule("date-order", "成文日期晚于印发日期", Severity.ERROR, _CUSTOM,
              _printed_before_dated),
    LineRule("attachment-mark", "附件名称后的标点", Severity.ERROR, _NOTE, _mark_after_name),
    PaperRule("attachment-absent", "附件不在文后", Severity.WARNING, _ATTACHED, _absent),
    PaperRule("attachment-unnamed", "附件没有列入附件说明", Severity.ERROR, _NOTE, _unnamed),
    PaperRule("attachment-differs", "附件名称不一致", Severity.ERROR, _ATTACHED, _differ),
    PaperRule("attachment-cited", "提到的附件", Severity.WARNING, _CUSTOM, _cited_alone),
    PaperRule("copies-missing", "没有抄送", Severity.HINT, _COPIES, _without_copies),
)  # fmt: skip
