"""The first schema: town, people, places, the four registers, papers, operation log."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_APPEND_ONLY = ("operations", "op_changes")


def _record() -> list[sa.Column[Any]]:
    """The columns that every record has."""
    return [
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(), nullable=True),
        sa.Column("deleted_reason", sa.Text(), nullable=True),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
    ]


def _staged() -> list[sa.Column[Any]]:
    """The columns of a record that passes through stages."""
    return [
        sa.Column("stage", sa.Text(), nullable=True),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.Column("due_order", sa.Date(), nullable=False),
    ]


def upgrade() -> None:
    op.create_table(
        "code_values",
        sa.Column("list_name", sa.Text(), nullable=True),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("order", sa.Integer(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("basis", sa.Text(), nullable=True),
        *_record(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_code_values")),
    )
    op.create_index(op.f("ix_code_values_list_name"), "code_values", ["list_name"], unique=False)
    op.create_table(
        "drafts",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_drafts")),
    )
    op.create_table(
        "meta",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_meta")),
    )
    op.create_table(
        "papers",
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("format", sa.Text(), nullable=True),
        sa.Column("heading", sa.Text(), nullable=True),
        sa.Column("recipients", sa.Text(), nullable=True),
        sa.Column("series", sa.Text(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=True),
        sa.Column("number_text", sa.Text(), nullable=True),
        sa.Column("dated", sa.Date(), nullable=True),
        sa.Column("state", sa.Text(), nullable=True),
        sa.Column("file", sa.Text(), nullable=True),
        sa.Column("sha256", sa.Text(), nullable=True),
        sa.Column("issued_by", sa.Text(), nullable=True),
        sa.Column("void_reason", sa.Text(), nullable=True),
        sa.Column("manuscript", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("issued_at", sa.DateTime(), nullable=True),
        *_record(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_papers")),
    )
    op.create_index("ix_papers_deleted_at_state", "papers", ["deleted_at", "state"], unique=False)
    op.create_index(op.f("ix_papers_number_text"), "papers", ["number_text"], unique=False)
    op.create_table(
        "replicas",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_replicas")),
    )
    op.create_table(
        "series",
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("usage", sa.Text(), nullable=True),
        sa.Column("order", sa.Integer(), nullable=True),
        *_record(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_series")),
    )
    op.create_table(
        "towns",
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("issuer", sa.Text(), nullable=True),
        sa.Column("printed_by", sa.Text(), nullable=True),
        sa.Column("office", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        *_record(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_towns")),
    )
    op.create_table(
        "villages",
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("population", sa.Integer(), nullable=True),
        sa.Column("households", sa.Integer(), nullable=True),
        sa.Column("head", sa.Text(), nullable=True),
        sa.Column("manager", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("order", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        *_record(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_villages")),
    )
    op.create_table(
        "duties",
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("level", sa.Text(), nullable=True),
        sa.Column("holder", sa.Text(), nullable=True),
        sa.Column("village", sa.String(length=36), nullable=True),
        sa.Column("person", sa.Text(), nullable=True),
        sa.Column("position", sa.Text(), nullable=True),
        sa.Column("category", sa.Text(), nullable=True),
        sa.Column("content", sa.Text(), nullable=True),
        sa.Column("clause", sa.Text(), nullable=True),
        sa.Column("basis", sa.Text(), nullable=True),
        sa.Column("frequency", sa.Text(), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("record", sa.Text(), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("handler", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        *_record(),
        *_staged(),
        sa.ForeignKeyConstraint(
            ["village"], ["villages.id"], name=op.f("fk_duties_village_villages")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duties")),
    )
    op.create_index(
        "ix_duties_deleted_at_number", "duties", ["deleted_at", "number", "id"], unique=False
    )
    op.create_index(op.f("ix_duties_number"), "duties", ["number"], unique=False)
    op.create_index(
        "ix_duties_order", "duties", ["deleted_at", "closed", "due_order", "id"], unique=False
    )
    op.create_index(op.f("ix_duties_village"), "duties", ["village"], unique=False)
    op.create_table(
        "grids",
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("village", sa.String(length=36), nullable=True),
        sa.Column("scope", sa.Text(), nullable=True),
        sa.Column("households", sa.Integer(), nullable=True),
        sa.Column("population", sa.Integer(), nullable=True),
        sa.Column("keeper", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        *_record(),
        sa.ForeignKeyConstraint(
            ["village"], ["villages.id"], name=op.f("fk_grids_village_villages")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grids")),
    )
    op.create_index(op.f("ix_grids_village"), "grids", ["village"], unique=False)
    op.create_table(
        "operations",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("replica_id", sa.String(length=36), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("undoes", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(
            ["replica_id"], ["replicas.id"], name=op.f("fk_operations_replica_id_replicas")
        ),
        sa.ForeignKeyConstraint(
            ["undoes"], ["operations.id"], name=op.f("fk_operations_undoes_operations")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_operations")),
        sa.UniqueConstraint(
            "replica_id", "sequence", name=op.f("uq_operations_replica_id_sequence")
        ),
    )
    op.create_index(op.f("ix_operations_undoes"), "operations", ["undoes"], unique=False)
    op.create_table(
        "paper_numbers",
        sa.Column("series", sa.Text(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=True),
        sa.Column("paper", sa.String(length=36), nullable=True),
        sa.Column("state", sa.Text(), nullable=True),
        sa.Column("by_hand", sa.Boolean(), nullable=True),
        *_record(),
        sa.ForeignKeyConstraint(
            ["paper"], ["papers.id"], name=op.f("fk_paper_numbers_paper_papers")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_numbers")),
        sa.UniqueConstraint(
            "series", "year", "sequence", name=op.f("uq_paper_numbers_series_year_sequence")
        ),
    )
    op.create_index(op.f("ix_paper_numbers_paper"), "paper_numbers", ["paper"], unique=False)
    op.create_table(
        "people",
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("sex", sa.Text(), nullable=True),
        sa.Column("id_number", sa.Text(), nullable=True),
        sa.Column("birthday", sa.Date(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("village", sa.String(length=36), nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("employer", sa.Text(), nullable=True),
        sa.Column("position", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        *_record(),
        sa.ForeignKeyConstraint(
            ["village"], ["villages.id"], name=op.f("fk_people_village_villages")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
    )
    op.create_index(op.f("ix_people_id_number"), "people", ["id_number"], unique=False)
    op.create_index(op.f("ix_people_village"), "people", ["village"], unique=False)
    op.create_table(
        "trainings",
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("topic", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("campaign", sa.Text(), nullable=True),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("hours", sa.Float(), nullable=True),
        sa.Column("village", sa.String(length=36), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("host", sa.Text(), nullable=True),
        sa.Column("lecturer", sa.Text(), nullable=True),
        sa.Column("audience", sa.Text(), nullable=True),
        sa.Column("expected", sa.Integer(), nullable=True),
        sa.Column("attended", sa.Integer(), nullable=True),
        sa.Column("leaflets", sa.Integer(), nullable=True),
        sa.Column("assessment", sa.Text(), nullable=True),
        sa.Column("summary", sa.Text(), nullable=True),
        sa.Column("handler", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        *_record(),
        *_staged(),
        sa.ForeignKeyConstraint(
            ["village"], ["villages.id"], name=op.f("fk_trainings_village_villages")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trainings")),
    )
    op.create_index(
        "ix_trainings_deleted_at_held_on",
        "trainings",
        ["deleted_at", "held_on", "id"],
        unique=False,
    )
    op.create_index(op.f("ix_trainings_number"), "trainings", ["number"], unique=False)
    op.create_index(
        "ix_trainings_order", "trainings", ["deleted_at", "closed", "due_order", "id"], unique=False
    )
    op.create_index(op.f("ix_trainings_village"), "trainings", ["village"], unique=False)
    op.create_table(
        "volunteers",
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("village", sa.String(length=36), nullable=True),
        sa.Column("team", sa.Text(), nullable=True),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("id_number", sa.Text(), nullable=True),
        sa.Column("sex", sa.Text(), nullable=True),
        sa.Column("birthday", sa.Date(), nullable=True),
        sa.Column("nation", sa.Text(), nullable=True),
        sa.Column("education", sa.Text(), nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("blood_type", sa.Text(), nullable=True),
        sa.Column("veteran", sa.Boolean(), nullable=True),
        sa.Column("certificate", sa.Text(), nullable=True),
        sa.Column("health_check_on", sa.Date(), nullable=True),
        sa.Column("insurer", sa.Text(), nullable=True),
        sa.Column("policy", sa.Text(), nullable=True),
        sa.Column("insured_until", sa.Date(), nullable=True),
        sa.Column("size", sa.Text(), nullable=True),
        sa.Column("joined_on", sa.Date(), nullable=True),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        *_record(),
        *_staged(),
        sa.ForeignKeyConstraint(
            ["village"], ["villages.id"], name=op.f("fk_volunteers_village_villages")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_volunteers")),
    )
    op.create_index(
        "ix_volunteers_deleted_at_number",
        "volunteers",
        ["deleted_at", "number", "id"],
        unique=False,
    )
    op.create_index(op.f("ix_volunteers_id_number"), "volunteers", ["id_number"], unique=False)
    op.create_index(op.f("ix_volunteers_name"), "volunteers", ["name"], unique=False)
    op.create_index(op.f("ix_volunteers_number"), "volunteers", ["number"], unique=False)
    op.create_index(
        "ix_volunteers_order",
        "volunteers",
        ["deleted_at", "closed", "due_order", "id"],
        unique=False,
    )
    op.create_index(op.f("ix_volunteers_village"), "volunteers", ["village"], unique=False)
    op.create_table(
        "op_changes",
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("op_id", sa.String(length=36), nullable=False),
        sa.Column("table", sa.Text(), nullable=False),
        sa.Column("record_id", sa.String(length=36), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("old", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("new", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("parents", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["op_id"], ["operations.id"], name=op.f("fk_op_changes_op_id_operations")
        ),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_op_changes")),
        sa.UniqueConstraint(
            "op_id", "record_id", "field", name=op.f("uq_op_changes_op_id_record_id_field")
        ),
    )
    op.create_index(
        "ix_op_changes_record_id_field", "op_changes", ["record_id", "field"], unique=False
    )
    op.create_table(
        "units",
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("category", sa.Text(), nullable=True),
        sa.Column("village", sa.String(length=36), nullable=True),
        sa.Column("grid", sa.String(length=36), nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("responsible", sa.Text(), nullable=True),
        sa.Column("manager", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("credit_code", sa.Text(), nullable=True),
        sa.Column("storeys", sa.Integer(), nullable=True),
        sa.Column("area", sa.Float(), nullable=True),
        sa.Column("lodgers", sa.Integer(), nullable=True),
        sa.Column("gas", sa.Boolean(), nullable=True),
        sa.Column("mixed_use", sa.Boolean(), nullable=True),
        sa.Column("risk", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        *_record(),
        sa.ForeignKeyConstraint(["grid"], ["grids.id"], name=op.f("fk_units_grid_grids")),
        sa.ForeignKeyConstraint(
            ["village"], ["villages.id"], name=op.f("fk_units_village_villages")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_units")),
    )
    op.create_index(op.f("ix_units_grid"), "units", ["grid"], unique=False)
    op.create_index(op.f("ix_units_kind"), "units", ["kind"], unique=False)
    op.create_index(op.f("ix_units_name"), "units", ["name"], unique=False)
    op.create_index(op.f("ix_units_village"), "units", ["village"], unique=False)
    op.create_table(
        "hazards",
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("found_on", sa.Date(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("inspectors", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("unit", sa.String(length=36), nullable=True),
        sa.Column("village", sa.String(length=36), nullable=True),
        sa.Column("part", sa.Text(), nullable=True),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("category", sa.Text(), nullable=True),
        sa.Column("grade", sa.Text(), nullable=True),
        sa.Column("basis", sa.Text(), nullable=True),
        sa.Column("notified_on", sa.Date(), nullable=True),
        sa.Column("notice_number", sa.Text(), nullable=True),
        sa.Column("responsible", sa.Text(), nullable=True),
        sa.Column("measures", sa.Text(), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("started_on", sa.Date(), nullable=True),
        sa.Column("fixed_on", sa.Date(), nullable=True),
        sa.Column("rechecked_on", sa.Date(), nullable=True),
        sa.Column("recheckers", sa.Text(), nullable=True),
        sa.Column("recheck_result", sa.Text(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("closed_by", sa.Text(), nullable=True),
        sa.Column("transferred_on", sa.Date(), nullable=True),
        sa.Column("transferred_to", sa.Text(), nullable=True),
        sa.Column("handler", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        *_record(),
        *_staged(),
        sa.ForeignKeyConstraint(["unit"], ["units.id"], name=op.f("fk_hazards_unit_units")),
        sa.ForeignKeyConstraint(
            ["village"], ["villages.id"], name=op.f("fk_hazards_village_villages")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hazards")),
    )
    op.create_index(
        "ix_hazards_deleted_at_due", "hazards", ["deleted_at", "due", "id"], unique=False
    )
    op.create_index(
        "ix_hazards_deleted_at_found_on", "hazards", ["deleted_at", "found_on", "id"], unique=False
    )
    op.create_index(
        "ix_hazards_deleted_at_stage", "hazards", ["deleted_at", "stage", "id"], unique=False
    )
    op.create_index(op.f("ix_hazards_fixed_on"), "hazards", ["fixed_on"], unique=False)
    op.create_index(op.f("ix_hazards_number"), "hazards", ["number"], unique=False)
    op.create_index(
        "ix_hazards_order", "hazards", ["deleted_at", "closed", "due_order", "id"], unique=False
    )
    op.create_index(op.f("ix_hazards_unit"), "hazards", ["unit"], unique=False)
    op.create_index(op.f("ix_hazards_village"), "hazards", ["village"], unique=False)
    op.create_table(
        "person_roles",
        sa.Column("person", sa.String(length=36), nullable=True),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("village", sa.String(length=36), nullable=True),
        sa.Column("grid", sa.String(length=36), nullable=True),
        sa.Column("unit", sa.String(length=36), nullable=True),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        *_record(),
        sa.ForeignKeyConstraint(["grid"], ["grids.id"], name=op.f("fk_person_roles_grid_grids")),
        sa.ForeignKeyConstraint(
            ["person"], ["people.id"], name=op.f("fk_person_roles_person_people")
        ),
        sa.ForeignKeyConstraint(["unit"], ["units.id"], name=op.f("fk_person_roles_unit_units")),
        sa.ForeignKeyConstraint(
            ["village"], ["villages.id"], name=op.f("fk_person_roles_village_villages")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_roles")),
    )
    op.create_index(op.f("ix_person_roles_grid"), "person_roles", ["grid"], unique=False)
    op.create_index(op.f("ix_person_roles_person"), "person_roles", ["person"], unique=False)
    op.create_index(op.f("ix_person_roles_unit"), "person_roles", ["unit"], unique=False)
    op.create_index(op.f("ix_person_roles_village"), "person_roles", ["village"], unique=False)
    for table in _APPEND_ONLY:
        for action in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{action.lower()} BEFORE {action} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
