"""How many came to a session follows from its list of names where it has one; where it was held."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from fireoffice.db.migrations.tables import integers, key, text

revision = "0009"
down_revision = "0008"

_MARKS = {"present": "已到", "absent": "未到", "excused": "请假"}


def upgrade() -> None:
    with op.batch_alter_table("trainings") as table:
        for column in (*integers("called", "came"), *text("counted_from"), key("unit")):
            table.add_column(column)
        table.create_foreign_key("fk_trainings_unit_units", "units", ["unit"], ["id"])
    op.create_index("ix_trainings_unit", "trainings", ["unit"])
    connection = op.get_bind()
    connection.execute(
        sa.text(
            "UPDATE trainings SET called = expected, came = attended, counted_from ="
            " CASE WHEN expected IS NULL AND attended IS NULL THEN NULL ELSE '填报' END"
        )
    )
    _count_lists(connection)


def _count_lists(connection: sa.Connection) -> None:
    """A list of names decides; before this schema everybody on one was marked."""
    counted = ", ".join(
        f"sum(CASE WHEN presence = '{mark}' THEN 1 ELSE 0 END)" for mark in _MARKS.values()
    )
    lists = connection.execute(
        sa.text(
            f"SELECT training, expected, attended, {counted} FROM attendances"  # noqa: S608
            " JOIN trainings ON trainings.id = attendances.training"
            " WHERE attendances.deleted_at IS NULL GROUP BY training"
        )
    ).fetchall()
    for training, expected, attended, present, absent, excused in lists:
        listed = present + absent + excused
        if not listed:
            continue
        is_larger = listed == present and (expected or 0) > listed
        basis = "实到按签到名单，应到为填报" if is_larger else "签到名单"
        if attended is not None and attended != present:
            basis += f"（填报的实到{attended:,}人不计）"
        connection.execute(
            sa.text(
                "UPDATE trainings SET called = :called, came = :came, counted_from = :basis,"
                " stage = '已开展', closed = 1 WHERE id = :id"
            ),
            {
                "called": expected if is_larger else listed,
                "came": present,
                "basis": basis,
                "id": training,
            },
        )
