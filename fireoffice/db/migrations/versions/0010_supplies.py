"""The stores: supplies and their movements."""

from __future__ import annotations

from alembic import op

from fireoffice.db.migrations.tables import dates, integers, key, make_record_table, text

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    make_record_table(
        "supplies",
        [
            *text("number", "name", "spec", "kind", "unit", "place"),
            key("village"),
            *text("keeper"),
            *dates("bought_on"),
            *integers("minimum"),
            *dates("expires_on", "checked_on", "next_check_on"),
            *integers("balance"),
            *text("spread"),
            *integers("missing"),
            *dates("due", "retired_on"),
            *text("note"),
        ],
        {"village": "villages"},
        staged=True,
        indexed=("number", "name", "place", "village"),
    )
    op.create_index("ix_supplies_deleted_at_stage", "supplies", ["deleted_at", "stage", "id"])
    make_record_table(
        "supply_movements",
        [
            key("supply"),
            *text("kind"),
            *dates("day"),
            *integers("quantity"),
            *text("place", "to_place", "person", "purpose", "batch", "note"),
        ],
        {"supply": "supplies"},
        indexed=("supply",),
    )
    op.create_index(
        "ix_supply_movements_deleted_at_day", "supply_movements", ["deleted_at", "day", "id"]
    )
