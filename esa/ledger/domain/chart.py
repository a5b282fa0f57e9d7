"""The chart of accounts of an EAO: one name for each thing that money can be, tagged with its funding source.

Gifts and state money are held for scholarships, so what is granted is owed: first to the award, then, when a deposit is
posted, to the student's account; what is asked for out of it is held, then payable, then in transit, until the bank has
paid. Fund balances are what may still be granted; the database refuses to overdraw them.
"""

import uuid
from dataclasses import dataclass
from enum import StrEnum


class Source(StrEnum):
    """Where an award dollar comes from (AMB-16, FUND-4)."""

    TAX_CREDIT = "tax_credit"
    INTEREST = "interest"
    GENERAL_REVENUE = "general_revenue"
    RETURNED = "returned"


_NAMES = {
    Source.TAX_CREDIT: "TaxCredit",
    Source.INTEREST: "Interest",
    Source.GENERAL_REVENUE: "GeneralRevenue",
    Source.RETURNED: "Returned",
}
# The order in which grants and spending draw on an EAO's money: gifts first, then what came back, state money last.
DRAWN = (Source.TAX_CREDIT, Source.INTEREST, Source.RETURNED, Source.GENERAL_REVENUE)
STATE_RECEIVABLE = "Assets:Receivable:State"
FUND_DUE = "Liabilities:TreasurersFund"
# Money of a gift that was taken back after it had been granted: the EAO owes it to its fund out of other means.
TAKEN_BACK = "Assets:Receivable:TakenBack"
# Gifts that came by the processor and were not paid out to the bank yet.
PROCESSOR = "Assets:Processor"
# Money that came and cannot be a gift any more, for example after its reservation has lapsed: it goes back.
HELD_FOR_DONORS = "Liabilities:HeldForDonors"


@dataclass(frozen=True, slots=True)
class Chart:
    """An account's guard: credit accounts may not be overdrawn, bank accounts may not fall short.

    A student's account says whose it is, so that its household may read its lines.
    """

    path: str
    source: str = ""
    credit_only: bool = False
    debit_only: bool = False
    scholarship_account_id: uuid.UUID | None = None
    household_id: uuid.UUID | None = None


def bank(source: Source) -> str:
    """Return the account of the bank money of a source."""
    return f"Assets:Bank:{_NAMES[source]}"


def fund(source: Source) -> str:
    """Return the account of what may still be granted from a source: a fund balance, kept as a credit."""
    return f"Equity:Fund:{_NAMES[source]}"


def awarded(source: Source) -> str:
    """Return the account of what is granted and not yet deposited."""
    return f"Liabilities:Awarded:{_NAMES[source]}"


def scholarship(number: str, source: Source) -> str:
    """Return the account of a student's deposited money of a source; `number` is the scholarship account's."""
    return f"Liabilities:Account:{number.replace('-', '')}:{_NAMES[source]}"


def scholarship_chart(number: str, source: Source, scholarship_account_id: uuid.UUID, household_id: uuid.UUID) -> Chart:
    """Return a student's account of a source as the books open it: never overdrawn, read by its household."""
    return Chart(
        scholarship(number, source),
        source.value,
        credit_only=True,
        scholarship_account_id=scholarship_account_id,
        household_id=household_id,
    )


def held(source: Source) -> str:
    """Return the account of what was asked for out of students' accounts and is not decided yet."""
    return f"Liabilities:Held:{_NAMES[source]}"


def payable(source: Source) -> str:
    """Return the account of what is approved for payees and is in no released batch of payments yet."""
    return f"Liabilities:Payable:{_NAMES[source]}"


def in_transit(source: Source) -> str:
    """Return the account of what was given to the bank to pay and the bank has not paid yet."""
    return f"Liabilities:InTransit:{_NAMES[source]}"


def spent_before(source: Source) -> str:
    """Return the account of what an earlier system had spent of accounts taken over from it; it comes to nothing."""
    return f"Equity:SpentBefore:{_NAMES[source]}"


def is_owed(path: str) -> bool:
    """Say whether the account holds money that is granted: awarded, or in a student's account."""
    return path.startswith(("Liabilities:Awarded:", "Liabilities:Account:"))


def is_followed(path: str) -> bool:
    """Say whether the account's balance follows from deposits and from requests for expenses."""
    return is_owed(path) or path.startswith(("Liabilities:Held:", "Liabilities:Payable:", "Liabilities:InTransit:"))


def opening_chart() -> tuple[Chart, ...]:
    """Return the accounts that every EAO's books have from the first day."""
    rows = [Chart(STATE_RECEIVABLE, Source.GENERAL_REVENUE.value, debit_only=True), Chart(FUND_DUE)]
    for source in Source:
        rows.append(Chart(bank(source), source.value, debit_only=True))
        rows.append(Chart(fund(source), source.value, credit_only=True))
        rows += [Chart(step(source), source.value, credit_only=True) for step in (awarded, held, payable, in_transit)]
    return tuple(rows)


def root_of(path: str) -> str:
    """Return the first part of an account's name, by which plain text accounting knows its kind."""
    return path.split(":", 1)[0]
