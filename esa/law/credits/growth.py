"""The statewide cap of the next year, and how much unused allotment the Treasurer may move after 1 August."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from esa.kernel.money import ZERO, Money
from esa.law.credits.gift_sentences import GIFTS
from esa.law.law import Law
from esa.law.ruling import Ruling, either, tried
from esa.law.tried import Tried

_THOUSAND = 1000
_HUNDRED = 100
_PLACES = 3
_PLACES_OF_A_PERCENT = 5
BY_AID = "change_of_state_aid_distributed_both_ways"


@dataclass(frozen=True, slots=True, kw_only=True)
class CapYear:
    """This year's cap and the measure that moves it: state aid in dollars, or before 2024 an index of prices.

    `set_on` is the day on which the Treasurer sets the next year's cap.
    """

    set_on: date
    cap: Money
    current: int
    preceding: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """An EAO's allotment and what it used; the Treasurer leaves it `kept_percent` of the allotment in any case."""

    on: date
    eao: str
    allotment: Money
    used: Money
    kept_percent: int = 0


def next_cap(year: CapYear, law: Law) -> Ruling:
    """Return the next calendar year's cap (TCAP-3; before August 2024 TCAP-2) and whether it was set in time (TCAP-8).

    The change is taken as a ratio to three decimals, half up, or as a percent to three decimals where it is read so
    (AMB-15), and the cap rounded down to the cent. Raises ValueError where the preceding measure is nothing.
    """
    by_percent = ("AMB-15", "percent_to_three_decimals") in law.readings
    places, finer = (_PLACES_OF_A_PERCENT, _HUNDRED) if by_percent else (_PLACES, 1)
    ratio = thousandths((year.current - year.preceding) * finer, year.preceding)
    after = year.cap.floor_share(1 + Fraction(ratio, _THOUSAND * finer))
    shown = _decimal(ratio, places)
    stop = law.known("credit_cap_stop", year.set_on)
    by_aid = law.text("credit_cap_growth", year.set_on) == BY_AID
    rule = "TCAP-3" if by_aid else "TCAP-2"
    measure = "163.031" if by_aid else "CPI-U"
    findings = [tried(GIFTS, rule, True, "grown", measure=measure, ratio=shown, before=year.cap, after=after)]
    if isinstance(stop, Money) and after > stop:
        after = max(stop, year.cap)
        findings.append(tried(GIFTS, "TCAP-2", True, "stopped", stop=stop))
    findings.append(_set_in_time(year.set_on, law))
    return Ruling("set", tuple(findings), {"cap": after, "ratio": shown, "year": year.set_on.year + 1})


def thousandths(change: int, base: int) -> int:
    """Return the change as a ratio of the base in thousandths, a half rounded up.

    Raises ValueError where the base is not positive.
    """
    if base <= 0:
        raise ValueError("the preceding year's measure must be more than nothing")
    return (2 * change * _THOUSAND + base) // (2 * base)


def _decimal(ratio: int, places: int) -> str:
    sign = "-" if ratio < 0 else ""
    whole, part = divmod(abs(ratio), 10**places)
    return f"{sign}{whole}.{part:0{places}d}"


def _set_in_time(set_on: date, law: Law) -> Tried:
    month, day = (int(part) for part in law.text("credit_cap_set_on", set_on).split("-"))
    due = date(set_on.year, month, day)
    keys = ("set_in_time", "set_late")
    return either(GIFTS, "TCAP-8", set_on <= due, keys, on=set_on, due=due, from_day=date(set_on.year + 1, 1, 1))


def movable(share: Share, law: Law) -> Ruling:
    """Return how much unused allotment may be moved (TCAP-5): `movable` with the `amount`, or `stays`."""
    month, day = (int(part) for part in law.text("first_come_period_end", share.on).split("-"))
    last_day = date(share.on.year, month, day)
    if share.on <= last_day:
        finding = tried(GIFTS, "TCAP-5", False, "not_yet", last_day=last_day)
        return Ruling("stays", (finding,), {"amount": ZERO})
    kept = max(share.used, share.allotment.ceil_share(Fraction(share.kept_percent, _HUNDRED)))
    free = max(share.allotment - kept, ZERO)
    finding = either(GIFTS, "TCAP-5", bool(free), ("movable", "nothing_movable"), amount=free, eao=share.eao)
    return Ruling("movable" if free else "stays", (finding,), {"amount": free})
