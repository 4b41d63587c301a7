"""What runs out first is kept with a volunteer; absences, rotas and the numbers of rules."""

from __future__ import annotations

import re

import sqlalchemy as sa
from alembic import op

from fireoffice.db.migrations.tables import dates, integers, key, make_record_table, text

revision = "0008"
down_revision = "0007"

_TIME = re.compile(r"([01]?[0-9]|2[0-3])[:：点时]([0-5][0-9])分?")


def upgrade() -> None:
    make_record_table(
        "absences",
        [key("volunteer"), *dates("first", "last"), *text("reason")],
        {"volunteer": "volunteers"},
        indexed=("volunteer",),
    )
    make_record_table(
        "rotas", [key("team"), *dates("month"), *integers("each", "seed")], {"team": "teams"}
    )
    op.create_index("ix_rotas_team_month", "rotas", ["team", "month"])
    make_record_table(
        "standards",
        [*text("name"), *integers("number"), *dates("valid_from", "valid_to"),
         *text("basis", "note")],
    )  # fmt: skip
    for column in (*text("next_paper"), *dates("next_due")):
        op.add_column("volunteers", column)
    first_on_scene = sa.Column("first_on_scene", sa.Boolean(), nullable=True)
    for column in (*integers("minutes", "people"), first_on_scene):
        op.add_column("callouts", column)
    connection = op.get_bind()
    _find_what_lapses_first(connection)
    _sum_up_callouts(connection)


def _find_what_lapses_first(connection: sa.Connection) -> None:
    """The earliest of three days; of equal ones the first in this order."""
    for name, field in (
        ("保险", "insured_until"), ("体检", "healthy_until"), ("培训证", "certified_until"),
    ):  # fmt: skip
        connection.execute(
            sa.text(
                f"UPDATE volunteers SET next_paper = :name, next_due = {field}"  # noqa: S608
                f" WHERE {field} IS NOT NULL AND (next_due IS NULL OR {field} < next_due)"
            ),
            {"name": name},
        )
    connection.execute(
        sa.text("UPDATE volunteers SET due_order = coalesce(next_due, '9999-12-31')")
    )


def _sum_up_callouts(connection: sa.Connection) -> None:
    connection.execute(
        sa.text(
            "UPDATE callouts SET people = (SELECT nullif(count(*), 0) FROM callout_members AS one"
            " WHERE one.callout = callouts.id AND one.deleted_at IS NULL)"
        )
    )
    timed = connection.execute(
        sa.text("SELECT id, called_at, arrived_at FROM callouts WHERE arrived_at IS NOT NULL")
    ).fetchall()
    for callout, called_at, arrived_at in timed:
        called, arrived = _minute(called_at), _minute(arrived_at)
        if called is not None and arrived is not None:
            connection.execute(
                sa.text("UPDATE callouts SET minutes = :minutes WHERE id = :id"),
                {"minutes": (arrived - called) % 1440, "id": callout},
            )


def _minute(written: str | None) -> int | None:
    found = _TIME.fullmatch((written or "").strip())
    return int(found[1]) * 60 + int(found[2]) if found else None
