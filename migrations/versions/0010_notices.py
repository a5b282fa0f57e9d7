"""Notices to families: the outbox.

Revision ID: 0010
Revises: 0009
"""

from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

SQL = Path(__file__).resolve().parents[1] / "sql"
KINDS = sa.Enum("application_received", native_enum=False, create_constraint=True, length=40, name="kind")


def upgrade():
    op.create_table(
        "notices",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("household_id", sa.UUID(), nullable=False),
        sa.Column("kind", KINDS, nullable=False),
        *[sa.Column(name, sa.Text(), nullable=False) for name in ("language", "address", "subject", "body")],
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_try_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.BigInteger(), nullable=False),
        sa.Column("failure", sa.Text(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["household_id"], ["households.id"], name=op.f("fk_notices_household_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notices")),
        sa.UniqueConstraint("act", "address", name=op.f("uq_notices_act_address")),
    )
    op.create_index(op.f("ix_notices_household_id"), "notices", ["household_id"])
    op.create_index("ix_notices_unsent", "notices", ["next_try_at"], postgresql_where=sa.text("sent_at IS NULL"))
    op.get_bind().connection.driver_connection.execute((SQL / "notices.sql").read_text(encoding="utf-8"))


def downgrade():
    op.drop_table("notices")
