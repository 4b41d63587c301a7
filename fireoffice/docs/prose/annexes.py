"""附件: the lines that name them before the signature, and those that open them after it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from fireoffice.docs.prose.source import SourceLine
from fireoffice.docs.prose.title import ATTACHMENT_NUMBER, names_document
from fireoffice.domain.dates import looks_like_date
from fireoffice.domain.labels import find_label
from fireoffice.domain.text import compact

ATTACHMENT: Final = re.compile(
    rf"[【\[（(]?附\s*[件表图录]?\s*(?:(?P<number>{ATTACHMENT_NUMBER})\s*[】\]）)]?\s*(?:(?:[：:、.．]|(?<=[\s\u3000]))\s*(?P<title>(?!附\s*件)[^\s。][^。；]*))?"
    r"|[】\]）)]?\s*(?:[（(]\s*共?\s*\d{1,2}\s*[份个件项]\s*[）)])?\s*[：:]?)\s*[：:]?$"
)
"""A line that opens an attachment: 附件1, 附件二：, 附件1：检查表."""
ATTACHMENT_NOTE: Final = re.compile(r"(?:附\s*[件表录]|附)\s*[：:]\s*(?P<name>\S.*)$")
"""The first line of a 附件说明: 附件：1.检查表; 附：检查表."""

_FILE_SUFFIX: Final = re.compile(
    r"\.(?:docx?|xlsx?|wps|et|dps|pptx?|pdf|ofd|txt|zip|rar|jpe?g|png)$", re.IGNORECASE
)
_ITEM: Final = re.compile(
    r"(?:附\s*件\s*)?(?<![\d.．/〔（(年月])(?P<number>\d{1,2})\s*[.．、：:](?!\d)\s*(?=[^\s\d])"
)
_OTHER_ITEM: Final = re.compile(
    r"[；;，,、\s]*(?:(?P<sign>[①-⑳⑴-⒇])|[（(](?P<number>\d{1,2})[）)])\s*"
)
_BRACKETED_NOTE: Final = re.compile(r"[（(](?P<note>附\s*件\s*[：:][^（）()]+)[）)]")
_FIRST_LABEL: Final = re.compile(r"附\s*件\s*1\s*[.．、：:]")
_END: Final = " 。；;，,、."
_LONGEST: Final = 80


def parted(text: str) -> tuple[str, ...]:
    """The names of attachments that `text` lists one after the other: 1.方案 2.检查表.

    Their numbers count from 1; a text that lists none is one name.
    """
    text = _with_dots(text)
    cuts: list[int] = []
    for match in _ITEM.finditer(text):
        if int(match["number"]) == len(cuts) + 1:
            cuts.append(match.start())
    if len(cuts) < 2 or cuts[0] > 0:
        return (text,)
    pieces = (text[begin:end] for begin, end in zip(cuts, [*cuts[1:], len(text)], strict=True))
    return tuple(piece.strip(_END + "\u3000\t") for piece in pieces)


def _with_dots(text: str) -> str:
    """`text` with 1. for ① and （1） where they count its items from 1."""
    matches = [*_OTHER_ITEM.finditer(text)]
    numbers = [int(one["number"] or unicodedata.numeric(one["sign"])) for one in matches]
    if not matches or matches[0].start() or numbers != [*range(1, len(numbers) + 1)]:
        return text
    ends = [*(match.start() for match in matches[1:]), len(text)]
    pieces = (text[match.end() : end] for match, end in zip(matches, ends, strict=True))
    return " ".join(f"{number}.{piece}" for number, piece in enumerate(pieces, 1))


def with_whole_names(lines: Sequence[SourceLine]) -> list[SourceLine]:
    """`lines`, up to a signature, with names of a 附件说明 that fill two lines whole again.

    What stands between two numbered names goes on the first of them; what stands below the last
    does where only both together are the name of a document.
    """
    start = next((at for at, line in enumerate(lines) if ATTACHMENT_NOTE.match(line.text)), None)
    note = ATTACHMENT_NOTE.match(lines[start].text) if start is not None else None
    if start is None or note is None or not item_length(note["name"], 1):
        return [*lines]
    result = [*lines[: start + 1]]
    count = 1
    for at in range(start + 1, len(lines)):
        line = lines[at]
        above, below = result[-1].text, lines[at + 1].text if at + 1 < len(lines) else ""
        if item_length(line.text, count + 1):
            count += 1
            result.append(line)
            continue
        ends = not below and names_document(line.text) and not names_document(above)
        goes_on = bool(below) and item_length(below, count + 1) > 0
        if "\t" in line.text or "。" in line.text or not (ends or goes_on):
            return [*result, *lines[at:]]
        result[-1] = replace(result[-1], text=above + line.text)
    return result


def labels_in(text: str) -> tuple[str, ...]:
    """The lines that `text` would be if each 附件1：…, 附件2：… in it stood on its own."""
    if bracketed := _BRACKETED_NOTE.fullmatch(text):
        return (bracketed["note"],)
    return parted(text) if _FIRST_LABEL.match(text) else (text,)


def item_length(text: str, number: int) -> int:
    """The number of characters that the label of the item `number` takes up in `text`; 0 for none.

    A name may begin with a figure of its own: 2.2025年清单, 2.119宣传月方案.
    """
    label = find_label(text)
    if label is not None:
        return label.length if label.number == number else 0
    match = re.match(rf"\s*{number}\s*[.．、]\s*(?=\S)", text)
    return match.end() if match else 0


def listed(lines: Sequence[SourceLine], first: int = 1) -> int:
    """The number of `lines` that are the names of attachments numbered from `first` on."""
    count = 0
    for line in lines:
        # A number given twice, or left out, is a slip; the list goes on.
        expected = (first + count, first + count + 1, first + count - 1, 1)
        numbered = any(item_length(line.text, number) for number in expected if number)
        if not numbered or len(line.text) > _LONGEST or "。" in line.text[:-1]:
            break
        count += 1
    return count


def listed_below(first: str, lines: Sequence[SourceLine]) -> int:
    """The number of `lines` that go on the 附件说明 that begins with the name `first`.

    Numbered names follow a numbered one; names without numbers follow one without.
    """
    if item_length(first, 1):
        return listed(lines, 2)
    count = 0
    for line in lines:
        name = bare_name(line.text)
        plain = find_label(line.text) is None and "\t" not in line.text and "。" not in name
        if not plain or len(name) > _LONGEST or not names_document(name):
            break
        count += 1
    return count


def listed_to_the_end(lines: Sequence[SourceLine]) -> int:
    """The number of `lines`, where all of them are names without numbers; else 0."""
    first = bare_name(lines[0].text) if lines else ""
    whole = names_document(first) and 1 + listed_below(first, lines[1:]) == len(lines)
    return len(lines) if whole else 0


def listed_by_labels(lines: Sequence[SourceLine]) -> int:
    """The number of `lines`, all that stand before a signature, if they are 附件1：…, 附件2：….

    0 where anything else stands among them or after them: then they open attachments.
    """
    for line in lines:
        match = ATTACHMENT.fullmatch(line.text)
        if match is None or not match["title"] or looks_like_date(match["title"]):
            return 0
    return len(lines)


def bare_name(text: str) -> str:
    """`text` as the name of an attachment, without a file's suffix and final marks (§7.3.4)."""
    return _FILE_SUFFIX.sub("", text.rstrip(_END)).rstrip(_END)


def label_of(match: re.Match[str]) -> str:
    """The bare label of an attachment that has no title."""
    return compact(match[0]).strip("【】[]（）()：:")
