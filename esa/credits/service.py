"""The cap to the cent, and gifts from reservation to the books."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from esa.audit import service as audit
from esa.credits import store
from esa.credits.domain import Method, ReservationStanding, TaxpayerType
from esa.credits.models import Contribution, CreditCap, Donor, Reservation
from esa.kernel.errors import Conflict, Ground, Invalid, LimitReached, NotFound
from esa.kernel.ids import new_id, new_reference
from esa.kernel.money import Money
from esa.kernel.permissions import Permission
from esa.ledger import service as ledger
from esa.ledger.domain.chart import FUND_DUE, Source, bank, fund
from esa.ledger.domain.entry import Entry, credit, debit
from esa.platform.work import Work

# RES-1 and RES-2: the Treasurer's practice. FUND-1: 4 % of each gift is due to the Treasurer's fund (135.715.4).
LEAST = Money(50_000)
DAYS = 30
FUND_SHARE = Fraction(4, 100)


@dataclass(frozen=True, slots=True)
class CapState:
    """The statewide cap of a calendar year and what uses it."""

    year: int
    cap: Money
    reserved: Money
    received: Money
    certified: Money
    source: str
    as_of: date

    @property
    def used(self) -> Money:
        """Return what is no longer available (RES-5)."""
        return self.reserved + self.received + self.certified

    @property
    def available(self) -> Money:
        """Return what may still be reserved."""
        return self.cap - self.used


def cap_state(work: Work, year: int) -> CapState | None:
    """Return the cap of a calendar year, None where it has not been set."""
    work.authorize(Permission.CAP_READ)
    row = store.cap(work.tx, year)
    if row is None:
        return None
    return CapState(row.year, row.cap, row.reserved, row.received, row.certified, row.source, row.as_of)


def set_cap(work: Work, year: int, amount: Money, *, cite: str, source: str, as_of: date) -> None:
    """Set the cap of a calendar year. Raises Conflict where more of it is used already."""
    work.authorize(Permission.CAP_SET)
    row = store.cap(work.tx, year)
    if row is None:
        work.tx.add(CreditCap(year=year, cap=amount, cite=cite, source=source, as_of=as_of))
    elif row.reserved + row.received + row.certified > amount:
        raise Conflict("More than this is reserved or given already.", code="cap_in_use")
    else:
        row.cap, row.cite, row.source, row.as_of = amount, cite, source, as_of
    work.tx.flush()
    audit.record(work, "cap.set", subject_kind="cap", subject_id=str(year), detail={"cap": amount.to_wire()})


def add_donor(
    work: Work, name: str, taxpayer_type: TaxpayerType, organization_id: uuid.UUID | None = None
) -> uuid.UUID:
    """Record a donor, brought in by an EAO where one is named, and return the id."""
    work.authorize(Permission.CONTRIBUTION_RECORD)
    made = Donor(
        id=new_id(), name=name, taxpayer_type=taxpayer_type, created_at=work.now, intake_organization_id=organization_id
    )
    work.tx.add(made)
    work.tx.flush()
    return made.id


def reserve(work: Work, donor_id: uuid.UUID, organization_id: uuid.UUID, amount: Money) -> str:
    """Reserve credits for a gift to an EAO and return the reservation's number, which is no approval.

    Raises Invalid under the minimum (RES-1), NotFound for a year without a cap, LimitReached where less is left: the
    message names what could be had.
    """
    if not work.actor.may(Permission.CONTRIBUTION_RECORD):
        work.authorize(Permission.GIFT_MAKE)
    if amount < LEAST:
        raise Invalid("The least that can be reserved is $500.", [Ground("amount", "Enter $500.00 or more.")])
    year = work.today.year
    if not store.take(work.tx, year, amount):
        state = store.cap(work.tx, year)
        if state is None:
            raise NotFound(f"The cap of {year} is not set.", code="cap_unknown")
        left = state.cap - state.reserved - state.received - state.certified
        raise LimitReached(f"Only ${left} of the cap is left.", [Ground("amount", f"Enter ${left} or less.")])
    made = Reservation(
        id=new_id(), reference=new_reference("RES"), donor_id=donor_id, organization_id=organization_id, year=year,
        amount=amount, asked=amount, reserved_at=work.now, lapses_after=work.today + timedelta(days=DAYS),
    )  # fmt: skip
    work.tx.add(made)
    work.tx.flush()
    audit.record(work, "credit.reserved", subject_kind="reservation", subject_id=made.reference)
    return made.reference


def record_contribution(work: Work, reservation_id: uuid.UUID, amount: Money, method: Method, received_on: date) -> str:
    """Book the settled gift of a reservation and return its receipt number.

    More than was reserved gives credit for what was reserved; less gives the rest back to the cap. 4 % of the gift is
    due to the Treasurer's fund. Raises NotFound, Conflict for a reservation that is not waiting for money.
    """
    work.authorize(Permission.CONTRIBUTION_RECORD)
    found = work.tx.get(Reservation, reservation_id)
    if found is None:
        raise NotFound("There is no such reservation.")
    if found.standing is not ReservationStanding.RESERVED:
        raise Conflict("This reservation is not waiting for money.", code="not_reserved")
    credited = min(amount, found.amount)
    store.settle(work.tx, found.year, found.amount, credited)
    found.standing, found.changed_at, found.amount = ReservationStanding.RECEIVED, work.now, credited
    receipt, due = new_reference("RCP"), amount.ceil_share(FUND_SHARE)
    entry_id = ledger.post(work, _gift(found, receipt, amount, due, received_on))
    work.tx.add(
        Contribution(
            id=new_id(), donor_id=found.donor_id, organization_id=found.organization_id, reservation_id=found.id,
            amount=amount, credit=credited, fund_due=due, method=method, received_on=received_on,
            recorded_at=work.now, receipt_number=receipt, entry_id=entry_id, recorded_by=work.actor.user_id,
        )
    )  # fmt: skip
    work.tx.flush()
    audit.record(work, "gift.recorded", subject_kind="contribution", subject_id=receipt)
    return receipt


def _gift(found: Reservation, receipt: str, amount: Money, due: Money, on: date) -> Entry:
    lines = [debit(bank(Source.TAX_CREDIT), amount), credit(fund(Source.TAX_CREDIT), amount - due)]
    return Entry(
        organization_id=found.organization_id,
        on=on,
        kind="gift",
        narrative=f"Gift {receipt}",
        key=f"gift:{receipt}",
        lines=(*lines, credit(FUND_DUE, due)),
    )


def book_state_money(work: Work, organization_id: uuid.UUID, amount: Money, on: date, reference: str) -> uuid.UUID:
    """Book general revenue that the Treasurer has paid or owes to an EAO for scholarships (FUND-3)."""
    work.authorize(Permission.CONTRIBUTION_RECORD)
    kind = Source.GENERAL_REVENUE
    entry = Entry(
        organization_id=organization_id, on=on, kind="state_money", narrative=f"General revenue, {reference}",
        key=f"state:{reference}", lines=(debit(bank(kind), amount), credit(fund(kind), amount)),
    )  # fmt: skip
    return ledger.post(work, entry)


def own_gifts(work: Work) -> list[tuple[Reservation, Contribution | None]]:
    """Return the reservations of the donor who asks, the newest first, each with the gift that came of it."""
    work.authorize(Permission.GIFT_MAKE)
    return [] if work.actor.donor_id is None else store.gifts(work.tx, work.actor.donor_id)


def donors(work: Work, organization_id: uuid.UUID) -> Sequence[Donor]:
    """Return the donors whom an EAO brought in, the first first."""
    work.authorize(Permission.CONTRIBUTION_RECORD)
    return store.donors(work.tx, organization_id)


def gifts_by_organization(work: Work, first: date, last: date) -> dict[uuid.UUID, tuple[int, Money, Money]]:
    """Return each EAO's gifts of a span of days: how many, their sum, the 4 % due of them."""
    work.authorize(Permission.ORGANIZATION_READ)
    return store.by_organization(work.tx, first, last)


def gifts_by_month(work: Work, year: int) -> list[tuple[int, Money]]:
    """Return what was given in each month of a calendar year."""
    work.authorize(Permission.ORGANIZATION_READ)
    return store.by_month(work.tx, year)


def reservation_id(work: Work, reference: str) -> uuid.UUID:
    """Return the id of a reservation by its number. Raises NotFound."""
    found = store.reservation_id(work.tx, reference)
    if found is None:
        raise NotFound("There is no such reservation.")
    return found
