"""Valid values for a record of any register, made from its declaration alone."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count
from typing import Final

from fireoffice.domain.fields import FieldInfo, Kind
from fireoffice.domain.people import check_character
from fireoffice.registers import REGISTERS, Register
from fireoffice.services import records
from fireoffice.services.entry.trial import check_values
from fireoffice.services.lists.listing import Query
from fireoffice.services.office import Office

_serial: Final = count(1)
_MOST_ROUNDS: Final = 8


def example(office: Office, register: Register, *, required_only: bool = False) -> dict[str, str]:
    """A text for each field as someone might type it; no two examples have the same name.

    What the register's own rules do not allow together is left out, what they ask for is put in.
    Records that required fields refer to are made if there are none.
    """
    serial = next(_serial)
    typed = [one for one in register.fields if not (one.derived or one.automatic)]
    everything = {one.name: _text(office, one, serial) for one in typed}
    values = {one.name: everything[one.name] for one in typed if one.required}
    if not required_only:
        values = {name: text for name, text in everything.items() if text}
    required = {one.name for one in typed if one.required}
    for _ in range(_MOST_ROUNDS):
        problems = check_values(office, register, values)
        if not problems:
            return values
        for name in problems:
            if name in values and name not in required:
                del values[name]
            elif everything.get(name):
                values[name] = everything[name]
    raise AssertionError(f"{register.title}: {check_values(office, register, values)}")


def another(office: Office, info: FieldInfo, now: str) -> str:
    """A text for a field, other than `now`; empty if the field allows no other."""
    choices = [one for one in records.choices(office, info) if one != now]
    if choices or info.kind in (Kind.CHOICE, Kind.REFERENCE):
        return next(iter(choices), "")
    if info.kind in (Kind.INTEGER, Kind.DECIMAL) and now:
        number = int(float(now.replace(",", "")))
        return str(number - 1 if number == info.maximum else number + 1)
    if info.kind is Kind.DATE and now:
        return (date.fromisoformat(now) - timedelta(days=1)).isoformat()
    return _text(office, info, next(_serial))


def _text(office: Office, info: FieldInfo, serial: int) -> str:
    today = office.clock.today()
    match info.kind:
        case Kind.INTEGER | Kind.DECIMAL:
            return str(max(info.minimum or 0, min(1 + serial % 9, info.maximum or 9)))
        case Kind.BOOLEAN:
            return "是"
        case Kind.DATE:
            # Far from every day that an office has from the beginning.
            day = today - timedelta(days=9000 + serial) if info.unique else today
            return day.isoformat()
        case Kind.PHONE:
            return f"1990001{serial:04d}"
        case Kind.ID_NUMBER:
            first = f"99000019850101{serial:03d}"
            return first + check_character(first)
        case Kind.CHOICE:
            return next(iter(records.choices(office, info)), "")
        case Kind.REFERENCE:
            return referred(office, info)
        case Kind.NAME:
            return f"冉小{'甲乙丙丁戊己庚辛壬癸'[serial % 10]}"
        case Kind.TEXT | Kind.LONG_TEXT:
            return f"{info.label}示例{serial}"


def referred(office: Office, info: FieldInfo) -> str:
    """The key of a record that the field may refer to: names need not be the only ones."""
    if info.target not in REGISTERS:
        return ""
    target = REGISTERS[info.target]
    found = records.query(office, target, Query(limit=1)).rows
    if found:
        return found[0].id
    return records.create(office, target, example(office, target, required_only=True))
