"""Choices among the readings of the law; runs and expense decisions tell theirs; cashier's checks as a means.

Revision ID: 0022
Revises: 0021
"""

from pathlib import Path

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

SQL = Path(__file__).resolve().parents[1] / "sql"
DAY = "(%s AT TIME ZONE 'America/Chicago')::date"
CHECKS = {
    "reason_given": "reason <> ''",
    "two_people": "confirmed_by <> proposed_by",
    "confirmed_by_somebody": "(confirmed_at IS NULL) = (confirmed_by IS NULL)",
    "withdrawn_by_somebody": "(withdrawn_at IS NULL) = (withdrawn_by IS NULL)",
    "begins_after_proposal": f"starts_on > {DAY % 'proposed_at'}",
    "begins_after_confirmation": f"starts_on > {DAY % 'confirmed_at'}",
    "withdrawn_before_it_begins": f"confirmed_at IS NULL OR starts_on > {DAY % 'withdrawn_at'}",
}
# Ways to give before and after cashier's checks can count (AMB-22 read otherwise).
WAYS = {
    ("payments", "means"): ("bank_debit", "card", "check", "third_party_check", "money_order", "payroll", "electronic"),
    ("contributions", "method"): ("check", "third_party_check", "money_order", "payroll", "electronic"),
}


def ways(*more):
    for (table, column), known in WAYS.items():
        listed = ", ".join(f"'{each}'" for each in (*known, *more))
        name = f"ck_{table}_{column}"
        op.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        op.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} CHECK ({column} IN ({listed}))")


def upgrade():
    op.create_table(
        "reading_choices",
        sa.Column("id", sa.UUID(), nullable=False),
        *[sa.Column(name, sa.Text(), nullable=False) for name in ("reading", "option", "reason")],
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proposed_by", sa.UUID(), nullable=False),
        sa.Column("organization_id", sa.UUID()),
        sa.Column("confirmed_at", sa.DateTime(timezone=True)),
        sa.Column("confirmed_by", sa.UUID()),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True)),
        sa.Column("withdrawn_by", sa.UUID()),
        *[sa.CheckConstraint(rule, name=op.f(f"ck_reading_choices_{name}")) for name, rule in CHECKS.items()],
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_reading_choices_organization_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reading_choices")),
    )
    op.create_index(
        "uq_reading_choices_live", "reading_choices", ["reading", "organization_id", "starts_on"], unique=True,
        postgresql_nulls_not_distinct=True, postgresql_where=sa.text("withdrawn_at IS NULL"),
    )  # fmt: skip
    op.get_bind().connection.driver_connection.execute((SQL / "reading_choices.sql").read_text(encoding="utf-8"))
    for table in ("award_runs", "expense_decisions"):
        op.add_column(table, sa.Column("readings", postgresql.JSONB(), nullable=False, server_default="{}"))
    ways("cashiers_check")


def downgrade():
    ways()
    for table in ("award_runs", "expense_decisions"):
        op.drop_column(table, "readings")
    op.drop_table("reading_choices")
    op.execute("DROP FUNCTION reading_choices_kept()")
