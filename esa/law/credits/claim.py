"""What a donor may claim of the credits of several years: half the liability, oldest first, four years on."""

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from esa.kernel.money import ZERO, Money, total
from esa.kernel.wire import Fields, as_count
from esa.law.law import Law
from esa.law.units import as_amount
from esa.law.versions import BEGINNING, NEWEST

_LAST_YEAR = 9999
_HUNDRED = 100


@dataclass(frozen=True, slots=True)
class TaxYear:
    """One tax year of a donor: state tax liability and qualifying contributions."""

    year: int
    liability: Money
    gifts: Money


@dataclass(frozen=True, slots=True)
class Donor:
    """A donor's tax years, one after the other."""

    id: str
    years: tuple[TaxYear, ...]


@dataclass(frozen=True, slots=True)
class Credit:
    """What is left of the credit of one year's gifts, and the last tax year that can use it."""

    earned_in: int
    amount: Money
    last_year: int

    def to_wire(self) -> dict[str, object]:
        """Return the contract's form."""
        return {"from": self.earned_in, "amount": self.amount.to_wire(), "last_year": self.last_year}


@dataclass(frozen=True, slots=True)
class ClaimedYear:
    """One tax year's limit, what is claimed, what expires at its end and what goes on, oldest first.

    `back` is what was claimed here of the gifts of later years; None under a law that knows no carryback.
    """

    year: int
    limit: Money
    claimed: Money
    expired: Money
    carried: tuple[Credit, ...]
    back: tuple[Credit, ...] | None = None

    def to_wire(self) -> dict[str, object]:
        """Return the contract's form; `back` stands in it only where a bill knows a carryback."""
        back = {} if self.back is None else {"back": [credit.to_wire() for credit in self.back]}
        return {
            "year": self.year,
            "limit": self.limit.to_wire(),
            "claimed": self.claimed.to_wire(),
            "expired": self.expired.to_wire(),
            "carried": [credit.to_wire() for credit in self.carried],
            **back,
        }


def read_donor(fields: Fields) -> Donor:
    """Read a donor's line; the years run from 2021 or later without a gap."""
    name = fields.text("id")
    years: list[TaxYear] = []
    entries = fields.many("years", required=True)
    if fields.values.get("years") == []:
        fields.refuse("years", "must have at least one year")
    for entry in entries:
        faults = len(fields.errors)
        year = entry.take("year", _as_year, 0, required=True)
        if len(fields.errors) == faults and years and years[-1].year and year != years[-1].year + 1:
            entry.refuse("year", f"must be {years[-1].year + 1}, the year after the one before it")
        liability = entry.take("liability", as_amount, ZERO, required=True)
        years.append(TaxYear(year, liability, entry.take("gifts", as_amount, ZERO, required=True)))
        entry.done()
    return Donor(name, tuple(years))


def _as_year(value: object) -> int:
    year = as_count(value, BEGINNING.year)
    if year > _LAST_YEAR:
        raise ValueError("must be a year of four digits")
    return year


def claim(donor: Donor, law: Law) -> tuple[ClaimedYear, ...]:
    """Return what the donor may claim in each year under the newest law.

    The credit is the whole gift (TAX-1); a year's claim is at most half its liability, floored to the cent (TAX-4), the
    oldest credit first; a credit serves the year of the gift and the four after it and then expires (TAX-5, TAX-6).
    """
    day = NEWEST.first_day
    limit_share = Fraction(law.number("credit_claim_limit_percent", day), _HUNDRED)
    credit_share = Fraction(law.number("credit_rate_percent", day), _HUNDRED)
    life = law.number("credit_carryforward_years", day)
    carried: tuple[Credit, ...] = ()
    claimed: list[ClaimedYear] = []
    for each in donor.years:
        new = Credit(each.year, each.gifts.floor_share(credit_share), each.year + life)
        limit = each.liability.floor_share(limit_share)
        if law.proposal is not None:
            new = _carry_back_2026(new, limit, carried, claimed, law)
        done = _claim_year(each.year, limit, (*carried, new))
        if law.proposal is not None:
            done = replace(done, back=())
        claimed.append(done)
        carried = done.carried
    return tuple(claimed)


def _claim_year(year: int, limit: Money, held: tuple[Credit, ...]) -> ClaimedYear:
    room = limit
    left: list[Credit] = []
    for credit in held:
        used = min(room, credit.amount)
        room -= used
        left.append(Credit(credit.earned_in, credit.amount - used, credit.last_year))
    return ClaimedYear(
        year=year,
        limit=limit,
        claimed=limit - room,
        expired=total([credit.amount for credit in left if credit.last_year <= year]),
        carried=tuple(credit for credit in left if credit.amount and credit.last_year > year),
    )


def _carry_back_2026(
    new: Credit, limit: Money, carried: tuple[Credit, ...], claimed: list[ClaimedYear], law: Law
) -> Credit:
    """Return what stays of a year's new credit once the years before it took what the year itself cannot (PROP-2).

    A bill of 2026, not in force. The years in `claimed` that take of it are changed in place, the earliest first.
    """
    years = law.known("credit_carryback_years", date(new.earned_in, 1, 1))
    room = limit - min(limit, total([credit.amount for credit in carried]))
    left = new.amount - min(room, new.amount)
    for place, year in enumerate(claimed):
        if isinstance(years, int) and year.year >= new.earned_in - years:
            used = min(left, year.limit - year.claimed)
            left -= used
            taken = (Credit(new.earned_in, used, year.year),) if used else ()
            claimed[place] = replace(year, claimed=year.claimed + used, back=(*(year.back or ()), *taken))
    return replace(new, amount=min(room, new.amount) + left)


def answer_donor(donor: Donor, law: Law) -> dict[str, object]:
    """Return the contract's answer to a donor's line."""
    return {
        "id": donor.id,
        "law": law.name_on(NEWEST.first_day),
        "years": [year.to_wire() for year in claim(donor, law)],
    }
