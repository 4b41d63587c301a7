"""放假日历."""

from __future__ import annotations

from fireoffice.db.models import CalendarDay
from fireoffice.registers.register import Column, Place, Register

CALENDAR = Register(
    name="calendar",
    title="放假日历",
    noun=CalendarDay.noun,
    new_label="录入放假调休",
    model=CalendarDay,
    place=Place("隐患台账"),
    columns=(
        Column("day", width=110),
        Column("kind", width=76),
        Column("name", width=142),
        Column("year", width=76),
        Column("basis"),
    ),
    order=(("day", False),),
    title_field="name",
    filters=("year", "kind"),
)
