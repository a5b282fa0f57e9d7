"""What must hold when only the day, one more status, or the law of a bill is different."""

import json
from dataclasses import replace
from datetime import timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from esa.kernel.money import Money
from esa.kernel.wire import read_line
from esa.law.credits.claim import Donor, TaxYear, claim
from esa.law.decision import decide
from esa.law.facts import read_facts
from esa.law.proposals import as_proposed
from esa.law.provisions import provisions
from esa.law.standing import view_of
from tests.property.test_decide_properties import LAST_DAY, LAW, any_facts
from tests.property.test_reading_properties import laws

BILL = as_proposed(LAW, "proposed-2026")
IEP_AND_NO_INCOME = {
    "id": "s",
    "decided_on": "2025-11-01",
    "school_year": "2025-26",
    "student": {
        "birth_date": "2014-05-01",
        "grade": "5",
        "missouri_resident": True,
        "lawfully_present": True,
        "iep": {"kind": "iep", "dated": "2025-01-01"},
    },
    "household": {"size": 4},
}
STATUSES = ("limited_english", "in_state_custody", "dyslexia_diagnosed")
amounts = st.integers(0, 5_000_000).map(Money)
donors = st.lists(st.tuples(amounts, amounts), min_size=1, max_size=8).flatmap(
    lambda years: st.integers(2021, 2028).map(
        lambda first: Donor("d", tuple(TaxYear(first + place, *each) for place, each in enumerate(years)))
    )
)


def dated(decision):
    """All that a day fixes: the version, the figures, the lunch standard, and what became of ages and plans."""
    day = decision.day._replace(plan_from=decision.facts.birth_date)
    return day, decision.standard, decision.view


@settings(max_examples=80)
@given(any_facts(), st.integers(1, 200))
def test_a_later_day_changes_only_what_a_dated_value_changes(facts, days):
    later = replace(facts, decided_on=facts.decided_on + timedelta(days=days))
    assume(later.decided_on <= LAST_DAY)
    first, second = decide(facts, LAW), decide(later, LAW)
    assume(dated(first) == dated(second))
    assert (first.judgement, first.cap, first.cap_percent) == (second.judgement, second.cap, second.cap_percent)
    assert first.findings == second.findings


@settings(max_examples=80)
@given(any_facts(), st.integers(1, 200))
def test_where_no_dated_value_changes_a_later_day_turns_only_a_plan(facts, days):
    later = replace(facts, decided_on=facts.decided_on + timedelta(days=days))
    assume(later.decided_on <= LAST_DAY)
    first, second = decide(facts, LAW), decide(later, LAW)
    assume(
        (first.day._replace(plan_from=None), first.standard) == (second.day._replace(plan_from=None), second.standard)
    )
    assert second.view._replace(iep=first.view.iep) == first.view
    assert first.view.iep or not second.view.iep


def with_and_without(facts, status, law):
    return tuple(decide(replace(facts, **{status: held}), law).cap for held in (False, True))


@settings(max_examples=80)
@given(any_facts(), st.sampled_from(STATUSES), laws)
def test_AMB_1_one_more_status_never_lowers_the_cap_unless_the_lowest_is_read(facts, status, law):
    law = LAW if dict(law.readings).get("AMB-1") == "lowest" else law
    before, after = with_and_without(facts, status, law)
    assert before is None or after >= before


@settings(max_examples=80)
@given(any_facts(), st.sampled_from(STATUSES))
def test_CAP_6_one_more_status_never_lowers_the_cap(facts, status):
    before, after = with_and_without(facts, status, LAW)
    assert before is None or after >= before


def test_AMB_1_read_as_the_lowest_a_status_does_lower_the_cap():
    facts = read_line(1, json.dumps(IEP_AND_NO_INCOME), read_facts)
    before, after = with_and_without(facts, "limited_english", LAW.with_readings({"AMB-1": "lowest"}))
    assert after < before


@settings(max_examples=80)
@given(any_facts())
def test_a_bill_lets_in_everyone_whom_the_law_lets_in_and_nobody_without_dyslexia(facts):
    now, proposed = decide(facts, LAW), decide(facts, BILL)
    if now.outcome == "qualified":
        assert (proposed.outcome, proposed.tier, proposed.cap) == (now.outcome, now.tier, now.cap)
    if proposed.judgement != now.judgement:
        assert facts.dyslexia_diagnosed
    assert proposed.law == "proposed-2026"
    assert view_of(facts, provisions(LAW, facts.decided_on), now.standard) == now.view


@settings(max_examples=80)
@given(donors)
def test_a_carryback_keeps_every_limit_and_loses_no_credit(donor):
    now, proposed = claim(donor, LAW), claim(donor, BILL)
    assert all(year.claimed <= year.limit for year in proposed)
    for years in (now, proposed):
        left = [credit.amount.cents for credit in years[-1].carried]
        used = [year.claimed.cents + year.expired.cents for year in years]
        assert sum(left) + sum(used) == sum(each.gifts.cents for each in donor.years)
    assert sum(year.claimed.cents for year in proposed) >= sum(year.claimed.cents for year in now)
