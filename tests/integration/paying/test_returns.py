"""What the bank sends back: taken once, in any order; the line is to pay again, or new bank details are asked for."""

import pytest
import sqlalchemy as sa

from esa.kernel.actors import SYSTEM
from esa.kernel.errors import Conflict, Invalid
from esa.kernel.money import Money
from esa.payments import service as payments
from esa.payments.domain.paying.words import DetailsStanding, Waiting
from esa.payments.service import paying
from tests.nacha import back
from tests.outgoing import OTHER_ROUTING, an_outgoing


@pytest.fixture
def out(house, clock):
    return an_outgoing(house, clock)


@pytest.fixture
def sent(out):
    """A released batch of one payment: its file and its trace number."""
    out.expense = out.approve("Hill School", 50_000, {"tax_credit": 30_000, "interest": 20_000})
    out.batch = out.prepare()
    out.release(out.batch)
    out.text = out.file(out.batch)
    out.trace = next(line[79:94] for line in out.text.splitlines() if line[0] == "6")
    return out


def bank_file(out, *rows):
    data = ("booked_on,amount,description,reference\n" + "".join(f"{row}\n" for row in rows)).encode()
    with out.house.begin(out.ann) as work:
        return payments.take_bank_file(work, data)


def newest(out):
    with out.house.begin(out.ann) as work:
        return paying.payee_details(work, out.payees["Hill School"])


def test_a_return_before_the_bank_paid_sets_the_line_back_to_payable(sent):
    taken = sent.take_returns(back(sent.text, ("R01", sent.trace)))
    assert taken.outcomes == {"returned": 1}
    assert sent.books()[:2] == (50_000, 0)
    assert sent.standing(sent.expense) == ("to_pay", 2)
    sent.release(sent.prepare())
    assert sent.books()[:2] == (0, 50_000)


def test_the_banks_debit_settles_the_batch_and_pays_its_lines(sent):
    before = sent.books()[2]
    taken = bank_file(sent, f"2025-12-02,-500.00,ACH SETTLEMENT {sent.batch},1", "2025-12-02,-3.00,FEE,2")
    assert taken.explained == 1
    assert sent.books() == (0, 0, before - 50_000)
    assert sent.standing(sent.expense) == ("paid", 1)
    with sent.house.begin(sent.ann) as work:
        batch, [paid] = paying.batch(work, sent.batch)
        assert (batch.standing.value, paid.payment.standing.value) == ("settled", "paid")
        assert str(paid.payment.paid_on) == "2025-12-02"
    assert bank_file(sent, f"2025-12-02,-500.00,ACH SETTLEMENT {sent.batch},1").new == 0
    assert sent.books() == (0, 0, before - 50_000)


def test_a_return_after_the_bank_paid_brings_the_money_back_from_the_bank(sent):
    before = sent.books()[2]
    bank_file(sent, f"2025-12-02,-500.00,ACH {sent.batch},1")
    sent.take_returns(back(sent.text, ("R01", sent.trace)))
    assert sent.books() == (50_000, 0, before)
    assert bank_file(sent, "2025-12-03,500.00,ACH RETURN,2").explained == 1


def test_a_debit_that_comes_after_the_return_pays_only_what_did_not_come_back(sent):
    sent.take_returns(back(sent.text, ("R01", sent.trace)))
    before = sent.books()
    assert bank_file(sent, f"2025-12-02,-500.00,ACH {sent.batch},1", "2025-12-03,500.00,RETURN,2").explained == 2
    assert sent.books() == before


def questions(out):
    with out.house.begin(out.ann) as work:
        return [(each.question.value, each.about) for each in payments.reconcile(work, Money(0)).questions]


def test_what_the_bank_does_not_show_after_a_week_is_an_open_question(sent):
    sent.days(9)
    assert questions(sent) == []
    sent.days(1)
    assert questions(sent) == [("batch_not_at_bank", sent.batch)]
    bank_file(sent, f"2025-12-02,-500.00,ACH {sent.batch},1")
    assert questions(sent) == []
    sent.take_returns(back(sent.text, ("R01", sent.trace)))
    sent.days(8)
    assert [kind for kind, _ in questions(sent)] == ["return_not_at_bank"]


def test_the_same_file_is_taken_once_and_a_return_in_two_files_counts_once(sent):
    text = back(sent.text, ("R01", sent.trace))
    sent.take_returns(text)
    with pytest.raises(Conflict) as refusal:
        sent.take_returns(text)
    assert refusal.value.code == "return_file_known"
    again = sent.take_returns(text.replace("FIRST EXAMPLE BANK", "FIRST EXAMPLE BNK "))
    assert (again.new, again.known) == (0, 1)
    other = sent.take_returns(back(sent.text, ("R01", sent.trace), bank_trace=9))
    assert other.outcomes == {"returned_before": 1}
    assert sent.books()[:2] == (50_000, 0)


def test_a_closed_account_stops_it_and_asks_for_new_details_and_tells_the_contact(sent):
    sent.take_returns(back(sent.text, ("R02", sent.trace)))
    assert newest(sent)[0].details.standing is DetailsStanding.BLOCKED
    with sent.house.begin(sent.ann) as work:
        assert paying.to_pay(work)[0].ready.waiting is Waiting.BLOCKED
    with pytest.raises(Invalid):
        sent.prepare()
    with sent.house.begin(SYSTEM) as work:
        subject = work.tx.scalar(sa.text("SELECT subject FROM notices WHERE kind = 'payee_payment_returned'"))
    assert "Hill School" in subject
    sent.confirm(sent.propose("Hill School", "77777777"))
    sent.days(5)
    sent.release(sent.prepare())
    assert sent.books()[:2] == (0, 50_000)


def test_a_notice_of_change_proposes_the_corrected_account_to_a_second_person(sent):
    taken = sent.take_returns(back(sent.text, ("C01", sent.trace, "99990001")))
    assert taken.outcomes == {"change_proposed": 1}
    change = newest(sent)[0].details
    assert (change.standing.value, change.last_four, change.proposed_by) == ("proposed", "0001", sent.ann.user_id)
    assert sent.books()[:2] == (0, 50_000)
    assert sent.confirm(change.id).last_four == "0001"


def test_a_notice_of_change_of_the_bank_keeps_the_account(sent):
    sent.take_returns(back(sent.text, ("C02", sent.trace, OTHER_ROUTING)))
    change = newest(sent)[0].details
    assert (change.routing, change.last_four) == (OTHER_ROUTING, "5678")


def test_what_names_no_payment_of_ours_or_another_amount_is_kept_and_does_nothing(sent):
    stranger = back(sent.text, ("R01", sent.trace)).replace(sent.trace, "101000049999999")
    assert sent.take_returns(stranger).outcomes == {"unknown_trace": 1}
    other = back(sent.text, ("R01", sent.trace)).replace("0000050000", "0000050001")
    assert sent.take_returns(other).outcomes == {"amount_differs": 1}
    assert sent.books()[:2] == (0, 50_000)


def test_a_failed_prenote_blocks_the_account(house, clock):
    out = an_outgoing(house, clock, prenotes=True)
    out.approve("Hill School", 50_000)
    reference = out.prepare()
    out.release(reference)
    text = out.file(reference)
    trace = next(line[79:94] for line in text.splitlines() if line[0] == "6")
    out.take_returns(back(text, ("R03", trace)))
    assert newest(out)[0].ready.waiting is Waiting.BLOCKED
    assert out.books()[:2] == (50_000, 0)


def test_a_file_with_a_fault_is_refused_whole(sent):
    for text in ("", "hello\n", back(sent.text, ("R01", sent.trace))[:-40], sent.text):
        with pytest.raises(Invalid):
            sent.take_returns(text)
    assert sent.books()[:2] == (0, 50_000)
