"""Paying schools and providers: approved amounts, batches, bank details of payees, what the bank sends back.

Revision ID: 0020
Revises: 0019
"""

from pathlib import Path

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

SQL = Path(__file__).resolve().parents[1] / "sql"
MORE = ("bank_details_changed", "payee_payment_returned")
ONE_READER = "ck_notices_one_reader"


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
    op.create_table(
        "paying_banks",
        sa.Column("organization_id", sa.UUID(), nullable=False),
        sa.Column("bank_name", sa.Text(), nullable=False),
        sa.Column("routing", sa.Text(), nullable=False),
        sa.Column("destination", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("company", sa.Text(), nullable=False),
        sa.Column("company_id", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.UUID(), nullable=True),
        sa.Column("offset_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("offset_last_four", sa.Text(), nullable=False),
        sa.Column("is_balanced", sa.Boolean(), nullable=False),
        sa.Column("cut_off", sa.Time(), nullable=False),
        sa.Column("minutes_before_window", sa.Integer(), nullable=False),
        sa.Column("cooling_days", sa.Integer(), nullable=False),
        sa.Column("prenotes", sa.Boolean(), nullable=False),
        sa.Column("next_trace", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("cooling_days BETWEEN 1 AND 60", name=op.f("ck_paying_banks_cooling_days_sound")),
        sa.CheckConstraint("next_trace >= 0", name=op.f("ck_paying_banks_next_trace_counted")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_paying_banks_organization_id")
        ),
        sa.PrimaryKeyConstraint("organization_id", name=op.f("pk_paying_banks")),
    )
    op.create_table(
        "payment_batches",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("organization_id", sa.UUID(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sa.Column("payments", sa.Integer(), nullable=False),
        sa.Column("prepared_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("prepared_by", sa.UUID(), nullable=False),
        sa.Column("same_day", sa.Boolean(), nullable=False),
        sa.Column(
            "standing",
            sa.Enum(
                "prepared",
                "released",
                "settled",
                "dropped",
                "reopened",
                name="batchstanding",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("released_by", sa.UUID(), nullable=True),
        sa.Column("effective_on", sa.Date(), nullable=True),
        sa.Column("file_sha256", sa.Text(), nullable=False),
        sa.Column("file_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.UUID(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(standing IN ('released', 'settled', 'reopened')) = (released_at IS NOT NULL)",
            name=op.f("ck_payment_batches_released_when"),
        ),
        sa.CheckConstraint(
            "released_at IS NULL OR (released_by IS NOT NULL AND file_sha256 <> '' AND effective_on IS NOT NULL)",
            name=op.f("ck_payment_batches_released_whole"),
        ),
        sa.CheckConstraint("released_by <> prepared_by", name=op.f("ck_payment_batches_two_people")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_payment_batches_organization_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment_batches")),
        sa.UniqueConstraint("reference", name=op.f("uq_payment_batches_reference")),
    )
    op.create_index(
        op.f("ix_payment_batches_organization_id_prepared_at"),
        "payment_batches",
        ["organization_id", "prepared_at"],
        unique=False,
    )
    op.create_table(
        "return_files",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("organization_id", sa.UUID(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_by", sa.UUID(), nullable=True),
        sa.Column("items", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_return_files_organization_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_return_files")),
        sa.UniqueConstraint("organization_id", "sha256", name=op.f("uq_return_files_organization_id_sha256")),
    )
    op.create_table(
        "payee_bank_details",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("organization_id", sa.UUID(), nullable=False),
        sa.Column("payee_id", sa.UUID(), nullable=False),
        sa.Column("payee_name", sa.Text(), nullable=False),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("checking", "savings", name="accountkind", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("is_business", sa.Boolean(), nullable=False),
        sa.Column("routing", sa.Text(), nullable=False),
        sa.Column("account_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("last_four", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("contact_email", sa.Text(), nullable=False),
        sa.Column("verified_how", sa.Text(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proposed_by", sa.UUID(), nullable=False),
        sa.Column(
            "standing",
            sa.Enum(
                "proposed",
                "confirmed",
                "replaced",
                "refused",
                "blocked",
                name="detailsstanding",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirmed_by", sa.UUID(), nullable=True),
        sa.Column("usable_from", sa.Date(), nullable=True),
        sa.Column(
            "prenote",
            sa.Enum(
                "not_needed",
                "due",
                "sent",
                "failed",
                name="prenote",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("prenote_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(prenote = 'sent') <= (prenote_on IS NOT NULL)", name=op.f("ck_payee_bank_details_prenote_sent_when")
        ),
        sa.CheckConstraint(
            "(standing IN ('proposed', 'refused')) = (confirmed_at IS NULL)",
            name=op.f("ck_payee_bank_details_confirmed_when"),
        ),
        sa.CheckConstraint(
            "(confirmed_at IS NULL) = (usable_from IS NULL)", name=op.f("ck_payee_bank_details_usable_once_confirmed")
        ),
        sa.CheckConstraint(
            "confirmed_at IS NULL OR confirmed_by IS NOT NULL", name=op.f("ck_payee_bank_details_confirmed_by_whom")
        ),
        sa.CheckConstraint("confirmed_by <> proposed_by", name=op.f("ck_payee_bank_details_two_people")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_payee_bank_details_organization_id")
        ),
        sa.ForeignKeyConstraint(["payee_id"], ["payees.id"], name=op.f("fk_payee_bank_details_payee_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payee_bank_details")),
    )
    op.create_index(
        op.f("ix_payee_bank_details_organization_id_fingerprint"),
        "payee_bank_details",
        ["organization_id", "fingerprint"],
        unique=False,
    )
    op.create_index(op.f("ix_payee_bank_details_payee_id"), "payee_bank_details", ["payee_id"], unique=False)
    op.create_index(
        "uq_payee_bank_details_in_force",
        "payee_bank_details",
        ["organization_id", "payee_id"],
        unique=True,
        postgresql_where=sa.text("standing IN ('confirmed', 'blocked')"),
    )
    op.create_index(
        "uq_payee_bank_details_proposed",
        "payee_bank_details",
        ["organization_id", "payee_id"],
        unique=True,
        postgresql_where=sa.text("standing = 'proposed'"),
    )
    op.create_table(
        "payee_tax_forms",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("organization_id", sa.UUID(), nullable=False),
        sa.Column("payee_id", sa.UUID(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kept_by", sa.UUID(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column(
            "tax_class",
            sa.Enum(
                "individual",
                "partnership",
                "llc",
                "c_corporation",
                "s_corporation",
                "trust",
                "exempt",
                name="taxclass",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("number_is_ein", sa.Boolean(), nullable=False),
        sa.Column("number_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("last_four", sa.Text(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("street", sa.Text(), nullable=False),
        sa.Column("city", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("zip", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_payee_tax_forms_organization_id")
        ),
        sa.ForeignKeyConstraint(["payee_id"], ["payees.id"], name=op.f("fk_payee_tax_forms_payee_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payee_tax_forms")),
        sa.UniqueConstraint(
            "organization_id", "payee_id", "kept_at", name=op.f("uq_payee_tax_forms_organization_id_payee_id_kept_at")
        ),
    )
    op.create_index(op.f("ix_payee_tax_forms_payee_id"), "payee_tax_forms", ["payee_id"], unique=False)
    op.create_table(
        "outgoing_payments",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("organization_id", sa.UUID(), nullable=False),
        sa.Column("batch_id", sa.UUID(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("payee_id", sa.UUID(), nullable=False),
        sa.Column("payee_name", sa.Text(), nullable=False),
        sa.Column("details_id", sa.UUID(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column(
            "standing",
            sa.Enum(
                "prepared",
                "released",
                "paid",
                "returned",
                "dropped",
                name="outgoingstanding",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("trace", sa.Text(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column("returned_on", sa.Date(), nullable=True),
        sa.Column("return_code", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "standing <> 'returned' OR return_code <> ''", name=op.f("ck_outgoing_payments_returned_has_code")
        ),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_outgoing_payments_amount_not_negative")),
        sa.ForeignKeyConstraint(["batch_id"], ["payment_batches.id"], name=op.f("fk_outgoing_payments_batch_id")),
        sa.ForeignKeyConstraint(
            ["details_id"], ["payee_bank_details.id"], name=op.f("fk_outgoing_payments_details_id")
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_outgoing_payments_organization_id")
        ),
        sa.ForeignKeyConstraint(["payee_id"], ["payees.id"], name=op.f("fk_outgoing_payments_payee_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outgoing_payments")),
        sa.UniqueConstraint("batch_id", "payee_id", name=op.f("uq_outgoing_payments_batch_id_payee_id")),
        sa.UniqueConstraint("number", name=op.f("uq_outgoing_payments_number")),
    )
    op.create_index(
        op.f("ix_outgoing_payments_organization_id_payee_id"),
        "outgoing_payments",
        ["organization_id", "payee_id"],
        unique=False,
    )
    op.create_index(op.f("ix_outgoing_payments_payee_id"), "outgoing_payments", ["payee_id"], unique=False)
    op.create_index(
        "uq_outgoing_payments_trace",
        "outgoing_payments",
        ["organization_id", "trace"],
        unique=True,
        postgresql_where=sa.text("trace <> ''"),
    )
    op.create_table(
        "payment_intents",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("organization_id", sa.UUID(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("payee_id", sa.UUID(), nullable=False),
        sa.Column("payee_name", sa.Text(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("parts", postgresql.JSONB(), nullable=False),
        sa.Column("account_number", sa.Text(), nullable=False),
        sa.Column("household_id", sa.UUID(), nullable=False),
        sa.Column("child", sa.Text(), nullable=False),
        sa.Column("narrative", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "standing",
            sa.Enum(
                "to_pay",
                "in_batch",
                "released",
                "paid",
                "withdrawn",
                name="intentstanding",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("payment_id", sa.UUID(), nullable=True),
        sa.Column("came_back", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(payment_id IS NOT NULL) = (standing IN ('in_batch', 'released', 'paid'))",
            name=op.f("ck_payment_intents_under_way_has_payment"),
        ),
        sa.CheckConstraint("amount > 0", name=op.f("ck_payment_intents_amount_positive")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_payment_intents_organization_id")
        ),
        sa.ForeignKeyConstraint(["payee_id"], ["payees.id"], name=op.f("fk_payment_intents_payee_id")),
        sa.ForeignKeyConstraint(["payment_id"], ["outgoing_payments.id"], name=op.f("fk_payment_intents_payment_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment_intents")),
        sa.UniqueConstraint("organization_id", "reference", name=op.f("uq_payment_intents_organization_id_reference")),
    )
    op.create_index(
        op.f("ix_payment_intents_organization_id_standing_payee_id"),
        "payment_intents",
        ["organization_id", "standing", "payee_id"],
        unique=False,
    )
    op.create_index(op.f("ix_payment_intents_payee_id"), "payment_intents", ["payee_id"], unique=False)
    op.create_index(op.f("ix_payment_intents_payment_id"), "payment_intents", ["payment_id"], unique=False)
    op.create_table(
        "return_items",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("organization_id", sa.UUID(), nullable=False),
        sa.Column("file_id", sa.UUID(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("trace", sa.Text(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("payment_id", sa.UUID(), nullable=True),
        sa.ForeignKeyConstraint(["file_id"], ["return_files.id"], name=op.f("fk_return_items_file_id")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_return_items_organization_id")
        ),
        sa.ForeignKeyConstraint(["payment_id"], ["outgoing_payments.id"], name=op.f("fk_return_items_payment_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_return_items")),
        sa.UniqueConstraint("organization_id", "fingerprint", name=op.f("uq_return_items_organization_id_fingerprint")),
    )
    op.create_index(
        op.f("ix_return_items_organization_id_taken_at"), "return_items", ["organization_id", "taken_at"], unique=False
    )
    op.create_table(
        "outgoing_items",
        sa.Column("payment_id", sa.UUID(), nullable=False),
        sa.Column("intent_id", sa.UUID(), nullable=False),
        sa.Column("organization_id", sa.UUID(), nullable=False),
        sa.Column("payee_id", sa.UUID(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_outgoing_items_amount_positive")),
        sa.ForeignKeyConstraint(["intent_id"], ["payment_intents.id"], name=op.f("fk_outgoing_items_intent_id")),
        sa.ForeignKeyConstraint(["payee_id"], ["payees.id"], name=op.f("fk_outgoing_items_payee_id")),
        sa.ForeignKeyConstraint(["payment_id"], ["outgoing_payments.id"], name=op.f("fk_outgoing_items_payment_id")),
        sa.PrimaryKeyConstraint("payment_id", "intent_id", name=op.f("pk_outgoing_items")),
    )
    op.create_index(
        op.f("ix_outgoing_items_organization_id_intent_id"),
        "outgoing_items",
        ["organization_id", "intent_id"],
        unique=False,
    )
    op.create_index(op.f("ix_outgoing_items_payee_id"), "outgoing_items", ["payee_id"], unique=False)
    op.add_column("notices", sa.Column("payee_id", sa.UUID(), nullable=True))
    op.create_index(op.f("ix_notices_payee_id"), "notices", ["payee_id"], unique=False)
    op.create_foreign_key(op.f("fk_notices_payee_id"), "notices", "payees", ["payee_id"], ["id"])
    op.drop_constraint(ONE_READER, "notices")
    op.create_check_constraint(op.f(ONE_READER), "notices", "num_nonnulls(household_id, donor_id, payee_id) = 1")
    op.get_bind().connection.driver_connection.execute((SQL / "paying.sql").read_text(encoding="utf-8"))


def downgrade():
    op.execute("DROP POLICY notices_payee_select ON notices")
    op.execute("REVOKE SELECT ON notices FROM esa_payee")
    op.execute("DELETE FROM notices WHERE payee_id IS NOT NULL")
    op.drop_constraint(op.f(ONE_READER), "notices")
    op.drop_column("notices", "payee_id")
    op.create_check_constraint(op.f(ONE_READER), "notices", "num_nonnulls(household_id, donor_id) = 1")
    _kinds(MORE, ())
    for table in (
        "outgoing_items",
        "return_items",
        "payment_intents",
        "outgoing_payments",
        "payee_tax_forms",
        "payee_bank_details",
        "return_files",
        "payment_batches",
        "paying_banks",
    ):
        op.drop_table(table)
    op.execute("DROP FUNCTION payment_intents_kept()")
    op.execute("DROP FUNCTION payment_batches_kept()")
