"""What becomes of an account's balance: a refund, a move, a year's end, graduation, a withdrawal, disqualification."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Literal

from esa.kernel.money import ZERO, Money
from esa.law.accounts.sentences import ACCOUNTS
from esa.law.law import Law
from esa.law.ruling import Figure, Ruling, either, tried
from esa.law.tried import Tried


class Happening(StrEnum):
    """What can happen to an account."""

    REFUND = "refund"
    YEAR_END = "year_end"
    GRADUATION = "graduation"
    SCHOOL_CHANGED = "school_changed"
    INACTIVITY = "disenrolled_for_inactivity"
    DISQUALIFICATION = "disqualification"
    MISTAKE = "honest_mistake"


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One thing that happened to an account on a day.

    `refunded` and `refunded_to` are for a refund; `qualified_school` says of a changed school whether it is a qualified
    one; `disenrolled_on` and `found_school_on` are for a virtual school's disenrolment; `intentional` for a violation.
    """

    what: Happening
    on: date
    balance: Money
    refunded: Money = ZERO
    refunded_to: Literal["account", "parent", "student"] = "account"
    qualified_school: bool = True
    disenrolled_on: date | None = None
    found_school_on: date | None = None
    same_virtual_school: bool = False
    intentional: bool = True


def settle(occurrence: Occurrence, law: Law) -> Ruling:
    """Return what becomes of the account: outcome `open`, `held`, `closed`, `violation` or `review`.

    Figures: `stays`, what the account keeps; `to_eao`, what goes back to the EAO for other students (EAO-24);
    `owed_to_account`, what must come back; `duty`, who has the duty to educate afterwards; `until`, the last day of a
    transfer window. Raises ValueError where the happening lacks its fact.
    """
    return _RULES[occurrence.what](occurrence, law)


def _stays(occurrence: Occurrence, outcome: str, *findings: Tried, **figures: Figure) -> Ruling:
    return Ruling(outcome, findings, {"stays": occurrence.balance, "to_eao": ZERO, "duty": "parent", **figures})


def _closed(occurrence: Occurrence, rule: str, key: str, *, duty: str) -> Ruling:
    findings = (
        tried(ACCOUNTS, rule, True, key, balance=occurrence.balance),
        tried(ACCOUNTS, "EAO-24", True, "redistributed", balance=occurrence.balance),
    )
    return Ruling("closed", findings, {"stays": ZERO, "to_eao": occurrence.balance, "duty": duty})


def _refund(occurrence: Occurrence, _: Law) -> Ruling:
    """Decide ACC-5: a refund goes back to the account, never to the parent or the student."""
    right = occurrence.refunded_to == "account"
    finding = either(ACCOUNTS, "ACC-5", right, ("refund_right", "refund_wrong"), amount=occurrence.refunded)
    owed = ZERO if right else occurrence.refunded
    return _stays(occurrence, "open" if right else "violation", finding, owed_to_account=owed)


def _year_end(occurrence: Occurrence, _: Law) -> Ruling:
    """Decide ACC-8: what is left on 30 June stays, without limit, and does not count against the next cap."""
    findings = (
        tried(ACCOUNTS, "ACC-8", True, "year_end", balance=occurrence.balance),
        tried(ACCOUNTS, "CAP-8", True, "rolled_over", amount=occurrence.balance),
    )
    return _stays(occurrence, "open", *findings)


def _graduation(occurrence: Occurrence, _: Law) -> Ruling:
    return _closed(occurrence, "ACC-7", "graduated", duty="none")


def _school_changed(occurrence: Occurrence, _: Law) -> Ruling:
    """Decide ACC-6: only a school that is no qualified school closes the account."""
    if occurrence.qualified_school:
        return _stays(occurrence, "open", tried(ACCOUNTS, "ACC-6", True, "moved"))
    return _closed(occurrence, "ACC-6", "withdrew", duty="district")


def _inactivity(occurrence: Occurrence, law: Law) -> Ruling:
    """Decide MOC-11: the account is held while a transfer window is open; ACC-6 closes it where none was found."""
    since = occurrence.disenrolled_on
    if since is None:
        raise ValueError("a disenrolment needs its day")
    last_day = since + timedelta(days=law.number("transfer_window_days", occurrence.on))
    found = occurrence.found_school_on
    if found is not None and since <= found <= last_day and not occurrence.same_virtual_school:
        finding = tried(ACCOUNTS, "MOC-11", True, "window_used", found=found, last_day=last_day)
        return _stays(occurrence, "open", finding, until=last_day)
    if occurrence.on <= last_day:
        key = "window_same_school" if occurrence.same_virtual_school else "window_open"
        finding = tried(ACCOUNTS, "MOC-11", not occurrence.same_virtual_school, key, last_day=last_day)
        return _stays(occurrence, "held", finding, until=last_day)
    return _closed(occurrence, "ACC-6", "window_over", duty="district")


def _disqualification(occurrence: Occurrence, _: Law) -> Ruling:
    return _closed(occurrence, "ACC-6", "disqualified", duty="district")


def _mistake(occurrence: Occurrence, _: Law) -> Ruling:
    """Decide AUD-2 for an honest mistake: nobody is disqualified, a person looks at the award."""
    if occurrence.intentional:
        raise ValueError("an honest mistake is not intentional")
    return _stays(occurrence, "review", tried(ACCOUNTS, "AUD-2", False, "mistake"))


_RULES: Mapping[Happening, Callable[[Occurrence, Law], Ruling]] = {
    Happening.REFUND: _refund,
    Happening.YEAR_END: _year_end,
    Happening.GRADUATION: _graduation,
    Happening.SCHOOL_CHANGED: _school_changed,
    Happening.INACTIVITY: _inactivity,
    Happening.DISQUALIFICATION: _disqualification,
    Happening.MISTAKE: _mistake,
}
