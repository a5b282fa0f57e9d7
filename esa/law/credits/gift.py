"""Does this gift earn a credit? What was given, by whom, for whom, and against which tax it is claimed."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from esa.kernel.money import ZERO, Money
from esa.law.credits.gift_sentences import GIFTS
from esa.law.law import Law
from esa.law.ruling import Ruling, either, tried
from esa.law.tried import Tried
from esa.law.versions import BEGINNING

_HUNDRED = 100
Method = Literal[
    "check", "cashiers_check", "third_party_check", "money_order", "payroll", "electronic", "stock", "other", "card"
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Gift:
    """A contribution; `for_dependent_of` is empty, `donor`, or `agent` for a dependent of a business's agent.

    `sent_on` is the day it was given or mailed, which fixes the tax year.
    """

    sent_on: date
    amount: Money
    method: Method = "check"
    tax: str = "income"
    for_dependent_of: Literal["", "donor", "agent"] = ""
    names_student: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Handling:
    """What a donor means to do with a credit: claim it, or sell, give or cash it."""

    on: date
    use: str = "claim"


def qualifies(gift: Gift, law: Law) -> Ruling:
    """Return whether the gift earns a credit: `credit`, `no_credit`, or `designation_refused` (135.713, 135.715.5).

    `credit` is the amount and `tax_year` the year in which it can first be claimed. Where only the wish for a certain
    student stands against it, the wish is refused and the gift may stand without it (TAX-8).
    """
    if gift.sent_on < BEGINNING:
        finding = tried(GIFTS, "TAX-10", False, "too_early", begins=BEGINNING)
        return Ruling("no_credit", (finding,), {"credit": ZERO, "tax_year": gift.sent_on.year})
    findings = (
        tried(GIFTS, "TAX-10", True, "after_beginning", begins=BEGINNING),
        _counts(gift, law),
        _check(gift, law),
        either(GIFTS, "TAX-2", gift.tax in law.texts("credit_taxes", gift.sent_on), ("tax_right", "tax_wrong")),
        _dependent(gift),
        either(GIFTS, "TAX-8", not gift.names_student, ("nobody_named", "student_named")),
    )
    failed = [each.rule for each in findings if not each.holds]
    share = Fraction(law.number("credit_rate_percent", gift.sent_on), _HUNDRED)
    credit = gift.amount.floor_share(share) if not failed else ZERO
    outcome = "credit" if not failed else "designation_refused" if failed == ["TAX-8"] else "no_credit"
    return Ruling(outcome, findings, {"credit": credit, "tax_year": gift.sent_on.year})


def cards_count(law: Law) -> bool:
    """Say whether a payment by card is an electronic transfer and so a gift (AMB-26): only where it is read so."""
    return law.reads("AMB-26") == "cards_count"


def _counts(gift: Gift, law: Law) -> Tried:
    if gift.method == "card":
        return either(GIFTS, "AMB-26", cards_count(law) and bool(gift.amount), ("card_counts", "card_excluded"))
    excluded = gift.method in law.texts("contribution_methods_excluded", gift.sent_on)
    excluded = excluded and gift.method != "cashiers_check"
    return either(GIFTS, "TAX-1", not excluded and bool(gift.amount), ("way_counts", "way_excluded"))


def _check(gift: Gift, law: Law) -> Tried:
    """Return AMB-22: no cashier's check, no third-party check over 10,000; read otherwise, only large ones of both."""
    limit = law.money("third_party_check_limit", gift.sent_on)
    if gift.method == "cashiers_check" and ("AMB-22", "only_large") in law.readings:
        keys = ("cashiers_small", "cashiers_large")
        return either(GIFTS, "AMB-22", gift.amount <= limit, keys, amount=gift.amount, limit=limit)
    if gift.method == "cashiers_check":
        return tried(GIFTS, "AMB-22", False, "cashiers_check")
    over = gift.method == "third_party_check" and gift.amount > limit
    return either(GIFTS, "AMB-22", not over, ("check_counts", "third_party_over"), limit=limit, amount=gift.amount)


def _dependent(gift: Gift) -> Tried:
    keys = {"": "for_nobody", "donor": "for_dependent", "agent": "for_agents_dependent"}
    return tried(GIFTS, "TAX-3", not gift.for_dependent_of, keys[gift.for_dependent_of])


def handle(handling: Handling) -> Ruling:
    """Return whether a credit may be used so (TAX-6): `allowed` for a claim, `refused` for anything else."""
    finding = either(GIFTS, "TAX-6", handling.use == "claim", ("claimed", "not_transferable"))
    return Ruling("allowed" if finding.holds else "refused", (finding,))
