"""文书用语: how the forms speak, from one day to another."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from fireoffice.db.models import Wording
from fireoffice.registers.register import Column, Place, Register


def _problems(wording: Any, _today: date) -> dict[str, str]:
    """Contradictions within one wording, by field."""
    first, last = wording.valid_from, wording.valid_to
    if first and last and last < first:
        return {"valid_to": "停用日期早于启用日期。"}
    return {}


WORDINGS: Final[Register] = Register(
    name="wordings",
    title="文书用语",
    noun=Wording.noun,
    new_label="添加用语",
    model=Wording,
    place=Place("隐患台账"),
    columns=(
        Column("form", width=110),
        Column("name", width=110),
        Column("heading", width=190),
        Column("basis"),
        Column("valid_from", width=96),
        Column("valid_to", width=96),
    ),
    order=(("form", True), ("order", True)),
    title_field="name",
    filters=("form",),
    check=_problems,
    duplicates=(("form", "name", "valid_from"),),
)
