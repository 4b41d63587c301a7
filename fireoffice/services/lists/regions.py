"""Regions of the database that a list shows: it is read anew only if one of them was written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache

from sqlalchemy import Column, ColumnElement
from sqlalchemy.sql import visitors

from fireoffice.domain.changes import Region
from fireoffice.domain.fields import Kind
from fireoffice.registers import REGISTERS, REMAINING, Register
from fireoffice.registers.register import DUE_ORDER, Chip

_ALWAYS = frozenset({"deleted_at", "closed", "stage", DUE_ORDER})


def list_regions(register: Register, names: Iterable[str], today: date) -> tuple[Region, ...]:
    """The regions behind the rows, order and counts of a list that shows or filters by `names`.

    `names` are columns of the register or fields.
    """
    columns = {name for name, _ in register.order} | _own(register, names)
    counted = [region for chip in register.chips for region in chip_regions(chip, today)]
    named = [
        _titles(info.target)
        for info in register.fields
        if info.name in columns and info.kind is Kind.REFERENCE and info.target in REGISTERS
    ]
    own = frozenset(columns | set(register.model.searched) | _ALWAYS)
    return (Region(register.model.__tablename__, own), *counted, *named)


def chip_regions(chip: Chip, today: date) -> tuple[Region, ...]:
    """The regions that the condition of a quick filter looks at."""
    by_table: dict[str, set[str]] = {}
    for table, column in _columns_in(chip.condition(today)):
        by_table.setdefault(table, {"deleted_at"}).add(column)
    return tuple(Region(table, frozenset(columns)) for table, columns in by_table.items())


def _own(register: Register, names: Iterable[str]) -> set[str]:
    return {register.due if name == REMAINING else name for name in names}


@cache
def _titles(target: str) -> Region:
    """The region from which references take the names of a register's records."""
    register = REGISTERS[target]
    names = frozenset({register.title_field, *register.told_apart_by})
    return Region(register.model.__tablename__, names)


def _columns_in(condition: ColumnElement[bool]) -> Iterator[tuple[str, str]]:
    for element in visitors.iterate(condition):
        if isinstance(element, Column):
            yield element.table.name, element.name
