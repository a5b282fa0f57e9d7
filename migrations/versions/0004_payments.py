"""Payments: what comes by processor or by hand, its steps, the inbox, the accounts of processor and bank.

Revision ID: 0004
Revises: 0003
"""

from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

SQL = Path(__file__).resolve().parents[1] / "sql"


def upgrade():
    op.create_table(
        "inbox_messages",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("external_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("object_kind", sa.Text(), nullable=False),
        sa.Column("object_id", sa.Text(), nullable=False),
        sa.Column("processor_payment", sa.Text(), nullable=False),
        sa.Column("ours", sa.Text(), nullable=False),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("came_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("times_sent", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("handled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inbox_messages")),
        sa.UniqueConstraint("source", "external_id", name=op.f("uq_inbox_messages_source_external_id")),
    )
    op.create_index(
        "ix_inbox_messages_waiting",
        "inbox_messages",
        ["next_at"],
        unique=False,
        postgresql_where=sa.text("handled_at IS NULL"),
    )
    op.create_table(
        "bank_lines",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("organization_id", sa.UUID(), nullable=False),
        sa.Column("booked_on", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("bank_reference", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("file_sha256", sa.Text(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_by", sa.UUID(), nullable=True),
        sa.Column("explains", sa.Text(), nullable=False),
        sa.Column("explained_id", sa.UUID(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["organization_id"], ["organizations.id"], name=op.f("fk_bank_lines_organization_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bank_lines")),
        sa.UniqueConstraint("organization_id", "fingerprint", name=op.f("uq_bank_lines_organization_id_fingerprint")),
    )
    op.create_index(
        op.f("ix_bank_lines_organization_id_booked_on"), "bank_lines", ["organization_id", "booked_on"], unique=False
    )
    op.create_table(
        "processor_payouts",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("external_id", sa.Text(), nullable=False),
        sa.Column("organization_id", sa.UUID(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("arrives_on", sa.Date(), nullable=False),
        sa.Column(
            "standing",
            sa.Enum(
                "on_its_way",
                "arrived",
                "failed",
                name="payoutstanding",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_processor_payouts_organization_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_processor_payouts")),
        sa.UniqueConstraint(
            "organization_id", "external_id", name=op.f("uq_processor_payouts_organization_id_external_id")
        ),
    )
    op.create_table(
        "payments",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("organization_id", sa.UUID(), nullable=False),
        sa.Column("donor_id", sa.UUID(), nullable=False),
        sa.Column("reservation_id", sa.UUID(), nullable=False),
        sa.Column("reservation", sa.Text(), nullable=False),
        sa.Column(
            "means",
            sa.Enum(
                "bank_debit",
                "card",
                "check",
                "third_party_check",
                "money_order",
                "payroll",
                "electronic",
                name="means",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "standing",
            sa.Enum(
                "opened",
                "processing",
                "settled",
                "failed",
                "expired",
                "returned",
                name="standing",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("counts", sa.BigInteger(), nullable=False),
        sa.Column("disputed", sa.BigInteger(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("receipt_number", sa.Text(), nullable=False),
        sa.Column("held", sa.BigInteger(), nullable=False),
        sa.Column("held_because", sa.Text(), nullable=False),
        sa.Column("turns", sa.Integer(), nullable=False),
        sa.Column("checkout", sa.Text(), nullable=True),
        sa.Column("checkout_url", sa.Text(), nullable=False),
        sa.Column("processor_payment", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("opened_by", sa.UUID(), nullable=True),
        sa.Column("payer", sa.Text(), nullable=False),
        sa.Column("bank", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("image", sa.Text(), nullable=False),
        sa.Column("image_type", sa.Text(), nullable=False),
        sa.CheckConstraint("counts = 0 OR standing = 'settled'", name=op.f("ck_payments_only_settled_counts")),
        sa.CheckConstraint("amount > 0", name=op.f("ck_payments_amount_positive")),
        sa.CheckConstraint("counts >= 0 AND counts <= amount", name=op.f("ck_payments_counts_within_amount")),
        sa.CheckConstraint("held >= 0", name=op.f("ck_payments_held_not_negative")),
        sa.ForeignKeyConstraint(["donor_id"], ["donors.id"], name=op.f("fk_payments_donor_id")),
        sa.ForeignKeyConstraint(["organization_id"], ["organizations.id"], name=op.f("fk_payments_organization_id")),
        sa.ForeignKeyConstraint(["reservation_id"], ["reservations.id"], name=op.f("fk_payments_reservation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payments")),
        sa.UniqueConstraint("checkout", name=op.f("uq_payments_checkout")),
        sa.UniqueConstraint("processor_payment", name=op.f("uq_payments_processor_payment")),
        sa.UniqueConstraint("reference", name=op.f("uq_payments_reference")),
    )
    op.create_index(op.f("ix_payments_donor_id"), "payments", ["donor_id"], unique=False)
    op.create_index(
        op.f("ix_payments_organization_id_opened_at"), "payments", ["organization_id", "opened_at"], unique=False
    )
    op.create_index(op.f("ix_payments_reservation_id"), "payments", ["reservation_id"], unique=False)
    op.create_index(op.f("ix_payments_standing_opened_at"), "payments", ["standing", "opened_at"], unique=False)
    op.create_index(
        "uq_payments_reservation_under_way",
        "payments",
        ["reservation_id"],
        unique=True,
        postgresql_where=sa.text("standing IN ('opened', 'processing', 'settled')"),
    )
    op.create_table(
        "payment_refunds",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("payment_id", sa.UUID(), nullable=False),
        sa.Column("organization_id", sa.UUID(), nullable=False),
        sa.Column("donor_id", sa.UUID(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by", sa.UUID(), nullable=True),
        sa.Column(
            "standing",
            sa.Enum(
                "asked",
                "sent",
                "arrived",
                "failed",
                name="refundstanding",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("external_id", sa.Text(), nullable=True),
        sa.Column("fault", sa.Text(), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_payment_refunds_amount_positive")),
        sa.ForeignKeyConstraint(["payment_id"], ["payments.id"], name=op.f("fk_payment_refunds_payment_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment_refunds")),
        sa.UniqueConstraint("external_id", name=op.f("uq_payment_refunds_external_id")),
    )
    op.create_index(op.f("ix_payment_refunds_payment_id"), "payment_refunds", ["payment_id"], unique=False)
    op.create_table(
        "payment_steps",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("number", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("payment_id", sa.UUID(), nullable=False),
        sa.Column("organization_id", sa.UUID(), nullable=False),
        sa.Column("donor_id", sa.UUID(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("counts", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by", sa.UUID(), nullable=True),
        sa.ForeignKeyConstraint(["payment_id"], ["payments.id"], name=op.f("fk_payment_steps_payment_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment_steps")),
    )
    op.create_index(op.f("ix_payment_steps_payment_id_number"), "payment_steps", ["payment_id", "number"], unique=False)
    op.create_table(
        "processor_movements",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("external_id", sa.Text(), nullable=False),
        sa.Column("organization_id", sa.UUID(), nullable=True),
        sa.Column("payment_id", sa.UUID(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("fee", sa.BigInteger(), nullable=False),
        sa.Column("net", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("processor_payment", sa.Text(), nullable=False),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("available_on", sa.Date(), nullable=False),
        sa.Column("payout", sa.Text(), nullable=True),
        sa.CheckConstraint("net = amount - fee", name=op.f("ck_processor_movements_net_is_amount_less_fee")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_processor_movements_organization_id")
        ),
        sa.ForeignKeyConstraint(["payment_id"], ["payments.id"], name=op.f("fk_processor_movements_payment_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_processor_movements")),
        sa.UniqueConstraint("external_id", name=op.f("uq_processor_movements_external_id")),
    )
    op.create_index(
        op.f("ix_processor_movements_organization_id_moved_at"),
        "processor_movements",
        ["organization_id", "moved_at"],
        unique=False,
    )
    op.create_index(op.f("ix_processor_movements_payment_id"), "processor_movements", ["payment_id"], unique=False)
    op.create_index(op.f("ix_processor_movements_payout"), "processor_movements", ["payout"], unique=False)
    op.get_bind().connection.driver_connection.execute((SQL / "payments.sql").read_text(encoding="utf-8"))


def downgrade():
    op.drop_table("bank_lines")
    op.drop_table("processor_payouts")
    op.drop_table("processor_movements")
    op.drop_table("payment_refunds")
    op.drop_table("payment_steps")
    op.drop_table("inbox_messages")
    op.drop_table("payments")
    op.execute("DROP FUNCTION payments_kept()")
    op.execute("DROP FUNCTION inbox_messages_kept()")
