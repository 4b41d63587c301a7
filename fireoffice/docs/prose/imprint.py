"""版记 at the end of a text: who gets a copy, who printed it and when (GB/T 9704-2012 §7.4)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from fireoffice.core.errors import InputError
from fireoffice.docs.prose.source import Source, SourceLine
from fireoffice.domain.dates import DATE_PATTERN, read_match
from fireoffice.domain.text import Change, compact, mend

_COPIES: Final = re.compile(
    r"(?P<label>抄\s*[送报发]|分\s*送|主\s*报)\s*(?:机\s*关|单\s*位)?\s*[：:]\s*(?P<names>.+)$"
)
_COPIES_IN_SHORT: Final = re.compile(r"(?P<label>[报送发])\s*[：:]\s*(?P<names>.+)$")
"""报：, 送：, 发：, as the end of a 简报 has them, one below the other."""
_PRINTED: Final = re.compile(
    rf"(?P<by>[^\n。；]*?)[\s，,]*(?P<on>{DATE_PATTERN.pattern})\s*印\s*发?\s*[。]?$"
)
_COPIES_PRINTED: Final = re.compile(r"[（(]?\s*共\s*印\s*\d+\s*份\s*[）)]?[。]?$")
_REACH: Final = 40
"""Lines from the end within which 版记 begins."""
_LONGEST: Final = 160


@dataclass
class Imprint:
    """The fields of 版记; empty where it says nothing."""

    copies_to: str = ""
    printed_by: str = ""
    printed_on: date | None = None
    extra: str = ""


def take_imprint(source: Source) -> Imprint:
    """Take 版记 from the text's end; without 印发 or 抄送 there is none."""
    lines = source.lines
    imprint = Imprint()
    taken: set[int] = set()
    for index in range(max(0, len(lines) - _REACH), len(lines)):
        line = lines[index]
        if match := _copies_at(lines, index):
            _take_copies(match, line, imprint, source)
        elif match := _printed(line.text):
            _take_printed(match, imprint)
            if not imprint.printed_by and index - 1 not in taken and _is_office(lines, index - 1):
                imprint.printed_by = compact(lines[index - 1].text)
                taken.add(index - 1)
            _note_blanks(source, line)
        elif _COPIES_PRINTED.fullmatch(line.text):
            imprint.extra = compact(line.text).strip("（）()。")
        elif index - 1 in taken and _goes_on(lines, index, imprint):
            imprint.copies_to += compact(line.text)
        else:
            continue
        taken.add(index)
    imprint.copies_to = imprint.copies_to.rstrip("。.；;")
    source.lines = [line for index, line in enumerate(lines) if index not in taken]
    return imprint


def _copies_at(lines: Sequence[SourceLine], index: int) -> re.Match[str] | None:
    """The names at `index` that get a copy; 报： and the like only where two of them stand."""
    match = _COPIES.fullmatch(lines[index].text)
    short = None if match else _COPIES_IN_SHORT.fullmatch(lines[index].text)
    beside = [at for at in (index - 1, index + 1) if 0 <= at < len(lines)]
    several = short and any(_COPIES_IN_SHORT.fullmatch(lines[at].text) for at in beside)
    return match or (short if several else None)


def _take_copies(match: re.Match[str], line: SourceLine, imprint: Imprint, source: Source) -> None:
    names, changes = mend(match["names"])
    source.note(line.number, changes)
    label = compact(match["label"])
    if label != "抄送":
        told = Change(label, "抄送", "版记中只有“抄送”一项", "after-date")
        source.note(line.number, [told])
    above = imprint.copies_to.rstrip("。.；;")
    imprint.copies_to = f"{above}，{names}" if above else names


def _printed(text: str) -> re.Match[str] | None:
    return _PRINTED.fullmatch(text) if len(text) <= _LONGEST else None


def _note_blanks(source: Source, line: SourceLine) -> None:
    blanks = re.search(r"[ \u3000\xa0\t]{2,}", line.text)
    if blanks:
        told = Change(
            f"{len(blanks[0])}个空格", "", "版记用空格排位置，改由版式安排", "imprint-blanks"
        )
        source.note(line.number, [told])


def _take_printed(match: re.Match[str], imprint: Imprint) -> None:
    imprint.printed_by = compact(match["by"])
    on = DATE_PATTERN.search(match["on"])
    assert on is not None
    try:
        imprint.printed_on = read_match(on)
    except InputError:
        # An impossible day of printing gives way to the day of the paper.
        imprint.printed_on = None


def _is_office(lines: list[SourceLine], index: int) -> bool:
    text = lines[index].text if 0 <= index < len(lines) else ""
    return re.fullmatch(r"\S{2,30}(?:办公室|办|局|委|部|科|处|中心)", text) is not None


def _goes_on(lines: list[SourceLine], index: int, imprint: Imprint) -> bool:
    """True if line `index` continues 抄送, which ends with 。."""
    return (
        bool(imprint.copies_to)
        and not imprint.copies_to.endswith("。")
        and (
            lines[index].text.endswith(("。", "，", "、"))
            and any(_printed(line.text) for line in lines[index + 1 : index + 5])
        )
    )
