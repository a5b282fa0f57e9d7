"""An EAO's yearly duties in dollars: to the fund, on accounts, for overhead, of interest."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from esa.kernel.money import ZERO, Money
from esa.kernel.wire import Fields
from esa.law.eao_sentences import LIMITS
from esa.law.law import Law
from esa.law.tried import Tried, sentence
from esa.law.units import Bracket, as_amount
from esa.law.versions import NEWEST

_HUNDRED = 100
_FUND = "RSMo 135.715.4; 135.716.7"
_ACCOUNTS = "RSMo 135.714.1(5)(b)"
_OVERHEAD = "RSMo 135.714.1(5)(c)"
_INTEREST = "RSMo 135.714.1(5)(a)"


@dataclass(frozen=True, slots=True, kw_only=True)
class EaoYear:
    """What an EAO took in and did in one year."""

    id: str
    contributions: Money
    interest: Money
    spent_on_accounts: Money
    interest_spent_on_accounts: Money
    overhead: Money
    remitted_to_fund: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The year's whole duty, before what was done about it; `steps`, `residue` and `strict` explain the overhead.

    `read_base` is what the steps are counted on where AMB-5 is read otherwise than we do.
    """

    remittance_due: Money
    minimum_on_accounts: Money
    overhead_limit: Money
    interest_due_to_accounts: Money
    steps: Money
    residue: Money
    strict: Money
    fund_percent: int
    account_percent: int
    read_base: Money | None = None


def read_year(fields: Fields) -> EaoYear:
    """Read an EAO's line; every amount is required."""

    def amount(name: str) -> Money:
        return fields.take(name, as_amount, ZERO, required=True)

    return EaoYear(
        id=fields.text("id"),
        contributions=amount("contributions"),
        interest=amount("interest"),
        spent_on_accounts=amount("spent_on_accounts"),
        interest_spent_on_accounts=amount("interest_spent_on_accounts"),
        overhead=amount("overhead"),
        remitted_to_fund=amount("remitted_to_fund"),
    )


def by_steps(base: Money, brackets: Sequence[Bracket]) -> Money:
    """Return the sliding share of the base, floored to the cent once at the end (EAO-9)."""
    rest, hundredths = base.cents, 0
    for bracket in brackets:
        part = rest if bracket.width is None else min(rest, bracket.width.cents)
        hundredths += part * bracket.percent
        rest -= part
    return Money(hundredths // _HUNDRED)


def limits(contributions: Money, interest: Money, law: Law) -> Limits:
    """Return the year's duties under the newest law.

    What is owed is rounded up to the cent, what is allowed down. Overhead is the smaller of the steps on all
    contributions and of what the fund and the accounts leave, never below zero, unless read otherwise (AMB-5): then it
    is the steps on what the fund and the accounts leave, or on what the fund leaves.
    """
    day = NEWEST.first_day
    fund, accounts = law.number("fund_share_percent", day), law.number("account_share_percent", day)
    brackets = law.brackets("overhead_brackets", day)
    remittance = contributions.ceil_share(Fraction(fund, _HUNDRED))
    minimum = contributions.ceil_share(Fraction(accounts, _HUNDRED))
    residue = max(contributions - remittance - minimum, ZERO)
    steps = by_steps(contributions, brackets)
    strict = by_steps(residue, brackets)
    read_as = dict(law.readings).get("AMB-5", "")
    base = {"steps_on_residue": residue, "steps_after_fund": max(contributions - remittance, ZERO)}.get(read_as)
    return Limits(
        remittance_due=remittance,
        minimum_on_accounts=minimum,
        overhead_limit=min(steps, residue) if base is None else by_steps(base, brackets),
        interest_due_to_accounts=interest.ceil_share(Fraction(law.number("interest_share_percent", day), _HUNDRED)),
        steps=steps,
        residue=residue,
        strict=strict,
        read_base=base,
        fund_percent=fund,
        account_percent=accounts,
    )


def findings(year: EaoYear, due: Limits) -> tuple[Tried, ...]:
    """Return FUND-1, EAO-8, EAO-9 and EAO-7: whether the year meets each, and by how much it does not."""
    return (
        _at_least("FUND-1", _FUND, "fund", year.remitted_to_fund, due.remittance_due, due.fund_percent),
        _at_least("EAO-8", _ACCOUNTS, "accounts", year.spent_on_accounts, due.minimum_on_accounts, due.account_percent),
        _overhead(year.overhead, due),
        _at_least("EAO-7", _INTEREST, "interest", year.interest_spent_on_accounts, due.interest_due_to_accounts, 0),
    )


def _at_least(rule: str, cite: str, what: str, paid: Money, due: Money, percent: int) -> Tried:
    holds = paid >= due
    key = f"{what}_met" if holds else f"{what}_short"
    reason = sentence(LIMITS, key, paid=paid, due=due, percent=percent, missing=due - paid)
    return Tried(rule, holds, cite, (reason,))


def _overhead(paid: Money, due: Limits) -> Tried:
    """Return EAO-9, with the stricter reading as a warning where it is not the one chosen."""
    holds = paid <= due.overhead_limit
    if due.read_base is not None:
        key = "overhead_read_within" if holds else "overhead_read_over"
        excess = paid - due.overhead_limit
        read = sentence(LIMITS, key, paid=paid, limit=due.overhead_limit, base=due.read_base, excess=excess)
        return Tried("EAO-9", holds, _OVERHEAD, (read,))
    reason = sentence(
        LIMITS,
        "overhead_within" if holds else "overhead_over",
        paid=paid,
        limit=due.overhead_limit,
        steps=due.steps,
        residue=due.residue,
        excess=paid - due.overhead_limit,
    )
    return Tried("EAO-9", holds, _OVERHEAD, (reason, sentence(LIMITS, "overhead_strict", strict=due.strict)))


def answer_year(year: EaoYear, law: Law, language: str = "en") -> dict[str, object]:
    """Return the contract's answer to an EAO's line."""
    due = limits(year.contributions, year.interest, law)
    return {
        "id": year.id,
        "law": NEWEST.name,
        "remittance_due": due.remittance_due.to_wire(),
        "minimum_on_accounts": due.minimum_on_accounts.to_wire(),
        "overhead_limit": due.overhead_limit.to_wire(),
        "interest_due_to_accounts": due.interest_due_to_accounts.to_wire(),
        "findings": [finding.to_wire(language) for finding in findings(year, due)],
    }
