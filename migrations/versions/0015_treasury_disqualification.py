"""Proposals to disqualify, and the Treasurer's decisions.

Revision ID: 0015
Revises: 0014
"""

from pathlib import Path

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

SQL = Path(__file__).resolve().parents[1] / "sql"
TABLE = "disqualification_cases"
TEXTS = ("what", "evidence", "reason", "appeal", "court")


def words(name, *values):
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def upgrade():
    op.create_table(
        TABLE,
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("organization_id", sa.UUID(), nullable=False),
        sa.Column("household_id", sa.UUID(), nullable=False),
        sa.Column("account_id", sa.UUID(), nullable=False),
        sa.Column("account_number", sa.Text(), nullable=False),
        sa.Column("whose", words("whose", "parent", "student", "vendor"), nullable=False),
        *[sa.Column(name, sa.Text(), nullable=False) for name in TEXTS],
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proposed_by", sa.UUID(), nullable=False),
        sa.Column(
            "standing",
            words("casestanding", "proposed", "disqualified", "not_disqualified", "withdrawn"),
            nullable=False,
        ),
        sa.Column("decided_at", sa.DateTime(timezone=True)),
        sa.Column("decided_by", sa.UUID()),
        sa.Column("findings", postgresql.JSONB()),
        sa.Column("attorney_general", sa.Boolean(), nullable=False),
        sa.CheckConstraint("decided_by <> proposed_by", name=op.f(f"ck_{TABLE}_two_people")),
        sa.CheckConstraint(
            "(standing = 'proposed') = (decided_at IS NULL)", name=op.f(f"ck_{TABLE}_decided_has_its_day")
        ),
        sa.ForeignKeyConstraint(["account_id"], ["scholarship_accounts.id"], name=op.f(f"fk_{TABLE}_account_id")),
        sa.ForeignKeyConstraint(["organization_id"], ["organizations.id"], name=op.f(f"fk_{TABLE}_organization_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
        sa.UniqueConstraint("reference", name=op.f(f"uq_{TABLE}_reference")),
    )
    op.create_index(op.f(f"ix_{TABLE}_household_id"), TABLE, ["household_id"])
    op.create_index(op.f(f"ix_{TABLE}_organization_id_proposed_at"), TABLE, ["organization_id", "proposed_at"])
    op.create_index(op.f(f"ix_{TABLE}_account_id"), TABLE, ["account_id"])
    op.create_index(
        f"uq_{TABLE}_open", TABLE, ["account_id"], unique=True, postgresql_where=sa.text("standing = 'proposed'")
    )
    op.get_bind().connection.driver_connection.execute((SQL / f"{TABLE}.sql").read_text(encoding="utf-8"))


def downgrade():
    op.drop_table(TABLE)
    op.execute("DROP FUNCTION disqualification_cases_kept()")
