"""General revenue: the appropriation, promises to EAOs, their invoices, what goes back.

Revision ID: 0019
Revises: 0018
"""

from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

SQL = Path(__file__).resolve().parents[1] / "sql"
TABLES = ("state_returns", "state_invoice_lines", "state_invoices", "state_commitments", "appropriations")


def uid(name, **more):
    return sa.Column(name, sa.UUID(), **{"nullable": False, **more})


def cents(*names):
    return [sa.Column(name, sa.BigInteger(), nullable=False) for name in names]


def texts(*names):
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def at(name, **more):
    return sa.Column(name, sa.DateTime(timezone=True), **{"nullable": False, **more})


def year(**more):
    return sa.Column("year", sa.SmallInteger(), nullable=False, **more)


def keys(table, *foreign):
    return [
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        *[sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_{table}_{column}")) for column, target in foreign],
    ]


def check(table, name, what):
    return sa.CheckConstraint(what, name=op.f(f"ck_{table}_{name}"))


OWNER, YEAR, ENTRY = (
    ("organization_id", "organizations.id"), ("year", "appropriations.year"), ("entry_id", "ledger_entries.id"),
)  # fmt: skip


def upgrade():
    op.create_table(
        "appropriations",
        year(autoincrement=False),
        *cents("amount", "committed", "invoiced", "paid", "returned"),
        *texts("source"),
        at("opened_at"),
        check("appropriations", "never_over", "committed >= 0 AND committed <= amount"),
        check("appropriations", "no_less", "invoiced >= 0 AND paid >= 0 AND returned >= 0 AND returned <= paid"),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_appropriations")),
    )
    _promises()
    _invoices()
    op.get_bind().connection.driver_connection.execute((SQL / "state_money.sql").read_text(encoding="utf-8"))


def _promises():
    for table, more, rule in (
        ("state_commitments", texts("reason"), ("amount_not_zero", "amount <> 0")),
        (
            "state_returns", [*texts("proof"), sa.Column("paid_on", sa.Date(), nullable=False)],
            ("amount_positive", "amount > 0"),
        ),
    ):  # fmt: skip
        op.create_table(
            table, uid("id"), *texts("reference"), uid("organization_id"), year(), *cents("amount"), *more, at("at"),
            uid("by", nullable=True), uid("entry_id"), check(table, *rule), *keys(table, OWNER, YEAR, ENTRY),
            sa.UniqueConstraint("reference", name=op.f(f"uq_{table}_reference")),
        )  # fmt: skip
        op.create_index(op.f(f"ix_{table}_organization_id_year"), table, ["organization_id", "year"])


def _invoices():
    table = "state_invoices"
    standing = sa.Enum(
        "sent",
        "checked",
        "paid",
        "refused",
        name="invoicestanding",
        native_enum=False,
        create_constraint=True,
        length=40,
    )
    op.create_table(
        table, uid("id"), *texts("reference", "payment"), uid("organization_id"), year(),
        sa.Column("due_by", sa.Date(), nullable=False), *cents("lines", "amount", "accepted"), at("sent_at"),
        uid("sent_by", nullable=True), sa.Column("standing", standing, nullable=False), at("checked_at", nullable=True),
        uid("checked_by", nullable=True), sa.Column("paid_on", sa.Date()), uid("paid_by", nullable=True),
        uid("entry_id", nullable=True),
        check(table, "accepted_within", "amount >= 0 AND accepted >= 0 AND accepted <= amount"),
        check(table, "two_people", "paid_by <> checked_by"),
        check(table, "paid_has_entry", "(standing = 'paid') = (entry_id IS NOT NULL)"),
        *keys(table, OWNER, YEAR, ENTRY), sa.UniqueConstraint("reference", name=op.f(f"uq_{table}_reference")),
    )  # fmt: skip
    op.create_index(op.f(f"ix_{table}_organization_id_sent_at"), table, ["organization_id", "sent_at"])
    op.create_index(op.f(f"ix_{table}_standing_sent_at"), table, ["standing", "sent_at"])
    lines = "state_invoice_lines"
    op.create_table(
        lines, uid("id"), uid("invoice_id"), uid("organization_id"), uid("deposit_id"),
        *texts("account_number", "refused"), uid("school_id", nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False), *cents("amount"),
        check(lines, "amount_positive", "amount > 0"),
        *keys(lines, ("invoice_id", "state_invoices.id"), ("deposit_id", "deposits.id")),
    )  # fmt: skip
    op.create_index(op.f(f"ix_{lines}_invoice_id_account_number"), lines, ["invoice_id", "account_number"])
    op.create_index(op.f(f"ix_{lines}_organization_id"), lines, ["organization_id"])
    op.create_index(f"uq_{lines}_asked", lines, ["deposit_id"], unique=True, postgresql_where=sa.text("refused = ''"))


def downgrade():
    for table in TABLES:
        op.drop_table(table)
    for name in ("state_invoices_kept", "state_invoice_lines_kept"):
        op.execute(f"DROP FUNCTION {name}()")
