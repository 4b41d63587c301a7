"""Which records a paper is about, what a form was filled with, and the dated wordings."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


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


def upgrade() -> None:
    op.add_column("papers", sa.Column("form", sa.Text(), nullable=True))
    op.add_column("papers", sa.Column("template", sa.Text(), nullable=True))
    op.add_column("papers", sa.Column("template_sha256", sa.Text(), nullable=True))
    op.add_column("papers", sa.Column("context", sa.JSON(none_as_null=True), nullable=True))
    op.create_table(
        "paper_links",
        sa.Column("paper", sa.String(length=36), nullable=True),
        sa.Column("register", sa.Text(), nullable=True),
        sa.Column("record", sa.Text(), nullable=True),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("clause", sa.Text(), nullable=True),
        *_record(),
        sa.ForeignKeyConstraint(["paper"], ["papers.id"], name=op.f("fk_paper_links_paper_papers")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_links")),
    )
    op.create_index(op.f("ix_paper_links_paper"), "paper_links", ["paper"])
    op.create_index("ix_paper_links_register_record", "paper_links", ["register", "record"])
    op.create_table(
        "wordings",
        sa.Column("form", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("heading", sa.Text(), nullable=True),
        sa.Column("opening", sa.Text(), nullable=True),
        sa.Column("demand", sa.Text(), nullable=True),
        sa.Column("rights", sa.Text(), nullable=True),
        sa.Column("basis", sa.Text(), nullable=True),
        sa.Column("delegated", sa.Boolean(), nullable=True),
        sa.Column("authority", sa.Text(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("order", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        *_record(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wordings")),
    )
    op.create_index(op.f("ix_wordings_form"), "wordings", ["form"])
