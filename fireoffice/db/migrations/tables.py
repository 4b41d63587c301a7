"""The columns that every table of records has had since the first schema, for migrations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

KEY_LENGTH = 36


def make_record_table(
    name: str,
    columns: Sequence[sa.Column[Any]],
    references: Mapping[str, str] | None = None,
    *,
    staged: bool = False,
    indexed: Sequence[str] = (),
) -> None:
    """Make a table of records. `references` are its foreign keys: column to table."""
    op.create_table(
        name,
        *columns,
        sa.Column("id", sa.String(length=KEY_LENGTH), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(), nullable=True),
        sa.Column("deleted_reason", sa.Text(), nullable=True),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        *(_stages() if staged else ()),
        *(
            sa.ForeignKeyConstraint([column], [f"{table}.id"], name=f"fk_{name}_{column}_{table}")
            for column, table in (references or {}).items()
        ),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
    )
    for column in indexed:
        op.create_index(f"ix_{name}_{column}", name, [column])
    if staged:
        op.create_index(f"ix_{name}_order", name, ["deleted_at", "closed", "due_order", "id"])


def key(name: str) -> sa.Column[Any]:
    """A column that holds the key of another record."""
    return sa.Column(name, sa.String(length=KEY_LENGTH), nullable=True)


def text(*names: str) -> list[sa.Column[Any]]:
    """Columns of text."""
    return [sa.Column(name, sa.Text(), nullable=True) for name in names]


def dates(*names: str) -> list[sa.Column[Any]]:
    """Columns of days."""
    return [sa.Column(name, sa.Date(), nullable=True) for name in names]


def integers(*names: str) -> list[sa.Column[Any]]:
    """Columns of whole numbers."""
    return [sa.Column(name, sa.Integer(), nullable=True) for name in names]


def decimals(*names: str) -> list[sa.Column[Any]]:
    """Columns of numbers with a fraction."""
    return [sa.Column(name, sa.Float(), nullable=True) for name in names]


def _stages() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("stage", sa.Text(), nullable=True),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.Column("due_order", sa.Date(), nullable=False),
    )
