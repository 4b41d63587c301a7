"""A paper as it is being written: fields beside a text whose every line plays a part.

The editor changes a manuscript, a draft stores it, and `to_paper` says what paper it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Final

from fireoffice.core.errors import InputError
from fireoffice.docs.paper import Direction, Format, Picture
from fireoffice.domain.dates import parse_date
from fireoffice.domain.labels import find_label, make_label, without_label
from fireoffice.domain.text import compact


class Role(StrEnum):
    """The part that a line of the text plays, as the editor's gutter names it."""

    TITLE = "标题"
    RECIPIENTS = "主送"
    TEXT = "正文"
    FIRST = "一级"
    SECOND = "二级"
    THIRD = "三级"
    FOURTH = "四级"
    TABLE = "表格"
    PICTURE = "图片"
    ATTACHMENT_NOTE = "附件说明"
    SIGNATURE = "落款"
    DATE = "日期"
    NOTE = "附注"
    ENCLOSURE = "印发件"
    SUBTITLE = "题注"
    ATTACHMENT = "附件"
    LANDSCAPE = "横表附件"


LEVELS: Final = (Role.TEXT, Role.FIRST, Role.SECOND, Role.THIRD, Role.FOURTH)
"""The role of each `Level` of a body paragraph."""

PARTS: Final = frozenset({Role.ENCLOSURE, Role.ATTACHMENT, Role.LANDSCAPE})
"""The roles that open a part of the paper with a body of its own."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the text: a paragraph, a table's row, or a picture.

    `docs.cells` says how a row is written: its cells are parted by tabs. A picture is called by
    its number among those of the manuscript.
    """

    role: Role
    text: str


@dataclass(frozen=True, slots=True)
class Fields:
    """The facts about a paper outside its text (GB/T 9704-2012 §7.2, §7.4).

    `kind` is the 文种. `suffix` follows the issuers' names in the 标志. `printed_on` None means
    the day of the paper. `attendance` lists 出席, 请假, 列席 of minutes as (label, names).
    """

    kind: str = "通知"
    format: Format = Format.DOCUMENT
    direction: Direction = Direction.DOWN
    issuers: tuple[str, ...] = ()
    suffix: str = "文件"
    leading_only: bool = False
    number: str = ""
    copy_number: str = ""
    secrecy: str = ""
    urgency: str = ""
    signers: tuple[str, ...] = ()
    sealed: bool = True
    copies_to: str = ""
    printed_by: str = ""
    printed_on: date | None = None
    extra: str = ""
    attendance: tuple[tuple[str, str], ...] = ()

    def of_kind(self, kind: str) -> Fields:
        """These fields for another 文种, in the format and direction usual for it (§10)."""
        formats = {"函": Format.LETTER, "纪要": Format.MINUTES, "命令": Format.ORDER}
        suffixes = {"函": "", "纪要": "纪要", "命令": "令"}
        return replace(
            self,
            kind=kind,
            format=formats.get(kind, Format.DOCUMENT),
            suffix=suffixes.get(kind, "文件"),
            direction=Direction.UP if kind in {"报告", "请示"} else Direction.DOWN,
            sealed=kind != "纪要",
        )


@dataclass(frozen=True, slots=True)
class Manuscript:
    """Fields and lines; nothing in it depends on how the paper will look.

    `pictures` are what lines and cells call 〔图片1〕 and so on.
    """

    fields: Fields = field(default_factory=Fields)
    lines: tuple[Line, ...] = ()
    pictures: tuple[Picture, ...] = ()

    @property
    def title(self) -> str:
        """The title in one line."""
        return "".join(compact(text) for text in self.texts(Role.TITLE))

    @property
    def recipients(self) -> str:
        """主送机关 without the colon."""
        return "".join(self.texts(Role.RECIPIENTS)).strip().rstrip("：:").strip()

    @property
    def dated(self) -> date | None:
        """成文日期, None where there is none (yet) or it is impossible."""
        for text in self.texts(Role.DATE):
            try:
                return parse_date(text)
            except InputError:
                return None
        return None

    def texts(self, role: Role) -> tuple[str, ...]:
        """The texts of the lines that play `role`, empty ones left out."""
        return tuple(line.text for line in self.lines if line.role is role and line.text.strip())


def change_level(manuscript: Manuscript, index: int, step: int) -> Manuscript:
    """The line at `index` one level deeper (`step` 1) or shallower (-1), labels put in order.

    正文 stands before 一级. Numbering that ran on across its parents (1. to 12. under 一 to 三)
    goes on doing so. A line that is no body paragraph, or has no level to go to, stays.
    """
    line = manuscript.lines[index]
    if line.role not in LEVELS:
        return manuscript
    level = LEVELS.index(line.role) + step
    if not 0 <= level < len(LEVELS):
        return manuscript
    # A title of a level that is new here counts within its parent, as the standard has it.
    first, stop = _part_around(manuscript.lines, index)
    part = list(manuscript.lines[first:stop])
    running = _running_levels(part)
    text = without_label(line.text)
    part[index - first] = Line(LEVELS[level], make_label(level, 1) + text if level else text)
    part = _renumber(part, running, {LEVELS.index(line.role), level})
    lines = (*manuscript.lines[:first], *part, *manuscript.lines[stop:])
    return replace(manuscript, lines=lines)


def _part_around(lines: Sequence[Line], index: int) -> tuple[int, int]:
    """The lines that are numbered together with the one at `index`: from one part to the next."""
    borders = [place for place, line in enumerate(lines) if line.role in PARTS]
    first = max((place + 1 for place in borders if place < index), default=0)
    stop = min((place for place in borders if place > index), default=len(lines))
    return first, stop


def _running_levels(lines: Sequence[Line]) -> frozenset[int]:
    """The levels whose numbering runs on where a shallower label stands between two of them."""
    votes = dict.fromkeys(range(1, len(LEVELS)), 0)
    last: dict[int, int] = {}
    interrupted: set[int] = set()
    for line in lines:
        label = find_label(line.text)
        level = LEVELS.index(line.role) if line.role in LEVELS else 0
        if not level or label is None:
            continue
        if level in interrupted:
            votes[level] += 1 if label.number == last[level] + 1 > 1 else -1
        last[level] = label.number
        interrupted -= {level}
        interrupted |= {deeper for deeper in last if deeper > level}
    return frozenset(level for level, vote in votes.items() if vote > 0)


def _renumber(lines: Sequence[Line], running: frozenset[int], changed: set[int]) -> list[Line]:
    """`lines` with the labels of the `changed` levels, and of those below them, counted anew."""
    counts = dict.fromkeys(range(1, len(LEVELS)), 0)
    shallowest = min(changed - {0}, default=len(LEVELS))
    result: list[Line] = []
    for line in lines:
        level = LEVELS.index(line.role) if line.role in LEVELS else 0
        label = find_label(line.text) if level else None
        if label is None:
            result.append(line)
            continue
        counts[level] += 1
        for deeper in range(level + 1, len(LEVELS)):
            counts[deeper] = counts[deeper] if deeper in running else 0
        if level < shallowest:
            result.append(line)
            continue
        circled = not line.text[: label.length].strip("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳ 、.．")
        text = make_label(level, counts[level], circled=circled) + line.text[label.length :]
        result.append(Line(line.role, text))
    return result
