"""The fields that an event of a hazard asks for: named as there, proposed, understood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any, Final

from fireoffice.core.errors import InputError
from fireoffice.db.fields import fields_of
from fireoffice.db.models import Hazard, HazardEvent
from fireoffice.domain.fields import FieldInfo
from fireoffice.domain.hazards import (
    TABLE,
    Ask,
    EventKind,
    Need,
    Transition,
    missing_for_major,
    row_of,
)
from fireoffice.domain.terms import term_in
from fireoffice.domain.values import ValueProblem, parse, show
from fireoffice.domain.workdays import Counting, NotAnnounced, WorkCalendar
from fireoffice.services.entry.values import FieldErrors

_RESULT: Final = "result"
"""The field that is never proposed: finding its value is what a 复查 is for."""


def kind_named(name: str) -> EventKind:
    """The event of this word, verb (「下达整改通知」) or English name. Raises `InputError`."""
    for row in TABLE:
        if row.states and name.strip() in (row.kind.value, row.verb, row.kind.name.lower()):
            return row.kind
    known = "、".join(dict.fromkeys(row.kind.value for row in TABLE if row.states))
    raise InputError(f"没有“{name}”这一项经过。", f"可用的有：{known}。")


@cache
def infos_of(kind: EventKind, major: bool) -> tuple[FieldInfo, ...]:
    """The fields that an event asks for, under the labels that they have there."""
    return tuple(
        replace(
            _base(ask),
            label=ask.label,
            required=ask.need is Need.ALWAYS or (major and ask.need is Need.MAJOR),
            automatic=False,
            group="",
        )
        for ask in row_of(kind).asks
    )


def lacking_for(kind: EventKind, hazard: Hazard) -> tuple[FieldInfo, ...]:
    """The fields that a 重大 hazard must have filled before the event `kind`, and has not."""
    row = row_of(kind)
    held = {ask.name: getattr(hazard, ask.name) for ask in row.asks if ask.of_hazard}
    missing = missing_for_major(row, hazard.finding(), held)
    return tuple(info for info in infos_of(kind, True) if info.name in missing)


def proposals(row: Transition, hazard: Hazard, author: str, today: date) -> dict[str, str]:
    """The proposals for the fields of an event, as typed; where a term is proposed, no date is."""
    own = {info.name: info for info in fields_of(Hazard)}
    proposed: dict[str, str] = {}
    for ask in row.asks:
        if ask.of_hazard:
            proposed[ask.name] = show(own[ask.name], getattr(hazard, ask.name))
        elif ask.preset == "今天":
            proposed[ask.name] = f"{today:%Y-%m-%d}"
        elif ask.preset == "=author":
            proposed[ask.name] = author
        elif ask.preset.startswith("="):
            source = ask.preset.removeprefix("=")
            proposed[ask.name] = show(own[source], getattr(hazard, source))
        else:
            proposed[ask.name] = ask.preset
    if proposed.get("term"):
        proposed["due"] = ""
    return {name: text for name, text in proposed.items() if text}


def understood(
    row: Transition,
    hazard: Hazard,
    given: Mapping[str, object],
    author: str,
    today: date,
    calendar: WorkCalendar,
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The values of the event, and those of the hazard that change with it.

    What is not given is as proposed, but the result of a 复查 and what the hazard already says.
    Raises `FieldErrors`, also for a name that the event does not ask for.
    """
    infos = {info.name: info for info in infos_of(row.kind, hazard.finding().is_major)}
    named = {info.label: name for name, info in infos.items()}
    typed = {named.get(name, name): raw for name, raw in given.items()}
    for name in typed.keys() - infos.keys():
        labels = "、".join(infos[ask.name].label for ask in row.asks)
        raise InputError(f"“{row.verb}”没有“{name}”这一项。", f"可用的有：{labels}。")
    typed = _spelled_out(typed, infos)
    of_hazard = {ask.name for ask in row.asks if ask.of_hazard}
    assumed = proposals(row, hazard, author, today)
    if typed.keys() & {"due", "term"}:
        assumed = {name: text for name, text in assumed.items() if name not in ("due", "term")}
    values: dict[str, Any] = {}
    problems: dict[str, str] = {}
    for name, info in infos.items():
        raw = typed.get(name, "" if name == _RESULT else assumed.get(name, ""))
        try:
            raw = _reckoned(row, hazard, name, raw, values.get("day"), calendar)
            values[name] = _value(info, raw, today)
        except (ValueProblem, NotAnnounced) as problem:
            problems[name] = str(problem)
    if problems:
        raise FieldErrors(problems)
    if "term" in values:
        _settle_term(values, calendar)
    changed = {name: values.pop(name) for name in of_hazard}
    return values, {name: value for name, value in changed.items() if name in typed}


def term_begins(row: Transition, hazard: Hazard, day: date) -> date:
    """The day from which the term of an event's deadline counts; of an extension, the deadline."""
    extends = row.kind in (EventKind.EXTENSION_ASKED, EventKind.EXTENSION_GRANTED)
    return hazard.due if extends and hazard.due else day


def _spelled_out(typed: dict[str, object], infos: Mapping[str, FieldInfo]) -> dict[str, object]:
    """Move a term that was written for the deadline to the fields of the term, if there are any."""
    term = term_in(typed.get("due"))
    if term is None or "term" not in infos:
        return typed
    return typed | {"due": "", "term": term.length, "counting": term.counting.value}


def _reckoned(
    row: Transition,
    hazard: Hazard,
    name: str,
    raw: object,
    day: date | None,
    calendar: WorkCalendar,
) -> object:
    """The date of a term written for a deadline that keeps only the date."""
    term = term_in(raw) if name == "due" else None
    if term is None or day is None:
        return raw
    return calendar.due(term_begins(row, hazard, day), term.length, term.counting)


def _settle_term(values: dict[str, Any], calendar: WorkCalendar) -> None:
    """Make the date of a term in days; one written by hand beside it must be the same."""
    term, due, day = values["term"], values["due"], values["day"]
    if not term or not day:
        return
    counting = Counting(values["counting"] or Counting.DAYS)
    try:
        counted = calendar.due(day, term, counting)
    except NotAnnounced as problem:
        if due:
            return
        raise FieldErrors({"due": str(problem)}) from problem
    if due and due != counted:
        sentence = f"{term}{counting}后是{counted}，与填写的{due}不一致，请只填一个。"
        raise FieldErrors({"due": sentence})
    values["due"], values["counting"] = counted, counting.value


def _value(info: FieldInfo, raw: object, today: date) -> Any:
    value = parse(info, raw, today)
    if value is not None and info.choices and value not in info.choices:
        raise ValueProblem(f"{info.label}没有“{value}”，可填：{'、'.join(info.choices)}。")
    return value


def _base(ask: Ask) -> FieldInfo:
    model = Hazard if ask.of_hazard else HazardEvent
    return next(info for info in fields_of(model) if info.name == ask.name)
