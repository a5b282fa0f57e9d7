"""What a notice is: its kinds, its words, and when a delivery that failed is tried again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from string import Template

MOST_TRIES = 6
# A notice that could not go out for so long is read on the page; an old one must not surprise anybody.
GOES_OUT_FOR = timedelta(days=3)


class Kind(StrEnum):
    """What a notice tells; each has a text per language in `templates/mail`."""

    APPLICATION_RECEIVED = "application_received"
    RESERVATION_MADE = "reservation_made"
    RESERVATION_OF_PLAN = "reservation_of_plan"
    PLAN_STOPPED = "plan_stopped"
    RESERVATION_WAITS = "reservation_waits"
    RESERVATION_SERVED = "reservation_served"
    RESERVATION_CHANGED = "reservation_changed"
    RESERVATION_ENDS_SOON = "reservation_ends_soon"
    RESERVATION_LAPSED = "reservation_lapsed"
    RESERVATION_VOIDED = "reservation_voided"
    PAYMENT_FAILED = "payment_failed"
    GIFT_RECEIVED = "gift_received"
    GIFT_WENT_BACK = "gift_went_back"
    GIFT_AWAITED_AGAIN = "gift_awaited_again"
    CERTIFICATE_READY = "certificate_ready"
    EXPENSE_APPROVED = "expense_approved"
    EXPENSE_DENIED = "expense_denied"
    EXPENSE_NEEDS_MORE = "expense_needs_more"
    BANK_DETAILS_CHANGED = "bank_details_changed"
    PAYEE_PAYMENT_RETURNED = "payee_payment_returned"


# Stands in a kept letter where the reader's own address goes: that address is a key, so it is made when the letter is
# handed over and lies in no table.
OWN_PAGE = "<<own page>>"


@dataclass(frozen=True, slots=True)
class Letter:
    """A notice in words."""

    subject: str
    body: str


def letter_of(text: str, values: Mapping[str, str]) -> Letter:
    """Return the letter of a template, whose first line is the subject. Raises KeyError where a value is missing."""
    subject, _, body = Template(text).substitute(values).partition("\n")
    return Letter(subject.strip(), body.strip() + "\n")


def addressed(body: str, own_page: str) -> str:
    """Return the words of a letter with the reader's own address in its place."""
    return body.replace(OWN_PAGE, own_page)


def wait_after(tries: int) -> timedelta:
    """Return how long the next try waits: 4 minutes after the first, then four times as long each time."""
    return timedelta(minutes=4**tries)
