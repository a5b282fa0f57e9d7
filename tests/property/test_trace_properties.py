"""What a decision says would change it: it does, nothing less does, and nothing nearer is left unsaid."""

from dataclasses import replace
from itertools import chain, combinations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from esa.kernel.dates import SchoolYear
from esa.law.decision import decide
from esa.law.facts import Iep, Military, Sibling
from esa.law.qualified_student import Entry, judge
from esa.law.sentences import CHANGES
from esa.law.trace import Gives
from esa.law.versions import L2021, L2024, version_on
from tests.property.test_decide_properties import FIRST_DAY, LAST_DAY, LAW, any_facts

FROZEN = LAW.with_overrides({"sat": "7145.55", "new_scholarships_frozen": "true"})
laws = st.sampled_from([LAW, LAW, FROZEN])
# Facts that let nobody in by themselves, so that it is the trace that counts.
OUT = {
    "missouri_resident": True, "lawfully_present": True, "county_has_charter_government": True, "iep": None,
    "public_semester": False, "grant_previous_school_year": False, "qualified_before": False,
}  # fmt: skip
facts_of_any = st.one_of(any_facts(), any_facts().map(lambda facts: replace(facts, **OUT)))
# How the facts of a student look when a change of the trace has come true.
TRUE = {
    "resident": {"missouri_resident": True},
    "counted_place": {"county_has_charter_government": True},
    "lawfully_present": {"lawfully_present": True},
    "kindergarten_done": {"completed_kindergarten": True},
    "public_semester": {"public_semester": True},
    "dyslexia": {"dyslexia_diagnosed": True},
    "category_free": {"lunch_categorical": "free"},
    "military": {"military": Military(True, True, True)},
    "limited_english": {"limited_english": True},
}


def granted(sibling):
    waits = sibling.grant_previous_school_year and sibling.grant_this_school_year == "pending"
    return replace(sibling, grant_this_school_year="granted") if waits else sibling


def come_true(facts, law, change):
    """The facts and the law when all that the change names has come true."""
    values = dict(change.values)
    for name in change.effect.shown:
        match name:
            case "unfrozen":
                law = LAW
            case "iep":
                facts = replace(facts, iep=Iep("iep", values["plan_from"]))
            case "income_limit" | "income_reduced" | "income_free":
                facts = replace(facts, annual_income=values[name.removeprefix("income_")])
            case "pending_granted":
                facts = replace(facts, siblings=tuple(granted(each) for each in facts.siblings))
            case "sibling_renewed" | "sibling_granted":
                facts = replace(facts, siblings=(*facts.siblings, Sibling(name == "sibling_renewed", "granted")))
            case _:
                facts = replace(facts, **TRUE[name])
    return facts, law


@pytest.mark.parametrize("version", [L2021, L2024], ids=lambda version: version.name)
@settings(max_examples=250, deadline=None)
@given(facts=facts_of_any, law=laws, day=st.dates(FIRST_DAY, LAST_DAY))
def test_what_the_trace_promises_comes_true(version, facts, law, day):
    assume(version_on(day) is version)
    facts = replace(facts, decided_on=day, school_year=SchoolYear.of(day))
    before = decide(facts, law)
    for change in before.trace:
        if "entry_route" in change.effect.shown:
            # No fact of a file but a person's yes: where it is enough, the rules are asked with the door of entry open.
            if len(change.effect.shown) == 1:
                assert judge(before.view._replace(entry=Entry.OLD_ENOUGH)).outcome == "qualified"
            continue
        after = decide(*come_true(facts, law, change))
        assert after.outcome == "qualified"
        assert after.tier == change.effect.tier
        raised = after.cap_percent if after.cap_percent > (before.cap_percent or 0) else None
        assert change.cap_percent == raised
        gives = (
            Gives.PROGRAM if before.outcome != "qualified" else Gives.TIER if after.tier < before.tier else Gives.CAP
        )
        assert change.effect.gives is gives
        assert gives is not Gives.CAP or raised


@settings(max_examples=250, deadline=None)
@given(facts_of_any, laws)
def test_no_smaller_set_of_the_facts_it_takes_would_do(facts, law):
    decision = decide(facts, law)
    for change in decision.trace:
        shown = change.effect.shown
        if "entry_route" in shown:
            continue
        for fewer in chain.from_iterable(combinations(shown, count) for count in range(1, len(shown))):
            less = change._replace(effect=change.effect._replace(shown=fewer))
            assert decide(*come_true(facts, law, less)).outcome != "qualified"


@settings(max_examples=250, deadline=None)
@given(facts_of_any, laws)
def test_whoever_is_not_in_is_told_a_way_in(facts, law):
    decision = decide(facts, law)
    if decision.outcome != "qualified":
        assert decision.trace
        assert all(change.effect.gives is Gives.PROGRAM for change in decision.trace)


@settings(max_examples=250, deadline=None)
@given(facts_of_any, laws, st.sampled_from([{name} for name in TRUE]))
def test_no_single_fact_that_would_do_more_is_left_unsaid(facts, law, one):
    before = decide(facts, law)
    (name,) = one
    after = decide(replace(facts, **TRUE[name]), law)
    told = [set(change.effect.shown) for change in before.trace]
    if before.outcome != "qualified":
        assert (after.outcome != "qualified") or one in told
    elif after.tier < before.tier or after.cap_percent > before.cap_percent:
        assert one in told


def test_every_fact_that_can_be_told_is_tried_here():
    others = {"unfrozen", "iep", "pending_granted", "sibling_renewed", "sibling_granted", "entry_route"}
    assert {*TRUE, *others, "income_limit", "income_reduced", "income_free"} == set(CHANGES)
