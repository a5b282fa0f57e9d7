"""The words of money that goes out: where an intent, a batch, one payment of it and a payee's bank details stand."""

from enum import StrEnum


class IntentStanding(StrEnum):
    """Where an approved amount for a payee stands."""

    TO_PAY = "to_pay"
    IN_BATCH = "in_batch"
    RELEASED = "released"
    PAID = "paid"
    WITHDRAWN = "withdrawn"


class BatchStanding(StrEnum):
    """Where a batch stands; dropped ones never went to the bank, reopened ones were refused by it."""

    PREPARED = "prepared"
    RELEASED = "released"
    SETTLED = "settled"
    DROPPED = "dropped"
    REOPENED = "reopened"


class OutgoingStanding(StrEnum):
    """Where one payment of a batch stands."""

    PREPARED = "prepared"
    RELEASED = "released"
    PAID = "paid"
    RETURNED = "returned"
    DROPPED = "dropped"


class DetailsStanding(StrEnum):
    """Where a payee's bank details stand: proposed by one person, confirmed by another."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    REPLACED = "replaced"
    REFUSED = "refused"
    BLOCKED = "blocked"


class Prenote(StrEnum):
    """Where the test entry of no amount stands that goes before the first payment to an account."""

    NOT_NEEDED = "not_needed"
    DUE = "due"
    SENT = "sent"
    FAILED = "failed"


class AccountKind(StrEnum):
    """The kinds of bank account that a credit can go to."""

    CHECKING = "checking"
    SAVINGS = "savings"


class Waiting(StrEnum):
    """Why an approved amount cannot go into a batch yet; each has a way out."""

    NO_DETAILS = "no_details"
    NOT_CONFIRMED = "not_confirmed"
    BLOCKED = "blocked"
    COOLING = "cooling"
    PRENOTE = "prenote"
    NOT_ACTIVE = "not_active"
