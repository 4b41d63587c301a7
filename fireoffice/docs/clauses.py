"""The content of a circular, clause by clause, so that its clauses can become duties."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final

from fireoffice.docs.cells import without_names
from fireoffice.docs.demands import Demand, Submission, find_demand
from fireoffice.docs.manuscript import LEVELS, PARTS, Line, Manuscript, Role
from fireoffice.domain.labels import find_label, heading_length
from fireoffice.domain.text import compact

_NOTE: Final = re.compile(r"附\s*件\s*[：:]\s*")
_CARRIED: Final = frozenset({Role.TEXT, Role.TABLE, Role.PICTURE})


@dataclass(frozen=True, slots=True)
class Clause:
    """One labelled clause; `label`, `heading` and `text` put together are what stands there.

    `heading` is what stands out: the run-in sentence, or the whole of a short clause. `text`
    goes on with the paragraphs up to the next clause. `part` is the title of the enclosed or
    attached document that it stands in ("" in the circular itself), `line` its line in the
    manuscript.
    """

    level: int
    label: str
    heading: str
    text: str
    part: str = ""
    line: int = 0
    subjects: tuple[str, ...] = ()
    deadlines: tuple[str, ...] = ()
    submissions: tuple[Submission, ...] = ()


@dataclass(frozen=True, slots=True)
class Imprint:
    """版记: 抄送, 印发机关 and 印发日期; what is not there is None."""

    copies_to: str | None
    printed_by: str | None
    printed_on: date | None


@dataclass(frozen=True, slots=True)
class Circular:
    """A circular taken apart. What it does not say is None or empty."""

    number: str | None
    title: str
    issuer: str | None
    recipients: str | None
    date: date | None
    attachments: tuple[str, ...]
    imprint: Imprint | None
    clauses: tuple[Clause, ...]


def take_apart(manuscript: Manuscript) -> Circular:
    """The circular in `manuscript`, in reading order, its enclosure and attachments included."""
    fields = manuscript.fields
    imprint = Imprint(fields.copies_to or None, fields.printed_by or None, fields.printed_on)
    return Circular(
        number=fields.number or None,
        title=_title(manuscript.texts(Role.TITLE)),
        issuer="、".join(fields.issuers) or None,
        recipients=manuscript.recipients or None,
        date=manuscript.dated,
        attachments=_attachments(manuscript),
        imprint=imprint if any(asdict(imprint).values()) else None,
        clauses=tuple(_clauses(manuscript.lines)),
    )


def to_json(circular: Circular, findings: Iterable[Mapping[str, Any]] = ()) -> dict[str, Any]:
    """`circular` as plain values, its dates as ISO 8601; `findings` are what a lint says of it."""
    values = asdict(circular)
    for place in (values, values["imprint"] or {}):
        for name in ("date", "printed_on"):
            if isinstance(place.get(name), date):
                place[name] = place[name].isoformat()
    return {**values, "findings": [dict(one) for one in findings]}


def _title(lines: tuple[str, ...]) -> str:
    """The title on one line; where the author broke it, the two blanks that say so."""
    title = ""
    for line in lines:
        after_issuer = line.startswith("关于") and "关于" not in title
        title += ("" if not title or after_issuer else "  ") + line.strip()
    return title


def _attachments(manuscript: Manuscript) -> tuple[str, ...]:
    """The names that 附件说明 lists; without one, the titles of what is attached."""
    names: list[str] = []
    for text in manuscript.texts(Role.ATTACHMENT_NOTE):
        bare = _NOTE.sub("", text, count=1)
        label = find_label(bare)
        names.append(bare[label.length :] if label and label.level == 3 else bare)
    attached = (*manuscript.texts(Role.ATTACHMENT), *manuscript.texts(Role.LANDSCAPE))
    return tuple(names) or attached


def _clauses(lines: tuple[Line, ...]) -> Iterable[Clause]:
    part = ""
    index = 0
    while index < len(lines):
        line = lines[index]
        label = find_label(line.text) if line.role in LEVELS[1:] else None
        if line.role in PARTS:
            part = compact(line.text)
        if label is None:
            index += 1
            continue
        first = index
        index += 1
        more: list[str] = []
        while index < len(lines) and lines[index].role in _CARRIED:
            more.append(without_names(lines[index].text))
            index += 1
        yield _clause(line, label.length, more, part, first)


def _clause(line: Line, label: int, more: list[str], part: str, index: int) -> Clause:
    level = LEVELS.index(line.role)
    end = max(label, heading_length(line.text, level))
    heading = line.text[label:end]
    text = "\n".join(piece for piece in (line.text[end:], *more) if piece)
    demand: Demand = find_demand("\n".join((line.text[label:], *more)), heading)
    return Clause(
        level,
        line.text[:label].strip(),
        heading,
        text,
        part,
        index,
        demand.subjects,
        demand.deadlines,
        demand.submissions,
    )
