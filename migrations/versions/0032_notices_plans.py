"""A letter for a plan that was stopped.

Revision ID: 0032
Revises: 0031
"""

import re

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

MORE = ("plan_stopped",)


def _kinds(taken, added):
    found = op.get_bind().scalar(
        sa.text("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'ck_notices_kind'")
    )
    words = [each for each in re.findall(r"'(\w+)'", found) if each not in taken]
    listed = ", ".join(f"'{each}'" for each in [*words, *added])
    op.execute("ALTER TABLE notices DROP CONSTRAINT ck_notices_kind")
    op.execute(f"ALTER TABLE notices ADD CONSTRAINT ck_notices_kind CHECK (kind IN ({listed}))")


def upgrade():
    _kinds((), MORE)


def downgrade():
    op.execute("DELETE FROM notices WHERE kind = 'plan_stopped'")
    _kinds(MORE, ())
