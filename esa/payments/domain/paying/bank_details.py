"""Bank details of a payee: what a routing and an account number must be, and from when they may be used."""

import re
import uuid
from dataclasses import dataclass
from datetime import date, timedelta

from esa.kernel.errors import Ground, Invalid
from esa.kernel.holidays import Calendar, business_days_after
from esa.payments.domain.paying.words import AccountKind, DetailsStanding, Prenote, Waiting

_ROUTING = re.compile(r"[0-9]{9}", re.ASCII)
_ACCOUNT = re.compile(r"[0-9A-Z-]{4,17}", re.ASCII)
_WEIGHTS = (3, 7, 1, 3, 7, 1, 3, 7, 1)
# Numbers of banks (00-12), thrifts (21-32), electronic (61-72) and travelers' checks (80).
_DISTRICTS = frozenset({*range(13), *range(21, 33), *range(61, 73), 80})
# A prenote that was not returned within three banking days is good: Nacha's rule 2.6.
PRENOTE_DAYS = 3


def is_routing_number(text: str) -> bool:
    """Say whether a text is a routing number of the ABA: nine digits, a known district, the check digit right."""
    if _ROUTING.fullmatch(text) is None or int(text[:2]) not in _DISTRICTS or text == "0" * 9:
        return False
    return sum(int(digit) * weight for digit, weight in zip(text, _WEIGHTS, strict=True)) % 10 == 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """Bank details as somebody gives them; `verified_how` says how the payee was asked back, by which known number."""

    payee: uuid.UUID
    payee_name: str
    holder: str
    kind: AccountKind
    is_business: bool
    routing: str
    account: str
    contact_email: str = ""
    verified_how: str = ""


def refuse_bad_details(given: Details) -> None:
    """Raise Invalid with every fault of bank details."""
    grounds = []
    if not given.holder.strip():
        grounds.append(Ground("holder", "Enter the name on the bank account."))
    if not is_routing_number(given.routing):
        said = "This is not a routing number. Copy its nine digits from a check or from the bank's letter."
        grounds.append(Ground("routing", said))
    if _ACCOUNT.fullmatch(given.account) is None:
        grounds.append(Ground("account", "Enter the account number: 4 to 17 digits, without spaces."))
    if given.contact_email and "@" not in given.contact_email:
        grounds.append(Ground("contact_email", "Enter an e-mail address like office@example.org."))
    if not given.verified_how.strip():
        said = "Write how you asked the payee back: whom you called, at which number you knew before."
        grounds.append(Ground("verified_how", said))
    if grounds:
        raise Invalid("The bank details cannot be kept.", grounds)


def usable_from(confirmed_on: date, cooling_days: int) -> date:
    """Return the first day on which confirmed details may be used: so many days later."""
    return confirmed_on + timedelta(days=cooling_days)


def prenote_good_from(sent_on: date) -> date:
    """Return the day from which a prenote that was not returned counts as good."""
    return business_days_after(sent_on, PRENOTE_DAYS, Calendar.BANKS)


@dataclass(frozen=True, slots=True)
class Ready:
    """Whether details may be used today: `waiting` says why not, `until` from which day, where a day is known."""

    waiting: Waiting | None = None
    until: date | None = None


_NOT_IN_FORCE = {
    DetailsStanding.PROPOSED: Waiting.NOT_CONFIRMED,
    DetailsStanding.CONFIRMED: Waiting.NOT_CONFIRMED,
    DetailsStanding.BLOCKED: Waiting.BLOCKED,
}


def readiness(
    standing: DetailsStanding, usable: date | None, prenote: Prenote, prenote_on: date | None, today: date
) -> Ready:
    """Return whether payments may go to a payee's newest details, or what they wait for."""
    if standing is not DetailsStanding.CONFIRMED or usable is None:
        return Ready(_NOT_IN_FORCE.get(standing, Waiting.NO_DETAILS))
    if today < usable:
        return Ready(Waiting.COOLING, usable)
    if prenote is Prenote.DUE:
        return Ready(Waiting.PRENOTE)
    if prenote is Prenote.SENT and prenote_on is not None and today < prenote_good_from(prenote_on):
        return Ready(Waiting.PRENOTE, prenote_good_from(prenote_on))
    return Ready()
