"""Donors' years as they were stated.

Revision ID: 0027
Revises: 0026
"""

from pathlib import Path

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

SQL = Path(__file__).resolve().parents[1] / "sql"


def upgrade():
    op.create_table(
        "gift_statements",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("donor_id", sa.UUID(), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("turn", sa.SmallInteger(), nullable=False),
        sa.Column("content", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["donor_id"], ["donors.id"], name=op.f("fk_gift_statements_donor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gift_statements")),
        sa.UniqueConstraint("number", name=op.f("uq_gift_statements_number")),
        sa.UniqueConstraint("donor_id", "year", "turn", name=op.f("uq_gift_statements_donor_id_year_turn")),
    )
    op.get_bind().connection.driver_connection.execute((SQL / "credits_statements.sql").read_text(encoding="utf-8"))


def downgrade():
    op.drop_table("gift_statements")
