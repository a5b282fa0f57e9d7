"""A decision: what it states beside the contract's answer, what would change it, and how it is told."""

from datetime import date

import pytest

from esa.kernel.dates import SchoolYear
from esa.kernel.money import Money
from esa.law import Law
from esa.law.decision import NeedsParameters, decide
from esa.law.facts import Facts, Iep, Military, Sibling
from esa.law.wording import written

LAW = Law.load()


def student(**facts):
    known = {
        "id": "s1",
        "decided_on": date(2025, 11, 1),
        "school_year": SchoolYear(2025),
        "birth_date": date(2014, 5, 1),
        "grade": "5",
        "missouri_resident": True,
        "lawfully_present": True,
        "public_semester": True,
        "household_size": 4,
        "annual_income": Money(10000000),
    }
    return Facts(**{**known, **facts})


def told(facts, law=LAW, language="en"):
    return [change.sentence(language) for change in decide(facts, law).trace]


def test_ORD_b_the_base_tier_leaves_siblings_out():
    decision = decide(student(siblings=(Sibling(True, "granted"),)), LAW)
    assert (decision.tier, decision.base_tier) == ("b", "i")
    renewal = decide(student(siblings=(Sibling(True, "granted"),), grant_previous_school_year=True), LAW)
    assert (renewal.tier, renewal.base_tier) == ("a", "a")


def test_a_decision_states_what_the_application_stores():
    facts = student(annual_income=Money(4179500), iep=Iep("service_plan", date(2025, 1, 1)))
    decision = decide(facts, LAW)
    assert (decision.lunch, decision.has_iep, decision.facts) == ("free", True, facts)
    assert decide(student(lunch_categorical="reduced"), LAW).lunch == "reduced"
    assert decide(student(), LAW).lunch is None


def test_every_rule_of_the_definition_is_tried_once_whatever_the_outcome():
    for facts in (student(), student(missouri_resident=False), student(grant_previous_school_year=True)):
        rules = [finding.rule for finding in decide(facts, LAW).findings]
        assert rules[:8] == [f"DEF-{number}" for number in range(1, 9)]
        assert len(set(rules)) == len(rules)
    old = decide(student(decided_on=date(2023, 10, 2), school_year=SchoolYear(2023)), LAW)
    assert [finding.rule for finding in old.findings][:6] == ["DEF-1", "DEF-2", "DEF-4", "DEF-5", "DEF-6", "DEF-7"]


def test_DEF_5_the_sentence_names_income_size_and_limit():
    finding = next(each for each in decide(student(annual_income=Money(4179500)), LAW).findings if each.rule == "DEF-5")
    assert finding.to_wire() == {
        "rule": "DEF-5",
        "holds": True,
        "cite": "RSMo 166.700(9)(b)",
        "because": "income 41,795.00 for 4 is at or under 178,434.00",
    }


def test_CAP_6_every_class_that_matches_is_in_the_record():
    facts = student(limited_english=True, annual_income=Money(100), iep=Iep("iep", date(2025, 1, 1)))
    found = {each.rule: each.holds for each in decide(facts, LAW).findings if each.rule.startswith("CAP")}
    assert found == {"CAP-1": True, "CAP-2": True, "CAP-3": True, "CAP-4": False}


def test_all_figures_that_are_certainly_needed_are_named():
    late = {"decided_on": date(2027, 7, 1), "school_year": SchoolYear(2027)}
    with pytest.raises(NeedsParameters) as needed:
        decide(student(**late, grant_previous_school_year=True), LAW)
    assert [unknown.key for unknown in needed.value.unknown] == ["poverty", "sat"]
    assert "--set poverty=VALUE" in needed.value.unknown[0].message
    assert str(needed.value) == "poverty, sat"
    with pytest.raises(NeedsParameters) as needed:
        decide(student(**late), LAW)
    assert [unknown.key for unknown in needed.value.unknown] == ["poverty"]


def test_trace_tells_the_nearest_income_that_helps():
    sentences = told(student())
    assert (
        "An income of 59,478.00 or less would move the student to tier (g). The cap would be 125 percent." in sentences
    )
    assert (
        "An income of 41,795.00 or less would move the student to tier (f). The cap would be 125 percent." in sentences
    )
    assert not [sentence for sentence in sentences if "178,434.00" in sentence]


def test_trace_tells_two_facts_where_one_is_not_enough():
    facts = student(public_semester=False, annual_income=Money(20000000))
    both = (
        "All of these together would let the student in: (1) an income of 178,434.00 or less; (2) a full-time semester "
        "in a public school in the last 12 months."
    )
    assert both in told(facts)


def test_trace_mends_every_gate_at_once():
    (sentence,) = told(student(missouri_resident=False, lawfully_present=False))
    assert (
        sentence
        == "All of these together would let the student in: (1) living in Missouri; (2) lawful presence of the student."
    )


def test_trace_of_the_best_tier_tells_what_would_raise_the_cap():
    assert told(student(grant_previous_school_year=True)) == [
        "An IEP or IDEA service plan dated November 1, 2022 or later would raise the cap to 175 percent.",
        "An income of 59,478.00 or less would raise the cap to 125 percent.",
        "Free lunch by a program such as SNAP, TANF or foster care would raise the cap to 125 percent.",
        "Proof of limited English would raise the cap to 160 percent.",
    ]


def test_trace_of_the_best_tier_and_the_highest_cap_is_empty():
    assert told(student(grant_previous_school_year=True, iep=Iep("iep", date(2025, 1, 15)))) == []


def test_trace_names_the_pending_sibling_and_no_other():
    sentences = told(student(public_semester=False, siblings=(Sibling(True, "pending"),)))
    assert sentences[0].startswith("The grant of the sibling whose renewal is not decided yet")
    assert not [sentence for sentence in sentences if sentence.startswith("A sibling")]


def test_trace_of_a_frozen_year_tells_that_it_is_frozen():
    law = LAW.with_overrides({"new_scholarships_frozen": "true"})
    assert told(student(), law) == ["An end to the stop on new scholarships would let the student in."]
    assert told(student(qualified_before=True), law)[0].startswith("A sibling who has a grant")


def test_DEF_7_a_look_is_asked_for_in_the_finding():
    facts = student(
        birth_date=date(2020, 8, 20),
        grade="K",
        entering="kindergarten",
        public_semester=False,
        military=Military(True, False, False),
    )
    decision = decide(facts, LAW)
    finding = next(each for each in decision.findings if each.rule == "DEF-7")
    assert decision.outcome == "review"
    assert "A person must look" in finding.because("en")
    assert "Una persona debe verlo" in finding.because("es")


def test_the_answer_speaks_spanish_from_the_same_facts():
    decision = decide(student(annual_income=Money(20000000)), LAW)
    english, spanish = decision.to_wire(), decision.to_wire("es")
    assert [each["rule"] for each in english["findings"]] == [each["rule"] for each in spanish["findings"]]
    assert "el ingreso de 200,000.00 para 4 es de más de 178,434.00" in [
        each["because"] for each in spanish["findings"]
    ]
    assert spanish["trace"][0].startswith("Con un ingreso de 178,434.00 o menos")


def test_a_finding_speaks_english_where_no_language_is_named():
    finding = decide(student(), LAW).findings[1]
    assert finding.because() == finding.because("en") == "the student lives in Missouri"
    change = decide(student(), LAW).trace[0]
    assert change.sentence() == change.sentence("en") != change.sentence("es")


def test_trace_names_no_income_where_the_standard_of_the_day_is_not_known():
    late = {"decided_on": date(2027, 7, 1), "school_year": SchoolYear(2027), "annual_income": None}
    law = LAW.with_overrides({"sat": "7145.00"})
    for semester in (True, False):
        sentences = told(student(**late, public_semester=semester), law)
        assert sentences
        assert not [sentence for sentence in sentences if "ncome" in sentence]


def test_days_are_written_in_words():
    assert written(date(2025, 8, 1), "en") == "August 1, 2025"
    assert written(date(2025, 8, 1), "es") == "1 de agosto de 2025"


def test_plans_of_an_impossible_age_are_no_crash():
    for months in ("0", "9" * 30):
        law = LAW.with_overrides({"iep_max_age_months": months})
        decide(student(iep=Iep("iep", date(2025, 10, 31))), law).to_wire()
    far = student(decided_on=date(9999, 12, 31), annual_income=None, iep=Iep("iep", date(9999, 1, 1)))
    assert decide(far, LAW).limbs == ("A",)
    odd = student(school_year=SchoolYear(1), grade="K", entering="kindergarten", public_semester=False)
    assert decide(odd, LAW).outcome == "not_qualified"
