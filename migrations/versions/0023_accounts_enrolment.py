"""What schools say of enrolments, and a payee's look at its children.

Revision ID: 0023
Revises: 0022
"""

from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

SQL = Path(__file__).resolve().parents[1] / "sql"
IDS = ("id", "organization_id", "household_id", "account_id", "payee_id", "said_by")
ANSWERS = sa.Enum(
    "enrolled", "not_enrolled", "left", name="answer", native_enum=False, create_constraint=True, length=40
)


def upgrade():
    op.create_table(
        "enrolment_answers",
        *[sa.Column(name, sa.UUID(), nullable=False) for name in IDS],
        sa.Column("school_year", sa.SmallInteger(), nullable=False),
        sa.Column("answer", ANSWERS, nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        *[sa.Column(name, sa.Text(), nullable=False) for name in ("note", "said_by_name", "handled_note")],
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("handled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("handled_by", sa.UUID(), nullable=True),
        sa.CheckConstraint(
            "(handled_at IS NULL) = (handled_note = '')", name=op.f("ck_enrolment_answers_handled_with_note")
        ),
        *[
            sa.ForeignKeyConstraint([column], [f"{table}.id"], name=op.f(f"fk_enrolment_answers_{column}"))
            for column, table in (
                ("organization_id", "organizations"), ("account_id", "scholarship_accounts"), ("payee_id", "payees"),
            )
        ],
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enrolment_answers")),
    )  # fmt: skip
    op.create_index(op.f("ix_enrolment_answers_household_id"), "enrolment_answers", ["household_id"])
    op.create_index(op.f("ix_enrolment_answers_payee_id"), "enrolment_answers", ["payee_id"])
    op.create_index(op.f("ix_enrolment_answers_account_id_at"), "enrolment_answers", ["account_id", "at"])
    op.create_index(
        "ix_enrolment_answers_open", "enrolment_answers", ["organization_id", "at"],
        postgresql_where=sa.text("handled_at IS NULL AND answer <> 'enrolled'"),
    )  # fmt: skip
    op.get_bind().connection.driver_connection.execute((SQL / "enrolment.sql").read_text(encoding="utf-8"))


def downgrade():
    op.execute("DROP FUNCTION child_by_number(text, text)")
    op.execute("DROP FUNCTION payee_children(text)")
    op.drop_table("enrolment_answers")
