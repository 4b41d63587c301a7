"""Where a recurring duty stands is kept in its row; the first of the four levels is 镇领导."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from fireoffice.db.migrations.entries import Entry, enter
from fireoffice.db.migrations.tables import dates, integers, text

revision = "0007"
down_revision = "0006"

_LABEL = "把责任层级“镇”改称“镇领导”"
_NEXT = """
    SELECT one.{column} FROM duty_occurrences AS one
    WHERE one.duty = duties.id AND one.deleted_at IS NULL
    ORDER BY one.done_on IS NOT NULL,
             CASE WHEN one.done_on IS NULL THEN one.due END,
             CASE WHEN one.done_on IS NULL THEN one.period END,
             one.due DESC, one.period DESC
    LIMIT 1
"""
"""The next occurrence to be fulfilled; where all are, the last one."""


def upgrade() -> None:
    for column in (*text("period"), *dates("next_due"), *integers("owed", "kept")):
        op.add_column("duties", column)
    connection = op.get_bind()
    connection.execute(sa.text("UPDATE duties SET next_due = due"))
    _sum_up(connection)
    _name_levels(connection)


def _sum_up(connection: sa.Connection) -> None:
    """Work out what follows from the occurrences of a duty that has any."""
    following = {name: f"({_NEXT.format(column=name)})" for name in ("due", "period", "record")}
    done = f"({_NEXT.format(column='done_on')}) IS NOT NULL"
    live = "FROM duty_occurrences AS one WHERE one.duty = duties.id AND one.deleted_at IS NULL"
    connection.execute(
        sa.text(
            f"""
            UPDATE duties SET
                next_due = {following["due"]},
                due_order = {following["due"]},
                period = CASE WHEN {done} THEN NULL ELSE {following["period"]} END,
                owed = (SELECT count(*) {live}),
                kept = nullif((SELECT count(*) {live} AND one.done_on IS NOT NULL), 0),
                closed = {done},
                stage = CASE WHEN {done} THEN '已完成'
                             WHEN coalesce({following["record"]}, '') <> '' THEN '履行中'
                             ELSE '待履行' END
            WHERE EXISTS (SELECT 1 {live})
            """  # noqa: S608
        )
    )


def _name_levels(connection: sa.Connection) -> None:
    found = connection.execute(sa.text("SELECT id FROM duties WHERE level = '镇' ORDER BY id"))
    keys = list(found.scalars())
    enter(connection, _LABEL, [Entry("duties", key, "level", "镇", "镇领导") for key in keys])
    connection.execute(sa.text("UPDATE duties SET level = '镇领导' WHERE level = '镇'"))
