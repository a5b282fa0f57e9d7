"""All queries of expense requests, their lines, papers, decisions and appeals."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import func, select, text, tuple_
from sqlalchemy.orm import Session, aliased

from esa.accounts.domain.expenses.listing import QueueListing
from esa.accounts.domain.expenses.words import AppealOutcome, LineStanding, Outcome
from esa.accounts.models import (
    ExpenseAppeal,
    ExpenseDecision,
    ExpenseLine,
    ExpensePaper,
    ExpenseRequest,
    ScholarshipAccount,
    TechnologyApproval,
)
from esa.kernel.money import Money


def lock_account(tx: Session, account_id: uuid.UUID) -> None:
    """Lock an account's row until the transaction ends."""
    tx.execute(select(ScholarshipAccount.id).where(ScholarshipAccount.id == account_id).with_for_update())


def account(tx: Session, account_id: uuid.UUID) -> ScholarshipAccount:
    """Return an account that a line or request names."""
    return tx.scalars(select(ScholarshipAccount).where(ScholarshipAccount.id == account_id)).one()


def request(tx: Session, reference: str, *, lock: bool = False) -> ExpenseRequest | None:
    """Return a request by its reference, locked where it is to be sent."""
    rows = select(ExpenseRequest).where(ExpenseRequest.reference == reference)
    return tx.scalar(rows.with_for_update().execution_options(populate_existing=True) if lock else rows)


def request_by_key(tx: Session, account_id: uuid.UUID, key: str) -> ExpenseRequest | None:
    """Return the request that was asked for an account under a key of the one who asks."""
    return tx.scalar(select(ExpenseRequest).where(ExpenseRequest.account_id == account_id, ExpenseRequest.key == key))


def open_drafts(tx: Session, household_id: uuid.UUID) -> Sequence[ExpenseRequest]:
    """Return a household's requests that are not sent yet, the newest first."""
    rows = select(ExpenseRequest).where(ExpenseRequest.household_id == household_id, ExpenseRequest.sent_at.is_(None))
    return tx.scalars(rows.order_by(ExpenseRequest.opened_at.desc(), ExpenseRequest.id)).all()


def line(tx: Session, reference: str, *, lock: bool = False) -> ExpenseLine | None:
    """Return a line by its reference, locked where it is to change."""
    rows = select(ExpenseLine).where(ExpenseLine.reference == reference)
    return tx.scalar(rows.with_for_update().execution_options(populate_existing=True) if lock else rows)


def known_lines(tx: Session, references: Iterable[str]) -> set[str]:
    """Return which of the references are lines."""
    return set(tx.scalars(select(ExpenseLine.reference).where(ExpenseLine.reference.in_(list(references)))))


def lines_of_request(tx: Session, request_id: uuid.UUID) -> Sequence[ExpenseLine]:
    """Return the lines of a request in their order."""
    rows = select(ExpenseLine).where(ExpenseLine.request_id == request_id)
    return tx.scalars(rows.order_by(ExpenseLine.position)).all()


def lines_of_household(tx: Session, household_id: uuid.UUID) -> Sequence[ExpenseLine]:
    """Return a household's lines, the newest request first."""
    rows = select(ExpenseLine).where(ExpenseLine.household_id == household_id)
    return tx.scalars(rows.order_by(ExpenseLine.asked_at.desc(), ExpenseLine.reference)).all()


def papers(tx: Session, line_id: uuid.UUID) -> Sequence[ExpensePaper]:
    """Return the papers of a line in the order in which they came."""
    rows = select(ExpensePaper).where(ExpensePaper.line_id == line_id)
    return tx.scalars(rows.order_by(ExpensePaper.received_at, ExpensePaper.filename)).all()


def paper(tx: Session, document_id: uuid.UUID) -> ExpensePaper | None:
    """Return a paper of a line by its document, None where none is within reach."""
    return tx.scalars(select(ExpensePaper).where(ExpensePaper.document_id == document_id)).first()


def decisions(tx: Session, line_id: uuid.UUID) -> Sequence[ExpenseDecision]:
    """Return the decisions on a line, the last one first."""
    rows = select(ExpenseDecision).where(ExpenseDecision.line_id == line_id)
    return tx.scalars(rows.order_by(ExpenseDecision.turn.desc())).all()


def last_by_law(tx: Session, rule: str) -> Sequence[ExpenseDecision]:
    """Return the decisions that are the last on their line, by that rule and without a person, in the order made."""
    row, later = ExpenseDecision, aliased(ExpenseDecision)
    follows = select(later.id).where(later.line_id == row.line_id, later.turn > row.turn)
    rows = select(row).where(row.rule == rule, row.decided_by.is_(None), ~follows.exists())
    return tx.scalars(rows.order_by(row.decided_at, row.id)).all()


def appeals(tx: Session, line_id: uuid.UUID) -> Sequence[ExpenseAppeal]:
    """Return the appeals about a line, the last one first."""
    rows = select(ExpenseAppeal).where(ExpenseAppeal.line_id == line_id)
    return tx.scalars(rows.order_by(ExpenseAppeal.filed_at.desc())).all()


def open_appeals(tx: Session, organization_id: uuid.UUID) -> Sequence[tuple[ExpenseAppeal, ExpenseLine]]:
    """Return an EAO's appeals that are not answered, the one promised first at the top."""
    rows = (
        select(ExpenseAppeal, ExpenseLine)
        .join(ExpenseLine, ExpenseLine.id == ExpenseAppeal.line_id)
        .where(ExpenseAppeal.organization_id == organization_id, ExpenseAppeal.outcome == AppealOutcome.OPEN)
        .order_by(ExpenseAppeal.promised_on, ExpenseAppeal.filed_at)
    )
    return [(appeal, found) for appeal, found in tx.execute(rows)]


def approval(tx: Session, account_id: uuid.UUID, number: str) -> TechnologyApproval | None:
    """Return an approval of technology for an account by its number."""
    rows = select(TechnologyApproval).where(TechnologyApproval.account_id == account_id)
    return tx.scalar(rows.where(TechnologyApproval.number == number))


def approvals(tx: Session, organization_id: uuid.UUID, limit: int) -> Sequence[tuple[TechnologyApproval, str]]:
    """Return an EAO's approvals of technology with their account's number, the newest first."""
    rows = (
        select(TechnologyApproval, ScholarshipAccount.number)
        .join(ScholarshipAccount, ScholarshipAccount.id == TechnologyApproval.account_id)
        .where(TechnologyApproval.organization_id == organization_id)
        .order_by(TechnologyApproval.given_at.desc(), TechnologyApproval.number)
        .limit(limit)
    )
    return [(approval, number) for approval, number in tx.execute(rows)]


def queue(
    tx: Session, organization_id: uuid.UUID, listing: QueueListing, mine: uuid.UUID | None, limit: int
) -> Sequence[tuple[ExpenseLine, str]]:
    """Return an EAO's lines with their account's number: the one promised first at the top, from after a mark on."""
    order = (ExpenseLine.asked_at, ExpenseLine.reference)
    asked = [ExpenseLine.organization_id == organization_id]
    if listing.standing is not None:
        asked.append(ExpenseLine.standing == listing.standing)
    if listing.category:
        asked.append(ExpenseLine.category == listing.category)
    if listing.late_on is not None:
        asked.append(ExpenseLine.promised_on < listing.late_on)
    if listing.mine:
        asked.append(ExpenseLine.owner_id == mine)
    if listing.mark is not None:
        asked.append(tuple_(*order) > tuple_(*listing.mark))
    rows = (
        select(ExpenseLine, ScholarshipAccount.number)
        .join(ScholarshipAccount, ScholarshipAccount.id == ExpenseLine.account_id)
        .where(*asked)
        .order_by(*order)
        .limit(limit)
    )
    return [(found, number) for found, number in tx.execute(rows)]


def counts(tx: Session, organization_id: uuid.UUID) -> dict[LineStanding, int]:
    """Return how many lines of an EAO stand where."""
    rows = (
        select(ExpenseLine.standing, func.count())
        .where(ExpenseLine.organization_id == organization_id)
        .group_by(ExpenseLine.standing)
    )
    return {row[0]: row[1] for row in tx.execute(rows)}


def precedents(tx: Session, like: ExpenseLine, limit: int) -> Sequence[tuple[ExpenseDecision, Money]]:
    """Return what people of the same EAO decided on lines of the same category and kind of payee, the newest first."""
    rows = (
        select(ExpenseDecision, ExpenseLine.amount)
        .join(ExpenseLine, ExpenseLine.id == ExpenseDecision.line_id)
        .where(
            ExpenseLine.organization_id == like.organization_id, ExpenseLine.category == like.category,
            ExpenseLine.payee_kind == like.payee_kind, ExpenseLine.id != like.id,
            ExpenseDecision.decided_by.is_not(None), ExpenseDecision.outcome.in_((Outcome.ALLOW, Outcome.DENY)),
        )
        .order_by(ExpenseDecision.decided_at.desc(), ExpenseDecision.id)
        .limit(limit)
    )  # fmt: skip
    return [(decision, amount) for decision, amount in tx.execute(rows)]


def samples(tx: Session, organization_id: uuid.UUID, *, looked_at: bool) -> Sequence[ExpenseLine]:
    """Return lines that went without a person and are drawn to be looked at, the dearest first."""
    rows = select(ExpenseLine).where(ExpenseLine.organization_id == organization_id, ExpenseLine.sampled != "")
    there = ExpenseLine.sample_at.is_not(None) if looked_at else ExpenseLine.sample_at.is_(None)
    return tx.scalars(rows.where(there).order_by(ExpenseLine.amount.desc(), ExpenseLine.reference).limit(100)).all()


def sums(tx: Session, organization_id: uuid.UUID | None) -> Sequence[tuple[uuid.UUID, str, str, str, Money]]:
    """Return (EAO, account number, standing, source, cents) over the parts of lines whose money left its account."""
    rows = text(
        "SELECT l.organization_id, a.number, l.standing, p.key, sum(p.value::bigint)::bigint FROM expense_lines l"
        " JOIN scholarship_accounts a ON a.id = l.account_id CROSS JOIN LATERAL jsonb_each_text(l.parts) p"
        " WHERE l.standing NOT IN ('denied', 'withdrawn')"
        " AND (CAST(:organization AS uuid) IS NULL OR l.organization_id = :organization) GROUP BY 1, 2, 3, 4"
    )
    found = tx.execute(rows, {"organization": organization_id})
    return [(owner, number, standing, source, Money(cents)) for owner, number, standing, source, cents in found]


def lines_since(tx: Session, first: datetime) -> Sequence[ExpenseLine]:
    """Return the lines in reach that were asked for since an instant and not taken back."""
    rows = select(ExpenseLine).where(ExpenseLine.asked_at >= first, ExpenseLine.standing != LineStanding.WITHDRAWN)
    return tx.scalars(rows.order_by(ExpenseLine.asked_at, ExpenseLine.reference)).all()


def documents_since(tx: Session, first: datetime) -> Sequence[tuple[uuid.UUID, uuid.UUID]]:
    """Return (line, document) of the papers of lines that were asked for since an instant."""
    rows = select(ExpensePaper.line_id, ExpensePaper.document_id).join(
        ExpenseLine, ExpenseLine.id == ExpensePaper.line_id
    )
    found = tx.execute(rows.where(ExpenseLine.asked_at >= first, ExpenseLine.standing != LineStanding.WITHDRAWN))
    return [(line, document) for line, document in found]
