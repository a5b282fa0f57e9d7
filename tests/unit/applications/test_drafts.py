"""A draft's pure part: order of questions, facts of the law, papers that would help."""

import uuid
from typing import Any

import pytest

from esa.applications.domain.drafts.answers import Draft, Place, mark_of, with_answer, with_child, without_child
from esa.applications.domain.drafts.facts import evidence_of, student_facts
from esa.applications.domain.drafts.papers import papers_wanted
from esa.applications.domain.drafts.steps import child_steps, following, is_complete, opened, preceding
from esa.applications.domain.words import Evidence
from esa.kernel.dates import SchoolYear
from esa.kernel.errors import NotFound
from esa.kernel.wire import Fields
from esa.law.facts import read_facts

HOME: dict[str, dict[str, Any]] = {
    "missouri": {"missouri_resident": True},
    "contact": {"contact_name": "Ana", "phone": ""},
    "size": {"size": 4},
    "income": {"given": True, "annual_income": "41795.00"},
    "address": {"street": "1 Oak", "city": "Rolla", "zip": "65401", "county": "Phelps"},
    "district": {"district_id": "", "name": ""},
    "payment": {"payment_plan": "four"},
}
CHILD: dict[str, Any] = {
    "key": "c1",
    "name": {"given_name": "Leo", "family_name": "Ruiz"},
    "birth": {"birth_on": "2015-03-27"},
    "grade": {"grade": "5"},
    "presence": {"lawfully_present": True},
    "earlier": {"grant_previous_school_year": False},
    "last_school": {"public_semester": True},
    "plan": {"kind": "none"},
    "dyslexia": {"dyslexia": False},
    "english": {"limited_english": False},
    "lunch": {"category": "none"},
    "custody": {"in_state_custody": False},
    "military": {"sponsor_on_active_duty": False, "relocated_to_missouri": False, "first_missouri_school": False},
    "school": {"school_id": "x", "organization_choice": False, "organization_id": "y"},
}


def draft(*children: dict[str, Any], **home: dict[str, Any]) -> Draft:
    answers = {"household": {**HOME, **home}, "children": list(children)}
    return Draft(household_id=uuid.UUID(int=1), school_year=SchoolYear(2025), answers=answers, version=1)


def test_a_whole_draft_is_complete_and_one_without_a_child_is_not():
    assert is_complete(draft(CHILD))
    assert not is_complete(draft())


@pytest.mark.parametrize("step", [step for step in CHILD if step != "key"])
def test_a_draft_with_one_question_open_is_not_complete(step):
    assert not is_complete(draft({name: value for name, value in CHILD.items() if name != step}))


def test_DEF_7_the_question_about_starting_school_is_for_kindergarten_and_first_grade():
    asked = {grade: "starting" in child_steps({**CHILD, "grade": {"grade": grade}}) for grade in ("K", "1", "2", "12")}
    assert asked == {"K": True, "1": True, "2": False, "12": False}


def test_EAO_25_the_family_chooses_only_where_several_serve_the_school():
    several = {**CHILD, "school": {"school_id": "x", "organization_choice": True}}
    assert "organization" in child_steps(several)
    assert "organization" not in child_steps(CHILD)
    assert opened(draft(several), Place("school", "c1")) == Place("organization", "c1")


def test_questions_lead_on_and_back():
    whole = draft(CHILD)
    assert following(whole, Place("name", "c1")) == Place("birth", "c1")
    assert preceding(whole, Place("birth", "c1")) == Place("name", "c1")
    assert preceding(whole, Place("missouri")) is None
    assert following(whole, Place("district")) is None


def test_the_facts_of_a_draft_are_read_by_the_law_as_they_stand():
    child = {**CHILD, "plan": {"kind": "iep", "dated": "2025-01-15"}, "lunch": {"category": "reduced"}}
    line = {
        "id": "x", "decided_on": "2025-11-25", "school_year": "2025-26",
        "student": student_facts(draft(child), child),
        "household": {"size": 4, "annual_income": "41795.00"},
    }  # fmt: skip
    fields = Fields(line)
    facts = read_facts(fields)
    fields.done()
    assert fields.errors == []
    assert facts.iep is not None
    assert (facts.iep.kind, facts.lunch_categorical, facts.public_semester) == ("iep", "reduced", True)
    assert facts.military is None


@pytest.mark.parametrize(
    ("grade", "start", "entering", "completed"),
    [
        ("K", "kindergarten", "kindergarten", False),
        ("1", "first_grade", "first_grade", False),
        ("1", "first_after_kindergarten", "first_grade", True),
        ("1", "no", None, False),
        ("2", "first_grade", None, False),  # an answer left over from another grade counts nothing
    ],
)
def test_DEF_7_entering_follows_from_grade_and_start(grade, start, entering, completed):
    child = {**CHILD, "grade": {"grade": grade}, "starting": {"start": start}}
    facts = student_facts(draft(child), child)
    assert (facts["entering"], facts["completed_kindergarten"]) == (entering, completed)


def kinds(whole: Draft) -> set[Evidence]:
    return {each.kind for each in papers_wanted(whole)}


def test_only_papers_for_what_was_answered_are_wanted():
    assert kinds(draft(CHILD)) == {
        Evidence.RESIDENCE_PROOF, Evidence.TAX_RETURN, Evidence.BIRTH_CERTIFICATE, Evidence.SCHOOL_RECORD,
    }  # fmt: skip


def test_DEF_4_the_path_of_a_plan_needs_no_proof_of_income():
    child = {**CHILD, "plan": {"kind": "iep", "dated": "2025-01-15"}, "last_school": {"public_semester": False}}
    wanted = kinds(draft(child, income={"given": False, "annual_income": None}))
    assert Evidence.IEP_DOCUMENT in wanted
    assert Evidence.TAX_RETURN not in wanted
    assert Evidence.SCHOOL_RECORD not in wanted


def test_a_fact_is_shown_by_its_paper_or_by_the_word_of_the_family():
    facts = {"student": student_facts(draft(CHILD), CHILD), "household": {"size": 4, "annual_income": None}}
    evidence = evidence_of(facts, [Evidence.SCHOOL_RECORD], "2025-11-25")
    assert evidence["public_semester_in_previous_12_months"] == {"kind": "school_record", "dated": "2025-11-25"}
    assert evidence["missouri_resident"]["kind"] == "attestation"
    assert "annual_income" not in evidence  # not given
    assert "iep" not in evidence  # not stated


def test_the_mark_of_an_answer_changes_with_it_and_not_with_the_order_of_its_fields():
    assert mark_of({"a": 1, "b": 2}) == mark_of({"b": 2, "a": 1}) != mark_of({"a": 1, "b": 3})
    assert mark_of({}) == "new"


def test_answers_are_replaced_and_children_added_and_taken_out():
    answers = with_child(with_answer({}, Place("size"), {"size": 4}), "c1")
    answers = with_answer(answers, Place("grade", "c1"), {"grade": "K"})
    assert answers == {"household": {"size": {"size": 4}}, "children": [{"key": "c1", "grade": {"grade": "K"}}]}
    assert without_child(answers, "c1")["children"] == []
    sent = {"children": [{"key": "c1", "sent": {"reference": "MO-1"}}]}
    assert without_child(sent, "c1") == sent


def test_an_unknown_child_is_not_found():
    with pytest.raises(NotFound):
        draft(CHILD).at(Place("name", "c9"))


@pytest.mark.parametrize(
    ("step", "values", "falls"),
    [
        ("grade", {"grade": "K"}, "starting"),
        ("school", {"school_id": "other", "organization_choice": True}, "organization"),
    ],
)
def test_an_answer_chosen_under_another_falls_with_it(step, values, falls):
    child = {**CHILD, "starting": {"start": "first_grade"}, "organization": {"organization_id": "y"}}
    kept = with_answer(draft(child).answers, Place(step, "c1"), child[step])["children"][0]
    changed = with_answer(draft(child).answers, Place(step, "c1"), values)["children"][0]
    assert falls in kept
    assert falls not in changed


def test_a_district_falls_with_its_county_but_not_with_the_street():
    answers = draft(CHILD).answers
    moved = with_answer(answers, Place("address"), {**HOME["address"], "street": "2 Elm"})
    gone = with_answer(answers, Place("address"), {**HOME["address"], "county": "Boone"})
    assert "district" in moved["household"]
    assert "district" not in gone["household"]
