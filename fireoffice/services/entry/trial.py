"""Trials: the outcome of writing values, told before they are written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fireoffice.core.errors import InputError
from fireoffice.registers import Register
from fireoffice.services.entry.batch import Batch, texts_of
from fireoffice.services.entry.values import allot_number
from fireoffice.services.office import Office


@dataclass(frozen=True)
class Trial:
    """The outcome of a trial: `problems` has a sentence for each field that is at fault.

    `texts` is what every other field would hold, as one would type it: days and numbers in their
    proper form, and what the program fills in by itself.
    """

    problems: Mapping[str, str]
    texts: Mapping[str, str]


def try_values(
    office: Office, register: Register, values: Mapping[str, object], record_id: str = ""
) -> Trial:
    """The outcome of making a record of `values`, or of changing `record_id` to them.

    Writes nothing. Raises `InputError` if there is no such record.
    """
    with office.reading() as session:
        batch = Batch(office, session, register)
        if record_id:
            row: Any = session.get(register.model, record_id)
            if row is None:
                raise InputError(
                    f"找不到这条{register.noun}，它可能已被移除。", "请刷新列表后再试。"
                )
            problems = batch.change(row, values)
            beside = batch.beside_others({0: row}, values)
        else:
            row, problems = batch.make(values)
            beside = batch.beside_others({0: row})
            row.derive()
            allot_number(session, register, row)
        problems = beside.get(0, {}) | problems
        texts = texts_of(session, register, [row])[0]
    return Trial(problems, {name: text for name, text in texts.items() if name not in problems})


def check_values(
    office: Office, register: Register, values: Mapping[str, object], record_id: str | None = None
) -> dict[str, str]:
    """The problems of a record of `values`: field name to sentence. Writes nothing."""
    return dict(try_values(office, register, values, record_id or "").problems)
