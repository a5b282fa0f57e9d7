"""The processor's own account and the bank's file beside our books: fees, payouts, and every difference a question."""

import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa

from esa.credits import service as credits_
from esa.credits.domain import TaxpayerType
from esa.kernel.actors import SYSTEM
from esa.kernel.errors import Conflict, Invalid
from esa.kernel.money import Money
from esa.ledger import service as ledger
from esa.payments import service as payments
from esa.payments.domain.reconciling import Question
from tests.builders import an_organization, finance
from tests.paying import Giving, a_giving

BIN = Path(sys.executable).parent

PROCESSOR, BANK, FUND = "Assets:Processor", "Assets:Bank:TaxCredit", "Equity:Fund:TaxCredit"


@pytest.fixture
def giving(house, clock, stand_in):
    found = a_giving(house, clock, stand_in)
    found.pay()
    found.days(4)
    all_of(found)
    return found


def all_of(giving):
    giving.tell()
    giving.read_accounts()


def reconciled(giving):
    booked = Money(giving.balances().get(PROCESSOR, 0))
    with giving.house.begin(finance(giving.river)) as work:
        return payments.reconcile(work, booked)


def bank_file(*rows):
    return ("booked_on,amount,description,reference\n" + "".join(f"{row}\n" for row in rows)).encode()


def test_a_fee_is_overhead_and_the_receipt_stays_gross(giving):
    assert giving.balances() == {PROCESSOR: 99_500, FUND: -95_500, "Liabilities:TreasurersFund": -4_000}
    with giving.house.begin(SYSTEM) as work:
        assert work.tx.execute(sa.text("SELECT gross, amount FROM contributions")).all() == [(100_000, 100_000)]
        costs = work.tx.execute(sa.text("SELECT amount, purpose FROM overhead_costs")).all()
    assert [cost[0] for cost in costs] == [500]
    assert "Fee of the processor" in costs[0][1]


def test_reading_the_account_again_books_nothing_twice(giving):
    before = giving.balances()
    assert giving.read_accounts() == 0
    assert giving.balances() == before
    assert reconciled(giving).questions == ()
    assert reconciled(giving).with_processor == Money(99_500)


def test_a_payout_moves_to_the_bank_when_it_has_arrived(giving):
    payout = giving.book.pay_out()
    all_of(giving)
    assert giving.balances()[PROCESSOR] == 99_500
    giving.days(3)
    giving.book.end_payout(payout["id"])
    all_of(giving)
    assert giving.balances() == {BANK: 99_500, FUND: -95_500, "Liabilities:TreasurersFund": -4_000}
    assert reconciled(giving).questions == ()
    giving.days(12)
    all_of(giving)
    assert [each.question for each in reconciled(giving).questions] == [Question.PAYOUT_NOT_AT_BANK]
    with giving.house.begin(finance(giving.river)) as work:
        rows = bank_file(f"2025-12-02,995.00,STRIPE TRANSFER,{payout['id']}", "2025-12-03,-2.00,Bank fee,")
        taken = payments.take_bank_file(work, rows)
    assert (taken.new, taken.known, taken.explained) == (2, 0, 1)
    found = reconciled(giving)
    assert found.questions == ()
    assert [line.description for line in found.lines] == ["Bank fee"]


def test_a_file_taken_twice_adds_nothing_and_equal_lines_are_counted(giving):
    rows = ("2025-12-02,10.00,Coffee,", "2025-12-02,10.00,Coffee,")
    with giving.house.begin(finance(giving.river)) as work:
        assert payments.take_bank_file(work, bank_file(*rows)).new == 2
        again = payments.take_bank_file(work, bank_file(*rows, "2025-12-02,10.00,Coffee,"))
    assert (again.new, again.known) == (1, 2)


def test_a_person_explains_a_line_once(giving):
    with giving.house.begin(finance(giving.river)) as work:
        payments.take_bank_file(work, bank_file("2025-12-03,-2.00,Bank fee,"))
        line = payments.reconcile(work, Money(99_500)).lines[0].id
        with pytest.raises(Invalid, match="what this line is"):
            payments.explain_by_hand(work, line, " ")
        payments.explain_by_hand(work, line, "the bank's monthly fee")
        with pytest.raises(Conflict, match="already"):
            payments.explain_by_hand(work, line, "again")


def test_every_fault_of_a_bank_file_is_named(giving):
    rows = bank_file("2025-13-01,10.00,a,b", "2025-12-01,ten,a,b")
    with giving.house.begin(finance(giving.river)) as work, pytest.raises(Invalid) as refused:
        payments.take_bank_file(work, rows)
    assert [(ground.field, ground.message) for ground in refused.value.grounds] == [
        ("line 2, booked_on", "is not a day of the calendar"),
        ("line 3, amount", "must be an amount like 1250.00 or -3.50"),
    ]


def test_another_EAO_has_its_own_lines_and_payouts(giving, house):
    with house.begin(SYSTEM) as work:
        hill = an_organization(work, "hill")
        ledger.ensure_accounts(work, hill)
    with house.begin(finance(hill)) as work:
        payments.take_bank_file(work, bank_file("2025-12-03,-2.00,Bank fee,"))
        assert payments.reconcile(work, Money(0)).with_processor == Money(0)
    assert list(reconciled(giving).lines) == []


def test_a_difference_between_books_and_processor_is_a_question(giving):
    with giving.house.begin(finance(giving.river)) as work:
        found = payments.reconcile(work, Money(99_501))
    assert [(each.question, each.amount) for each in found.questions] == [(Question.BOOKS_DIFFER, Money(1))]


def test_a_movement_of_nobodys_payment_is_found(giving):
    from tests.integration.payments.test_inbox import _asked

    page = giving.gateway.open_checkout(_asked(""))
    giving.book.pay(page.id, "succeeds", "us_bank_account")
    giving.days(4)
    all_of(giving)
    with giving.house.begin(SYSTEM) as work:
        assert [each.amount for each in payments.nobodys_movements(work)] == [Money(100_000)]
    assert reconciled(giving).questions == ()


def test_two_programs_of_others_find_no_fault_in_books_with_gifts_refunds_disputes_and_fees(giving, tmp_path):
    with giving.house.begin(finance(giving.river)) as work:
        reference = payments.payments(work)[0].reference
        payments.ask_refund(work, reference, Money(30_000), "asked by the donor")
    giving.work_off()
    giving.tell()
    intent = giving.book.listed("payment_intent")[0]["id"]
    giving.book.end_refund(giving.book.listed("refund")[0]["id"])
    dispute = giving.book.dispute(intent)
    all_of(giving)
    assert giving.balances()["Assets:Receivable:TakenBack"] == 2_000
    giving.book.end_dispute(dispute["id"], won=True)
    all_of(giving)
    assert reconciled(giving).with_processor == Money(giving.balances()[PROCESSOR])
    for form, command in (
        ("hledger", ["hledger", "check", "--strict", "-f"]),
        ("beancount", [str(BIN / "bean-check")]),
    ):
        path = tmp_path / f"books.{form}"
        with giving.house.begin(SYSTEM) as work:
            path.write_text("".join(ledger.export(work, form)))
        done = subprocess.run([*command, str(path)], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


def test_a_dispute_whose_message_is_lost_shows_in_the_account_and_is_taken_from_there(giving):
    giving.book.dispute(giving.book.listed("payment_intent")[0]["id"])
    giving.book.unsent.clear()
    giving.work_off()
    assert giving.standing() == "received"
    giving.read_accounts()
    assert giving.standing() == "voided"
    assert reconciled(giving).questions == ()


def test_a_gift_by_card_is_an_electronic_one_with_the_fee_of_cards(house, clock, stand_in):
    giving = a_giving(house, clock, stand_in)
    payment, page = giving.open()
    giving.book.pay(page.id, "succeeds", "card")
    all_of(giving)
    assert giving.now(payment).means.value == "card"
    assert giving.balances() == {PROCESSOR: 97_070, FUND: -93_070, "Liabilities:TreasurersFund": -4_000}
    with house.begin(SYSTEM) as work:
        assert work.tx.scalar(sa.text("SELECT method FROM contributions")) == "electronic"


def test_a_payout_that_the_bank_refuses_comes_back(giving):
    payout = giving.book.pay_out()
    giving.book.end_payout(payout["id"])
    all_of(giving)
    assert giving.balances()[BANK] == 99_500
    payout["status"] = "failed"
    giving.read_accounts()
    assert giving.balances() == {PROCESSOR: 99_500, FUND: -95_500, "Liabilities:TreasurersFund": -4_000}


def test_one_payout_of_two_EAOs_is_shared_out_among_their_books(giving, house, clock, stand_in):
    with house.begin(SYSTEM) as work:
        hill = an_organization(work, "hill")
        ledger.ensure_accounts(work, hill)
        donor = credits_.add_donor(work, "Bo", TaxpayerType.INDIVIDUAL, hill)
        reservation = credits_.reserve(work, donor, hill, Money(60_000))
    other = Giving(house, clock, stand_in, hill, donor, reservation, Money(60_000))
    other.pay()
    other.days(4)
    all_of(other)
    payout = giving.book.pay_out()
    giving.book.end_payout(payout["id"])
    all_of(giving)
    assert payout["amount"] == 99_500 + 59_520
    assert (giving.balances()[BANK], other.balances()[BANK]) == (99_500, 59_520)
    assert reconciled(other).with_processor == Money(0)
