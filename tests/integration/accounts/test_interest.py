"""Interest is shared by average daily balance, to the cent, as it was shown, and once."""

from datetime import date

import pytest

from esa.accounts import service as accounts
from esa.accounts.domain.interest import Daily, cent_days, shares
from esa.accounts.service import interest
from esa.accounts.store import interest as store
from esa.credits import service as credits_
from esa.kernel.errors import Conflict, Invalid
from esa.kernel.ids import new_id
from esa.kernel.money import Money, total
from esa.ledger import service as ledger
from esa.ledger.domain.chart import Source
from esa.treasury.service import self_check
from tests.builders import finance
from tests.integration.accounts.test_control import granted
from tests.integration.awards.test_award_run import filed, river

__all__ = ["filed", "granted", "river"]
PAID = Money(10_001)


def a_daily(number, days):
    return Daily(new_id(), number, new_id(), days)


def test_EAO_7_the_whole_amount_goes_to_accounts_by_largest_remainder_the_earlier_number_first():
    given = [a_daily("AC-3", 1), a_daily("AC-1", 1), a_daily("AC-2", 1), a_daily("AC-4", 0)]
    found = [(each.number, part.cents) for each, part in shares(Money(100), given)]
    assert found == [("AC-1", 34), ("AC-2", 33), ("AC-3", 33)]
    with pytest.raises(ValueError, match="zero"):
        shares(Money(100), [a_daily("AC-1", 0)])


def test_what_moves_on_a_day_counts_from_that_day_on():
    first, last = date(2025, 10, 1), date(2025, 10, 31)
    assert cent_days(Money(100), [], first, last) == 3_100
    assert cent_days(Money(0), [(date(2025, 10, 31), Money(100))], first, last) == 100
    assert cent_days(Money(100), [(date(2025, 10, 11), Money(-100))], first, last) == 1_000


@pytest.fixture
def paid(house, clock, granted):
    """Interest of $100.01, a month after deposits were posted to every account."""
    with house.begin(finance(granted)) as work:
        for each in accounts.accounts(work):
            accounts.set_dates(work, each.account.number, date(2025, 11, 1), date(2025, 11, 1))
        accounts.post_due_deposits(work)
    clock.move_to(clock.now().replace(year=2026, month=1, day=5))
    with house.begin(finance(granted)) as work:
        credits_.record_interest(work, PAID, date(2026, 1, 2), "December")
    return granted


def share(house, owner, period="2025-12", amount=PAID):
    with house.begin(finance(owner)) as work:
        plan = interest.foresee(work, period, amount)
    with house.begin(finance(owner)) as work:
        return plan, interest.carry_out(work, period, amount, plan.seen)


def test_EAO_7_interest_reaches_the_accounts_and_every_check_holds(house, paid):
    plan, made = share(house, paid)
    assert total([part for _, part in plan.rows]) == PAID
    assert made.accounts == len(plan.rows) > 1
    with house.begin(finance(paid)) as work:
        assert ledger.fund_balance(work, paid, Source.INTEREST) == Money(0)
        kept = ledger.students_balances(work, [(paid, each.number) for each, _ in plan.rows])
        assert {number: held[Source.INTEREST] for number, held in kept.items()} == {
            each.number: part for each, part in plan.rows
        }
        assert all(each.is_good for each in self_check.run(work, paid))
        year = credits_.duties(work, paid, date(2026, 1, 5)).year
        assert year.interest_spent_on_accounts >= PAID


def test_the_database_adds_up_days_as_the_rule_does(house, paid):
    first, last = date(2025, 11, 1), date(2025, 12, 31)
    with house.begin(finance(paid)) as work:
        for each in store.daily(work.tx, paid, first, last):
            opening, moved = ledger.movements_in(work, each.account_id, first, last)
            assert each.cent_days == cent_days(opening, [(m.on, m.own) for m in moved], first, last)


def test_a_period_is_shared_once_and_only_as_it_was_shown(house, paid):
    with house.begin(finance(paid)) as work:
        seen = interest.foresee(work, "2025-12", Money(5_000)).seen
    with pytest.raises(Conflict) as refused, house.begin(finance(paid)) as work:
        interest.carry_out(work, "2025-12", Money(5_001), seen)
    assert refused.value.code == "not_as_seen"
    share(house, paid, amount=Money(5_000))
    with pytest.raises(Conflict) as refused, house.begin(finance(paid)) as work:
        interest.foresee(work, "2025-12", Money(5_000))
    assert refused.value.code == "shared_already"


@pytest.mark.parametrize(
    ("period", "cents", "field"),
    [
        ("2026-01", 100, "period"),
        ("soon", 100, "period"),
        ("2025-12", 10_002, "amount"),
        ("2025-12", 0, "amount"),
        ("2025-08", 100, "period"),
    ],
)
def test_what_cannot_be_shared_is_said_at_its_field(house, paid, period, cents, field):
    with pytest.raises(Invalid) as refused, house.begin(finance(paid)) as work:
        interest.foresee(work, period, Money(cents))
    assert field in {each.field for each in refused.value.grounds}
