"""Whose an entry of the books is: the student's account that it is about, and its household.

Revision ID: 0011
Revises: 0010
"""

from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

SQL = Path(__file__).resolve().parents[1] / "sql"
INDEX = "ix_ledger_entries_scholarship_account_id_entry_on_number"


def upgrade():
    op.add_column("ledger_entries", sa.Column("scholarship_account_id", sa.UUID(), nullable=True))
    op.add_column("ledger_entries", sa.Column("household_id", sa.UUID(), nullable=True))
    op.get_bind().connection.driver_connection.execute((SQL / "ledger_whose.sql").read_text(encoding="utf-8"))
    op.create_index(INDEX, "ledger_entries", ["scholarship_account_id", "entry_on", "number"])


def downgrade():
    op.execute("DROP FUNCTION account_way(uuid)")
    op.execute("DROP POLICY ledger_entries_family_select ON ledger_entries")
    op.execute("REVOKE SELECT ON ledger_entries FROM esa_family")
    op.drop_index(INDEX, "ledger_entries")
    op.drop_column("ledger_entries", "household_id")
    op.drop_column("ledger_entries", "scholarship_account_id")
