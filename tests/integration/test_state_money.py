"""General revenue: promised out of the appropriation, invoiced by student and school, paid by two, given back (FUND-3)."""

from datetime import date

import pytest
import sqlalchemy as sa

from esa.accounts import service as accounts
from esa.accounts.domain.happenings import Act, Told
from esa.accounts.service import happenings
from esa.applications import service as applications
from esa.kernel.errors import Conflict, Forbidden, Invalid, LimitReached, NotFound
from esa.kernel.money import ZERO, Money
from esa.ledger import service as ledger
from esa.ledger.domain.chart import STATE_RECEIVABLE, Source, bank, fund
from esa.organizations import service as organizations
from esa.treasury.domain.state_money import InvoiceStanding
from esa.treasury.service import state_money as state
from tests.builders import YEAR, auditor, finance, manager, treasurer
from tests.integration.accounts.test_control import differing
from tests.integration.applications.test_bringing import a_child, a_file
from tests.integration.awards.test_award_run import river, run_of

__all__ = ["river"]

TODAY = date(2025, 11, 25)
PROMISED = Money(30_000_00)
FIFTY_MILLION = Money(50_000_000_00)


def promise(house, slug="river", amount=PROMISED, reason="Letter of 1 August"):
    with house.begin(treasurer()) as work:
        return state.commit(work, slug, YEAR, amount, reason)


@pytest.fixture
def granted(house, river):
    """Two students granted out of general revenue, each with two deposits that are due and wait for nothing."""
    days = {"agreement_on": "2025-09-20", "enrolled_on": "2025-09-22"}
    data = a_file(a_child(1, **days), a_child(2, given_name="Ben", **days))
    with house.begin(manager(river)) as work:
        applications.bring(work, data, "f.jsonl", YEAR)
    promise(house)
    run_of(house, river)
    with house.begin(finance(river)) as work:
        assert accounts.post_due_deposits(work).posted == 4
    return river


def seen(house, actor=None):
    with house.begin(actor or auditor(), read_only=True) as work:
        return state.state_money(work, YEAR)


def sound(house):
    with house.begin(auditor(), read_only=True) as work:
        return state.differing(work, YEAR) == () and ledger.self_check(work).is_sound and differing(house) == ()


def send(house, owner, due_by=TODAY):
    with house.begin(finance(owner)) as work:
        return state.send_invoice(work, YEAR, due_by)


def paid(house, reference, refused=None):
    with house.begin(treasurer()) as work:
        state.check(work, reference, refused or {})
    with house.begin(treasurer()) as work:
        return state.pay(work, reference, TODAY, "W-1001")


def kept(house, owner, *paths):
    with house.begin(finance(owner)) as work:
        return [ledger.balance(work, owner, path) for path in paths]


def test_FUND_3_the_appropriation_is_the_laws_and_its_remainder_is_to_the_cent(house, river):
    assert seen(house).appropriated.amount == FIFTY_MILLION
    promise(house, amount=Money(12_345_67))
    assert seen(house).appropriated.remaining == FIFTY_MILLION - Money(12_345_67)
    assert kept(house, river, STATE_RECEIVABLE, fund(Source.GENERAL_REVENUE)) == [Money(12_345_67), -Money(12_345_67)]
    assert sound(house)


def test_FUND_3_no_cent_is_promised_over_the_appropriation(house, river):
    promise(house, amount=FIFTY_MILLION)
    with pytest.raises(LimitReached) as refused:
        promise(house, amount=Money(1))
    assert refused.value.code == "over_the_appropriation"
    assert seen(house).appropriated.remaining == ZERO


def test_FUND_3_a_promise_is_taken_back_only_as_far_as_nobody_was_granted_it(house, granted):
    free = -kept(house, granted, fund(Source.GENERAL_REVENUE))[0]
    promise(house, amount=-free)
    with pytest.raises(LimitReached):
        promise(house, amount=-Money(1))
    assert sound(house)


def test_FUND_3_an_invoice_names_every_deposit_once_by_student_and_school(house, granted):
    made = send(house, granted)
    with house.begin(treasurer()) as work:
        lines = state.invoice_lines(work, made)
        assert sum(each[1] for each in state.schools_of(work, made)) == len({each.account_number for each in lines})
    assert (made.lines, made.amount) == (4, Money(sum(each.amount.cents for each in lines)))
    with pytest.raises(Invalid) as refused:
        send(house, granted)
    assert refused.value.code == "nothing_to_invoice"
    assert sound(house)


def test_FUND_3_what_waits_for_agreement_or_school_is_not_invoiced(house, granted):
    with house.begin(finance(granted)) as work:
        number = accounts.accounts(work)[0].account.number
        work.tx.execute(sa.text("UPDATE scholarship_accounts SET enrolled_on = NULL WHERE number = :n"), {"n": number})
    made = send(house, granted)
    with house.begin(finance(granted)) as work:
        assert number not in {each.account_number for each in state.invoice_lines(work, made)}


def test_FUND_3_invoices_use_a_promise_up_to_the_cent(house, granted):
    free = -kept(house, granted, fund(Source.GENERAL_REVENUE))[0]
    promise(house, amount=-free)
    with house.begin(finance(granted)) as work:
        work.tx.execute(sa.text("SET CONSTRAINTS ALL IMMEDIATE"))
        assert state.to_invoice(work, YEAR, date(2026, 6, 1))
    made = send(house, granted, date(2026, 6, 1))
    assert seen(house).by_organization[granted].left == ZERO
    assert made.amount == seen(house).appropriated.committed


def test_FUND_3_one_checks_another_pays_and_the_books_follow(house, granted):
    made = send(house, granted)
    with house.begin(treasurer()) as work:
        me = work.actor
        state.check(work, made.reference, {})
        with pytest.raises(Conflict) as refused:
            state.pay(work, made.reference, TODAY, "W-1")
    assert refused.value.code == "second_person_needed"
    with house.begin(treasurer()) as work:
        assert work.actor != me
        done = state.pay(work, made.reference, TODAY, "W-1")
    assert (done.standing, done.accepted) == (InvoiceStanding.PAID, made.amount)
    assert kept(house, granted, bank(Source.GENERAL_REVENUE)) == [made.amount]
    assert seen(house).appropriated.paid == made.amount
    with house.begin(treasurer()) as work, pytest.raises(Conflict):
        state.pay(work, made.reference, TODAY, "W-1")
    assert sound(house)


def test_FUND_3_the_database_too_wants_two_people(house, granted):
    reference = send(house, granted).reference
    with house.begin(treasurer()) as work:
        state.check(work, reference, {})
    update = (
        "UPDATE state_invoices SET paid_by = checked_by, standing = 'paid', entry_id ="
        " (SELECT id FROM ledger_entries LIMIT 1) WHERE reference = :r"
    )
    with pytest.raises(sa.exc.IntegrityError, match="two_people"), house.begin(treasurer()) as work:
        work.tx.execute(sa.text(update), {"r": reference})


def test_FUND_3_a_refused_student_says_why_and_may_be_invoiced_again(house, granted):
    made = send(house, granted)
    with house.begin(finance(granted)) as work:
        number = state.invoice_lines(work, made)[0].account_number
    with house.begin(treasurer()) as work, pytest.raises(Invalid):
        state.check(work, made.reference, {number: " "})
    with house.begin(treasurer()) as work, pytest.raises(Invalid):
        state.check(work, made.reference, {"AC-NONE": "Unknown."})
    done = paid(house, made.reference, {number: "Left the school."})
    assert ZERO < done.accepted < made.amount
    assert seen(house).appropriated.invoiced == done.accepted
    again = send(house, granted)
    assert again.amount == made.amount - done.accepted
    assert sound(house)


def test_FUND_3_an_invoice_refused_whole_is_never_paid(house, granted):
    made = send(house, granted)
    with house.begin(finance(granted)) as work:
        everybody = {each.account_number: "Not enrolled." for each in state.invoice_lines(work, made)}
    with house.begin(treasurer()) as work:
        assert state.check(work, made.reference, everybody).standing is InvoiceStanding.REFUSED
    with house.begin(treasurer()) as work, pytest.raises(Conflict):
        state.pay(work, made.reference, TODAY, "W-1")


def test_FUND_3_what_was_invoiced_and_not_spent_goes_back(house, granted):
    paid(house, send(house, granted).reference)
    free = -kept(house, granted, fund(Source.GENERAL_REVENUE))[0]
    promise(house, amount=-free)
    with house.begin(finance(granted)) as work:
        number = accounts.accounts(work)[0].account.number
        told = Told(act=Act.WITHDREW, on=TODAY, reason="Enrolled in the district's school.")
        happenings.carry_out(work, number, told, happenings.foresee(work, number, told)[1].seen)
    with house.begin(finance(granted)) as work:
        most = state.may_return(work, granted)
        with pytest.raises(Invalid) as refused:
            state.give_back(work, YEAR, most + Money(1), date(2025, 12, 1), "")
        assert [each.field for each in refused.value.grounds] == ["proof", "amount", "paid_on"]
        state.give_back(work, YEAR, most, TODAY, "Wire 77")
        assert state.may_return(work, granted) == ZERO
    after = seen(house).appropriated
    assert after.returned == most > ZERO
    assert sound(house)


def test_only_the_right_people_ask_and_pay_and_one_EAO_sees_no_others(house, granted):
    made = send(house, granted)
    with house.begin(manager(granted)) as work, pytest.raises(Forbidden):
        state.send_invoice(work, YEAR, TODAY)
    with house.begin(finance(granted)) as work, pytest.raises(Forbidden):
        state.check(work, made.reference, {})
    with house.begin(auditor(), read_only=True) as work, pytest.raises(Forbidden):
        state.commit(work, "river", YEAR, Money(1), "x")
    with house.begin(treasurer()) as work:
        other = next((each.id for each in organizations.organizations(work) if each.id != granted), granted)
    stranger = finance(other if other != granted else made.id)
    with house.begin(stranger) as work:
        assert state.state_money(work, YEAR).invoices == []
        with pytest.raises(NotFound):
            state.invoice(work, made.reference)


def test_a_promise_needs_a_reason_an_amount_and_a_known_year(house, river):
    with pytest.raises(Invalid):
        promise(house, reason=" ")
    with pytest.raises(Invalid):
        promise(house, amount=ZERO)
    with house.begin(treasurer()) as work, pytest.raises(NotFound):
        state.commit(work, "river", YEAR.previous, Money(1), "x")
