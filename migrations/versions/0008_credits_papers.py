"""Receipts and certificates as papers, and what became of each.

Revision ID: 0008
Revises: 0007
"""

from pathlib import Path

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

SQL = Path(__file__).resolve().parents[1] / "sql"


def upgrade():
    op.create_table(
        "gift_papers",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("receipt", "certificate", name="paperkind", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("turn", sa.SmallInteger(), nullable=False),
        sa.Column("contribution_id", sa.UUID(), nullable=False),
        sa.Column("reservation_id", sa.UUID(), nullable=False),
        sa.Column("donor_id", sa.UUID(), nullable=False),
        sa.Column("organization_id", sa.UUID(), nullable=False),
        sa.Column("names_donor", sa.Boolean(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("content", postgresql.JSONB(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.UUID(), nullable=True),
        sa.CheckConstraint("amount > 0", name=op.f("ck_gift_papers_amount_positive")),
        sa.ForeignKeyConstraint(["contribution_id"], ["contributions.id"], name=op.f("fk_gift_papers_contribution_id")),
        sa.ForeignKeyConstraint(["donor_id"], ["donors.id"], name=op.f("fk_gift_papers_donor_id")),
        sa.ForeignKeyConstraint(["organization_id"], ["organizations.id"], name=op.f("fk_gift_papers_organization_id")),
        sa.ForeignKeyConstraint(["reservation_id"], ["reservations.id"], name=op.f("fk_gift_papers_reservation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gift_papers")),
        sa.UniqueConstraint("contribution_id", "kind", "turn", name=op.f("uq_gift_papers_contribution_id_kind_turn")),
        sa.UniqueConstraint("number", name=op.f("uq_gift_papers_number")),
    )
    op.create_index(op.f("ix_gift_papers_reservation_id"), "gift_papers", ["reservation_id"], unique=False)
    op.create_index(op.f("ix_gift_papers_donor_id"), "gift_papers", ["donor_id"], unique=False)
    op.create_index(op.f("ix_gift_papers_organization_id"), "gift_papers", ["organization_id"], unique=False)
    op.create_table(
        "gift_paper_voids",
        sa.Column("paper_id", sa.UUID(), nullable=False),
        sa.Column("donor_id", sa.UUID(), nullable=False),
        sa.Column("organization_id", sa.UUID(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by_user", sa.UUID(), nullable=True),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_gift_paper_voids_reason_given")),
        sa.ForeignKeyConstraint(["paper_id"], ["gift_papers.id"], name=op.f("fk_gift_paper_voids_paper_id")),
        sa.PrimaryKeyConstraint("paper_id", name=op.f("pk_gift_paper_voids")),
    )
    # The driver itself, without parameters: a file holds many statements, and percent signs are its own.
    op.get_bind().connection.driver_connection.execute((SQL / "credits_papers.sql").read_text(encoding="utf-8"))


def downgrade():
    op.drop_table("gift_paper_voids")
    op.drop_index(op.f("ix_gift_papers_organization_id"), table_name="gift_papers")
    op.drop_index(op.f("ix_gift_papers_donor_id"), table_name="gift_papers")
    op.drop_index(op.f("ix_gift_papers_reservation_id"), table_name="gift_papers")
    op.drop_table("gift_papers")
