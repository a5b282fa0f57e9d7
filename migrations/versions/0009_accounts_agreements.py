"""Agreements that parents signed: kept as they were signed.

Revision ID: 0009
Revises: 0008
"""

from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

SQL = Path(__file__).resolve().parents[1] / "sql"
TEXTS = ("version", "language", "text", "digest", "signed_name")


def upgrade():
    op.create_table(
        "agreements",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("organization_id", sa.UUID(), nullable=False),
        sa.Column("household_id", sa.UUID(), nullable=False),
        sa.Column("account_id", sa.UUID(), nullable=False),
        sa.Column("school_year", sa.SmallInteger(), nullable=False),
        *[sa.Column(name, sa.Text(), nullable=False) for name in TEXTS],
        sa.Column("signed_by", sa.UUID(), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("from_address", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["scholarship_accounts.id"], name=op.f("fk_agreements_account_id")),
        sa.ForeignKeyConstraint(["organization_id"], ["organizations.id"], name=op.f("fk_agreements_organization_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreements")),
        sa.UniqueConstraint("account_id", "school_year", name=op.f("uq_agreements_account_id_school_year")),
    )
    op.create_index(op.f("ix_agreements_household_id"), "agreements", ["household_id"])
    op.create_index(op.f("ix_agreements_organization_id_signed_at"), "agreements", ["organization_id", "signed_at"])
    op.get_bind().connection.driver_connection.execute((SQL / "agreements.sql").read_text(encoding="utf-8"))


def downgrade():
    op.drop_table("agreements")
