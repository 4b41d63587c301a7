"""The reading of columns without ever failing: one bad byte must not close a register.

A value that is none of its column's kind (half a date, letters for a number) reads as empty, bytes
that are no text as text with marks for what is missing. That it is wrong, `fireoffice.db.rebuild`
tells, which reads strictly and puts back what the log says.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from math import isfinite
from typing import Any, Final, cast

from sqlalchemy import Dialect
from sqlalchemy.dialects import sqlite
from sqlalchemy.types import JSON, Boolean, Date, DateTime, Float, Integer, String, TypeEngine

from fireoffice.core.clock import CHINA
from fireoffice.db.fields import Moment

DECODED: Final = partial(str, encoding="utf-8", errors="replace")
"""The function with which a connection makes text of bytes."""

_BAD: Final = (ValueError, TypeError, OverflowError, RecursionError)

Reader = Callable[[Any], Any]


def reader_of(kind: TypeEngine[Any]) -> Reader:
    """The function that makes a column's value of what is stored; `ValueError` for what is none."""
    strict = _strict_reader(kind)

    def read(stored: Any) -> Any:
        try:
            return None if stored is None else strict(stored)
        except _BAD as error:
            raise ValueError("no value of its column") from error

    return read


def read_leniently(dialect: Dialect) -> None:
    """Make every value that is read through `dialect` one of its column's kind, or empty."""
    dialect.colspecs = {**dialect.colspecs, **_LENIENT}


def _day(stored: Any) -> date:
    return date.fromisoformat(stored)


def _time(stored: Any) -> datetime:
    return datetime.fromisoformat(stored)


def _moment(stored: Any) -> datetime:
    return _time(stored).replace(tzinfo=CHINA)


def _truth(stored: Any) -> bool:
    if stored.__class__ is not int or stored not in (0, 1):
        raise ValueError
    return bool(stored)


def _whole(stored: Any) -> int:
    if stored.__class__ is not int:
        raise ValueError
    return stored


def _number(stored: Any) -> float:
    if stored.__class__ not in (float, int) or not isfinite(stored):
        raise ValueError
    return stored


def _text(stored: Any) -> str:
    if stored.__class__ is not str:
        raise ValueError
    return stored


def from_json(stored: Any) -> Any:
    """The value that JSON holds; of a number SQLite has already made one."""
    return stored if isinstance(stored, (int, float)) else json.loads(stored)


_STRICT: Final[tuple[tuple[type[TypeEngine[Any]], Reader], ...]] = (
    (Moment, _moment),
    (DateTime, _time),
    (Date, _day),
    (Boolean, _truth),
    (Integer, _whole),
    (Float, _number),
    (JSON, from_json),
    (String, _text),
)


def _strict_reader(kind: TypeEngine[Any]) -> Reader:
    return next(reader for known, reader in _STRICT if isinstance(kind, known))


def _as_text(stored: Any) -> str:
    """Text, also of what only lost its mark of being text."""
    return DECODED(stored) if isinstance(stored, bytes) else str(stored)


def _lenient(base: type[Any], read: Reader) -> type[Any]:
    def result_processor(_self: Any, _dialect: Dialect, _coltype: object) -> Reader:
        def process(stored: Any) -> Any:
            try:
                return None if stored is None else read(stored)
            except _BAD:
                return None

        return process

    return type(f"Lenient{base.__name__}", (base,), {"result_processor": result_processor})


_LENIENT: Final = cast(
    "dict[type[TypeEngine[Any]], type[TypeEngine[Any]]]",
    {
        Date: _lenient(sqlite.DATE, _day),
        DateTime: _lenient(sqlite.DATETIME, _time),
        Boolean: _lenient(Boolean, _truth),
        # A result reckoned from whole numbers need not be whole.
        Integer: _lenient(Integer, _number),
        Float: _lenient(Float, _number),
        JSON: _lenient(sqlite.JSON, from_json),
        String: _lenient(String, _as_text),
    },
)
