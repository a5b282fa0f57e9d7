"""What goes to the Treasurer's fund, what overhead may cost, whose interest it is; donors' plans, owners, numbers."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from esa.credits import service as credits_
from esa.credits.domain import Outcome, ReturnReason, Rhythm, TaxpayerType
from esa.credits.domain.donors import Owner, credit_shares, plain_number
from esa.credits.domain.fiscal import FiscalYear
from esa.kernel.actors import SYSTEM
from esa.kernel.errors import Forbidden, Invalid, LimitReached
from esa.kernel.ids import new_id
from esa.kernel.money import ZERO, Money
from esa.kernel.permissions import Permission
from esa.ledger import service as ledger
from esa.ledger.domain.chart import FUND_DUE
from esa.parameters.models import PublishedParameter
from tests.builders import finance, treasurer
from tests.integration.credits.giving_people import a_cap, a_certified_eao, a_donor, ask, dollars, donor, receive

KEY = "a key outside the database"


@pytest.fixture
def river(house):
    a_cap(house, dollars(2_000_000))
    made = a_certified_eao(house)
    row = ask(house, a_donor(house), made, dollars(1_000_000))
    receive(house, made, row.reservation_id, dollars(1_000_000))
    return made


def act(house, river, do, *given, **named):
    with house.begin(finance(river)) as work:
        return do(work, *given, **named)


def test_T12_a_million_owes_40000_needs_900000_and_lets_60000_be_spent(house, river):
    found = act(house, river, credits_.duties, river)
    assert (found.limits.remittance_due, found.limits.minimum_on_accounts) == (dollars(40_000), dollars(900_000))
    assert (found.limits.overhead_limit, found.limits.strict) == (dollars(60_000), dollars(6_000))
    assert found.overhead_left == dollars(60_000)
    assert [each.rule for each in found.findings] == ["FUND-1", "EAO-8", "EAO-9", "EAO-7"]
    assert found.period == FiscalYear(date(2025, 7, 1), date(2026, 6, 30))


def test_T13_all_interest_is_due_to_accounts(house, river):
    act(house, river, credits_.record_interest, dollars(12_000), date(2025, 11, 3), "November")
    found = act(house, river, credits_.duties, river)
    assert found.limits.interest_due_to_accounts == dollars(12_000)
    assert not found.findings[3].holds


def test_EAO_9_overhead_is_watched_live_and_told_over_the_limit(house, river):
    pay = credits_.record_overhead
    assert act(house, river, pay, dollars(6_000), date(2025, 11, 3), "postage") == []
    strict = act(house, river, pay, Money(1), date(2025, 11, 3), "postage")
    assert len(strict) == 1
    assert act(house, river, pay, Money(5_400_000), date(2025, 11, 3), "audit")
    assert act(house, river, credits_.duties, river).overhead_left == Money(-1)
    with pytest.raises(Invalid):
        act(house, river, pay, Money(1), date(2025, 11, 3), " ")


def test_EAO_9_where_the_parameter_says_block_a_cost_over_the_limit_is_not_taken(house, river):
    with house.begin(SYSTEM) as work:
        row = PublishedParameter(
            id=new_id(), key="overhead_watch", starts_on=date(2025, 7, 1), value="block", cite="order", source="test",
            as_of=date(2025, 7, 1), entered_at=work.now,
        )  # fmt: skip
        work.tx.add(row)
    act(house, river, credits_.record_overhead, dollars(60_000), date(2025, 11, 3), "rent")
    with pytest.raises(LimitReached) as refused:
        act(house, river, credits_.record_overhead, Money(1), date(2025, 11, 3), "rent")
    assert refused.value.code == "overhead_limit"
    # Another fiscal year has its own limit, and nothing was given in it yet.
    with pytest.raises(LimitReached):
        act(house, river, credits_.record_overhead, Money(1), date(2026, 7, 1), "rent")


def test_FUND_1_what_is_due_is_remitted_with_proof_and_not_more(house, river):
    (due,) = act(house, river, credits_.fund_states, river)
    assert (due.year, due.gifts, due.due, due.left) == (2025, 1, dollars(40_000), dollars(40_000))
    for amount, proof in ((dollars(40_000), " "), (Money(4_000_001), "wire 7"), (ZERO, "wire 7")):
        with pytest.raises(Invalid):
            act(house, river, credits_.remit, 2025, amount, date(2025, 11, 20), proof)
    act(house, river, credits_.remit, 2025, dollars(30_000), date(2025, 11, 20), "wire 7")
    (due,) = act(house, river, credits_.fund_states, river)
    assert due.left == dollars(10_000)
    with house.begin(finance(river)) as work:
        assert ledger.balance(work, river, FUND_DUE) == -dollars(10_000)
        assert ledger.self_check(work).is_sound


def test_FUND_1_a_gift_taken_back_after_its_4_percent_was_paid_leaves_the_fund_owing(house, river):
    act(house, river, credits_.remit, 2025, dollars(40_000), date(2025, 11, 20), "wire 7")
    row = ask(house, a_donor(house, "Bob"), river, dollars(1_000))
    receipt = receive(house, river, row.reservation_id, dollars(1_000))
    act(house, river, credits_.take_back, receipt, ReturnReason.REFUND, date(2025, 11, 25))
    (due,) = act(house, river, credits_.fund_states, river)
    assert due.left == ZERO


def test_a_plan_reserves_on_its_days_once_each_and_stops(house, river, clock):
    ann, began = a_donor(house), clock.now()
    with house.begin(donor(ann)) as work:
        plan = credits_.start_plan(work, ann, river, dollars(500), Rhythm.MONTHLY, work.today)
    with pytest.raises(Invalid), house.begin(donor(ann)) as work:
        credits_.start_plan(work, ann, river, dollars(499), Rhythm.MONTHLY, work.today)

    def run():
        with house.begin(SYSTEM) as work:
            return [made.outcome for _, made in credits_.plans_due(work)]

    assert run() == [Outcome.RESERVED]
    assert run() == []
    clock.move_to(began + timedelta(days=30))
    assert run() == [Outcome.RESERVED]
    with house.begin(donor(ann)) as work:
        assert [each.next_on for each in credits_.plans(work, ann)] == [date(2026, 1, 25)]
        credits_.stop_plan(work, plan)
    clock.move_to(began + timedelta(days=60))
    assert run() == []


def test_a_taxpayer_number_lies_sealed_and_every_look_at_it_is_recorded(house, river):
    ann = a_donor(house)
    digits = plain_number("123-45-6789")
    with house.begin(donor(ann)) as work:
        credits_.set_number(work, ann, *credits_.sealed(KEY, digits))
        assert credits_.donor(work, ann).taxpayer_last_four == "6789"
    with house.begin(SYSTEM) as work:
        kept = work.tx.scalar(sa.text("SELECT taxpayer_number FROM donors WHERE id = :d"), {"d": ann})
        assert digits.encode() not in bytes(kept)
    with pytest.raises(Forbidden), house.begin(donor(ann)) as work:
        credits_.taxpayer_number(work, ann, KEY)
    with house.begin(treasurer()) as work:
        assert credits_.taxpayer_number(work, ann, KEY) == digits
    with house.begin(SYSTEM) as work:
        seen = work.tx.scalars(sa.text("SELECT subject_id FROM audit_events WHERE is_view"))
        assert str(ann) in set(seen)


@pytest.mark.parametrize("bad", ["12345678", "1234567890", "12345678a", "000000000", "١٢٣٤٥٦٧٨٩", ""])
def test_a_taxpayer_number_has_nine_digits(bad):
    with pytest.raises(Invalid):
        plain_number(bad, TaxpayerType.BUSINESS)


def test_owners_share_a_companys_credit_to_the_cent_and_must_be_the_whole(house, river):
    firm = a_donor(house, "Firm")
    owners = [Owner(name="A", share=333_333), Owner(name="B", share=333_333), Owner(name="C", share=333_334)]
    assert [each.cents for each in credit_shares(Money(100_00), [each.share for each in owners])] == [
        3_333,
        3_333,
        3_334,
    ]
    for bad in (owners[:2], [Owner(name=" ", share=1_000_000)]):
        with pytest.raises(Invalid), house.begin(donor(firm)) as work:
            credits_.set_owners(work, firm, bad)
    with house.begin(donor(firm)) as work:
        credits_.set_owners(work, firm, owners)
    with house.begin(donor(firm)) as work:
        credits_.set_owners(work, firm, [Owner(name="D", share=1_000_000)])
        assert [each.name for each in credits_.owners(work, firm)] == ["D"]


def test_an_unnamed_donor_stays_unnamed_in_the_EAOs_rows(house, river):
    with house.begin(SYSTEM) as work:
        shy = credits_.add_donor(work, "Shy Person", TaxpayerType.INDIVIDUAL)
        work.tx.execute(sa.text("UPDATE donors SET is_anonymous = true WHERE id = :d"), {"d": shy})
    with house.begin(SYSTEM) as work:
        credits_.reserve(work, shy, river, dollars(500))
    with house.begin(finance(river)) as work:
        assert "" in set(work.tx.scalars(sa.text("SELECT shown_name FROM reservations")))
        assert not list(work.tx.scalars(sa.text("SELECT name FROM donors WHERE name LIKE 'Shy%'")))


@pytest.mark.parametrize(
    ("ends", "day", "first", "last"),
    [
        ("06-30", "2025-06-30", "2024-07-01", "2025-06-30"),
        ("06-30", "2025-07-01", "2025-07-01", "2026-06-30"),
        ("12-31", "2025-11-25", "2025-01-01", "2025-12-31"),
        ("02-29", "2025-03-01", "2025-03-01", "2026-02-28"),
        ("02-29", "2024-02-29", "2023-03-01", "2024-02-29"),
    ],
)
def test_a_fiscal_year_is_found_around_a_day(ends, day, first, last):
    assert FiscalYear.of(ends, date.fromisoformat(day)) == FiscalYear(
        date.fromisoformat(first), date.fromisoformat(last)
    )


def test_who_may_certify_is_not_who_records(house):
    assert not finance(new_id()).may(Permission.CREDIT_CERTIFY)
    assert not treasurer().may(Permission.CONTRIBUTION_RECORD)
