"""Periods of the books that are closed: no entry is dated in them.

Revision ID: 0021
Revises: 0020
"""

from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

SQL = Path(__file__).resolve().parents[1] / "sql"


def upgrade():
    op.create_table(
        "ledger_closings",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("organization_id", sa.UUID(), nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_by", sa.UUID(), nullable=False),
        sa.Column("entries", sa.BigInteger(), nullable=False),
        sa.Column("trial", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("reopened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reopened_by", sa.UUID(), nullable=True),
        sa.Column("reopen_reason", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(reopened_at IS NULL) = (reopened_by IS NULL) AND (reopened_at IS NULL) = (reopen_reason = '')",
            name=op.f("ck_ledger_closings_reopened_whole"),
        ),
        sa.CheckConstraint("reopened_by <> closed_by", name=op.f("ck_ledger_closings_two_people")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_ledger_closings_organization_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_closings")),
    )
    op.create_index(
        op.f("ix_ledger_closings_organization_id_last_on"),
        "ledger_closings",
        ["organization_id", "last_on"],
        unique=True,
        postgresql_where=sa.text("reopened_at IS NULL"),
    )
    op.get_bind().connection.driver_connection.execute((SQL / "ledger_closings.sql").read_text(encoding="utf-8"))


def downgrade():
    op.execute("DROP TRIGGER ledger_period_open ON ledger_entries")
    op.execute("DROP FUNCTION ledger_period_open()")
    op.drop_table("ledger_closings")
    op.execute("DROP FUNCTION ledger_closings_kept()")
