"""Letters to families about answers to their expenses.

Revision ID: 0031
Revises: 0030
"""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

MORE = ("expense_approved", "expense_denied", "expense_needs_more")


def _kinds(taken, added):
    """Let the kinds of notices be what they are now, with some more or without some."""
    text = op.get_bind().scalar(
        sa.text("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'ck_notices_kind'")
    )
    kinds = [each for each in text.split("'")[1::2] if each not in taken] + list(added)
    listed = ", ".join(f"'{each}'" for each in kinds)
    op.execute("ALTER TABLE notices DROP CONSTRAINT ck_notices_kind")
    op.execute(f"ALTER TABLE notices ADD CONSTRAINT ck_notices_kind CHECK (kind IN ({listed}))")


def upgrade():
    _kinds((), MORE)


def downgrade():
    _kinds(MORE, ())
