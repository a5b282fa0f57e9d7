"""A gift by bank debit through the stand-in for Stripe: settled days later, and moved back by whatever may follow."""

import pytest

from esa.kernel.errors import Conflict, Invalid
from esa.kernel.money import Money
from esa.payments import service as payments
from esa.payments.domain.words import RefundStanding, Standing
from tests.builders import finance
from tests.paying import a_giving

BANK, FUND, DUE = "Assets:Bank:TaxCredit", "Equity:Fund:TaxCredit", "Liabilities:TreasurersFund"
PROCESSOR = "Assets:Processor"
GIVEN = {PROCESSOR: 100_000, FUND: -96_000, DUE: -4_000}


@pytest.fixture
def giving(house, clock, stand_in):
    return a_giving(house, clock, stand_in)


def test_a_debit_is_on_its_way_for_days_and_then_a_gift(giving):
    payment, _ = giving.pay()
    giving.tell()
    found = giving.now(payment)
    assert (found.standing, found.counts, found.receipt_number) == (Standing.PROCESSING, Money(0), "")
    assert giving.balances() == {}
    giving.days(4)
    giving.tell()
    found = giving.now(payment)
    assert (found.standing, found.counts) == (Standing.SETTLED, Money(100_000))
    assert found.receipt_number.startswith("RCP-")
    assert giving.balances() == GIVEN
    assert (giving.standing(), giving.cap()) == ("received", (0, 100_000))


def test_the_day_given_is_the_day_of_the_debit_not_that_of_its_settlement(giving):
    payment, _ = giving.pay()
    giving.days(4)
    giving.tell()
    assert giving.now(payment).given_on.isoformat() == "2025-11-25"


def test_a_debit_that_fails_days_later_lets_the_reservation_wait_again(giving):
    payment, _ = giving.pay("fails")
    giving.tell()
    giving.days(4)
    giving.tell()
    found = giving.now(payment)
    assert (found.standing, found.reason) == (Standing.FAILED, "insufficient_funds")
    assert giving.balances() == {}
    assert (giving.standing(), giving.cap()) == ("reserved", (100_000, 0))
    second, _ = giving.pay()
    assert second.id != payment.id
    giving.days(4)
    giving.tell()
    assert giving.balances() == GIVEN


def test_T08_a_debit_ordered_on_the_last_day_is_a_gift_though_it_settles_after_it(giving):
    giving.days(30)
    payment, _ = giving.pay()
    giving.tell()
    giving.days(5)
    giving.tell()
    assert giving.now(payment).receipt_number.startswith("RCP-")


def test_T08_money_that_was_ordered_after_the_last_day_is_held_for_its_donor_and_can_go_back(giving):
    giving.days(31)
    payment, _ = giving.pay()
    giving.tell()
    giving.days(4)
    giving.tell()
    found = giving.now(payment)
    assert (found.receipt_number, found.held) == ("", Money(100_000))
    assert giving.balances() == {PROCESSOR: 100_000, "Liabilities:HeldForDonors": -100_000}
    with giving.house.begin(finance(giving.river)) as work:
        payments.ask_refund(work, payment.reference, Money(100_000), "came too late")
    giving.work_off()
    giving.tell()
    assert giving.balances() == {}
    assert giving.now(payment).held == Money(0)


def test_a_refund_in_parts_moves_books_receipt_and_cap_back(giving):
    payment, _ = giving.pay()
    giving.days(4)
    giving.tell()
    with giving.house.begin(finance(giving.river)) as work:
        payments.ask_refund(work, payment.reference, Money(40_000), "asked by the donor")
    assert giving.balances() == GIVEN
    giving.work_off()
    giving.tell()
    assert giving.balances() == {PROCESSOR: 60_000, FUND: -57_600, DUE: -2_400}
    assert (giving.now(payment).counts, giving.cap()) == (Money(60_000), (0, 60_000))
    with giving.house.begin(finance(giving.river)) as work:
        with pytest.raises(Invalid, match="cannot be asked"):
            payments.ask_refund(work, payment.reference, Money(60_001), "too much")
        payments.ask_refund(work, payment.reference, Money(60_000), "all of it")
    giving.work_off()
    giving.tell()
    assert giving.balances() == {}
    found = giving.now(payment)
    assert (found.standing, found.receipt_number, giving.standing()) == (Standing.RETURNED, "", "voided")


def test_a_refund_that_comes_back_is_held_since_its_reservation_is_gone(giving):
    payment, _ = giving.pay()
    giving.days(4)
    giving.tell()
    with giving.house.begin(finance(giving.river)) as work:
        refund = payments.ask_refund(work, payment.reference, Money(100_000), "asked by the donor")
    giving.work_off()
    giving.tell()
    assert giving.balances() == {}
    giving.book.end_refund(next(each["id"] for each in giving.book.listed("refund")), fails=True)
    giving.tell()
    assert giving.balances() == {PROCESSOR: 100_000, "Liabilities:HeldForDonors": -100_000}
    with giving.house.begin(finance(giving.river)) as work:
        assert payments.refunds(work, payment.id)[0].standing is RefundStanding.FAILED
        assert refund.id == payments.refunds(work, payment.id)[0].id


def test_a_dispute_takes_the_gift_back_and_a_won_one_brings_the_money_again(giving):
    payment, intent = giving.pay()
    giving.days(4)
    giving.tell()
    dispute = giving.book.dispute(intent)
    giving.tell()
    assert giving.balances() == {}
    assert (giving.now(payment).standing, giving.standing()) == (Standing.RETURNED, "voided")
    giving.book.end_dispute(dispute["id"], won=True)
    giving.tell()
    assert giving.balances() == {PROCESSOR: 100_000, "Liabilities:HeldForDonors": -100_000}


def test_a_lost_dispute_changes_nothing_further(giving):
    giving.pay("disputed")
    giving.days(4)
    giving.tell()
    assert giving.balances() == {}
    giving.book.end_dispute(giving.book.listed("dispute")[0]["id"], won=False)
    giving.tell()
    assert giving.balances() == {}


def test_a_refund_of_money_that_is_granted_already_is_owed_to_the_fund_by_the_EAO(giving):
    from datetime import date

    from esa.kernel.actors import SYSTEM
    from esa.ledger import service as ledger
    from esa.ledger.domain.entry import Entry, credit, debit

    _, intent = giving.pay()
    giving.days(4)
    giving.tell()
    with giving.house.begin(SYSTEM) as work:
        lines = (debit(FUND, Money(96_000)), credit("Liabilities:Awarded:TaxCredit", Money(96_000)))
        ledger.post(
            work,
            Entry(
                organization_id=giving.river, on=date(2025, 12, 1), kind="award", narrative="A", key="a", lines=lines
            ),
        )
    giving.book.dispute(intent)
    giving.tell()
    assert giving.balances() == {
        "Assets:Receivable:TakenBack": 96_000, "Liabilities:Awarded:TaxCredit": -96_000,
    }  # fmt: skip


def test_a_second_press_finds_the_first_payment_and_its_page(giving):
    first, page = giving.open()
    second, again = giving.open()
    assert (first.id, page) == (second.id, again)
    giving.book.pay(page.id, "succeeds", "us_bank_account")
    giving.tell()
    with pytest.raises(Conflict, match="under way"):
        giving.open()


def test_a_page_that_nobody_used_closes_the_payment(giving):
    payment, page = giving.open()
    giving.book.expire(page.id)
    giving.tell()
    assert giving.now(payment).standing is Standing.EXPIRED
    assert giving.open()[0].id != payment.id
