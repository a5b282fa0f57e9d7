"""What donors, EAOs and the Treasurer do with tax credits in the demonstration's autumn: a little of everything."""

import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime

from esa.credits import service as credits_
from esa.credits.domain import Method, ReservationStanding, ReturnReason, Rhythm, TaxpayerType
from esa.credits.domain.donors import Owner
from esa.kernel.actors import SYSTEM, Actor
from esa.kernel.money import Money
from esa.organizations import service as organizations
from esa.organizations.domain import Description, Proof
from esa.platform.clock import FixedClock
from esa.platform.work import House, Work

_UNDER_BOND = 7


def autumn(house: House, clock: FixedClock, eaos: list[tuple[uuid.UUID, Actor]], treasurer: Actor) -> None:
    """Let some reservations lapse, wait, be paid, proved, certified and taken back; pay the fund for the year before."""
    for number, (eao, finance) in enumerate(eaos):
        acting = _Acting(house, clock, eao, finance, treasurer, number)
        _reserve(acting, (2025, 10, 6), 150_000, "Late Giver (invented)")
    clock.move_to(datetime(2025, 11, 12, 15, tzinfo=UTC))
    with house.begin(SYSTEM) as work:
        credits_.lapse_due(work)
    for number, (eao, finance) in enumerate(eaos):
        acting = _Acting(house, clock, eao, finance, treasurer, number)
        _november(acting)
        _certify(acting)
        _pay(acting)
    with house.begin(SYSTEM) as work:
        donor = credits_.donors(work, eaos[0][0])[0]
        credits_.reserve(work, donor.id, eaos[0][0], Money(150_000))


def describe(work: Work, eao: uuid.UUID, number: int) -> Proof:
    """Enter an EAO's invented address and tax number, and return what it filed: the last one nothing but a small bond."""
    slug = organizations.organization(work, eao).slug
    told = Description(
        street=f"{number + 1}00 Invented Street", city="Jefferson City", state="MO", zip="65101",
        tax_number=f"00-000000{number + 1}",
    )  # fmt: skip
    organizations.describe(work, slug, told)
    return Proof(expected=Money(4_000_000), bond=Money(4_000_000)) if number == _UNDER_BOND else Proof(other_proof=True)


@dataclass(frozen=True, slots=True)
class _Acting:
    """One EAO's people and the clock of the house."""

    house: House
    clock: FixedClock
    eao: uuid.UUID
    finance: Actor
    treasurer: Actor
    number: int


def _reserve(acting: _Acting, day: tuple[int, int, int], cents: int, name: str) -> uuid.UUID:
    acting.clock.move_to(datetime(*day, 16, acting.number, tzinfo=UTC))
    with acting.house.begin(SYSTEM) as work:
        donor = credits_.add_donor(work, name, TaxpayerType.INDIVIDUAL, acting.eao)
        made = credits_.reserve(work, donor, acting.eao, Money(cents))
        return credits_.reservation_id(work, made)


def _november(acting: _Acting) -> None:
    """A gift on top of what is awarded, one taken back, one that waits for money, a company with owners and a plan."""
    given = _reserve(acting, (2025, 11, 14), 500_000, "Prairie Dental Office (invented)")
    refunded = _reserve(acting, (2025, 11, 14), 100_000, "Second Thoughts (invented)")
    with acting.house.begin(acting.finance) as work:
        credits_.record_contribution(work, given, Money(500_000), Method.CHECK, work.today)
        receipt = credits_.record_contribution(work, refunded, Money(100_000), Method.ELECTRONIC, work.today)
    with acting.house.begin(acting.finance) as work:
        credits_.take_back(work, receipt, ReturnReason.REFUND, work.today, note="asked for by the donor")
        credits_.record_overhead(work, Money(20_000), work.today, "Postage of the autumn letter")
    _reserve(acting, (2025, 11, 20), 250_000, "Waiting Giver (invented)")
    with acting.house.begin(SYSTEM) as work:
        firm = credits_.add_donor(work, "Ozark Tools LLC (invented)", TaxpayerType.BUSINESS, acting.eao)
        credits_.set_owners(work, firm, [Owner(name="A. Ozark", share=600_000), Owner(name="B. Ozark", share=400_000)])
        credits_.start_plan(work, firm, acting.eao, Money(100_000), Rhythm.QUARTERLY, date(2025, 12, 1))


def _certify(acting: _Acting) -> None:
    """Send the proof of five gifts of September, of which the Treasurer certifies three."""
    with acting.house.begin(acting.finance) as work:
        page = credits_.eao_gifts(work, acting.eao, ReservationStanding.RECEIVED, "")
        chosen = [found.id for found, _ in page.rows[:5]]
        for number, each in enumerate(chosen, start=1):
            credits_.send_proof(work, each, f"deposit slip {1000 + number}")
    with acting.house.begin(acting.treasurer) as work:
        for each in chosen[:3]:
            credits_.certify(work, each)


def _pay(acting: _Acting) -> None:
    """Pay the fund all that is due of the year before."""
    with acting.house.begin(acting.finance) as work:
        for state in credits_.fund_states(work, acting.eao):
            if state.year < work.today.year and state.left > Money(0):
                credits_.remit(work, state.year, state.left, work.today, f"transfer {acting.number + 1:03d}")
