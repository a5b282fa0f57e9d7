"""What must hold of decisions whatever the facts: more need never does worse, order of siblings never counts."""

import json
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from esa.kernel.dates import SchoolYear
from esa.kernel.money import Money
from esa.kernel.wire import BadLine, read_line
from esa.law import Law
from esa.law.answer_text import answer_text
from esa.law.decision import decide
from esa.law.facts import ACCREDITATIONS, GRADES, IEP_KINDS, Facts, Iep, Military, Sibling, facts_to_wire, read_facts

LAW = Law.load().with_overrides({"sat": "7145.55"})
RANK = {"not_qualified": 0, "review": 1, "conditional": 2, "qualified": 3}
FIRST_DAY, LAST_DAY = date(2022, 7, 1), date(2027, 6, 30)
siblings = st.builds(Sibling, st.booleans(), st.sampled_from(["granted", "pending", "no"]))
plans = st.builds(Iep, st.sampled_from(IEP_KINDS), st.dates(date(2019, 1, 1), FIRST_DAY))
# Near the lines of the standard, where it matters, or anywhere.
incomes = st.one_of(
    st.none(),
    st.integers(0, 40_000_000).map(Money),
    st.sampled_from([4179500, 5947800, 17843400]).flatmap(lambda cents: st.integers(cents - 2, cents + 2)).map(Money),
)


@st.composite
def any_facts(draw):
    grade = draw(st.sampled_from(GRADES))
    entries = {"K": [None, "kindergarten"], "1": [None, "first_grade"]}.get(grade, [None])
    decided_on = draw(st.one_of(st.just(date(2025, 11, 1)), st.dates(FIRST_DAY, LAST_DAY)))
    return Facts(
        id="s",
        decided_on=decided_on,
        school_year=SchoolYear.of(decided_on),
        birth_date=draw(st.dates(date(2016, 1, 1), date(2021, 12, 31))),
        grade=grade,
        missouri_resident=draw(st.sampled_from([True, True, True, False])),
        lawfully_present=draw(st.sampled_from([True, True, True, False])),
        household_size=draw(st.integers(1, 12)),
        annual_income=draw(incomes),
        in_state_custody=draw(st.booleans()),
        district_code=draw(st.sampled_from(["", "096095"])),
        accreditation=draw(st.sampled_from(ACCREDITATIONS)),
        county_has_charter_government=draw(st.booleans()),
        city_population=draw(st.sampled_from([0, 29_999, 30_000])),
        iep=draw(st.one_of(st.none(), plans)),
        dyslexia_diagnosed=draw(st.booleans()),
        limited_english=draw(st.booleans()),
        lunch_categorical=draw(st.sampled_from([None, "free", "reduced"])),
        public_semester=draw(st.booleans()),
        entering=draw(st.sampled_from(entries)),
        completed_kindergarten=draw(st.booleans()),
        entry_cutoff=draw(st.sampled_from(["08-01", "09-15", "10-01"])),
        grant_previous_school_year=draw(st.booleans()),
        qualified_before=draw(st.booleans()),
        military=draw(st.one_of(st.none(), st.builds(Military, st.booleans(), st.booleans(), st.booleans()))),
        siblings=tuple(draw(st.lists(siblings, max_size=3))),
    )


def standing(decision):
    """A number that is higher the better the student stands."""
    tier = 0 if decision.tier is None else ord("z") - ord(decision.tier)
    return RANK[decision.outcome], tier


@given(any_facts(), st.integers(1, 20_000_000))
def test_raising_income_never_improves_tier_or_eligibility(facts, more):
    assume(facts.annual_income is not None)
    poorer = decide(facts, LAW)
    richer = decide(replace(facts, annual_income=Money(facts.annual_income.cents + more)), LAW)
    assert standing(richer) <= standing(poorer)
    assert (richer.cap or Money(0)) <= (poorer.cap or Money(0))


STATUSES = [
    {"limited_english": True},
    {"dyslexia_diagnosed": True},
    {"lunch_categorical": "free"},
    {"in_state_custody": True},
    {"qualified_before": True},
    {"grant_previous_school_year": True},
    {"public_semester": True},
    {"missouri_resident": True},
    {"lawfully_present": True},
    {"county_has_charter_government": True},
    {"accreditation": "unaccredited"},
    {"military": Military(True, True, True)},
]


@given(any_facts(), st.sampled_from(STATUSES))
def test_adding_a_status_never_lowers_cap_tier_or_eligibility(facts, status):
    before, after = decide(facts, LAW), decide(replace(facts, **status), LAW)
    assert standing(before) <= standing(after)
    assert (before.cap or Money(0)) <= (after.cap or Money(0))


@given(any_facts())
def test_a_fresh_plan_never_lowers_cap_tier_or_eligibility(facts):
    before = decide(facts, LAW)
    after = decide(replace(facts, iep=Iep("iep", facts.decided_on)), LAW)
    assert standing(before) <= standing(after)
    assert (before.cap or Money(0)) <= (after.cap or Money(0))


@given(any_facts(), st.randoms(use_true_random=False))
def test_permuting_siblings_changes_nothing(facts, chance):
    shuffled = list(facts.siblings)
    chance.shuffle(shuffled)
    assert decide(replace(facts, siblings=tuple(shuffled)), LAW).to_wire() == decide(facts, LAW).to_wire()


@given(any_facts())
def test_a_sibling_more_never_harms_and_never_moves_the_base_tier(facts):
    before = decide(facts, LAW)
    after = decide(replace(facts, siblings=(*facts.siblings, Sibling(True, "granted"))), LAW)
    assert standing(before) <= standing(after)
    if before.base_tier is not None:
        assert after.base_tier == before.base_tier


@given(any_facts(), st.sampled_from(["en", "es"]))
def test_the_composed_text_is_the_plain_one(facts, language):
    decision = decide(facts, LAW)
    assert answer_text(decision, language) == json.dumps(decision.to_wire(language), ensure_ascii=False)


@given(any_facts())
def test_facts_written_out_are_read_back_and_decided_alike(facts):
    plan = facts.iep
    assume(facts.birth_date <= facts.decided_on and (plan is None or plan.dated <= facts.decided_on))
    read = read_line(1, json.dumps(facts_to_wire(facts)), read_facts)
    assert not isinstance(read, BadLine)
    assert read == facts


@given(any_facts())
def test_the_answer_hangs_together(facts):
    decision = decide(facts, LAW)
    in_or_waiting = decision.outcome in ("qualified", "conditional")
    assert in_or_waiting == bool(decision.limbs) == (decision.tier is not None) == (decision.cap is not None)
    if decision.outcome == "conditional":
        assert decision.limbs == ("B-c",)
    if decision.tier is not None:
        assert decision.cap == Money(714555 * decision.cap_percent // 100)
        letter = next(each.rule for each in decision.findings if each.rule.startswith("ORD") and each.holds)
        assert letter == f"ORD-{decision.tier}"


@given(st.dates(FIRST_DAY, LAST_DAY), st.integers(0, 400))
def test_DEF_4_the_earliest_plan_that_counts_is_told(decided_on, months):
    law = LAW.with_overrides({"iep_max_age_months": str(months)})
    base = Facts(
        id="s", decided_on=decided_on, school_year=SchoolYear.of(decided_on), birth_date=date(2014, 1, 1), grade="5",
        missouri_resident=True, lawfully_present=True, household_size=4,
    )  # fmt: skip
    earliest = decide(base, law).day.plan_from
    assert decide(replace(base, iep=Iep("iep", earliest)), law).view.iep
    assert not decide(replace(base, iep=Iep("iep", earliest - timedelta(days=1))), law).view.iep
