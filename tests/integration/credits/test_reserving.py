"""Reserving by the rules of the law: the scenarios of donors, in the application."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from esa.credits import service as credits_
from esa.credits.domain import Outcome
from esa.kernel.actors import SYSTEM
from esa.kernel.errors import Conflict, Invalid, LimitReached, NotFound
from esa.kernel.money import ZERO, Money
from tests.builders import finance
from tests.integration.credits.giving_people import (
    a_cap,
    a_certified_eao,
    a_donor,
    ask,
    asking,
    dollars,
    donor,
    lapse,
    noon,
    receive,
    some_eaos,
    state,
)


@pytest.fixture
def river(house):
    a_cap(house, dollars(10_000))
    return some_eaos(house, "river")[0]


@pytest.fixture
def ann(house):
    return a_donor(house)


def fields(made):
    return {name for name, _ in made.said}


@pytest.mark.parametrize(
    "note", ["for my grandson's tuition", "Für Anna, my daughter", "para la matrícula de mi nieta", "for my student Bo"]
)
def test_T04_a_wish_for_a_student_is_refused_and_so_is_a_gift_without_the_attestations(house, river, ann, note):
    made = ask(house, ann, river, dollars(1_000), note=note)
    assert (made.outcome, fields(made)) == (Outcome.REFUSED, {"note"})
    bare = ask(house, ann, river, dollars(1_000), no_dependent_benefits=False, no_student_named=False)
    assert fields(bare) == {"no_dependent_benefits", "no_student_named"}
    assert state(house)[0] == ZERO


def test_TAX_8_a_note_without_a_student_is_taken(house, river, ann):
    assert ask(house, ann, river, dollars(1_000), note="In memory of Lucy Parsons").outcome is Outcome.RESERVED


def test_T05_T06_money_that_does_not_count_is_refused_and_the_reservation_stays(house, river, ann):
    made = ask(house, ann, river, dollars(10_000))
    for method, amount in (
        ("stock", 10_000),
        ("other", 10_000),
        ("cashiers_check", 2_000),
        ("third_party_check", "10000.01"),
    ):
        with pytest.raises(Invalid) as refused:
            receive(house, river, made.reservation_id, dollars(amount), method)
        assert refused.value.grounds[0].field == "method"
        assert state(house) == (dollars(10_000), ZERO, ZERO, ZERO)
    receive(house, river, made.reservation_id, dollars(10_000), "third_party_check")
    assert state(house) == (ZERO, dollars(10_000), ZERO, ZERO)


def test_T07_less_than_500_is_refused_by_the_parameter(house, river, ann):
    made = ask(house, ann, river, dollars(400))
    assert made.said == (("amount", "400.00 is under the least reservation of 500.00."),)
    assert ask(house, ann, river, dollars(500)).outcome is Outcome.RESERVED


def test_T08_paid_on_the_thirtieth_day_counts_and_later_the_credit_is_back_in_the_pool(house, river, ann, clock):
    clock.move_to(noon(date(2025, 11, 20)))
    early, late = ask(house, ann, river, dollars(1_000)), ask(house, ann, river, dollars(2_000))
    assert early.lapses_after == date(2025, 12, 20)
    clock.move_to(noon(date(2025, 12, 20)))
    assert lapse(house).lapsed == ()
    receive(house, river, early.reservation_id, dollars(1_000))
    clock.move_to(noon(date(2025, 12, 22)))
    with pytest.raises(Conflict) as refused:
        receive(house, river, late.reservation_id, dollars(2_000))
    assert refused.value.code == "lapsed"
    told = lapse(house)
    assert [each.reference for each in told.lapsed] == [late.reference]
    assert told.amount == dollars(2_000)
    assert state(house) == (ZERO, dollars(1_000), ZERO, dollars(9_000))
    assert lapse(house).lapsed == ()


@pytest.mark.parametrize("reserved", [date(2025, 2, 20), date(2025, 10, 15)], ids=["march", "november"])
def test_RES_2_the_thirtieth_day_ends_at_midnight_in_Missouri_across_the_change_of_clocks(
    house, river, ann, clock, reserved
):
    last = reserved + timedelta(days=30)
    clock.move_to(noon(reserved))
    made = ask(house, ann, river, dollars(1_000))
    midnight = noon(last + timedelta(days=1)) - timedelta(hours=12)
    clock.move_to(midnight - timedelta(seconds=1))
    assert lapse(house).lapsed == ()
    clock.move_to(midnight)
    assert [each.reference for each in lapse(house).lapsed] == [made.reference]


def test_T09_at_the_end_of_the_cap_what_is_left_is_offered_and_never_more_is_taken(house, river, ann):
    ask(house, ann, river, dollars(7_000))
    made = ask(house, ann, river, dollars(5_000))
    assert (made.outcome, made.free) == (Outcome.REFUSED, dollars(3_000))
    assert made.said == (("amount", "5,000.00 was asked and only 3,000.00 is free."),)
    taken = ask(house, ann, river, dollars(5_000), partial_ok=True)
    assert (taken.outcome, taken.amount) == (Outcome.REDUCED, dollars(3_000))
    assert state(house)[3] == ZERO


def test_T10_who_came_second_waits_and_is_served_by_arrival_when_credits_lapse(house, river, ann, clock):
    for _ in range(10):
        assert ask(house, ann, river, dollars(1_000)).outcome is Outcome.RESERVED
    waits = [ask(house, a_donor(house, name), river, dollars(2_000), wait=True) for name in ("Bob", "Cy", "Di")]
    assert {each.outcome for each in waits} == {Outcome.WAITING}
    small = ask(house, a_donor(house, "Ed"), river, dollars(500), wait=True)
    with house.begin(SYSTEM) as work:
        credits_.cancel(work, _first(work), "moved away")
    # 1,000 is free: three want 2,000 or nothing and keep their places, the fourth takes 500 of it.
    assert standings(house, [*waits, small]) == ["waiting", "waiting", "waiting", "reserved"]
    clock.move_to(clock.now() + timedelta(days=31))
    told = lapse(house)
    assert [each.reference for each in told.served] == [each.reference for each in waits]
    with house.begin(SYSTEM) as work:
        served = work.tx.execute(sa.text("SELECT lapses_after, amount FROM reservations WHERE id = :i"), {
            "i": waits[0].reservation_id,
        }).one()  # fmt: skip
    assert tuple(served) == (date(2026, 1, 25), 200_000)


def _first(work):
    return work.tx.scalar(sa.text("SELECT id FROM reservations ORDER BY sequence LIMIT 1"))


def standings(house, made):
    with house.begin(SYSTEM) as work:
        asked = sa.text("SELECT standing FROM reservations WHERE id = :i")
        return [work.tx.scalar(asked, {"i": each.reservation_id}) for each in made]


def test_a_request_has_one_outcome_however_often_it_comes_and_its_id_serves_no_other(house, river, ann):
    first = asking(ann, river, dollars(9_800))
    refused = asking(ann, river, dollars(5_000))
    with house.begin(donor(ann)) as work:
        once = credits_.claim_all(work, [first, refused, first])
    assert once[0] == once[2]
    with house.begin(SYSTEM) as work:
        credits_.cancel(work, once[0].reservation_id, "changed my mind")
    # 10,000 is free now; who was told no and asks again under the same id is told the same.
    with house.begin(donor(ann)) as work:
        again = credits_.claim_all(work, [first, refused])
    assert [each.outcome for each in again] == [Outcome.RESERVED, Outcome.REFUSED]
    assert again[0].reference == once[0].reference
    assert again[1].said == once[1].said
    other = ask(house, ann, river, dollars(600), claim_id=first.claim_id)
    assert fields(other) == {"claim_id"}
    assert state(house)[0] == ZERO


def test_EAO_and_amount_are_changed_before_payment_and_not_after(house, river, ann):
    hill = a_certified_eao(house, "hill")
    made = ask(house, ann, river, dollars(1_000))
    with house.begin(donor(ann)) as work:
        assert credits_.change(work, made.reservation_id, organization_id=hill, amount=dollars(2_500)) == Money(250_000)
    assert state(house)[0] == dollars(2_500)
    with pytest.raises(LimitReached), house.begin(donor(ann)) as work:
        credits_.change(work, made.reservation_id, amount=dollars(10_001))
    with pytest.raises(Invalid), house.begin(donor(ann)) as work:
        credits_.change(work, made.reservation_id, amount=dollars(499))
    with pytest.raises(NotFound):
        receive(house, river, made.reservation_id, dollars(2_500))
    receive(house, hill, made.reservation_id, dollars(2_500))
    with pytest.raises(Conflict), house.begin(donor(ann)) as work:
        credits_.change(work, made.reservation_id, amount=dollars(1_000))
    with pytest.raises(Conflict), house.begin(donor(ann)) as work:
        credits_.cancel(work, made.reservation_id, "no")


def test_nobody_changes_anothers_reservation(house, river, ann):
    made = ask(house, ann, river, dollars(1_000))
    with pytest.raises(NotFound), house.begin(donor(a_donor(house, "Bob"))) as work:
        credits_.cancel(work, made.reservation_id, "not mine")


def test_RES_2_a_payment_under_way_keeps_the_reservation_and_a_failed_one_does_not(house, river, ann, clock):
    made = ask(house, ann, river, dollars(1_000))
    with house.begin(finance(river)) as work:
        credits_.payment_begun(work, made.reservation_id)
    with pytest.raises(Conflict), house.begin(donor(ann)) as work:
        credits_.cancel(work, made.reservation_id, "no")
    clock.move_to(clock.now() + timedelta(days=33))
    assert lapse(house).lapsed == ()
    with house.begin(finance(river)) as work:
        credits_.payment_failed(work, made.reservation_id, "R01")
    assert len(lapse(house).lapsed) == 1


def test_RES_2_money_given_in_time_and_recorded_late_takes_its_credit_again_where_it_is_free(house, river, ann, clock):
    made = ask(house, ann, river, dollars(6_000))
    given = date(2025, 12, 20)
    clock.move_to(noon(date(2025, 12, 29)))
    lapse(house)
    receive(house, river, made.reservation_id, dollars(6_000), on=given)
    assert state(house) == (ZERO, dollars(6_000), ZERO, dollars(4_000))
    late = ask(house, ann, river, dollars(4_000))
    assert late.outcome is Outcome.RESERVED


def test_reminders_come_ten_three_and_one_days_before_the_end(house, river, ann, clock):
    made = ask(house, ann, river, dollars(1_000))
    began, told = clock.now(), {}
    for days in range(32):
        clock.move_to(began + timedelta(days=days))
        with house.begin(SYSTEM) as work:
            for each in credits_.reminders_due(work):
                assert each.reference == made.reference
                told[days] = each.days_left
    assert told == {20: 10, 27: 3, 29: 1}


def test_places_on_the_waiting_list_of_a_year_end_with_it(house, river, ann, clock):
    ask(house, ann, river, dollars(10_000))
    waits = ask(house, ann, river, dollars(5_000), wait=True)
    clock.move_to(noon(date(2026, 1, 1)))
    assert lapse(house).served == ()
    assert standings(house, [waits]) == ["voided"]


def test_a_gift_of_tomorrow_is_not_recorded_today(house, river, ann, clock):
    made = ask(house, ann, river, dollars(1_000))
    with pytest.raises(Invalid) as refused:
        receive(house, river, made.reservation_id, dollars(1_000), on=date(2025, 11, 26))
    assert refused.value.grounds[0].field == "received_on"


def test_whoever_is_served_from_the_waiting_list_is_told_whatever_set_the_credits_free(house, river, ann):
    from dataclasses import replace

    from esa.credits.domain.commands import ToTell

    heard = []
    listening = replace(house, listeners={ToTell: (lambda _, event: heard.append(event),)})
    made = ask(house, ann, river, dollars(10_000))
    waits = ask(house, a_donor(house, "Bob"), river, dollars(600), wait=True)
    with listening.begin(donor(ann)) as work:
        credits_.cancel(work, made.reservation_id, "moved")
    assert [(each.kind, each.reference, each.name) for each in heard] == [("served", waits.reference, "Bob")]
