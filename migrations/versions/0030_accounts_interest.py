"""Interest that was shared among accounts.

Revision ID: 0030
Revises: 0029
"""

from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

SQL = Path(__file__).resolve().parents[1] / "sql"


def upgrade():
    op.create_table(
        "interest_sharings",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("organization_id", sa.UUID(), nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("accounts", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("shared_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("shared_by", sa.UUID(), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_interest_sharings_amount_positive")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_interest_sharings_organization_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interest_sharings")),
        sa.UniqueConstraint("organization_id", "period", name=op.f("uq_interest_sharings_organization_id_period")),
    )
    op.create_table(
        "interest_shares",
        sa.Column("sharing_id", sa.UUID(), nullable=False),
        sa.Column("account_id", sa.UUID(), nullable=False),
        sa.Column("organization_id", sa.UUID(), nullable=False),
        sa.Column("household_id", sa.UUID(), nullable=False),
        sa.Column("cent_days", sa.BigInteger(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_interest_shares_amount_positive")),
        sa.ForeignKeyConstraint(["sharing_id"], ["interest_sharings.id"], name=op.f("fk_interest_shares_sharing_id")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["scholarship_accounts.id"], name=op.f("fk_interest_shares_account_id")
        ),
        sa.PrimaryKeyConstraint("sharing_id", "account_id", name=op.f("pk_interest_shares")),
    )
    op.create_index(op.f("ix_interest_shares_household_id"), "interest_shares", ["household_id"])
    op.create_index(
        op.f("ix_interest_shares_organization_id_account_id"), "interest_shares", ["organization_id", "account_id"]
    )
    op.get_bind().connection.driver_connection.execute((SQL / "interest.sql").read_text(encoding="utf-8"))


def downgrade():
    op.drop_table("interest_shares")
    op.drop_table("interest_sharings")
