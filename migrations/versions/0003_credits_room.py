"""The credits room whole: allotments, claims, trails, takings back, plans, owners, money off the top.

Revision ID: 0003
Revises: 0002
"""

from pathlib import Path

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

SQL = Path(__file__).resolve().parents[1] / "sql"
STANDINGS = "'reserved', 'received', 'certified', 'claimed', 'lapsed', 'voided'"


def stand(words):
    op.drop_constraint(op.f("ck_reservations_reservationstanding"), "reservations")
    op.create_check_constraint(op.f("ck_reservations_reservationstanding"), "reservations", f"standing IN ({words})")


def upgrade():
    op.create_table(
        "allotment_changes",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("allot", "reallocate", name="changekind", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("content", postgresql.JSONB(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("proposed_by", sa.UUID(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "standing",
            sa.Enum(
                "proposed",
                "made",
                "withdrawn",
                name="changestanding",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("decided_by", sa.UUID(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(standing = 'proposed') = (decided_by IS NULL)", name=op.f("ck_allotment_changes_decided_by_somebody")
        ),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_allotment_changes_reason_given")),
        sa.CheckConstraint(
            "standing <> 'made' OR decided_by <> proposed_by", name=op.f("ck_allotment_changes_two_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_allotment_changes")),
    )
    op.create_index(
        op.f("ix_allotment_changes_year_proposed_at"), "allotment_changes", ["year", "proposed_at"], unique=False
    )
    op.create_table(
        "reservation_claims",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("sequence", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("donor_id", sa.UUID(), nullable=True),
        sa.Column("organization_id", sa.UUID(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "reserved",
                "reduced",
                "waiting",
                "refused",
                name="outcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("answer", postgresql.JSONB(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reservation_claims")),
    )
    op.create_table(
        "credit_allotments",
        sa.Column("year", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("organization_id", sa.UUID(), nullable=False),
        sa.Column("allotted", sa.BigInteger(), nullable=False),
        sa.Column("used", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("used <= allotted", name=op.f("ck_credit_allotments_within_allotment")),
        sa.CheckConstraint("used >= 0", name=op.f("ck_credit_allotments_nothing_negative")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_credit_allotments_organization_id")
        ),
        sa.PrimaryKeyConstraint("year", "organization_id", name=op.f("pk_credit_allotments")),
    )
    op.create_table(
        "donor_owners",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("donor_id", sa.UUID(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("share", sa.BigInteger(), nullable=False),
        sa.Column("taxpayer_number", sa.LargeBinary(), nullable=True),
        sa.Column("taxpayer_last_four", sa.Text(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("share > 0 AND share <= 1000000", name=op.f("ck_donor_owners_share_of_a_whole")),
        sa.ForeignKeyConstraint(["donor_id"], ["donors.id"], name=op.f("fk_donor_owners_donor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_donor_owners")),
    )
    op.create_index(op.f("ix_donor_owners_donor_id"), "donor_owners", ["donor_id"], unique=False)
    op.create_table(
        "gift_plans",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("donor_id", sa.UUID(), nullable=False),
        sa.Column("organization_id", sa.UUID(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column(
            "rhythm",
            sa.Enum(
                "monthly", "quarterly", "yearly", name="rhythm", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("next_on", sa.Date(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made", sa.BigInteger(), nullable=False),
        sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("stopped_because", sa.Text(), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_gift_plans_amount_positive")),
        sa.ForeignKeyConstraint(["donor_id"], ["donors.id"], name=op.f("fk_gift_plans_donor_id")),
        sa.ForeignKeyConstraint(["organization_id"], ["organizations.id"], name=op.f("fk_gift_plans_organization_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gift_plans")),
    )
    op.create_index(op.f("ix_gift_plans_donor_id"), "gift_plans", ["donor_id"], unique=False)
    op.create_index(
        op.f("ix_gift_plans_next_on"),
        "gift_plans",
        ["next_on"],
        unique=False,
        postgresql_where=sa.text("stopped_at IS NULL"),
    )
    op.create_index(op.f("ix_gift_plans_organization_id"), "gift_plans", ["organization_id"], unique=False)
    op.create_table(
        "fund_remittances",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("organization_id", sa.UUID(), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=False),
        sa.Column("proof", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entry_id", sa.UUID(), nullable=False),
        sa.Column("recorded_by", sa.UUID(), nullable=True),
        sa.CheckConstraint("proof <> ''", name=op.f("ck_fund_remittances_proof_given")),
        sa.CheckConstraint("amount > 0", name=op.f("ck_fund_remittances_amount_positive")),
        sa.ForeignKeyConstraint(["entry_id"], ["ledger_entries.id"], name=op.f("fk_fund_remittances_entry_id")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_fund_remittances_organization_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fund_remittances")),
    )
    op.create_index(
        op.f("ix_fund_remittances_organization_id_year"), "fund_remittances", ["organization_id", "year"], unique=False
    )
    op.create_table(
        "overhead_costs",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("organization_id", sa.UUID(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entry_id", sa.UUID(), nullable=False),
        sa.Column("recorded_by", sa.UUID(), nullable=True),
        sa.CheckConstraint("purpose <> ''", name=op.f("ck_overhead_costs_purpose_given")),
        sa.CheckConstraint("amount > 0", name=op.f("ck_overhead_costs_amount_positive")),
        sa.ForeignKeyConstraint(["entry_id"], ["ledger_entries.id"], name=op.f("fk_overhead_costs_entry_id")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_overhead_costs_organization_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_overhead_costs")),
    )
    op.create_index(
        op.f("ix_overhead_costs_organization_id_paid_on"),
        "overhead_costs",
        ["organization_id", "paid_on"],
        unique=False,
    )
    op.create_table(
        "reservation_movements",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("reservation_id", sa.UUID(), nullable=False),
        sa.Column("donor_id", sa.UUID(), nullable=False),
        sa.Column("organization_id", sa.UUID(), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "waits",
                "reserved",
                "changed",
                "payment_begun",
                "payment_failed",
                "received",
                "reduced",
                "proofed",
                "certified",
                "claimed",
                "taken_back",
                "lapsed",
                "voided",
                name="movement",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by_user", sa.UUID(), nullable=True),
        sa.ForeignKeyConstraint(
            ["reservation_id"], ["reservations.id"], name=op.f("fk_reservation_movements_reservation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reservation_movements")),
    )
    op.create_index(
        op.f("ix_reservation_movements_reservation_id_id"),
        "reservation_movements",
        ["reservation_id", "id"],
        unique=False,
    )
    op.create_table(
        "gift_returns",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("contribution_id", sa.UUID(), nullable=False),
        sa.Column("donor_id", sa.UUID(), nullable=False),
        sa.Column("organization_id", sa.UUID(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("credit", sa.BigInteger(), nullable=False),
        sa.Column("fund_due", sa.BigInteger(), nullable=False),
        sa.Column(
            "reason",
            sa.Enum(
                "refund",
                "dispute",
                "failed_ach",
                "bounced_check",
                name="returnreason",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("returned_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entry_id", sa.UUID(), nullable=False),
        sa.Column("recorded_by", sa.UUID(), nullable=True),
        sa.CheckConstraint("amount > 0", name=op.f("ck_gift_returns_amount_positive")),
        sa.ForeignKeyConstraint(
            ["contribution_id"], ["contributions.id"], name=op.f("fk_gift_returns_contribution_id")
        ),
        sa.ForeignKeyConstraint(["entry_id"], ["ledger_entries.id"], name=op.f("fk_gift_returns_entry_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gift_returns")),
    )
    op.create_index(op.f("ix_gift_returns_contribution_id"), "gift_returns", ["contribution_id"], unique=False)
    op.add_column("contributions", sa.Column("gross", sa.BigInteger(), nullable=True))
    op.execute("UPDATE contributions SET gross = amount")
    op.alter_column("contributions", "gross", nullable=False)
    op.add_column("contributions", sa.Column("payment", sa.Text(), server_default="", nullable=False))
    op.add_column("contributions", sa.Column("proof", sa.Text(), server_default="", nullable=False))
    op.add_column("contributions", sa.Column("proofed_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("contributions", sa.Column("certified_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("contributions", sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True))
    op.drop_constraint(op.f("uq_contributions_reservation_id"), "contributions", type_="unique")
    op.create_index(
        "uq_contributions_reservation_id",
        "contributions",
        ["reservation_id"],
        unique=True,
        postgresql_where=sa.text("voided_at IS NULL"),
    )
    op.add_column(
        "credit_caps",
        sa.Column(
            "mode",
            sa.Enum(
                "fcfs", "equal", "custom", name="allotmentmode", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
            server_default="fcfs",
        ),
    )
    op.alter_column("credit_caps", "mode", server_default=None)
    op.add_column("donors", sa.Column("is_anonymous", sa.Boolean(), server_default=sa.text("false"), nullable=False))
    op.add_column("donors", sa.Column("language", sa.Text(), server_default="en", nullable=False))
    op.add_column("reservations", sa.Column("shown_name", sa.Text(), server_default="", nullable=False))
    op.add_column(
        "reservations", sa.Column("partial_ok", sa.Boolean(), server_default=sa.text("false"), nullable=False)
    )
    op.add_column("reservations", sa.Column("paying_since", sa.Date(), nullable=True))
    op.add_column("reservations", sa.Column("plan_id", sa.UUID(), nullable=True))
    op.create_index(
        "ix_reservations_waiting",
        "reservations",
        ["year", "sequence"],
        unique=False,
        postgresql_where=sa.text("standing = 'waiting'"),
    )
    op.create_foreign_key(op.f("fk_reservations_plan_id"), "reservations", "gift_plans", ["plan_id"], ["id"])

    stand("'waiting', 'proofed', " + STANDINGS)
    op.drop_constraint(op.f("ck_contributions_amount_positive"), "contributions")
    op.create_check_constraint(
        op.f("ck_contributions_amount_positive"), "contributions", "amount > 0 OR voided_at IS NOT NULL"
    )
    op.create_check_constraint(
        op.f("ck_contributions_credit_within_gift"), "contributions", "credit >= 0 AND credit <= amount"
    )
    # The driver itself, without parameters: a file holds many statements, and percent signs are its own.
    op.get_bind().connection.driver_connection.execute((SQL / "credits.sql").read_text(encoding="utf-8"))


def downgrade():
    op.execute("DROP POLICY reservations_treasury_update ON reservations")
    op.execute("DROP POLICY contributions_treasury_update ON contributions")
    op.execute("REVOKE UPDATE (standing, changed_at, reason) ON reservations FROM esa_treasury")
    op.execute("REVOKE UPDATE (certified_at) ON contributions FROM esa_treasury")
    stand(STANDINGS)
    op.drop_constraint(op.f("ck_contributions_credit_within_gift"), "contributions")
    op.drop_constraint(op.f("ck_contributions_amount_positive"), "contributions")
    op.create_check_constraint(op.f("ck_contributions_amount_positive"), "contributions", "amount > 0")
    op.drop_constraint(op.f("fk_reservations_plan_id"), "reservations", type_="foreignkey")
    op.drop_index(
        "ix_reservations_waiting", table_name="reservations", postgresql_where=sa.text("standing = 'waiting'")
    )
    op.drop_column("reservations", "plan_id")
    op.drop_column("reservations", "paying_since")
    op.drop_column("reservations", "partial_ok")
    op.drop_column("reservations", "shown_name")
    op.drop_column("donors", "language")
    op.drop_column("donors", "is_anonymous")
    op.drop_column("credit_caps", "mode")
    op.drop_index(
        "uq_contributions_reservation_id", table_name="contributions", postgresql_where=sa.text("voided_at IS NULL")
    )
    op.create_unique_constraint(
        op.f("uq_contributions_reservation_id"),
        "contributions",
        ["reservation_id"],
        postgresql_nulls_not_distinct=False,
    )
    op.drop_column("contributions", "voided_at")
    op.drop_column("contributions", "certified_at")
    op.drop_column("contributions", "proofed_at")
    op.drop_column("contributions", "proof")
    op.drop_column("contributions", "payment")
    op.drop_column("contributions", "gross")
    op.drop_index(op.f("ix_gift_returns_contribution_id"), table_name="gift_returns")
    op.drop_table("gift_returns")
    op.drop_index(op.f("ix_reservation_movements_reservation_id_id"), table_name="reservation_movements")
    op.drop_table("reservation_movements")
    op.drop_index(op.f("ix_overhead_costs_organization_id_paid_on"), table_name="overhead_costs")
    op.drop_table("overhead_costs")
    op.drop_index(op.f("ix_fund_remittances_organization_id_year"), table_name="fund_remittances")
    op.drop_table("fund_remittances")
    op.drop_index(op.f("ix_gift_plans_organization_id"), table_name="gift_plans")
    op.drop_index(
        op.f("ix_gift_plans_next_on"), table_name="gift_plans", postgresql_where=sa.text("stopped_at IS NULL")
    )
    op.drop_index(op.f("ix_gift_plans_donor_id"), table_name="gift_plans")
    op.drop_table("gift_plans")
    op.drop_index(op.f("ix_donor_owners_donor_id"), table_name="donor_owners")
    op.drop_table("donor_owners")
    op.drop_table("credit_allotments")
    op.drop_table("reservation_claims")
    op.drop_index(op.f("ix_allotment_changes_year_proposed_at"), table_name="allotment_changes")
    op.drop_table("allotment_changes")
