"""What happens to scholarship accounts: closings, holds, transfer windows; grants given back.

Revision ID: 0012
Revises: 0011
"""

from pathlib import Path

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

SQL = Path(__file__).resolve().parents[1] / "sql"
ACTS = ("moved", "withdrew", "graduated", "disenrolled", "held", "released", "disqualified")


def upgrade():
    op.add_column("grants", sa.Column("given_back", sa.BigInteger(), nullable=False, server_default="0"))
    op.create_check_constraint(
        op.f("ck_grants_given_back_within_amount"), "grants", "given_back >= 0 AND given_back <= amount"
    )
    op.add_column("scholarship_accounts", sa.Column("held_until", sa.Date()))
    op.create_check_constraint(
        op.f("ck_scholarship_accounts_hold_has_its_end"), "scholarship_accounts",
        "(standing = 'held') = (held_until IS NOT NULL)",
    )  # fmt: skip
    op.create_table(
        "account_happenings",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("organization_id", sa.UUID(), nullable=False),
        sa.Column("household_id", sa.UUID(), nullable=False),
        sa.Column("account_id", sa.UUID(), nullable=False),
        sa.Column(
            "act", sa.Enum(*ACTS, name="act", native_enum=False, create_constraint=True, length=40), nullable=False
        ),
        sa.Column("happened_on", sa.Date(), nullable=False),
        *[sa.Column(name, sa.Text(), nullable=False) for name in ("reason", "outcome", "law")],
        sa.Column("findings", postgresql.JSONB(), nullable=False),
        sa.Column("moves", postgresql.JSONB(), nullable=False),
        sa.Column("from_account", sa.BigInteger(), nullable=False),
        sa.Column("not_deposited", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.UUID()),
        sa.Column("until", sa.Date()),
        sa.Column("school_id", sa.UUID()),
        sa.CheckConstraint("from_account >= 0 AND not_deposited >= 0", name=op.f("ck_account_happenings_moves_out")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["scholarship_accounts.id"], name=op.f("fk_account_happenings_account_id")
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_account_happenings_organization_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_happenings")),
    )
    op.create_index(op.f("ix_account_happenings_household_id"), "account_happenings", ["household_id"])
    op.create_index(op.f("ix_account_happenings_account_id_at"), "account_happenings", ["account_id", "at"])
    op.create_index(op.f("ix_account_happenings_organization_id_at"), "account_happenings", ["organization_id", "at"])
    op.get_bind().connection.driver_connection.execute((SQL / "account_happenings.sql").read_text(encoding="utf-8"))


def downgrade():
    op.drop_table("account_happenings")
    op.drop_constraint(op.f("ck_scholarship_accounts_hold_has_its_end"), "scholarship_accounts")
    op.drop_column("scholarship_accounts", "held_until")
    op.drop_constraint(op.f("ck_grants_given_back_within_amount"), "grants")
    op.drop_column("grants", "given_back")
