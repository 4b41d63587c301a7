"""The content of a register in the window: columns, rows, a record, made from the services'."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from fireoffice.domain.deadlines import Deadline, Urgency, deadline
from fireoffice.domain.fields import FieldInfo, Kind
from fireoffice.domain.people import mask
from fireoffice.domain.values import show
from fireoffice.registers import Register
from fireoffice.services import records, steps
from fireoffice.services.conduct import Happening
from fireoffice.services.history import operations
from fireoffice.services.lists import listing
from fireoffice.services.office import Office
from fireoffice.ui.parts.chip_label import Tone
from fireoffice.ui.parts.panel_head import Heading
from fireoffice.ui.parts.record_panel import Shown
from fireoffice.ui.parts.time_line import Event
from fireoffice.ui.words import moment, short_day

_TONES: Final[Mapping[Urgency, Tone]] = {
    Urgency.OVERDUE: "red",
    Urgency.TODAY: "amber",
    Urgency.SOON: "amber",
}
_PLACE_KINDS: Final = (Kind.TEXT, Kind.REFERENCE, Kind.NAME)
_DETAIL_KINDS: Final = (Kind.TEXT, Kind.NAME, Kind.CHOICE)
_MOST_DETAILS: Final = 2
_PLAIN_STAGES: Final = 2
"""The number of stages, before and after, that make no story worth telling."""
_MOST_HISTORY: Final = 60
UNDO: Final = "撤销"
CORRECT: Final = "更正"


def shown(office: Office, register: Register, record_id: str) -> Shown:
    """Return the record as the panel shows it. Raises ``InputError`` if there is none."""
    record = records.read(office, register, record_id)
    today = office.clock.today()
    near = deadline(record.due, today, closed=record.closed)
    conduct = steps.conduct_of(register.name)
    offered = steps.offered(office, register, record)
    has_story = bool(register.facts) or len(register.stages) > _PLAIN_STAGES
    told = conduct.happenings(office, record.id) if has_story else ()
    label = offered.following.label if offered.following else ""
    texts = {
        info.name: "" if record.values.get(info.name) is None else plain(info, record.values)
        for info in register.fields
    }
    return Shown(
        id=record.id,
        name=record.title,
        heading=_heading(register, record, texts, near, label, told, today),
        texts=texts,
        story=_story(register, record, texts, near, told, today) if has_story else (),
        history=_history(office, record.history, today),
        step=offered.following,
        other_steps=offered.others,
        blocked=offered.blocked,
        notes=conduct.notes(record),
        recycled=record.recycled,
    )


def default_texts(office: Office, register: Register) -> dict[str, str]:
    """Return the texts with which the form of a new record starts."""
    values = records.defaults(office, register)
    infos = {info.name: info for info in register.fields}
    return {name: show(infos[name], value) for name, value in values.items()}


def field_history(office: Office, register: Register, record_id: str, name: str) -> tuple[str, ...]:
    """Return a line for each time that one field was written, newest first."""
    today = office.clock.today()
    lines = tuple(
        f"{moment(entry.at, today)}　{entry.author}　{_turn(entry)}"
        for entry in records.read(office, register, record_id).history
        if entry.field == register.field(name)
    )
    return lines or ("还没有填写过。",)


def overdue_count(office: Office, register: Register) -> int:
    """Return the number of overdue records: the badge of the register's tab."""
    late = register.late_chip
    return listing.count(office, register, listing.Query(chips=(late.name,))) if late else 0


def summary(register: Register, counts: Mapping[str, int], found: int | None) -> str:
    """Return the words for the numbers of records, by kind; ``found`` is set by a filter."""
    everything = counts["total"]
    if found is not None:
        return f"找到{found:,}条，共{everything:,}条"
    parts = [f"共{everything:,}条"]
    parts += [
        f"{chip.label}{counts[chip.name]:,}条"
        for chip in register.chips
        if chip.name in ("open", "overdue") and counts.get(chip.name)
    ]
    return "，".join(parts)


def plain(info: FieldInfo, values: Mapping[str, Any]) -> str:
    """The value as one would type it: thousands are not marked where they are edited."""
    text = show(info, values.get(info.name))
    return text.replace(",", "") if info.kind in (Kind.INTEGER, Kind.DECIMAL) else text


def masked(info: FieldInfo, text: str) -> str:
    """Return ``text`` as it is shown where it is not being edited."""
    return mask(text) if info.personal and text and info.kind is not Kind.NAME else text


def _heading(
    register: Register,
    record: records.Record,
    texts: Mapping[str, str],
    near: Deadline,
    step: str,
    told: Sequence[Happening],
    today: date,
) -> Heading:
    names = [one.name for one in register.columns if one.name in texts and not one.wide]
    places = [
        texts[name]
        for name in names
        if texts[name]
        and name not in (register.title_field, "number", "code")
        and register.field(name).kind in _PLACE_KINDS
        and not register.field(name).personal
    ][:_MOST_DETAILS]
    number = texts.get("number") or texts.get("code") or ""
    caption = "　".join(part for part in (number, "，".join(places)) if part)
    fact = ""
    if record.recycled:
        fact = _removal(record, today)
    elif told and not record.closed:
        fact = f"{told[-1].day.month}月{told[-1].day.day}日{told[-1].title}"
    elif register.due and texts.get(register.due) and not record.closed:
        fact = f"{register.field(register.due).label}{texts[register.due]}"
    return Heading(
        caption=caption,
        title=texts.get(register.title_field) or record.title,
        stage=record.stage or "",
        closed=record.closed,
        deadline="" if near.days is None or near.urgency is Urgency.LATER else near.words,
        tone=_TONES.get(near.urgency, "plain"),
        fact=fact,
        step=step,
    )


def _removal(record: records.Record, today: date) -> str:
    """「王芳昨天17:40移到回收站：重复登记」, of a record that is there."""
    last = next((entry for entry in record.history if entry.field is None), None)
    who = f"{last.author}{moment(last.at, today)}移到回收站" if last else "在回收站"
    return f"{who}：{record.deleted_reason}" if record.deleted_reason else who


def _story(
    register: Register,
    record: records.Record,
    texts: Mapping[str, str],
    near: Deadline,
    told: Sequence[Happening],
    today: date,
) -> tuple[Event, ...]:
    """Return the events, newest first, under what is to be done now."""
    events = [_event(one, today) for one in reversed(told)]
    events = events or _days_recorded(register, record, texts, today)
    if record.next_step and not record.closed and not record.recycled:
        late = near.urgency is Urgency.OVERDUE
        due = f"{register.field(register.due).label}{record.due}" if record.due else ""
        limit = f"{due}，{'已' if late else ''}{near.words}" if due else ""
        details = tuple(part for part in (record.next_step.label, limit) if part)
        events.insert(0, Event("现在", "待办", details, record.stage or "", late))
    return tuple(events)


def _event(one: Happening, today: date) -> Event:
    problem = (f"■ 与其他经过矛盾：{one.problem}",) if one.problem else ()
    verb = CORRECT if one.id else ""
    details = (*one.details, *problem)
    return Event(short_day(one.day, today), one.title, details, verb=verb, key=one.id)


def _days_recorded(
    register: Register, record: records.Record, texts: Mapping[str, str], today: date
) -> list[Event]:
    """The days among the fields, newest first, each with the facts that are declared after it."""
    told: list[tuple[date, int, Event]] = []
    for place, info in enumerate(register.fields):
        day = record.values.get(info.name)
        if info.kind is not Kind.DATE or info.personal or info.name == register.due:
            continue
        if isinstance(day, date):
            title = info.label.removesuffix("日期")
            details = _details(register.fields[place + 1 :], texts)
            told.append((day, place, Event(short_day(day, today), title, details)))
    return [event for _, _, event in sorted(told, key=lambda one: one[:2], reverse=True)]


def _details(following: Sequence[FieldInfo], texts: Mapping[str, str]) -> tuple[str, ...]:
    found: list[str] = []
    for info in following:
        if info.kind is Kind.DATE or len(found) == _MOST_DETAILS:
            break
        text = texts.get(info.name, "")
        if text and info.kind in _DETAIL_KINDS and not info.required and not info.automatic:
            found.append(f"{info.label}：{masked(info, text)}")
    return tuple(found)


def _history(
    office: Office, entries: Sequence[records.HistoryEntry], today: date
) -> tuple[Event, ...]:
    """One event an action, with the fields that it changed."""
    actions: dict[str, list[records.HistoryEntry]] = {}
    for entry in entries:
        actions.setdefault(entry.op_id, []).append(entry)
    events: list[Event] = []
    undoable = operations.undoable(office, [*actions][:_MOST_HISTORY])
    for group in list(actions.values())[:_MOST_HISTORY]:
        first = group[0]
        made = any(entry.field is None for entry in group)
        changes = () if made else tuple(_change(entry) for entry in group if entry.field)
        who = f"{first.author}　{moment(first.at, today)}"
        when = short_day(first.at.date(), today)
        verb = UNDO if first.op_id in undoable else ""
        details = (who, *changes)
        events.append(Event(when, first.action, details, verb=verb, key=first.op_id))
    return tuple(events)


def _change(entry: records.HistoryEntry) -> str:
    assert entry.field is not None
    return f"{entry.field.label}：{_turn(entry)}"


def _turn(entry: records.HistoryEntry) -> str:
    info = entry.field
    assert info is not None
    old, new = masked(info, entry.old) or "（空）", masked(info, entry.new) or "（空）"
    return f"{old} → {new}"
