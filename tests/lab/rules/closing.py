"""附件说明, 署名, 成文日期, seal, 附注 (§7.3.4 to §7.3.6), 出席 of minutes (§10.3)."""

from __future__ import annotations

from collections.abc import Iterator

from fireoffice.docs.paper import Format
from tests.lab.pages import Line, visible
from tests.lab.rules.base import CELL, LEFT, PITCH, RIGHT, Check, Sheets, steps

SEAL_DIAMETER = 42.0


def _date(sheets: Sheets) -> str:
    day = sheets.paper.signature.dated
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def _signature(sheets: Sheets) -> tuple[int, int] | None:
    """Positions of the line above the date and of the date, which are 署名 and 成文日期."""
    found = [i for i, (_, line) in enumerate(sheets.lines) if line.text == _date(sheets)]
    return (found[0] - 1, found[0]) if found else None


def signature(sheets: Sheets) -> Iterator[Check]:
    """署名 and 成文日期, sealed or not, and a page that holds text with them."""
    places = _signature(sheets)
    if places is None:
        yield Check("成文日期", 1, None)
        return
    above, below = places
    page, name = sheets.lines[above]
    date = sheets.lines[below][1]
    item = sheets.paper.signature
    if item.signatory:
        yield from _signatory(sheets, above, below)
        return
    joint = len(item.issuers) > 1
    yield from steps(sheets, "成文日期在署名下", below, 1)
    top = page.text_lines[0]
    yield Check("署名页有正文", 1, top is not name, 0)
    if item.sealed and not joint:
        yield Check("成文日期右空四字", RIGHT - 4 * CELL, date.right)
        yield Check("署名与日期同中线", _centre(date), name.centre)
        yield from steps(sheets, "署名上空二行", above, 3)
    elif item.sealed:
        yield Check("成文日期右空四字", RIGHT - 4 * CELL, date.right)
    else:
        yield from _unsealed(name, date)
        yield from steps(sheets, "署名上空一行", above, 2)
    if item.seals:
        yield from _seals(sheets, above, date)


def _width(text: str) -> float:
    """Width of text whose digits are half as wide as its ideographs."""
    return sum(CELL / 2 if char.isascii() else CELL for char in text)


def _centre(date: Line) -> float:
    """Centre of a date by its right end: LibreOffice parts digits from ideographs, Word does not
    (a date is 6 mm longer there)."""
    return date.right - _width(date.text) / 2


def _unsealed(name: Line, date: Line) -> Iterator[Check]:
    if _width(date.text) > _width(name.text):
        yield Check("成文日期右空二字", RIGHT - 2 * CELL, date.right)
        yield Check("署名比日期左二字", date.right - _width(date.text) - 2 * CELL, name.left)
    else:
        yield Check("署名右空二字", RIGHT - 2 * CELL, name.right)
        yield Check("成文日期比署名右二字", name.left + 2 * CELL, date.left)


def _signatory(sheets: Sheets, above: int, below: int) -> Iterator[Check]:
    yield from steps(sheets, "签名章上空二行", above, 3)
    yield from steps(sheets, "成文日期与签名章空一行", below, 2)
    yield Check("签名章右空四字", RIGHT - 4 * CELL, sheets.lines[above][1].right)
    yield Check("成文日期右空四字", RIGHT - 4 * CELL, sheets.lines[below][1].right)


def _seals(sheets: Sheets, above: int, date: Line) -> Iterator[Check]:
    """Centred over the date; its upper edge within one line of the text; 42 mm."""
    page, name = sheets.lines[above]
    yield Check("印章个数", len(sheets.paper.signature.seals), len(page.images), 0)
    if not page.images:
        return
    seal = page.images[-1]
    middle = (seal.top + seal.bottom) / 2
    text = sheets.lines[above - 1][1]
    yield Check("印章直径", SEAL_DIAMETER, seal.width)
    yield Check("印章与日期同中线", _centre(date), seal.centre)
    yield Check("印章盖住署名", 1, seal.top < name.baseline - 5 and middle > name.baseline - 9, 0)
    yield Check("印章盖住日期", 1, seal.bottom > date.baseline, 0)
    yield Check("署名和日期在印章中心偏下", 1, (name.baseline + date.baseline) / 2 - 2 > middle, 0)
    yield Check("印章上边距正文一行之内", 1, seal.top - text.baseline <= PITCH, 0)


def note(sheets: Sheets) -> Iterator[Check]:
    """附注: on the line after the date, two characters in."""
    index = sheets.at(visible(sheets.paper.note)[:8])
    line = sheets.line(index)
    yield Check("附注左空二字", LEFT + 2 * CELL, line and line.left)
    yield from steps(sheets, "附注在日期下", index, 1)


def attachment_note(sheets: Sheets) -> Iterator[Check]:
    """附件说明: one empty line below the text, two characters in, names one below the other."""
    names = [visible(name) for name in sheets.paper.named_attachments]
    index = sheets.at("附件：")
    line = sheets.line(index)
    yield Check("附件说明左空二字", LEFT + 2 * CELL, line and line.left)
    yield from steps(sheets, "附件说明上空一行", index, 2)
    if index is None or line is None or len(names) == 1:
        return
    lefts = [_left_of(sheets.lines[index][1], names[0])]
    for number, name in enumerate(names[1:], 2):
        found = sheets.at(f"{number}.{name[:4]}", index)
        lefts.append(None if found is None else _left_of(sheets.lines[found][1], name))
    for number, left in enumerate(lefts[1:], 2):
        if lefts[0] is not None:
            yield Check(f"附件说明第{number}项对齐", lefts[0], left)
    after = sheets.lines[index + 1][1]
    if lefts[0] is not None and not after.text.startswith("2."):
        yield Check("附件说明换行对齐", lefts[0], after.left)


def _left_of(line: Line, name: str) -> float | None:
    """Where `name` begins on a line that opens with its label and number."""
    start = line.text.find(name[:4])
    marks = [char for char in line.chars if visible(char.text)]
    return marks[start].x if start >= 0 else None


def attendance(sheets: Sheets) -> Iterator[Check]:
    """出席, 请假, 列席: one empty line below the text, two characters in, wrapped to the names."""
    for row, (label, names) in enumerate(sheets.paper.attendance):
        index = sheets.at(f"{label}：")
        line = sheets.line(index)
        yield Check(f"{label}左空二字", LEFT + 2 * CELL, line and line.left)
        if row == 0:
            yield from steps(sheets, f"{label}上空一行", index, 2)
        if index is None or line is None:
            continue
        name = _left_of(line, visible(names))
        after = sheets.lines[index + 1] if index + 1 < len(sheets.lines) else None
        inside = after and after[1].text in visible(names) and after[1].size == line.size
        if after and inside and name is not None:
            yield Check(f"{label}换行对齐", name, after[1].left)


def applies(sheets: Sheets) -> bool:
    """Whether the paper is signed: minutes are not."""
    return sheets.paper.format is not Format.MINUTES and sheets.paper.signature.dated is not None
