"""Refunds: what must come back to an account, what came; and the money that reaches a closed account.

Revision ID: 0025
Revises: 0024
"""

from pathlib import Path

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

SQL = Path(__file__).resolve().parents[1] / "sql"
ACTS = ("moved", "withdrew", "graduated", "disenrolled", "held", "released", "disqualified")
REFUNDS, RECEIPTS = "expected_refunds", "refund_receipts"


def uid(name, **more):
    return sa.Column(name, sa.UUID(), **{"nullable": False, **more})


def cents(*names):
    return [sa.Column(name, sa.BigInteger(), nullable=False) for name in names]


def texts(*names):
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def day(name):
    return sa.Column(name, sa.Date(), nullable=False)


def at(name, **more):
    return sa.Column(name, sa.DateTime(timezone=True), **{"nullable": False, **more})


def words(name, *values):
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def check(table, name, what):
    return sa.CheckConstraint(what, name=op.f(f"ck_{table}_{name}"))


def foreign(table, column, target):
    return sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_{table}_{column}"))


def acts_are(acts):
    op.drop_constraint(op.f("ck_account_happenings_act"), "account_happenings")
    listed = ", ".join(f"'{each}'" for each in acts)
    op.create_check_constraint(op.f("ck_account_happenings_act"), "account_happenings", f"act IN ({listed})")


def upgrade():
    acts_are((*ACTS, "swept"))
    op.create_table(
        REFUNDS, uid("id"), uid("organization_id"), uid("household_id"), uid("account_id"), uid("line_id"),
        *texts("reference", "line_reference", "payee_name", "reason", "given_up_because"),
        *cents("amount", "received"), day("told_on"), day("due_on"),
        sa.Column("went_to", words("wentto", "account", "parent"), nullable=False),
        sa.Column("findings", postgresql.JSONB(), nullable=False), at("recorded_at"), uid("recorded_by", nullable=True),
        sa.Column(
            "standing", words("refundstanding", "expected", "received", "giving_up", "given_up"), nullable=False
        ),
        uid("proposed_by", nullable=True), uid("given_up_by", nullable=True), at("given_up_at", nullable=True),
        check(REFUNDS, "received_within", "amount > 0 AND received >= 0 AND received <= amount"),
        check(REFUNDS, "received_is_all", "(standing = 'received') = (received = amount)"),
        check(REFUNDS, "two_people", "given_up_by <> proposed_by"),
        check(REFUNDS, "given_up_by_somebody", "standing <> 'given_up' OR given_up_by IS NOT NULL"),
        foreign(REFUNDS, "organization_id", "organizations.id"), foreign(REFUNDS, "line_id", "expense_lines.id"),
        foreign(REFUNDS, "account_id", "scholarship_accounts.id"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{REFUNDS}")),
        sa.UniqueConstraint("reference", name=op.f(f"uq_{REFUNDS}_reference")),
    )  # fmt: skip
    for columns in (["household_id"], ["organization_id", "standing", "due_on"], ["account_id"], ["line_id"]):
        op.create_index(op.f(f"ix_{REFUNDS}_{'_'.join(columns)}"), REFUNDS, columns)
    op.create_table(
        RECEIPTS, uid("id"), uid("organization_id"), uid("household_id"), uid("refund_id"), *cents("amount"),
        sa.Column("parts", postgresql.JSONB(), nullable=False), sa.Column("to_account", sa.Boolean(), nullable=False),
        day("came_on"), *texts("proof"), at("at"), uid("by", nullable=True), uid("entry_id"),
        check(RECEIPTS, "amount_positive", "amount > 0"), foreign(RECEIPTS, "refund_id", f"{REFUNDS}.id"),
        foreign(RECEIPTS, "entry_id", "ledger_entries.id"), sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{RECEIPTS}")),
    )  # fmt: skip
    for column in ("household_id", "refund_id", "organization_id"):
        op.create_index(op.f(f"ix_{RECEIPTS}_{column}"), RECEIPTS, [column])
    op.get_bind().connection.driver_connection.execute((SQL / "refunds.sql").read_text(encoding="utf-8"))


def downgrade():
    op.drop_table(RECEIPTS)
    op.drop_table(REFUNDS)
    acts_are(ACTS)
