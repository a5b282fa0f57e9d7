"""A donor's place in the line for tax credits, as a count.

Revision ID: 0006
Revises: 0005
"""

from pathlib import Path

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

SQL = Path(__file__).resolve().parents[1] / "sql"


def upgrade():
    op.execute((SQL / "credits_line.sql").read_text(encoding="utf-8"))


def downgrade():
    op.execute("DROP FUNCTION credits_before()")
