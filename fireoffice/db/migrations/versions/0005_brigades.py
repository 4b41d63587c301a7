"""Teams as records of their own, with call-outs and a duty rota."""

from __future__ import annotations

import uuid

import sqlalchemy as sa
from alembic import op

from fireoffice.db.migrations.entries import Entry, enter
from fireoffice.db.migrations.tables import (
    KEY_LENGTH,
    dates,
    decimals,
    integers,
    key,
    make_record_table,
    text,
)

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    _make_tables()
    teams = _teams_of_names()
    with op.batch_alter_table("volunteers") as table:
        for column in (
            key("person"),
            *dates("certified_until", "healthy_until"),
            *text("shoe_size", "hat_size", "left_why"),
        ):
            table.add_column(column)
        table.alter_column("team", existing_type=sa.Text(), type_=sa.String(length=KEY_LENGTH))
        table.create_index("ix_volunteers_person", ["person"])
        table.create_index("ix_volunteers_team", ["team"])
        table.create_foreign_key("fk_volunteers_person_people", "people", ["person"], ["id"])
        table.create_foreign_key("fk_volunteers_team_teams", "teams", ["team"], ["id"])
    enter(op.get_bind(), "升级：队伍单独登记", teams)


def _make_tables() -> None:
    make_record_table(
        "teams",
        [*text("name", "kind"), key("village"), key("unit"), *dates("founded_on"),
         *text("founding_number"), *integers("minimum"), *text("station", "phone"),
         *dates("disbanded_on"), *text("note")],
        {"village": "villages", "unit": "units"},
        indexed=("name", "village", "unit"),
    )  # fmt: skip
    make_record_table(
        "callouts",
        [*text("number"), key("team"), *dates("day"), *text("called_at", "arrived_at", "task"),
         key("village"), *text("place"), *decimals("hours"),
         *text("equipment", "consumed", "summary", "note")],
        {"team": "teams", "village": "villages"},
        indexed=("number", "team", "village"),
    )  # fmt: skip
    op.create_index("ix_callouts_deleted_at_day", "callouts", ["deleted_at", "day", "id"])
    make_record_table(
        "callout_members",
        [key("callout"), key("volunteer"), *decimals("hours", "allowance"), *text("note")],
        {"callout": "callouts", "volunteer": "volunteers"},
        indexed=("callout", "volunteer"),
    )
    make_record_table(
        "shifts",
        [key("team"), *dates("day"), *text("part"), key("volunteer"), key("instead_of"),
         *text("note")],
        {"team": "teams", "volunteer": "volunteers", "instead_of": "volunteers"},
        indexed=("volunteer", "instead_of"),
    )  # fmt: skip
    op.create_index("ix_shifts_team_day", "shifts", ["team", "day"])


def _teams_of_names() -> list[Entry]:
    """Make a team of each name that volunteers carry, and put its key in the name's place."""
    connection = op.get_bind()
    named = connection.execute(
        sa.text(
            "SELECT team, min(village), min(sample), min(created_at) FROM volunteers"
            " WHERE team IS NOT NULL GROUP BY team ORDER BY min(id)"
        )
    ).fetchall()
    entries: list[Entry] = []
    for name, village, sample, made in named:
        team = str(uuid.uuid4())
        values = {"name": name, "kind": "志愿消防队", "village": village, "sample": bool(sample)}
        connection.execute(
            sa.text(
                "INSERT INTO teams (id, name, kind, village, sample, created_at, updated_at,"
                " search_text) VALUES (:id, :name, :kind, :village, :sample, :made, :made, '')"
            ),
            {**values, "id": team, "made": made},
        )
        entries.append(Entry("teams", team, "id", None, team))
        entries += [Entry("teams", team, field, None, value) for field, value in values.items()]
        entries += [
            Entry("volunteers", volunteer, "team", name, team)
            for (volunteer,) in connection.execute(
                sa.text("SELECT id FROM volunteers WHERE team = :name"), {"name": name}
            ).fetchall()
        ]
        connection.execute(
            sa.text("UPDATE volunteers SET team = :team WHERE team = :name"),
            {"team": team, "name": name},
        )
    return entries
