"""A payee's look at the lines that pay it.

Revision ID: 0028
Revises: 0027
"""

from pathlib import Path

from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

SQL = Path(__file__).resolve().parents[1] / "sql"


def upgrade():
    op.get_bind().connection.driver_connection.execute((SQL / "invoices.sql").read_text(encoding="utf-8"))


def downgrade():
    op.execute("DROP FUNCTION payee_lines(text, timestamptz, integer)")
