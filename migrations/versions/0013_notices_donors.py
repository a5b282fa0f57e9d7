"""Notices to donors, and how far the trail of reservations was told.

Revision ID: 0013
Revises: 0012
"""

from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

SQL = Path(__file__).resolve().parents[1] / "sql"
BEFORE = ("application_received",)
MORE = (
    "reservation_made",
    "reservation_of_plan",
    "reservation_waits",
    "reservation_served",
    "reservation_changed",
    "reservation_ends_soon",
    "reservation_lapsed",
    "reservation_voided",
    "payment_failed",
    "gift_received",
    "gift_went_back",
    "gift_awaited_again",
    "certificate_ready",
)


def _kinds(words):
    op.execute("ALTER TABLE notices DROP CONSTRAINT ck_notices_kind")
    listed = ", ".join(f"'{each}'" for each in words)
    op.execute(f"ALTER TABLE notices ADD CONSTRAINT ck_notices_kind CHECK (kind IN ({listed}))")


def upgrade():
    _kinds(BEFORE + MORE)
    op.alter_column("notices", "household_id", nullable=True)
    op.add_column("notices", sa.Column("sequence", sa.BigInteger(), sa.Identity(), nullable=False))
    op.add_column("notices", sa.Column("donor_id", sa.UUID(), nullable=True))
    op.create_foreign_key(op.f("fk_notices_donor_id"), "notices", "donors", ["donor_id"], ["id"])
    op.create_index(op.f("ix_notices_donor_id"), "notices", ["donor_id"])
    op.create_check_constraint(op.f("ck_notices_one_reader"), "notices", "num_nonnulls(household_id, donor_id) = 1")
    op.create_table(
        "reservations_told",
        sa.Column("year", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("up_to", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_reservations_told")),
    )
    op.get_bind().connection.driver_connection.execute((SQL / "notices_donors.sql").read_text(encoding="utf-8"))


def downgrade():
    op.drop_table("reservations_told")
    op.execute("DROP POLICY notices_donor_select ON notices")
    op.execute("REVOKE ALL ON notices FROM esa_donor")
    op.execute("DELETE FROM notices WHERE household_id IS NULL")
    op.drop_constraint(op.f("ck_notices_one_reader"), "notices")
    op.drop_column("notices", "donor_id")
    op.drop_column("notices", "sequence")
    op.alter_column("notices", "household_id", nullable=False)
    _kinds(BEFORE)
