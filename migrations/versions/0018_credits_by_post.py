"""Papers that donors want by post.

Revision ID: 0018
Revises: 0017
"""

from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

SQL = Path(__file__).resolve().parents[1] / "sql"


def upgrade():
    op.create_table(
        "paper_posts",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("reservation_id", sa.UUID(), nullable=False),
        sa.Column("donor_id", sa.UUID(), nullable=False),
        sa.Column("organization_id", sa.UUID(), nullable=False),
        *[sa.Column(name, sa.Text(), nullable=False) for name in ("name", "street", "city", "state", "zip")],
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("sent_by", sa.UUID(), nullable=True),
        sa.CheckConstraint("(sent_on IS NULL) = (sent_by IS NULL)", name=op.f("ck_paper_posts_sent_by_somebody")),
        sa.CheckConstraint("sent_on IS NULL OR withdrawn_at IS NULL", name=op.f("ck_paper_posts_sent_or_withdrawn")),
        sa.ForeignKeyConstraint(["reservation_id"], ["reservations.id"], name=op.f("fk_paper_posts_reservation_id")),
        sa.ForeignKeyConstraint(["donor_id"], ["donors.id"], name=op.f("fk_paper_posts_donor_id")),
        sa.ForeignKeyConstraint(["organization_id"], ["organizations.id"], name=op.f("fk_paper_posts_organization_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_posts")),
    )
    op.create_index(op.f("ix_paper_posts_donor_id"), "paper_posts", ["donor_id"])
    op.create_index(op.f("ix_paper_posts_organization_id_asked_at"), "paper_posts", ["organization_id", "asked_at"])
    op.create_index(
        "uq_paper_posts_open",
        "paper_posts",
        ["reservation_id"],
        unique=True,
        postgresql_where=sa.text("sent_on IS NULL AND withdrawn_at IS NULL"),
    )
    op.get_bind().connection.driver_connection.execute((SQL / "credits_by_post.sql").read_text(encoding="utf-8"))


def downgrade():
    op.drop_table("paper_posts")
