"""A donor's year stated on a paper that is kept: the same is not made twice, and what goes back later replaces it."""

from datetime import date

import pytest
import sqlalchemy as sa

from esa.credits import jobs
from esa.credits import service as credits_
from esa.credits.domain import ReturnReason
from esa.credits.domain.papers import digest_of
from esa.credits.models import GiftStatement
from esa.kernel.actors import SYSTEM
from esa.kernel.errors import NotFound
from tests.builders import finance, treasurer
from tests.integration.credits.giving_people import a_cap, a_certified_eao, a_donor, ask, dollars, donor, noon, receive


@pytest.fixture
def river(house):
    a_cap(house, dollars(10_000))
    return a_certified_eao(house)


@pytest.fixture
def ann(house):
    return a_donor(house)


def a_gift(house, river, who, amount=1_000):
    made = ask(house, who, river, dollars(amount))
    return made.reservation_id, receive(house, river, made.reservation_id, dollars(amount))


def issued(house, who, year=2025):
    with house.begin(donor(who)) as work:
        return credits_.issue(work, who, year)


def kept(house):
    with house.begin(SYSTEM) as work:
        return work.tx.scalars(sa.select(GiftStatement).order_by(GiftStatement.made_at, GiftStatement.turn)).all()


def test_a_statement_is_kept_as_it_was_and_the_same_is_not_made_twice(house, river, ann):
    reservation, receipt = a_gift(house, river, ann)
    first = issued(house, ann)
    assert issued(house, ann) == first
    with house.begin(treasurer()) as work:
        credits_.certify(work, reservation)
    second = issued(house, ann)
    before, after = kept(house)
    assert (before.number, after.number) == (first, second)
    assert (before.content["certified"], after.content["certified"]) == ("0.00", "1000.00")
    assert after.content["replaces"] == first
    assert [each["receipt"] for each in before.content["rows"]] == [receipt]
    assert [digest_of(each.content) for each in (before, after)] == [before.digest, after.digest]
    with house.begin(donor(ann)) as work:
        assert credits_.read_statement(work, first)[1] == second
    with pytest.raises(sa.exc.DBAPIError), house.begin(SYSTEM) as work:
        work.tx.execute(sa.update(GiftStatement).values(digest=""))


def test_money_that_goes_back_makes_a_new_statement_of_a_year_that_was_stated(house, river, ann):
    bob = a_donor(house, "Bob")
    _, receipt = a_gift(house, river, ann)
    _, other = a_gift(house, river, bob)
    issued(house, ann)
    for number in (receipt, other):
        with house.begin(finance(river)) as work:
            credits_.take_back(work, number, ReturnReason.REFUND, work.today)
    before, after = kept(house)
    assert (after.donor_id, after.turn, after.content["rows"], after.content["amount"]) == (ann, 2, [], "0.00")
    assert before.content["amount"] == "1000.00"


def test_in_january_every_donor_of_the_year_before_gets_one_statement(house, river, ann, clock):
    bob = a_donor(house, "Bob")
    a_gift(house, river, ann)
    a_gift(house, river, bob, 500)
    jobs.state_years(house)
    assert kept(house) == []
    clock.move_to(noon(date(2026, 1, 2)))
    for _ in range(2):
        jobs.state_years(house)
    assert {(each.donor_id, each.year, each.turn) for each in kept(house)} == {(ann, 2025, 1), (bob, 2025, 1)}


def test_a_statement_is_of_the_donor_alone(house, river, ann):
    bob = a_donor(house, "Bob")
    a_gift(house, river, ann)
    number = issued(house, ann)
    for act in (
        lambda work: credits_.read_statement(work, number), lambda work: credits_.issue(work, ann, 2025),
        lambda work: credits_.issue(work, bob, 2025),
    ):  # fmt: skip
        with pytest.raises(NotFound), house.begin(donor(bob)) as work:
            act(work)
    with house.begin(donor(bob)) as work:
        assert credits_.stated_years(work) == {}
