"""Figures by two people: what one proposes, another confirms.

Revision ID: 0017
Revises: 0016
"""

from pathlib import Path

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

SQL = Path(__file__).resolve().parents[1] / "sql"
STANDINGS = sa.Enum(
    "proposed", "confirmed", "taken_back", native_enum=False, create_constraint=True, length=40, name="proposalstanding"
)
CHECKS = {
    "two_people": "standing <> 'confirmed' OR decided_by <> proposed_by",
    "decided_by_somebody": "(standing = 'proposed') = (decided_by IS NULL)",
    "reason_given": "standing <> 'taken_back' OR reason <> ''",
}


def upgrade():
    op.create_table(
        "figure_proposals",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("figures", postgresql.JSONB(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("preview", postgresql.JSONB(), nullable=False),
        sa.Column("proposed_by", sa.UUID(), nullable=False),
        sa.Column("proposed_name", sa.Text(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("standing", STANDINGS, nullable=False),
        sa.Column("decided_by", sa.UUID(), nullable=True),
        sa.Column("decided_name", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("preview_confirmed", postgresql.JSONB(), nullable=True),
        *[sa.CheckConstraint(text, name=op.f(f"ck_figure_proposals_{name}")) for name, text in CHECKS.items()],
        sa.PrimaryKeyConstraint("id", name=op.f("pk_figure_proposals")),
    )
    op.create_index(
        "ix_figure_proposals_open",
        "figure_proposals",
        ["proposed_at"],
        postgresql_where=sa.text("standing = 'proposed'"),
    )
    op.add_column("published_parameters", sa.Column("proposal_id", sa.UUID(), nullable=True))
    op.create_foreign_key(
        op.f("fk_published_parameters_proposal_id"), "published_parameters", "figure_proposals", ["proposal_id"], ["id"]
    )
    op.get_bind().connection.driver_connection.execute((SQL / "figure_proposals.sql").read_text(encoding="utf-8"))


def downgrade():
    op.execute("DROP TRIGGER published_parameters_confirmed ON published_parameters")
    op.execute("DROP FUNCTION figure_is_confirmed()")
    op.execute("REVOKE UPDATE (replaced_at) ON published_parameters FROM esa_treasury")
    op.execute("GRANT UPDATE ON published_parameters TO esa_treasury")
    op.drop_column("published_parameters", "proposal_id")
    op.drop_table("figure_proposals")
