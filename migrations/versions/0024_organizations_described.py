"""What receipts say of an EAO, and what it filed under EAO-14.

Revision ID: 0024
Revises: 0023
"""

from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

SQL = Path(__file__).resolve().parents[1] / "sql"
TEXTS = ("street", "city", "state", "zip", "tax_number")


def upgrade():
    for name in TEXTS:
        op.add_column("organizations", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    for name in ("expected", "bond"):
        op.add_column("certifications", sa.Column(name, sa.BigInteger(), nullable=False, server_default="0"))
    op.add_column(
        "certifications", sa.Column("other_proof", sa.Boolean(), nullable=False, server_default=sa.text("false"))
    )
    op.get_bind().connection.driver_connection.execute(
        (SQL / "organizations_described.sql").read_text(encoding="utf-8")
    )


def downgrade():
    op.execute("DROP POLICY organizations_organization_update ON organizations")
    op.execute("REVOKE UPDATE (street, city, state, zip, tax_number) ON organizations FROM esa_organization")
    for name in ("expected", "bond", "other_proof"):
        op.drop_column("certifications", name)
    for name in TEXTS:
        op.drop_column("organizations", name)
