"""Recurring duties, 责任书 and 公约; plans of training and lists of those who came."""

from __future__ import annotations

from alembic import op

from fireoffice.db.migrations.tables import dates, integers, key, make_record_table, text

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    make_record_table(
        "duty_occurrences",
        [key("duty"), *text("period", "person"), *dates("due"), *text("record", "evidence"),
         *dates("done_on"), *text("note")],
        {"duty": "duties"},
        staged=True,
    )  # fmt: skip
    op.create_index("ix_duty_occurrences_duty_due", "duty_occurrences", ["duty", "due"])
    make_record_table(
        "pledges",
        [*integers("year"), *text("giver", "taker"), key("village"), key("unit"),
         *text("signer"), *dates("signed_on"), *text("note")],
        {"village": "villages", "unit": "units"},
        indexed=("village", "unit"),
    )  # fmt: skip
    make_record_table(
        "conventions",
        [key("village"), *dates("posted_on"), *text("place"), *dates("ended_on"), *text("note")],
        {"village": "villages"},
        indexed=("village",),
    )
    make_record_table(
        "training_plans",
        [*integers("year"), *text("topic", "audience", "kind", "campaign"),
         *integers("sessions"), *text("department"), *dates("until"), *text("note")],
    )  # fmt: skip
    make_record_table(
        "attendances",
        [key("training"), *integers("place"), *text("name"), key("person"),
         *text("unit", "position", "phone", "audience", "presence", "score", "note")],
        {"training": "trainings", "person": "people"},
        indexed=("person",),
    )  # fmt: skip
    op.create_index("ix_attendances_training_place", "attendances", ["training", "place"])
    with op.batch_alter_table("people") as table:
        table.add_column(*text("audience"))
    with op.batch_alter_table("person_roles") as table:
        table.add_column(*text("note"))
    with op.batch_alter_table("duties") as table:
        for column in (key("answerable"), key("source_paper"), *dates("starts_on", "ends_on")):
            table.add_column(column)
        table.create_index("ix_duties_answerable", ["answerable"])
        table.create_index("ix_duties_source_paper", ["source_paper"])
        table.create_foreign_key("fk_duties_answerable_people", "people", ["answerable"], ["id"])
        table.create_foreign_key(
            "fk_duties_source_paper_papers", "papers", ["source_paper"], ["id"]
        )
    with op.batch_alter_table("trainings") as table:
        for column in (key("plan"), *text("begins", "ends", "script", "evaluation")):
            table.add_column(column)
        table.create_index("ix_trainings_plan", ["plan"])
        table.create_foreign_key(
            "fk_trainings_plan_training_plans", "training_plans", ["plan"], ["id"]
        )
