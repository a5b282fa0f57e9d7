"""All queries of the books; bulk goes by COPY into temporary tables, and lines of an entry arrive in one statement."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, insert, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from esa.kernel.errors import Conflict, EsaError, LimitReached
from esa.kernel.ids import new_id
from esa.kernel.money import Money
from esa.ledger.domain.chart import Chart, Source, scholarship
from esa.ledger.domain.entry import Entry
from esa.ledger.models import LedgerAccount, LedgerEntry, LedgerLine

_NAMED: dict[str, tuple[type[EsaError], str, str]] = {
    "ck_ledger_accounts_never_overdrawn": (LimitReached, "There is not enough money for this.", "not_enough_money"),
    "ck_ledger_accounts_never_short": (LimitReached, "The bank account does not hold this much.", "bank_too_low"),
    "ledger_period_open": (
        Conflict,
        "The books are closed for this day. Date it later, or take an entry back by its reversal.",
        "period_closed",
    ),
    "uq_ledger_entries_organization_id_key": (Conflict, "This is booked already.", "booked_already"),
    "uq_ledger_entries_reverses_id": (Conflict, "This entry is reversed already.", "reversed_already"),
}


def refusal_of(constraint: str | None) -> EsaError | None:
    """Return the refusal that a constraint of the books means, None where it means none."""
    kind, message, code = _NAMED.get(constraint or "", (None, "", ""))
    return None if kind is None else kind(message, code=code)


def as_refusal(fault: IntegrityError) -> Exception:
    """Return the refusal that a named constraint means, else the fault itself."""
    diagnosis = getattr(fault.orig, "diag", None)
    return refusal_of(getattr(diagnosis, "constraint_name", None)) or fault


def ensure_accounts(tx: Session, organization_id: uuid.UUID, charts: Iterable[Chart], opened_on: date) -> None:
    """Make the accounts that are not there yet, all in one statement."""
    wanted = list(charts)
    tx.execute(
        text(
            "INSERT INTO ledger_accounts"
            " (id, organization_id, path, source, credit_only, debit_only, scholarship_account_id, household_id,"
            " opened_on, balance)"
            " SELECT id, :organization_id, path, source, credit_only, debit_only, scholarship_account_id, household_id,"
            " :opened_on, 0"
            " FROM unnest(CAST(:ids AS uuid[]), CAST(:paths AS text[]), CAST(:sources AS text[]),"
            " CAST(:credit AS boolean[]), CAST(:debit AS boolean[]), CAST(:students AS uuid[]),"
            " CAST(:households AS uuid[]))"
            " AS wanted (id, path, source, credit_only, debit_only, scholarship_account_id, household_id)"
            " ON CONFLICT (organization_id, path) DO NOTHING"
        ),
        {
            "organization_id": organization_id, "opened_on": opened_on, "ids": [new_id() for _ in wanted],
            "paths": [each.path for each in wanted], "sources": [each.source for each in wanted],
            "credit": [each.credit_only for each in wanted], "debit": [each.debit_only for each in wanted],
            "students": [each.scholarship_account_id for each in wanted],
            "households": [each.household_id for each in wanted],
        },
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Whose:
    """The student's account that an entry is about, and its household; neither where it is about none or several."""

    scholarship_account_id: uuid.UUID | None = None
    household_id: uuid.UUID | None = None


def accounts_of(tx: Session, entry: Entry) -> tuple[dict[str, uuid.UUID], Whose]:
    """Return the ids of an entry's accounts by path, and whose entry it is."""
    about = {scholarship(entry.account_number, source) for source in Source} if entry.account_number else set()
    rows = tx.execute(
        select(
            LedgerAccount.path, LedgerAccount.id, LedgerAccount.scholarship_account_id, LedgerAccount.household_id
        ).where(
            LedgerAccount.organization_id == entry.organization_id,
            LedgerAccount.path.in_({line.path for line in entry.lines} | about),
        )
    ).all()
    students = {(student, household) for _, _, student, household in rows if student is not None}
    return {path: found for path, found, _, _ in rows}, Whose(*students.pop()) if len(students) == 1 else Whose()


def add_entry(
    tx: Session, entry: Entry, ids: dict[str, uuid.UUID], whose: Whose, now: datetime, by: uuid.UUID | None
) -> uuid.UUID:
    """Write an entry with all its lines in one statement. Raises LimitReached and Conflict by the named constraints."""
    made = LedgerEntry(
        id=new_id(), organization_id=entry.organization_id, entry_on=entry.on, kind=entry.kind,
        narrative=entry.narrative, key=entry.key, line_count=len(entry.lines), posted_at=now, posted_by=by,
        reverses_id=entry.reverses_id, scholarship_account_id=whose.scholarship_account_id,
        household_id=whose.household_id,
    )  # fmt: skip
    lines = [
        {
            "entry_id": made.id, "position": position, "organization_id": entry.organization_id,
            "account_id": ids[line.path], "amount": line.amount, "household_id": whose.household_id,
        }
        for position, line in enumerate(entry.lines, start=1)
    ]  # fmt: skip
    try:
        tx.add(made)
        tx.flush()
        tx.execute(insert(LedgerLine).values(lines))
    except IntegrityError as fault:
        raise as_refusal(fault) from fault
    return made.id


def entry(tx: Session, entry_id: uuid.UUID) -> LedgerEntry | None:
    """Return an entry."""
    return tx.get(LedgerEntry, entry_id)


def lines_of(tx: Session, entry_id: uuid.UUID) -> Sequence[tuple[str, Any]]:
    """Return an entry's lines as (path, amount), in their order."""
    rows = (
        select(LedgerAccount.path, LedgerLine.amount)
        .join(LedgerAccount, LedgerAccount.id == LedgerLine.account_id)
        .where(LedgerLine.entry_id == entry_id)
        .order_by(LedgerLine.position)
    )
    return [(path, amount) for path, amount in tx.execute(rows)]


def balances(tx: Session, organization_id: uuid.UUID | None) -> Sequence[tuple[uuid.UUID, str, Any, Any]]:
    """Return (organization, path, kept balance, sum of the lines) of every account: the two must be equal."""
    summed = (
        select(LedgerLine.account_id, func.sum(LedgerLine.amount).label("amount"))
        .group_by(LedgerLine.account_id)
        .subquery()
    )
    rows = (
        select(LedgerAccount.organization_id, LedgerAccount.path, LedgerAccount.balance, summed.c.amount)
        .outerjoin(summed, summed.c.account_id == LedgerAccount.id)
        .order_by(LedgerAccount.organization_id, LedgerAccount.path)
    )
    if organization_id is not None:
        rows = rows.where(LedgerAccount.organization_id == organization_id)
    return [(owner, path, kept, summed or Money(0)) for owner, path, kept, summed in tx.execute(rows)]


def balance(tx: Session, organization_id: uuid.UUID, path: str) -> Any:
    """Return the kept balance of an account, None where there is no such account."""
    return tx.scalar(
        select(LedgerAccount.balance).where(
            LedgerAccount.organization_id == organization_id, LedgerAccount.path == path
        )
    )


def kept_on(tx: Session, organization_ids: Iterable[uuid.UUID], paths: Iterable[str]) -> dict[str, Money]:
    """Return the kept balance of each of the accounts that is open, by its path; each path is of one EAO alone."""
    rows = select(LedgerAccount.path, LedgerAccount.balance).where(
        LedgerAccount.organization_id.in_(set(organization_ids)), LedgerAccount.path.in_(set(paths))
    )
    return {row.path: row.balance for row in tx.execute(rows)}


def account_names(tx: Session, organization_id: uuid.UUID | None) -> Sequence[tuple[str, str]]:
    """Return (organization slug, path) of every account."""
    rows = text(
        "SELECT o.slug, a.path FROM ledger_accounts a JOIN organizations o ON o.id = a.organization_id"
        " WHERE CAST(:organization AS uuid) IS NULL OR a.organization_id = :organization"
    )
    return [(slug, path) for slug, path in tx.execute(rows, {"organization": organization_id})]


def sums_before(tx: Session, organization_id: uuid.UUID | None, day: date) -> Sequence[tuple[str, str, Money]]:
    """Return (organization slug, path, sum) of every account over the entries before the day."""
    rows = text(
        "SELECT o.slug, a.path, sum(l.amount)::bigint FROM ledger_entries e JOIN ledger_lines l ON l.entry_id = e.id"
        " JOIN ledger_accounts a ON a.id = l.account_id JOIN organizations o ON o.id = a.organization_id"
        " WHERE e.entry_on < :day AND (CAST(:organization AS uuid) IS NULL OR e.organization_id = :organization)"
        " GROUP BY 1, 2"
    )
    found = tx.execute(rows, {"organization": organization_id, "day": day})
    return [(slug, path, Money(cents)) for slug, path, cents in found]


def moved(tx: Session, organization_id: uuid.UUID, kind: str, first: date, last: date) -> Sequence[tuple[str, Money]]:
    """Return (path, sum) over an EAO's entries of a kind in a span, with the reversals of such entries."""
    rows = text(
        "SELECT a.path, sum(l.amount)::bigint FROM ledger_entries e"
        " LEFT JOIN ledger_entries r ON r.id = e.reverses_id"
        " JOIN ledger_lines l ON l.entry_id = e.id JOIN ledger_accounts a ON a.id = l.account_id"
        " WHERE e.organization_id = :organization AND e.entry_on BETWEEN :first AND :last"
        " AND (e.kind = :kind OR r.kind = :kind) GROUP BY 1"
    )
    found = tx.execute(rows, {"organization": organization_id, "kind": kind, "first": first, "last": last})
    return [(path, Money(cents)) for path, cents in found]


def credits_of(tx: Session, kind: str) -> Money:
    """Return the sum of the credits of all entries of a kind that were not reversed."""
    rows = text(
        "SELECT coalesce(-sum(l.amount), 0)::bigint FROM ledger_entries e JOIN ledger_lines l ON l.entry_id = e.id"
        " WHERE e.kind = :kind AND l.amount < 0"
        " AND NOT EXISTS (SELECT FROM ledger_entries r WHERE r.reverses_id = e.id)"
    )
    return Money(int(tx.scalar(rows, {"kind": kind}) or 0))
