"""The demonstration's gifts by bank debit: through the stand-in for Stripe, with all that can become of one."""

import random
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from esa.credits import service as credits_
from esa.credits.domain import TaxpayerType
from esa.demonstration.stripe_server.book import Book
from esa.demonstration.stripe_server.messages import body_of, signature
from esa.demonstration.stripe_server.server import listen
from esa.kernel.actors import SYSTEM, Actor
from esa.kernel.errors import NotFound
from esa.kernel.money import Money
from esa.kernel.permissions import Role
from esa.payments import jobs
from esa.payments import service as payments
from esa.payments.domain.entering import Entered
from esa.platform.clock import FixedClock
from esa.platform.demonstration import STRIPE_KEY, STRIPE_SECRET
from esa.platform.stripe_gateway import Asked, StripeGateway
from esa.platform.work import House

_BEGINS = datetime(2025, 11, 5, 16, tzinfo=UTC)


class _NoPapers:
    """A store for gifts that come without a paper."""

    def put(self, data: bytes) -> str:
        """Refuse."""
        raise NotFound(f"{len(data)} bytes")

    def get(self, key: str) -> bytes:
        """Refuse."""
        raise NotFound(key)


@dataclass(frozen=True, slots=True)
class _Scene:
    """One EAO, the stand-in beside it, and the clock of the year."""

    house: House
    clock: FixedClock
    book: Book
    gateway: StripeGateway
    finance: Actor


def show(house: House, clock: FixedClock, finance: Actor, seed: int, memory: Path | None) -> None:
    """Let an EAO's donors pay by bank debit: received, failed, disputed, sent back in part, and one still on its way."""
    draw = random.Random(seed)
    book = Book(clock.now, path=memory, draw=lambda: draw.randbytes(12).hex())
    with _beside(book) as gateway:
        scene = _Scene(house, clock, book, gateway, finance)
        clock.move_to(_BEGINS)
        dee = _first_donor(scene)
        _pay(scene, dee, 150_000, "succeeds")
        _pay(scene, _donor(scene, "P. Sample (invented)"), 80_000, "disputed")
        _pay(scene, _donor(scene, "Q. Sample (invented)"), 60_000, "fails")
        back = _pay(scene, _donor(scene, "Sample Bakery (invented)"), 200_000, "succeeds")
        _transfer(scene, _donor(scene, "R. Sample (invented)"))
        _later(scene, days=4)
        with house.begin(finance) as work:
            payments.ask_refund(work, back, Money(50_000), "The donor had meant $1,500.")
        _later(scene, days=1)
        _pay_out(scene)
        clock.move_to(datetime(2025, 11, 24, 16, tzinfo=UTC))
        _pay(scene, dee, 70_000, "succeeds")
        _tell(scene)
        book.save()


@contextmanager
def _beside(book: Book) -> Iterator[StripeGateway]:
    stand_in = listen(book, None)
    thread = threading.Thread(target=stand_in.server.serve_forever, daemon=True)
    thread.start()
    try:
        yield StripeGateway(STRIPE_KEY, STRIPE_SECRET, stand_in.base)
    finally:
        stand_in.server.shutdown()
        thread.join()
        stand_in.server.server_close()


def _first_donor(scene: _Scene) -> Actor:
    eao = scene.finance.require_organization()
    with scene.house.begin(SYSTEM) as work:
        return Actor(role=Role.DONOR, donor_id=credits_.donors(work, eao)[0].id, name="Donor")


def _donor(scene: _Scene, name: str) -> Actor:
    with scene.house.begin(SYSTEM) as work:
        made = credits_.add_donor(work, name, TaxpayerType.INDIVIDUAL, scene.finance.require_organization())
    return Actor(role=Role.DONOR, donor_id=made, name=name)


def _reserved(scene: _Scene, donor: Actor, cents: int) -> str:
    assert donor.donor_id is not None  # noqa: S101 - for the reader of types
    with scene.house.begin(SYSTEM) as work:
        return credits_.reserve(work, donor.donor_id, scene.finance.require_organization(), Money(cents))


def _pay(scene: _Scene, donor: Actor, cents: int, ending: str) -> str:
    """Reserve, open, order; return the payment's number."""
    reference = _reserved(scene, donor, cents)
    assert donor.donor_id is not None  # noqa: S101 - for the reader of types
    with scene.house.begin(donor) as work:
        wanted = payments.Wanted(
            reservation_id=credits_.reservation_id(work, reference), reservation=reference,
            organization_id=scene.finance.require_organization(), donor_id=donor.donor_id, amount=Money(cents),
        )  # fmt: skip
        payment = payments.open_payment(work, wanted)
    page = scene.gateway.open_checkout(
        Asked(
            ours=str(payment.id), reference=payment.reference, amount=payment.amount, label=f"Gift ({reference})",
            success_url="http://127.0.0.1:8000/donor/gifts", cancel_url="http://127.0.0.1:8000/donor/gifts",
        )
    )  # fmt: skip
    with scene.house.begin(SYSTEM) as work:
        payments.checkout_opened(work, payment.id, page)
    scene.book.pay(page.id, ending, "us_bank_account")
    return payment.reference


def _transfer(scene: _Scene, donor: Actor) -> None:
    reference = _reserved(scene, donor, 90_000)
    given = Entered(
        method="electronic", amount=Money(90_000), given_on=date(2025, 11, 5), payer=donor.name, number="TRACE 0042"
    )
    with scene.house.begin(scene.finance) as work:
        credits_.enter_gift(work, _NoPapers(), reference, given)


def _later(scene: _Scene, *, days: int) -> None:
    scene.clock.move_to(scene.clock.now() + timedelta(days=days))
    scene.book.settle_due()
    _tell(scene)


def _tell(scene: _Scene) -> None:
    """Send what was not sent yet, signed, and let the house work it off and read the stand-in's account."""
    for _ in range(2):
        for event_id in list(scene.book.unsent):
            body = body_of(scene.book, event_id)
            notice = scene.gateway.notice(body, signature(body, STRIPE_SECRET, int(time.time())))
            with scene.house.begin(SYSTEM) as work:
                payments.keep(work, notice)
        scene.book.unsent.clear()
        jobs.work_off(scene.house, scene.gateway)
    jobs.read_accounts(scene.house, scene.gateway)


def _pay_out(scene: _Scene) -> None:
    payout = scene.book.pay_out()
    _later(scene, days=2)
    scene.book.end_payout(payout["id"])
    _later(scene, days=1)
    _bank_file(scene, payout)


def _bank_file(scene: _Scene, payout: dict[str, object]) -> None:
    amount = Money(int(str(payout["amount"]))).to_wire()
    rows = (
        f"2025-11-12,{amount},STRIPE TRANSFER,{payout['id']}", "2025-11-07,900.00,ACH CREDIT,TRACE 0042",
        "2025-11-10,-12.00,Monthly fee,",
    )  # fmt: skip
    with scene.house.begin(scene.finance) as work:
        payments.take_bank_file(work, ("booked_on,amount,description,reference\n" + "\n".join(rows)).encode())
