"""The Treasurer shares the cap out and moves what is unused: with a reason, a look ahead and a second person."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esa.credits.domain import AllotmentMode, Outcome
from esa.credits.domain.turning import Part, Turn, moves
from esa.credits.service import allotting
from esa.kernel.errors import Conflict, Forbidden, Invalid, NotFound
from esa.kernel.ids import new_id
from esa.kernel.money import Money, total
from esa.law import Law
from tests.builders import auditor, finance, treasurer
from tests.integration.credits.giving_people import a_cap, a_donor, ask, dollars, noon, some_eaos, state

AUGUST = noon(date(2025, 8, 2))


@pytest.fixture
def three(house, clock):
    clock.move_to(noon(date(2025, 3, 3)))
    a_cap(house, Money(1_000_001))
    return some_eaos(house, "river", "hill", "lake")


def decided(house, wanted, reason="uptake so far"):
    with house.begin(treasurer()) as work:
        made = allotting.propose(work, 2025, wanted, reason)
    with house.begin(treasurer()) as work:
        allotting.make(work, made)
    return made


def split(clock, mode, shares):
    return allotting.split_change(clock.now(), mode, shares)


def standing(house):
    with house.begin(treasurer()) as work:
        return {each.organization_id: (each.allotted, each.used) for each in allotting.shares(work, 2025)}


def test_TCAP_7_equal_shares_give_the_odd_cents_to_the_first_named_and_bound_each_EAO(house, three, clock):
    river, _, lake = three
    decided(house, split(clock, AllotmentMode.EQUAL, dict.fromkeys(three)))
    assert [standing(house)[each][0].cents for each in three] == [333_334, 333_334, 333_333]
    ann = a_donor(house)
    assert ask(house, ann, lake, Money(333_334)).free == Money(333_333)
    assert ask(house, ann, lake, Money(333_334), partial_ok=True).amount == Money(333_333)
    assert ask(house, ann, lake, Money(50_000)).outcome is Outcome.REFUSED
    assert ask(house, ann, river, Money(50_000)).outcome is Outcome.RESERVED
    assert standing(house)[river][1] == Money(50_000)


def test_TCAP_7_an_EAO_that_is_not_named_in_a_split_has_nothing(house, three, clock):
    river, hill, lake = three
    decided(house, split(clock, AllotmentMode.CUSTOM, {river: dollars(6_000), hill: dollars(4_000)}))
    made = ask(house, a_donor(house), lake, dollars(500))
    assert made.said == (("amount", "500.00 was asked and only 0.00 of the allotment of Lake EAO is free."),)


def test_TCAP_4_T11_through_1_August_nothing_moves_and_on_the_2nd_what_is_unused_does(house, three, clock):
    river, hill, _ = three
    decided(house, split(clock, AllotmentMode.CUSTOM, {river: dollars(5_000), hill: dollars(5_000)}))
    ann = a_donor(house)
    assert ask(house, ann, river, dollars(2_000)).outcome is Outcome.RESERVED
    assert ask(house, ann, hill, dollars(5_000)).outcome is Outcome.RESERVED
    waits = ask(house, ann, hill, dollars(2_500), wait=True)
    clock.move_to(noon(date(2025, 8, 1)))
    move = allotting.move_change(AUGUST, river, hill, dollars(3_000))
    with pytest.raises(Conflict) as early, house.begin(treasurer()) as work:
        allotting.propose(work, 2025, allotting.move_change(clock.now(), river, hill, dollars(3_000)), "x")
    assert "August 1, 2025" in early.value.grounds[0].message
    clock.move_to(AUGUST)
    with house.begin(treasurer()) as work:
        after, against = allotting.preview(work, 2025, move)
        _, too_much = allotting.preview(work, 2025, allotting.move_change(AUGUST, river, hill, Money(300_001)))
    assert against == []
    assert {each.organization_id: each.after for each in after if each.after}[hill] == dollars(8_000)
    assert too_much == ["3,000.01 was asked and only 3,000.00 of the allotment of River EAO is unused"]
    decided(house, move)
    # What moved reaches the donor who waited for hill, in the same transaction; several moves a year are allowed.
    assert standing(house)[hill] == (dollars(8_000), dollars(7_500))
    assert waits.outcome is Outcome.WAITING
    decided(house, allotting.move_change(AUGUST, hill, river, dollars(500)), "once more")
    assert standing(house)[river] == (dollars(2_500), dollars(2_000))
    assert state(house)[0] == dollars(9_500)


def test_a_split_below_what_is_used_is_refused_with_all_its_grounds(house, three, clock):
    river, hill, lake = three
    ann = a_donor(house)
    ask(house, ann, river, dollars(2_000))
    ask(house, ann, lake, dollars(600))
    wanted = split(clock, AllotmentMode.CUSTOM, {river: dollars(1_000), hill: dollars(9_900)})
    with pytest.raises(Conflict) as refused, house.begin(treasurer()) as work:
        allotting.propose(work, 2025, wanted, "x")
    assert {each.message for each in refused.value.grounds} == {
        "the allotments are 10,900.00 together, over the cap of 10,000.01",
        "River EAO would get 1,000.00 and uses 2,000.00",
        "Lake EAO would get 0.00 and uses 600.00",
    }


def test_the_proposer_does_not_make_it_nor_does_anybody_without_a_reason_or_the_right(house, three, clock):
    wanted = split(clock, AllotmentMode.EQUAL, dict.fromkeys(three))
    first = treasurer()
    with pytest.raises(Invalid), house.begin(first) as work:
        allotting.propose(work, 2025, wanted, " ")
    with house.begin(first) as work:
        made = allotting.propose(work, 2025, wanted, "turn of August")
    with pytest.raises(Conflict), house.begin(first) as work:
        allotting.make(work, made)
    for other in (auditor(), finance(three[0])):
        with pytest.raises(Forbidden), house.begin(other) as work:
            allotting.make(work, made)
    with house.begin(first) as work:
        allotting.withdraw(work, made)
    with pytest.raises(NotFound), house.begin(treasurer()) as work:
        allotting.make(work, made)
    assert standing(house)[three[0]][0] is None


def test_a_proposal_is_judged_anew_when_it_is_made(house, three, clock):
    river, hill, _ = three
    with house.begin(treasurer()) as work:
        wanted = split(clock, AllotmentMode.CUSTOM, {river: dollars(1_000), hill: dollars(9_000)})
        made = allotting.propose(work, 2025, wanted, "as planned")
    ask(house, a_donor(house), river, dollars(1_500))
    with pytest.raises(Conflict), house.begin(treasurer()) as work:
        allotting.make(work, made)


def test_back_to_first_come_frees_the_whole_cap_for_everybody(house, three, clock):
    decided(house, split(clock, AllotmentMode.EQUAL, dict.fromkeys(three)))
    decided(house, split(clock, AllotmentMode.FIRST_COME, {}))
    assert ask(house, a_donor(house), three[0], dollars(10_000)).outcome is Outcome.RESERVED


def test_TCAP_5_the_turn_moves_all_that_is_unused_beyond_a_part_to_those_that_used_theirs(house, three, clock):
    river, hill, lake = three
    decided(
        house, split(clock, AllotmentMode.CUSTOM, {river: dollars(5_000), hill: dollars(3_000), lake: dollars(2_000)})
    )
    ann = a_donor(house)
    ask(house, ann, river, dollars(1_000))
    ask(house, ann, hill, dollars(3_000))
    ask(house, ann, lake, dollars(2_000))
    clock.move_to(noon(date(2025, 8, 1)))
    with pytest.raises(Conflict), house.begin(treasurer()) as work:
        allotting.turn_change(work, 2025, Turn(20))
    clock.move_to(AUGUST)
    with house.begin(treasurer()) as work:
        wanted = allotting.turn_change(work, 2025, Turn(40))
        after, against = allotting.preview(work, 2025, wanted)
    assert against == []
    # River keeps 40 percent, 2,000; 3,000 go to hill and lake as 3 to 2.
    assert {each.organization_id: each.after for each in after} == {
        river: dollars(2_000), hill: dollars(4_800), lake: dollars(3_200),
    }  # fmt: skip
    decided(house, wanted, "turn of August")
    assert standing(house)[hill] == (dollars(4_800), dollars(3_000))
    with house.begin(treasurer()) as work, pytest.raises(Conflict):
        allotting.turn_change(work, 2025, Turn(100))


@given(
    st.lists(st.tuples(st.integers(0, 10**9), st.integers(0, 10**9)), min_size=1, max_size=8),
    st.integers(0, 100),
    st.integers(0, 100),
)
def test_TCAP_5_a_turn_takes_no_used_cent_and_loses_none(pairs, kept, used):
    parts = [Part(new_id(), Money(max(pair)), Money(min(pair))) for pair in pairs]
    left = {str(each.organization_id): each.allotted for each in parts}
    for each in moves(parts, Turn(kept, used), AUGUST, Law.load()):
        assert each.amount > Money(0)
        left[each.giver] -= each.amount
        left[each.taker] += each.amount
    assert all(left[str(each.organization_id)] >= each.used for each in parts)
    assert total(list(left.values())) == total([each.allotted for each in parts])
