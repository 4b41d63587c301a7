"""How many came to a session follows from its list of names where it has one; where it was held."""

from __future__ import annotations

from alembic import op

from fireoffice.db.migrations.tables import integers, key, text

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    with op.batch_alter_table("trainings") as table:
        for column in (*integers("called", "came"), *text("counted_from"), key("unit")):
            table.add_column(column)
        table.create_foreign_key("fk_trainings_unit_units", "units", ["unit"], ["id"])
    op.create_index("ix_trainings_unit", "trainings", ["unit"])
