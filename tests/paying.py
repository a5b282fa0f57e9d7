"""What tests of money in start from: an EAO with books and a cap, a donor's reservation, a stand-in for Stripe."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import text

from esa.credits import service as credits_
from esa.credits.domain import TaxpayerType
from esa.demonstration.stripe_server.server import KEY, SECRET, StandIn
from esa.kernel.actors import SYSTEM, Actor
from esa.kernel.money import Money
from esa.kernel.permissions import Role
from esa.ledger import service as ledger
from esa.payments import jobs
from esa.payments import service as payments
from esa.platform.stripe_gateway import Asked, StripeGateway
from tests.builders import an_organization


@dataclass
class Giving:
    """One donor of one EAO with one reservation, and everything a payment of it needs."""

    house: object
    clock: object
    stand_in: StandIn
    river: object
    donor: object
    reservation: str
    amount: Money

    def __post_init__(self):
        self.gateway = StripeGateway(KEY, SECRET, self.stand_in.base)
        self.book = self.stand_in.book

    @property
    def actor(self):
        return Actor(role=Role.DONOR, donor_id=self.donor, name="Donor")

    def wanted(self, work):
        return payments.Wanted(
            reservation_id=credits_.reservation_id(work, self.reservation), reservation=self.reservation,
            organization_id=self.river, donor_id=self.donor, amount=self.amount,
        )  # fmt: skip

    def open(self):
        """Open the payment and its Checkout page; return both."""
        with self.house.begin(self.actor) as work:
            payment = payments.open_payment(work, self.wanted(work))
        asked = Asked(
            ours=str(payment.id), reference=payment.reference, amount=payment.amount, label="Gift",
            success_url="http://localhost/back", cancel_url="http://localhost/cancel",
        )  # fmt: skip
        page = self.gateway.open_checkout(asked)
        with self.house.begin(SYSTEM) as work:
            payments.checkout_opened(work, payment.id, page)
        return payment, page

    def pay(self, ending="succeeds"):
        """Open and authorise; return the payment and the processor's id of it."""
        payment, page = self.open()
        return payment, self.book.pay(page.id, ending, "us_bank_account")["payment_intent"]

    def days(self, number):
        self.clock.move_to(self.clock.now() + timedelta(days=number))
        self.book.settle_due()

    def keep(self, event_id):
        """Take one message in, signed, as the address for messages does."""
        from esa.demonstration.stripe_server.messages import body_of, signature

        body = body_of(self.book, event_id)
        import time

        notice = self.gateway.notice(body, signature(body, SECRET, int(time.time())))
        with self.house.begin(SYSTEM) as work:
            return payments.keep(work, notice)

    def tell(self):
        """Send every waiting message and work them off."""
        for event_id in list(self.book.unsent):
            self.keep(event_id)
        self.book.unsent.clear()
        return self.work_off()

    def work_off(self):
        return jobs.work_off(self.house, self.gateway)

    def read_accounts(self):
        """Read the processor's own account; only then are its fees known."""
        return jobs.read_accounts(self.house, self.gateway)

    def now(self, payment):
        with self.house.begin(SYSTEM) as work:
            return payments.payment(work, payment.reference)

    def balances(self):
        """The EAO's books by account, without the empty ones; the books must be sound."""
        with self.house.begin(SYSTEM) as work:
            check = ledger.self_check(work, self.river)
            assert check.is_sound, check.differing
            return {each.path: each.balance.cents for each in check.accounts if each.balance}

    def standing(self):
        with self.house.begin(SYSTEM) as work:
            return work.tx.scalar(
                text("SELECT standing FROM reservations WHERE reference = :r"), {"r": self.reservation}
            )

    def cap(self):
        with self.house.begin(SYSTEM) as work:
            state = credits_.cap_state(work, 2025)
            return state.reserved.cents, state.received.cents


def a_giving(house, clock, stand_in, amount=100_000):
    money = Money(amount)
    with house.begin(SYSTEM) as work:
        river = an_organization(work)
        ledger.ensure_accounts(work, river)
        credits_.set_cap(work, 2025, Money(10_000_000), cite="135.713.3", source="test", as_of=date(2025, 1, 1))
        donor = credits_.add_donor(work, "Ann", TaxpayerType.INDIVIDUAL, river)
        reservation = credits_.reserve(work, donor, river, money)
    return Giving(house, clock, stand_in, river, donor, reservation, money)
