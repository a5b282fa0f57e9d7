"""A new school year: the account stays with what is in it, and the new grant waits for an agreement of its own."""

from datetime import UTC, date, datetime

import pytest

from esa.accounts import service as accounts
from esa.accounts.domain import Granted
from esa.accounts.domain.agreement import digest_of
from esa.accounts.models import AgreementSigned
from esa.grants import service as grants
from esa.grants.domain import NewGrant
from esa.kernel.actors import SYSTEM
from esa.kernel.dates import SchoolYear
from esa.kernel.ids import new_id
from esa.kernel.money import Money
from esa.ledger import service as ledger
from esa.ledger.domain.chart import Source, awarded, fund
from esa.ledger.domain.entry import Entry, credit, debit
from tests.builders import YEAR, a_gift, finance
from tests.spending import a_home

LEFT, NEXT, CAP = Money(80_000), SchoolYear(2026), Money(714_500)


@pytest.fixture
def home(house, settings):
    return a_home(house, settings, cents=LEFT.cents)


def grant(home, year, amount, plan="lump"):
    """Grant an amount of gifts for a school year, as a released run does; no agreement is recorded yet."""
    source = Source.TAX_CREDIT
    with home.house.begin(finance(home.eao)) as work:
        [view] = accounts.accounts(work)
        kept = view.account
        made = NewGrant(
            id=new_id(), organization_id=home.eao, household_id=kept.household_id, student_id=kept.student_id,
            person_id=kept.student_id, application_id=kept.application_id, school_year=year, tier="a",
            amount=amount.cents, cap=CAP.cents, cap_percent=100, lunch=None, has_iep=False, run_id=new_id(),
            sources=((source.value, amount.cents),),
        )  # fmt: skip
        ledger.post(work, a_gift(home.eao, amount, source))
        grants.record(work, [made])
        lines = (debit(fund(source), amount), credit(awarded(source), amount))
        ledger.post(
            work,
            Entry(
                organization_id=home.eao, on=work.today, kind="award", narrative="A", key=f"a:{made.id}", lines=lines
            ),
        )
        wanted = Granted(
            grant_id=made.id, household_id=kept.household_id, student_id=kept.student_id,
            application_id=kept.application_id, amount=amount.cents, sources=made.sources, payment_plan=plan,
            agreement_on=None, enrolled_on=date(2026, 7, 20), school_id=kept.school_id,
        )  # fmt: skip
        accounts.open_and_schedule(work, home.eao, year, [wanted])


def sign(home, year, at):
    with home.house.begin(SYSTEM) as work:
        [view] = accounts.accounts_of_household(work, home.household)
        text = f"Agreement of {year}"
        work.tx.add(
            AgreementSigned(
                id=new_id(), organization_id=home.eao, household_id=home.household, account_id=view.account.id,
                school_year=year, version="2025-1", language="en", text=text, digest=digest_of(text),
                signed_name="Ana", signed_by=new_id(), signed_at=at, from_address="127.0.0.1",
            )
        )  # fmt: skip


def post(home):
    with home.house.begin(finance(home.eao)) as work:
        return accounts.post_due_deposits(work)


def account(home):
    with home.house.begin(finance(home.eao)) as work:
        [view] = accounts.accounts(work)
    return view


def test_G53_what_is_left_stays_and_a_new_grant_up_to_the_cap_waits_for_the_new_agreement(home, clock):
    first = account(home).account.number
    clock.move_to(datetime(2026, 8, 3, 15, tzinfo=UTC))
    grant(home, NEXT, CAP)
    assert (post(home).posted, account(home).balance) == (0, LEFT)
    assert [each.value for each in account(home).holds] == ["no_agreement"]
    sign(home, NEXT, clock.now())
    assert post(home).posted == 1
    assert account(home).balance == LEFT + CAP
    assert account(home).account.number == first


def test_a_second_grant_of_a_year_needs_no_second_agreement(home, clock):
    clock.move_to(datetime(2026, 8, 3, 15, tzinfo=UTC))
    grant(home, NEXT, Money(100_000))
    sign(home, NEXT, clock.now())
    grant(home, NEXT, Money(50_000))
    assert account(home).account.agreement_on == date(2026, 8, 3)
    assert post(home).posted == 2


def test_last_years_deposits_are_not_held_by_the_agreement_that_next_year_still_needs(home, clock):
    clock.move_to(datetime(2026, 5, 20, 15, tzinfo=UTC))
    grant(home, YEAR, Money(40_000))
    sign(home, YEAR, clock.now())
    grant(home, NEXT, Money(60_000))
    assert post(home).posted == 1
    clock.move_to(datetime(2026, 8, 3, 15, tzinfo=UTC))
    assert (post(home).posted, post(home).held) == (0, 1)
    assert account(home).balance == LEFT + Money(40_000)
