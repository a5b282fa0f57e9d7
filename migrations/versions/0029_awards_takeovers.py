"""Accounts taken over from an earlier system: the file with its totals, the opening balances.

Revision ID: 0029
Revises: 0028
"""

from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

SQL = Path(__file__).resolve().parents[1] / "sql"
TAKEOVERS, OPENINGS = "takeovers", "opening_balances"


def uid(name, **more):
    return sa.Column(name, sa.UUID(), **{"nullable": False, **more})


def cents(*names):
    return [sa.Column(name, sa.BigInteger(), nullable=False) for name in names]


def texts(*names):
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def check(table, name, what):
    return sa.CheckConstraint(what, name=op.f(f"ck_{table}_{name}"))


def foreign(table, column, target):
    return sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_{table}_{column}"))


def upgrade():
    standing = sa.Enum(
        "proposed", "booked", "withdrawn", name="takeoverstanding", native_enum=False, create_constraint=True, length=40
    )
    op.create_table(
        TAKEOVERS, uid("id"), *texts("reference"), uid("organization_id"),
        sa.Column("school_year", sa.SmallInteger(), nullable=False), *texts("filename", "file_sha256", "proof"),
        sa.Column("content", sa.LargeBinary(), nullable=False), *cents("accounts", "granted", "deposited", "spent"),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False), uid("proposed_by"),
        sa.Column("standing", standing, nullable=False), sa.Column("booked_at", sa.DateTime(timezone=True)),
        uid("booked_by", nullable=True), check(TAKEOVERS, "two_people", "booked_by <> proposed_by"),
        check(TAKEOVERS, "booked_by_somebody", "(standing = 'booked') = (booked_by IS NOT NULL)"),
        foreign(TAKEOVERS, "organization_id", "organizations.id"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TAKEOVERS}")),
        sa.UniqueConstraint("reference", name=op.f(f"uq_{TAKEOVERS}_reference")),
    )  # fmt: skip
    op.create_index(op.f(f"ix_{TAKEOVERS}_organization_id_proposed_at"), TAKEOVERS, ["organization_id", "proposed_at"])
    # The same file is proposed or booked once; taken back, it may be sent again.
    op.create_index(
        f"uq_{TAKEOVERS}_file", TAKEOVERS, ["organization_id", "file_sha256"], unique=True,
        postgresql_where=sa.text("standing <> 'withdrawn'"),
    )  # fmt: skip
    op.create_table(
        OPENINGS, uid("id"), uid("organization_id"), uid("household_id"), uid("account_id"), uid("grant_id"),
        *texts("source"), *cents("deposited", "spent"),
        check(OPENINGS, "spent_within", "spent >= 0 AND spent <= deposited"),
        foreign(OPENINGS, "account_id", "scholarship_accounts.id"), foreign(OPENINGS, "grant_id", "grants.id"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{OPENINGS}")),
        sa.UniqueConstraint("grant_id", "source", name=op.f(f"uq_{OPENINGS}_grant_id_source")),
    )  # fmt: skip
    for column in ("household_id", "account_id", "organization_id"):
        op.create_index(op.f(f"ix_{OPENINGS}_{column}"), OPENINGS, [column])
    op.get_bind().connection.driver_connection.execute((SQL / "takeovers.sql").read_text(encoding="utf-8"))


def downgrade():
    op.drop_table(OPENINGS)
    op.drop_table(TAKEOVERS)
    op.execute("DROP FUNCTION takeovers_kept()")
