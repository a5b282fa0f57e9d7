"""A closed period is closed: in the service, and in the database behind it."""

import uuid
from dataclasses import replace
from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from esa.kernel.actors import SYSTEM
from esa.kernel.errors import Conflict, Forbidden, Invalid, NotFound
from esa.kernel.money import Money
from esa.ledger import service as ledger
from esa.ledger.domain.closing import digest_of
from esa.ledger.service import closing
from tests.builders import a_gift, an_organization, auditor, finance, manager


@pytest.fixture
def river(house):
    """An EAO that was given $1,000 on 1 September 2025."""
    with house.begin(SYSTEM) as work:
        made = an_organization(work)
        ledger.ensure_accounts(work, made)
        ledger.post(work, a_gift(made, Money(100_000)))
    return made


def on(organization_id, day):
    return replace(a_gift(organization_id, Money(500)), on=day)


def close(house, actor, name):
    with house.begin(actor) as work:
        return closing.close(work, name)


def test_nothing_is_dated_in_a_closed_period_and_the_day_after_it_is_open(house, river):
    close(house, finance(river), "2025-09")
    for post in (ledger.post, lambda work, entry: ledger.post_many(work, [entry])):
        with pytest.raises(Conflict) as refused, house.begin(finance(river)) as work:
            post(work, on(river, date(2025, 9, 30)))
        assert refused.value.code == "period_closed"
        with house.begin(finance(river)) as work:
            post(work, on(river, date(2025, 10, 1)))


def test_another_EAOs_books_stay_open(house, river):
    with house.begin(SYSTEM) as work:
        hill = an_organization(work, "hill")
        ledger.ensure_accounts(work, hill)
    close(house, finance(river), "2025-09")
    with house.begin(finance(hill)) as work:
        ledger.post(work, on(hill, date(2025, 9, 30)))


def test_a_mistake_in_a_closed_period_is_reversed_in_the_open_one(house, river):
    with house.begin(finance(river)) as work:
        entry_id = ledger.post(work, on(river, date(2025, 9, 15)))
    close(house, finance(river), "2025-10")
    with house.begin(finance(river)) as work:
        ledger.reverse(work, entry_id, "entered twice")
        assert ledger.self_check(work, river).is_sound
        assert closing.changed_since(work, river) == []


def test_a_closing_keeps_its_trial_balance_and_digest(house, river):
    made = close(house, finance(river), "2025-09")
    assert made.trial == "account,balance\nAssets:Bank:TaxCredit,1000.00\nEquity:Fund:TaxCredit,-1000.00\n"
    assert made.digest == digest_of(made.trial)
    assert made.entries == 1


def test_a_second_person_opens_the_latest_again_with_a_reason(house, river):
    first, second = finance(river), manager(river)
    september, october = close(house, first, "2025-09"), close(house, first, "2025-10")
    for actor, which, reason, refused in (
        (first, october, "a gift came late", Forbidden),
        (second, october, " ", Invalid),
        (second, september, "a gift came late", Conflict),
    ):
        with pytest.raises(refused), house.begin(actor) as work:
            closing.reopen(work, which.id, reason)
    with house.begin(second) as work:
        closing.reopen(work, october.id, "a gift came late")
        assert closing.closed_through(work, river) == date(2025, 9, 30)
        ledger.post(work, on(river, date(2025, 10, 3)))
    with pytest.raises(Conflict), house.begin(second) as work:
        closing.reopen(work, october.id, "again")
    assert close(house, first, "2025-10").entries == 2


def test_a_period_that_is_not_over_or_none_is_not_closed(house, river):
    for name in ("2025-11", "2025-26", "yesterday", "2025-13"):
        with pytest.raises(Invalid), house.begin(finance(river)) as work:
            closing.close(work, name)
    close(house, finance(river), "2025-10")
    with pytest.raises(Conflict), house.begin(finance(river)) as work:
        closing.close(work, "2025-09")


def test_what_may_be_closed_is_every_month_that_is_over(house, river):
    with house.begin(finance(river)) as work:
        assert [each.name for each in closing.open_periods(work, river)] == ["2025-09", "2025-10"]
    close(house, finance(river), "2025-09")
    with house.begin(finance(river)) as work:
        assert [each.name for each in closing.open_periods(work, river)] == ["2025-10"]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_closings SET last_on = '2020-01-01'",
        "UPDATE ledger_closings SET reopened_at = now(), reopened_by = closed_by, reopen_reason = 'x'",
        "UPDATE ledger_closings SET reopened_at = now()",
    ],
)
def test_the_database_keeps_a_closing_as_it_was(house, river, statement):
    close(house, finance(river), "2025-09")
    with pytest.raises(IntegrityError), house.begin(finance(river)) as work:
        work.tx.execute(sa.text(statement))


def test_a_closing_of_another_EAO_does_not_exist_and_an_auditor_closes_nothing(house, river):
    made = close(house, finance(river), "2025-09")
    with house.begin(SYSTEM) as work:
        hill = an_organization(work, "hill")
    for closing_id in (made.id, uuid.uuid4()):
        with pytest.raises(NotFound), house.begin(manager(hill)) as work:
            closing.reopen(work, closing_id, "no")
    with pytest.raises(Forbidden), house.begin(auditor()) as work:
        closing.close(work, "2025-10")
