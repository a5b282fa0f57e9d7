"""Expense requests: lines with their papers, every decision, appeals, approvals of technology.

Revision ID: 0016
Revises: 0015
"""

from pathlib import Path

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

SQL = Path(__file__).resolve().parents[1] / "sql"
TABLES = (
    "expense_appeals",
    "technology_approvals",
    "expense_papers",
    "expense_decisions",
    "expense_lines",
    "expense_requests",
)


def _words(name, *values):
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def upgrade():
    op.create_table(
        "expense_requests",
        *[
            sa.Column(name, sa.UUID(), nullable=False)
            for name in ("id", "organization_id", "household_id", "account_id")
        ],
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by", sa.UUID(), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("key", sa.Text(), nullable=True),
        sa.Column("draft", postgresql.JSONB(), nullable=False),
        sa.Column("by", _words("askedby", "family", "school", "eao"), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["scholarship_accounts.id"], name=op.f("fk_expense_requests_account_id")
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_expense_requests_organization_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expense_requests")),
        sa.UniqueConstraint("account_id", "key", name=op.f("uq_expense_requests_account_id_key")),
        sa.UniqueConstraint("reference", name=op.f("uq_expense_requests_reference")),
    )
    op.create_index(op.f("ix_expense_requests_household_id"), "expense_requests", ["household_id"], unique=False)
    op.create_index(
        op.f("ix_expense_requests_organization_id_sent_at"),
        "expense_requests",
        ["organization_id", "sent_at"],
        unique=False,
    )
    op.create_table(
        "expense_lines",
        *[
            sa.Column(name, sa.UUID(), nullable=False)
            for name in ("id", "organization_id", "household_id", "account_id", "request_id")
        ],
        *[
            sa.Column(name, sa.Text(), nullable=False)
            for name in (
                "reference",
                "category",
                "description",
                "payee_name",
                "payee_kind",
                "payee_state",
                "owner_name",
                "approved_rule",
                "return_code",
                "sampled",
                "sample_note",
            )
        ],
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("held_times", sa.SmallInteger(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("facts", postgresql.JSONB(), nullable=False),
        sa.Column("parts", postgresql.JSONB(), nullable=False),
        sa.Column("standing_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        *[
            sa.Column(name, sa.UUID(), nullable=True)
            for name in ("asked_by", "payee_id", "owner_id", "approved_by", "released_by", "sample_by")
        ],
        sa.Column("approval", sa.Text(), nullable=True),
        sa.Column("promised_on", sa.Date(), nullable=True),
        sa.Column("owned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sample_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("agreed_amount", sa.BigInteger(), nullable=True),
        sa.Column("stage", _words("stage", "beforehand", "invoiced"), nullable=False),
        sa.Column("by", _words("askedby", "family", "school", "eao"), nullable=False),
        sa.Column(
            "standing",
            _words(
                "linestanding",
                "needs_more",
                "waiting",
                "agreed",
                "approved",
                "released",
                "paid",
                "came_back",
                "denied",
                "withdrawn",
            ),
            nullable=False,
        ),
        sa.Column("sample_outcome", _words("sampleoutcome", "fine", "mistake"), nullable=True),
        sa.CheckConstraint(
            "standing NOT IN ('approved', 'released', 'paid', 'came_back') OR (approved_by IS NOT NULL) <> (approved_rule <> '')",
            name=op.f("ck_expense_lines_approved_by_somebody"),
        ),
        sa.CheckConstraint("(owner_id IS NULL) = (owned_at IS NULL)", name=op.f("ck_expense_lines_owned_since")),
        sa.CheckConstraint("amount > 0", name=op.f("ck_expense_lines_amount_positive")),
        sa.CheckConstraint("approved_by <> asked_by", name=op.f("ck_expense_lines_approved_by_another")),
        sa.CheckConstraint(
            "released_by <> asked_by AND released_by <> approved_by", name=op.f("ck_expense_lines_paid_by_another")
        ),
        sa.ForeignKeyConstraint(["account_id"], ["scholarship_accounts.id"], name=op.f("fk_expense_lines_account_id")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_expense_lines_organization_id")
        ),
        sa.ForeignKeyConstraint(["request_id"], ["expense_requests.id"], name=op.f("fk_expense_lines_request_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expense_lines")),
        sa.UniqueConstraint("reference", name=op.f("uq_expense_lines_reference")),
        sa.UniqueConstraint("request_id", "position", name=op.f("uq_expense_lines_request_id_position")),
    )
    op.create_index(op.f("ix_expense_lines_payee_id_asked_at"), "expense_lines", ["payee_id", "asked_at"])
    op.create_index(op.f("ix_expense_lines_account_id"), "expense_lines", ["account_id"], unique=False)
    op.create_index(op.f("ix_expense_lines_household_id"), "expense_lines", ["household_id"], unique=False)
    op.create_index(
        op.f("ix_expense_lines_organization_id_category_payee_kind_standing"),
        "expense_lines",
        ["organization_id", "category", "payee_kind", "standing"],
        unique=False,
    )
    op.create_index(
        op.f("ix_expense_lines_organization_id_standing_promised_on"),
        "expense_lines",
        ["organization_id", "standing", "promised_on"],
        unique=False,
    )
    op.create_table(
        "expense_decisions",
        *[sa.Column(name, sa.UUID(), nullable=False) for name in ("id", "organization_id", "household_id", "line_id")],
        sa.Column("turn", sa.SmallInteger(), nullable=False),
        *[sa.Column(name, sa.Text(), nullable=False) for name in ("rule", "cite", "law", "reason", "by_rule")],
        *[sa.Column(name, postgresql.JSONB(), nullable=False) for name in ("facts", "findings", "warnings", "missing")],
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("decided_by", sa.UUID(), nullable=True),
        sa.Column("outcome", _words("outcome", "allow", "deny", "review", "needs_more"), nullable=False),
        sa.ForeignKeyConstraint(["line_id"], ["expense_lines.id"], name=op.f("fk_expense_decisions_line_id")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_expense_decisions_organization_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expense_decisions")),
        sa.UniqueConstraint("line_id", "turn", name=op.f("uq_expense_decisions_line_id_turn")),
    )
    op.create_index(op.f("ix_expense_decisions_household_id"), "expense_decisions", ["household_id"], unique=False)
    op.create_index(
        op.f("ix_expense_decisions_organization_id_decided_at"),
        "expense_decisions",
        ["organization_id", "decided_at"],
        unique=False,
    )
    op.create_table(
        "expense_papers",
        *[
            sa.Column(name, sa.UUID(), nullable=False)
            for name in ("id", "organization_id", "household_id", "line_id", "document_id")
        ],
        sa.Column("filename", sa.Text(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "kind", _words("paperkind", "invoice", "school_list", "license", "trip_log", "other"), nullable=False
        ),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_expense_papers_document_id")),
        sa.ForeignKeyConstraint(["line_id"], ["expense_lines.id"], name=op.f("fk_expense_papers_line_id")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_expense_papers_organization_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expense_papers")),
        sa.UniqueConstraint("line_id", "document_id", name=op.f("uq_expense_papers_line_id_document_id")),
    )
    op.create_index(op.f("ix_expense_papers_household_id"), "expense_papers", ["household_id"], unique=False)
    op.create_index(
        op.f("ix_expense_papers_organization_id_line_id"),
        "expense_papers",
        ["organization_id", "line_id"],
        unique=False,
    )
    op.create_table(
        "technology_approvals",
        *[
            sa.Column(name, sa.UUID(), nullable=False)
            for name in ("id", "organization_id", "household_id", "account_id")
        ],
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("most", sa.BigInteger(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("given_by", sa.UUID(), nullable=True),
        sa.Column("line_id", sa.UUID(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["scholarship_accounts.id"], name=op.f("fk_technology_approvals_account_id")
        ),
        sa.ForeignKeyConstraint(["line_id"], ["expense_lines.id"], name=op.f("fk_technology_approvals_line_id")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_technology_approvals_organization_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_technology_approvals")),
        sa.UniqueConstraint("number", name=op.f("uq_technology_approvals_number")),
    )
    op.create_index(
        op.f("ix_technology_approvals_household_id"), "technology_approvals", ["household_id"], unique=False
    )
    op.create_index(
        op.f("ix_technology_approvals_organization_id_account_id"),
        "technology_approvals",
        ["organization_id", "account_id"],
        unique=False,
    )
    op.create_table(
        "expense_appeals",
        *[
            sa.Column(name, sa.UUID(), nullable=False)
            for name in ("id", "organization_id", "household_id", "line_id", "decision_id")
        ],
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("filed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("promised_on", sa.Date(), nullable=False),
        *[sa.Column(name, sa.UUID(), nullable=True) for name in ("filed_by", "denied_by", "decided_by")],
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", _words("appealoutcome", "open", "upheld", "overturned"), nullable=False),
        sa.CheckConstraint(
            "(outcome = 'open') = (decided_at IS NULL)", name=op.f("ck_expense_appeals_decided_is_dated")
        ),
        sa.CheckConstraint("outcome = 'open' OR reason <> ''", name=op.f("ck_expense_appeals_reason_given")),
        sa.CheckConstraint("decided_by <> denied_by", name=op.f("ck_expense_appeals_decided_by_another")),
        sa.ForeignKeyConstraint(["decision_id"], ["expense_decisions.id"], name=op.f("fk_expense_appeals_decision_id")),
        sa.ForeignKeyConstraint(["line_id"], ["expense_lines.id"], name=op.f("fk_expense_appeals_line_id")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_expense_appeals_organization_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expense_appeals")),
        sa.UniqueConstraint("decision_id", name=op.f("uq_expense_appeals_decision_id")),
    )
    op.create_index(op.f("ix_expense_appeals_household_id"), "expense_appeals", ["household_id"], unique=False)
    op.create_index(
        op.f("ix_expense_appeals_organization_id_outcome_promised_on"),
        "expense_appeals",
        ["organization_id", "outcome", "promised_on"],
        unique=False,
    )
    op.get_bind().connection.driver_connection.execute((SQL / "expenses.sql").read_text(encoding="utf-8"))


def downgrade():
    for table in TABLES:
        op.drop_table(table)
    op.execute("DROP FUNCTION expense_lines_kept()")
