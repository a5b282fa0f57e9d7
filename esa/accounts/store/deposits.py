"""All queries for scholarship accounts and deposits."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import select, text, tuple_
from sqlalchemy.orm import Session

from esa.accounts.domain import DepositStanding
from esa.accounts.models import AgreementSigned, Deposit, ScholarshipAccount
from esa.kernel.dates import SchoolYear
from esa.kernel.money import Money

_DEPOSIT = (
    "id", "organization_id", "household_id", "account_id", "grant_id", "installment", "source", "due_on", "amount",
    "standing",
)  # fmt: skip
_ACCOUNT = (
    "id", "number", "organization_id", "household_id", "student_id", "opened_at", "application_id", "payment_plan",
    "standing", "agreement_on", "enrolled_on", "school_id",
)  # fmt: skip


_SIGNED_ON = "(s.signed_at AT TIME ZONE 'America/Chicago')::date"


def _copy(cursor: Any, name: str, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    listed = ", ".join(columns)
    cursor.execute(f"DROP TABLE IF EXISTS {name}")
    cursor.execute(f"CREATE TEMPORARY TABLE {name} ON COMMIT DROP AS SELECT {listed} FROM {table} WITH NO DATA")
    with cursor.copy(f"COPY {name} ({listed}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def open_many(connection: Any, rows: Iterable[Sequence[Any]]) -> dict[uuid.UUID, tuple[uuid.UUID, str]]:
    """Open accounts for students that have none with the EAO; return (account id, number) of each by student."""
    listed = ", ".join(_ACCOUNT)
    with connection.cursor() as cursor:
        _copy(cursor, "new_accounts", "scholarship_accounts", _ACCOUNT, rows)
        cursor.execute(
            f"INSERT INTO scholarship_accounts ({listed}) SELECT {listed} FROM new_accounts"
            " ON CONFLICT (organization_id, student_id) DO UPDATE SET standing = 'open',"
            " payment_plan = excluded.payment_plan, agreement_on = excluded.agreement_on,"
            " enrolled_on = excluded.enrolled_on, school_id = excluded.school_id, held_until = NULL"
            " RETURNING student_id, id, number"
        )
        return {student: (account, number) for student, account, number in cursor}


def keep_signed(connection: Any, account_ids: Sequence[uuid.UUID], year: SchoolYear) -> None:
    """Give accounts the day of the agreement that was signed for the school year already, where none is recorded."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE scholarship_accounts a SET agreement_on = {_SIGNED_ON} FROM agreements s"
            " WHERE s.account_id = a.id AND s.school_year = %s AND a.id = ANY(%s) AND a.agreement_on IS NULL",
            (year.opens, list(account_ids)),
        )


def schedule(connection: Any, rows: Iterable[Sequence[Any]]) -> int:
    """Store planned deposits and return how many."""
    listed = ", ".join(_DEPOSIT)
    with connection.cursor() as cursor:
        _copy(cursor, "new_deposits", "deposits", _DEPOSIT, rows)
        cursor.execute(f"INSERT INTO deposits ({listed}) SELECT {listed} FROM new_deposits")
        return int(cursor.rowcount)


def due(connection: Any, organization_id: uuid.UUID, on: date) -> list[tuple[Any, ...]]:
    """Return deposits due, not posted: (id, account, source, cents, installment, agreement, enrolment, hold, day).

    The agreement is that of the deposit's own school year: a new year's grant does not hold what is left of the old.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT d.id, a.number, d.source, d.amount, d.installment,"
            f" coalesce({_SIGNED_ON}, a.agreement_on), a.enrolled_on, d.hold, d.due_on"
            " FROM deposits d JOIN scholarship_accounts a ON a.id = d.account_id"
            " LEFT JOIN grants g ON g.id = d.grant_id"
            " LEFT JOIN agreements s ON s.account_id = a.id AND s.school_year = g.school_year"
            " WHERE d.organization_id = %s AND d.standing IN ('scheduled', 'held') AND d.due_on <= %s"
            " AND a.standing = 'open' ORDER BY d.due_on, a.number, d.installment, d.source FOR UPDATE OF d",
            (organization_id, on),
        )
        return list(cursor)


def settle(
    connection: Any, posted: Iterable[tuple[uuid.UUID, uuid.UUID]], held: Iterable[tuple[uuid.UUID, str]], at: datetime
) -> None:
    """Mark deposits as posted with their entry, and others as held with the reason."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS settled")
        cursor.execute("CREATE TEMPORARY TABLE settled (id uuid, entry_id uuid, hold text) ON COMMIT DROP")
        with cursor.copy("COPY settled FROM STDIN") as copy:
            for deposit_id, entry_id in posted:
                copy.write_row((deposit_id, entry_id, None))
            for deposit_id, hold in held:
                copy.write_row((deposit_id, None, hold))
        cursor.execute(
            "UPDATE deposits d SET standing = CASE WHEN s.entry_id IS NULL THEN 'held' ELSE 'posted' END,"
            " hold = s.hold, entry_id = s.entry_id, posted_at = CASE WHEN s.entry_id IS NULL THEN NULL ELSE %s END"
            " FROM settled s WHERE d.id = s.id",
            (at,),
        )


def accounts(tx: Session, organization_id: uuid.UUID, after: str, limit: int) -> Sequence[ScholarshipAccount]:
    """Return an EAO's accounts by number, from after a number on."""
    rows = select(ScholarshipAccount).where(
        ScholarshipAccount.organization_id == organization_id, ScholarshipAccount.number > after
    )
    return tx.scalars(rows.order_by(ScholarshipAccount.number).limit(limit)).all()


def by_number(tx: Session, number: str) -> ScholarshipAccount | None:
    """Return the account of that number."""
    return tx.scalar(select(ScholarshipAccount).where(ScholarshipAccount.number == number))


def of_household(tx: Session, household_id: uuid.UUID) -> Sequence[ScholarshipAccount]:
    """Return a household's accounts."""
    rows = select(ScholarshipAccount).where(ScholarshipAccount.household_id == household_id)
    return tx.scalars(rows.order_by(ScholarshipAccount.number)).all()


def deposits(tx: Session, account_ids: Sequence[uuid.UUID]) -> Sequence[Deposit]:
    """Return the deposits of accounts, the earliest first."""
    rows = select(Deposit).where(Deposit.account_id.in_(account_ids))
    return tx.scalars(rows.order_by(Deposit.account_id, Deposit.due_on, Deposit.source)).all()


def deposits_of(
    tx: Session,
    organization_id: uuid.UUID,
    standing: DepositStanding | None,
    after: tuple[date, uuid.UUID] | None,
    limit: int,
) -> Sequence[tuple[Deposit, str]]:
    """Return an EAO's deposits with their account's number, by day, from after a (day, deposit) on."""
    rows = select(Deposit, ScholarshipAccount.number).join(
        ScholarshipAccount, ScholarshipAccount.id == Deposit.account_id
    )
    rows = rows.where(Deposit.organization_id == organization_id)
    if standing is not None:
        rows = rows.where(Deposit.standing == standing)
    if after is not None:
        rows = rows.where(tuple_(Deposit.due_on, Deposit.id) > tuple_(*after))
    found = tx.execute(rows.order_by(Deposit.due_on, Deposit.id).limit(limit))
    return [(deposit, number) for deposit, number in found]


def sums(tx: Session, organization_id: uuid.UUID | None) -> Sequence[tuple[uuid.UUID, str, str, Money, Money]]:
    """Return (organization, account number, source, posted, still to post) over the deposits of each account."""
    rows = text(
        "SELECT d.organization_id, a.number, d.source,"
        " coalesce(sum(d.amount) FILTER (WHERE d.standing = 'posted'), 0)::bigint,"
        " coalesce(sum(d.amount) FILTER (WHERE d.standing IN ('scheduled', 'held')), 0)::bigint"
        " FROM deposits d JOIN scholarship_accounts a ON a.id = d.account_id"
        " WHERE CAST(:organization AS uuid) IS NULL OR d.organization_id = :organization GROUP BY 1, 2, 3"
    )
    found = tx.execute(rows, {"organization": organization_id})
    return [(owner, number, source, Money(posted), Money(left)) for owner, number, source, posted, left in found]


def set_dates(tx: Session, account: ScholarshipAccount, agreement_on: date | None, enrolled_on: date | None) -> None:
    """Set the dates that a deposit waits for, where they are given."""
    if agreement_on is not None:
        account.agreement_on = agreement_on
    if enrolled_on is not None:
        account.enrolled_on = enrolled_on
    tx.flush()


def of_student(tx: Session, organization_id: uuid.UUID, student_id: uuid.UUID) -> ScholarshipAccount | None:
    """Return a student's account with an EAO."""
    rows = select(ScholarshipAccount).where(ScholarshipAccount.organization_id == organization_id)
    return tx.scalar(rows.where(ScholarshipAccount.student_id == student_id))


def agreement(tx: Session, account_id: uuid.UUID, year: SchoolYear) -> AgreementSigned | None:
    """Return what was signed for an account and a school year."""
    rows = select(AgreementSigned).where(AgreementSigned.account_id == account_id)
    return tx.scalar(rows.where(AgreementSigned.school_year == year))


def agreements(tx: Session, account_id: uuid.UUID) -> Sequence[AgreementSigned]:
    """Return what was signed for an account, the newest year first."""
    rows = select(AgreementSigned).where(AgreementSigned.account_id == account_id)
    return tx.scalars(rows.order_by(AgreementSigned.school_year.desc())).all()


def ready(
    tx: Session, organization_id: uuid.UUID, source: str, first: date, last: date
) -> Sequence[tuple[uuid.UUID, str, uuid.UUID | None, date, Money]]:
    """Return (id, account number, school, day, amount) of deposits in a span that wait for nothing, by account."""
    rows = (
        select(Deposit.id, ScholarshipAccount.number, ScholarshipAccount.school_id, Deposit.due_on, Deposit.amount)
        .join(ScholarshipAccount, ScholarshipAccount.id == Deposit.account_id)
        .where(
            Deposit.organization_id == organization_id,
            Deposit.source == source,
            Deposit.due_on.between(first, last),
            Deposit.standing != DepositStanding.CANCELLED,
            ScholarshipAccount.agreement_on.is_not(None),
            ScholarshipAccount.enrolled_on.is_not(None),
        )
        .order_by(ScholarshipAccount.number, Deposit.due_on, Deposit.id)
    )
    return [(each[0], each[1], each[2], each[3], each[4]) for each in tx.execute(rows)]


def spent_before(tx: Session, organization_id: uuid.UUID | None) -> Sequence[tuple[uuid.UUID, str, str, Money]]:
    """Return (organization, account number, source, what was spent before an account was taken over)."""
    rows = text(
        "SELECT o.organization_id, a.number, o.source, sum(o.spent)::bigint FROM opening_balances o"
        " JOIN scholarship_accounts a ON a.id = o.account_id"
        " WHERE CAST(:organization AS uuid) IS NULL OR o.organization_id = :organization GROUP BY 1, 2, 3"
    )
    found = tx.execute(rows, {"organization": organization_id})
    return [(owner, number, source, Money(int(cents))) for owner, number, source, cents in found]
