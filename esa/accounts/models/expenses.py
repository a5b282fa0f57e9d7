"""Tables of expense requests: the request, its lines and their papers, every decision, appeals, approvals."""

import uuid
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from esa.accounts.domain.expenses.words import (
    AppealOutcome,
    AskedBy,
    LineStanding,
    Outcome,
    PaperKind,
    SampleOutcome,
    Stage,
)
from esa.kernel.money import Money
from esa.platform.tables import Base, Reach, reach, words


class ExpenseRequest(Base, kw_only=True):
    """What was asked at once for an account; until it is sent its answers are a draft, and no line stands."""

    __tablename__ = "expense_requests"
    __table_args__ = (
        sa.UniqueConstraint("reference"),
        sa.UniqueConstraint("account_id", "key"),
        sa.Index(None, "organization_id", "sent_at"),
        reach(Reach.ORGANIZATION),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    reference: Mapped[str]
    organization_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("organizations.id"))
    household_id: Mapped[uuid.UUID] = mapped_column(index=True)
    account_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("scholarship_accounts.id"))
    by: Mapped[AskedBy] = mapped_column(words(AskedBy))
    opened_at: Mapped[datetime]
    asked_by: Mapped[uuid.UUID | None] = mapped_column(default=None)
    sent_at: Mapped[datetime | None] = mapped_column(default=None)
    key: Mapped[str | None] = mapped_column(default=None)
    draft: Mapped[list[Any]] = mapped_column(JSONB, default_factory=list)


class ExpenseLine(Base, kw_only=True):
    """One line of a request: what, for how much, to whom, from which sources, where it stands, who has it.

    `parts` are cents by source; nobody who asked for a line approves it, and nobody who did either pays it.
    """

    __tablename__ = "expense_lines"
    __table_args__ = (
        sa.UniqueConstraint("reference"),
        sa.UniqueConstraint("request_id", "position"),
        sa.CheckConstraint("amount > 0", name="amount_positive"),
        sa.CheckConstraint("approved_by <> asked_by", name="approved_by_another"),
        sa.CheckConstraint("released_by <> asked_by AND released_by <> approved_by", name="paid_by_another"),
        sa.CheckConstraint(
            "standing NOT IN ('approved', 'released', 'paid', 'came_back')"
            " OR (approved_by IS NOT NULL) <> (approved_rule <> '')",
            name="approved_by_somebody",
        ),
        sa.CheckConstraint("(owner_id IS NULL) = (owned_at IS NULL)", name="owned_since"),
        sa.Index(None, "organization_id", "standing", "promised_on"),
        sa.Index(None, "organization_id", "category", "payee_kind", "standing"),
        sa.Index(None, "account_id"),
        sa.Index(None, "payee_id", "asked_at"),
        reach(Reach.ORGANIZATION),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    reference: Mapped[str]
    organization_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("organizations.id"))
    household_id: Mapped[uuid.UUID] = mapped_column(index=True)
    account_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("scholarship_accounts.id"))
    request_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("expense_requests.id"))
    position: Mapped[int] = mapped_column(sa.SmallInteger)
    category: Mapped[str]
    description: Mapped[str]
    amount: Mapped[Money]
    stage: Mapped[Stage] = mapped_column(words(Stage))
    by: Mapped[AskedBy] = mapped_column(words(AskedBy))
    payee_name: Mapped[str]
    payee_kind: Mapped[str]
    payee_state: Mapped[str]
    facts: Mapped[dict[str, Any]]
    standing: Mapped[LineStanding] = mapped_column(words(LineStanding))
    standing_at: Mapped[datetime]
    asked_at: Mapped[datetime]
    asked_by: Mapped[uuid.UUID | None] = mapped_column(default=None)
    payee_id: Mapped[uuid.UUID | None] = mapped_column(default=None)
    parts: Mapped[dict[str, Any]] = mapped_column(JSONB, default_factory=dict)
    held_times: Mapped[int] = mapped_column(sa.SmallInteger, default=0)
    approval: Mapped[str | None] = mapped_column(default=None)
    promised_on: Mapped[date | None] = mapped_column(default=None)
    owner_id: Mapped[uuid.UUID | None] = mapped_column(default=None)
    owner_name: Mapped[str] = mapped_column(default="")
    owned_at: Mapped[datetime | None] = mapped_column(default=None)
    approved_by: Mapped[uuid.UUID | None] = mapped_column(default=None)
    approved_rule: Mapped[str] = mapped_column(default="")
    agreed_amount: Mapped[Money | None] = mapped_column(default=None)
    released_by: Mapped[uuid.UUID | None] = mapped_column(default=None)
    return_code: Mapped[str] = mapped_column(default="")
    sampled: Mapped[str] = mapped_column(default="")
    sample_outcome: Mapped[SampleOutcome | None] = mapped_column(words(SampleOutcome), default=None)
    sample_note: Mapped[str] = mapped_column(default="")
    sample_by: Mapped[uuid.UUID | None] = mapped_column(default=None)
    sample_at: Mapped[datetime | None] = mapped_column(default=None)


class ExpensePaper(Base, kw_only=True):
    """A paper that was handed in with a line; its bytes are those of the document."""

    __tablename__ = "expense_papers"
    __table_args__ = (
        sa.UniqueConstraint("line_id", "document_id"),
        sa.Index(None, "organization_id", "line_id"),
        reach(Reach.ORGANIZATION, append_only=True),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    organization_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("organizations.id"))
    household_id: Mapped[uuid.UUID] = mapped_column(index=True)
    line_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("expense_lines.id"))
    document_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("documents.id"))
    kind: Mapped[PaperKind] = mapped_column(words(PaperKind))
    filename: Mapped[str]
    received_at: Mapped[datetime]


class ExpenseDecision(Base, kw_only=True):
    """One decision on a line as it was made: outcome, facts, rule, section, law, the sentences' keys, by whom, why."""

    __tablename__ = "expense_decisions"
    __table_args__ = (
        sa.UniqueConstraint("line_id", "turn"),
        sa.Index(None, "organization_id", "decided_at"),
        reach(Reach.ORGANIZATION, append_only=True),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    organization_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("organizations.id"))
    household_id: Mapped[uuid.UUID] = mapped_column(index=True)
    line_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("expense_lines.id"))
    turn: Mapped[int] = mapped_column(sa.SmallInteger)
    outcome: Mapped[Outcome] = mapped_column(words(Outcome))
    rule: Mapped[str]
    cite: Mapped[str]
    law: Mapped[str]
    facts: Mapped[dict[str, Any]]
    findings: Mapped[list[Any]]
    warnings: Mapped[list[Any]]
    missing: Mapped[list[Any]]
    reason: Mapped[str]
    decided_at: Mapped[datetime]
    decided_on: Mapped[date]
    decided_by: Mapped[uuid.UUID | None] = mapped_column(default=None)
    by_rule: Mapped[str] = mapped_column(default="")
    readings: Mapped[dict[str, Any]] = mapped_column(default_factory=dict, server_default="{}")


class ExpenseAppeal(Base, kw_only=True):
    """A family's appeal against a denial of one of its lines; another person than the one who denied decides it."""

    __tablename__ = "expense_appeals"
    __table_args__ = (
        sa.UniqueConstraint("decision_id"),
        sa.CheckConstraint("decided_by <> denied_by", name="decided_by_another"),
        sa.CheckConstraint("(outcome = 'open') = (decided_at IS NULL)", name="decided_is_dated"),
        sa.CheckConstraint("outcome = 'open' OR reason <> ''", name="reason_given"),
        sa.Index(None, "organization_id", "outcome", "promised_on"),
        reach(Reach.ORGANIZATION),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    organization_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("organizations.id"))
    household_id: Mapped[uuid.UUID] = mapped_column(index=True)
    line_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("expense_lines.id"))
    decision_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("expense_decisions.id"))
    text: Mapped[str]
    filed_at: Mapped[datetime]
    promised_on: Mapped[date]
    filed_by: Mapped[uuid.UUID | None] = mapped_column(default=None)
    denied_by: Mapped[uuid.UUID | None] = mapped_column(default=None)
    outcome: Mapped[AppealOutcome] = mapped_column(words(AppealOutcome), default=AppealOutcome.OPEN)
    reason: Mapped[str] = mapped_column(default="")
    decided_by: Mapped[uuid.UUID | None] = mapped_column(default=None)
    decided_at: Mapped[datetime | None] = mapped_column(default=None)


class TechnologyApproval(Base, kw_only=True):
    """An EAO's approval of a piece of technology for a student (166.705.1(4)(j)), by its number, up to an amount."""

    __tablename__ = "technology_approvals"
    __table_args__ = (
        sa.UniqueConstraint("number"),
        sa.Index(None, "organization_id", "account_id"),
        reach(Reach.ORGANIZATION, append_only=True),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    number: Mapped[str]
    organization_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("organizations.id"))
    household_id: Mapped[uuid.UUID] = mapped_column(index=True)
    account_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("scholarship_accounts.id"))
    item: Mapped[str]
    most: Mapped[Money]
    given_at: Mapped[datetime]
    given_by: Mapped[uuid.UUID | None] = mapped_column(default=None)
    line_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("expense_lines.id"), default=None)
