"""A donor changes a reservation: the cap, both EAOs' shares and the line of those who wait follow in one transaction."""

import pytest
import sqlalchemy as sa

from esa.credits import service as credits_
from esa.credits.domain import AllotmentMode, Movement
from esa.credits.service import allotting
from esa.kernel.actors import SYSTEM
from esa.kernel.errors import Conflict, Forbidden, Invalid, LimitReached, NotFound
from esa.kernel.money import ZERO
from tests.builders import finance, manager, treasurer
from tests.integration.credits.giving_people import (
    a_cap,
    a_certified_eao,
    a_donor,
    ask,
    dollars,
    donor,
    noon,
    receive,
    some_eaos,
    state,
)


@pytest.fixture
def two(house):
    a_cap(house, dollars(10_000))
    return [a_certified_eao(house, slug) for slug in ("river", "hill")]


def shares_of(house):
    with house.begin(SYSTEM) as work:
        return {each.organization_id: (each.allotted, each.used) for each in allotting.shares(work, 2025)}


def allot(house, river, hill, *parts):
    with house.begin(treasurer()) as work:
        wanted = allotting.split_change(
            work.now, AllotmentMode.CUSTOM, dict(zip((river, hill), map(dollars, parts), strict=True))
        )
        change = allotting.propose(work, 2025, wanted, "by plan")
    with house.begin(treasurer()) as work:
        allotting.make(work, change)


def change(house, who, made, **to):
    with house.begin(donor(who)) as work:
        return credits_.change(work, made.reservation_id, **to)


def test_RES_5_a_move_to_another_EAO_frees_one_share_and_takes_of_the_other_and_stays_on_the_trail(house, two):
    river, hill = two
    allot(house, river, hill, 6_000, 4_000)
    ann = a_donor(house)
    made = ask(house, ann, river, dollars(3_000))
    assert change(house, ann, made, organization_id=hill, amount=dollars(2_500)) == dollars(2_500)
    assert {eao: used for eao, (_, used) in shares_of(house).items()} == {river: ZERO, hill: dollars(2_500)}
    assert state(house)[0] == dollars(2_500)
    with house.begin(donor(ann)) as work:
        trail = credits_.trails(work, [made.reservation_id])[made.reservation_id]
    assert [(each.kind, each.amount) for each in trail] == [
        (Movement.RESERVED, dollars(3_000)), (Movement.REDUCED, dollars(500)), (Movement.CHANGED, dollars(2_500)),
    ]  # fmt: skip
    with house.begin(SYSTEM) as work:
        assert credits_.self_check(work, 2025) == []


def test_TCAP_7_more_than_the_other_EAO_has_left_is_refused_and_nothing_moves(house, two):
    river, hill = two
    allot(house, river, hill, 6_000, 4_000)
    ann = a_donor(house)
    made = ask(house, ann, river, dollars(5_000))
    before = shares_of(house)
    with pytest.raises(LimitReached):
        change(house, ann, made, organization_id=hill)
    assert (shares_of(house), state(house)[0]) == (before, dollars(5_000))


def test_TCAP_4_what_a_smaller_amount_frees_goes_to_who_waits(house, two):
    river, _ = two
    ann, bob = a_donor(house), a_donor(house, "Bob")
    made = ask(house, ann, river, dollars(10_000))
    ask(house, bob, river, dollars(1_500), wait=True)
    change(house, ann, made, amount=dollars(8_000))
    with house.begin(donor(bob)) as work:
        assert [each.standing.value for each, _ in credits_.own_gifts(work)] == ["reserved"]
    assert state(house)[3] == dollars(500)


def test_RES_1_no_reservation_moves_to_an_EAO_that_is_not_certified(house, two):
    ann, plain = a_donor(house), some_eaos(house, "plain")[0]
    made = ask(house, ann, two[0], dollars(1_000))
    with pytest.raises(Invalid) as refused:
        change(house, ann, made, organization_id=plain)
    assert [each.field for each in refused.value.grounds] == ["organization"]


def test_RES_2_nothing_changes_after_the_last_day_though_the_lapse_has_not_run(house, two, clock):
    from datetime import date

    ann = a_donor(house)
    made = ask(house, ann, two[0], dollars(1_000))
    clock.move_to(noon(date(2025, 12, 26)))
    with pytest.raises(Conflict) as refused:
        change(house, ann, made, amount=dollars(2_000))
    assert refused.value.code == "lapsed"


@pytest.fixture
def unnamed(house, two):
    """A gift of a donor who left the lists after reserving: (donor, reservation, receipt)."""
    ann = a_donor(house, "Ann")
    made = ask(house, ann, two[0], dollars(1_000), shown_name="Ann")
    with house.begin(donor(ann)) as work:
        credits_.set_anonymity(work, ann, is_anonymous=True)
    return ann, made.reference, receive(house, two[0], made.reservation_id, dollars(1_000))


def test_a_name_is_kept_out_of_the_EAOs_lists_and_comes_back_when_the_donor_wants_it(house, two, unnamed):
    ann, _, receipt = unnamed
    with house.begin(manager(two[0])) as work:
        page = credits_.eao_gifts(work, two[0], None, "")
        assert [each.shown_name for each, _ in page.rows] == [""]
        with pytest.raises(NotFound):
            credits_.read_paper(work, receipt)
        with pytest.raises(Forbidden):
            credits_.donor_behind(work, page.rows[0][0])
    with house.begin(donor(ann)) as work:
        credits_.set_anonymity(work, ann, is_anonymous=False)
    with house.begin(manager(two[0])) as work:
        assert credits_.eao_gifts(work, two[0], None, "").rows[0][0].shown_name == "Ann"


def test_finance_sees_who_gives_for_the_receipts_sake_and_each_look_is_on_record(house, two, unnamed):
    _, reference, receipt = unnamed
    with house.begin(finance(two[0])) as work:
        found, _ = credits_.eao_gift(work, reference)
        assert credits_.donor_behind(work, found).name == "Ann"
        assert [each.made.number for each in credits_.papers_behind(work, found)] == [receipt]
        assert credits_.read_paper(work, receipt).made.content["donor"] == "Ann"
    with house.begin(finance(two[1])) as work, pytest.raises(NotFound):
        credits_.read_paper(work, receipt)
    with house.begin(finance(two[1])) as work, pytest.raises(NotFound):
        credits_.donor_behind(work, found)
    with house.begin(SYSTEM) as work:
        looks = "SELECT action FROM audit_events WHERE is_view ORDER BY action"
        assert list(work.tx.scalars(sa.text(looks))) == ["donor.viewed", "gift_paper.viewed"]
