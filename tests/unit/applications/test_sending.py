"""A draft that is sent: the household, the student and the application that it makes, papers and checks on its way."""

import uuid
from datetime import UTC, date, datetime

import pytest

from esa.applications.domain.drafts import checks
from esa.applications.domain.drafts.answers import Place
from esa.applications.domain.drafts.checks import impossible
from esa.applications.domain.drafts.facts import evidence_of, student_facts
from esa.applications.domain.drafts.papers import INCOME_KINDS, KINDS, Wanted, papers_wanted
from esa.applications.domain.drafts.sending import application_of, household_of, organization_of, student_of
from esa.applications.domain.drafts.steps import (
    following,
    is_complete,
    missing_of_child,
    missing_of_home,
    opened,
    preceding,
)
from esa.applications.domain.filing import NewApplication, NewPaper
from esa.applications.domain.words import Evidence, Origin, PaymentPlan
from esa.families.domain import NewHousehold, NewStudent
from esa.kernel.dates import SchoolYear
from esa.kernel.money import Money
from esa.platform.translation import read_catalog
from tests.unit.applications.test_drafts import CHILD, HOME, draft

SCHOOL, EAO, OTHER, DISTRICT, STUDENT = (uuid.UUID(int=number) for number in range(11, 16))
AT = datetime(2025, 11, 26, 5, 30, tzinfo=UTC)
TODAY = date(2025, 11, 25)
SENT = {
    **CHILD,
    "school": {
        "school_id": str(SCHOOL), "organization_choice": False, "organization_id": str(EAO), "organization": "River Fund",
    },
}  # fmt: skip
IN_DISTRICT = {"district_id": str(DISTRICT), "name": "Rolla 31"}


def paper(kind):
    return NewPaper(
        document_id=uuid.UUID(int=1), kind=kind, filename="a.pdf", media_type="application/pdf", size=1, sha256="x", storage_key="k"
    )  # fmt: skip


def test_the_household_is_as_the_draft_describes_it():
    assert household_of(draft(district=IN_DISTRICT), "es") == NewHousehold(
        contact_name="Ana", phone="", street="1 Oak", city="Rolla", zip="65401", county="Phelps", district_id=DISTRICT,
        size=4, annual_income=Money(4_179_500), language="es",
    )  # fmt: skip


def test_the_familys_telephone_goes_with_it():
    called = draft(contact={"contact_name": "Ana", "phone": "555-0100"})
    assert household_of(called, "en").phone == "555-0100"


def test_AMB_4_an_income_that_was_not_given_is_none():
    found = household_of(draft(income={"given": False, "annual_income": None}), "en")
    assert (found.annual_income, found.district_id, found.language) == (None, None, "en")


def test_the_child_is_a_student_of_the_household():
    assert student_of(draft(SENT), SENT) == NewStudent(
        household_id=uuid.UUID(int=1), given_name="Leo", family_name="Ruiz", birth_on=date(2015, 3, 27)
    )


def test_EAO_25_the_application_goes_to_the_EAO_of_the_school_or_to_the_one_chosen():
    chosen = {"organization": {"organization_id": str(OTHER), "name": "Hill Fund"}}
    assert organization_of({**SENT, **chosen}) == (EAO, "River Fund")
    several = {**SENT, **chosen, "school": {**SENT["school"], "organization_choice": True}}
    assert organization_of(several) == (OTHER, "Hill Fund")


def test_an_application_carries_the_facts_and_is_complete_when_it_is_sent():
    whole = draft(SENT, district=IN_DISTRICT)
    facts = {"student": student_facts(whole, SENT), "household": {"size": 4, "annual_income": "41795.00"}}
    papers = [paper("tax_return")]
    # Central time stands at 25 November when UTC has 26 November.
    assert application_of(whole, SENT, STUDENT, papers, AT) == NewApplication(
        organization_id=EAO, household_id=uuid.UUID(int=1), student_id=STUDENT, person_id=STUDENT,
        school_year=SchoolYear(2025), external_id=f"{uuid.UUID(int=1)}/c1", given_name="Leo", family_name="Ruiz",
        birth_on=date(2015, 3, 27), grade="5", completed_at=AT, facts=facts,
        evidence=evidence_of(facts, [Evidence.TAX_RETURN], "2025-11-25"), payment_plan=PaymentPlan.FOUR,
        origin=Origin.ONLINE, sibling_group=str(uuid.UUID(int=1)), school_id=SCHOOL, district_id=DISTRICT,
        papers=tuple(papers),
    )  # fmt: skip


def test_AMB_4_an_application_without_an_income_says_so():
    whole = draft(SENT, income={"given": False, "annual_income": None}, payment={"payment_plan": "lump"})
    bare = {**SENT, "school": {**SENT["school"], "school_id": ""}}
    found = application_of(whole, bare, STUDENT, [], AT)
    assert found.facts["household"] == {"size": 4, "annual_income": None}
    assert (found.school_id, found.payment_plan) == (None, PaymentPlan.LUMP)


def test_the_same_child_of_the_same_year_has_one_application_with_an_EAO():
    def made(**more):
        given = {
            "organization_id": EAO, "household_id": STUDENT, "student_id": STUDENT, "person_id": STUDENT,
            "school_year": SchoolYear(2025), "external_id": "c1", "given_name": "Leo", "family_name": "Ruiz",
            "birth_on": date(2015, 3, 27), "grade": "5", "completed_at": AT, "facts": {}, **more,
        }  # fmt: skip
        return NewApplication(**given)

    assert made().id == made(given_name="Ana").id
    others = [made(organization_id=OTHER), made(school_year=SchoolYear(2024)), made(external_id="c2")]
    assert len({made().id, *(each.id for each in others)}) == 4
    assert made().reference.startswith("MO-")
    assert made().reference != others[0].reference
    bare = made()
    assert (bare.evidence, bare.school_id, bare.district_id, bare.tuition) == ({}, None, None, None)
    assert (bare.agreement_on, bare.enrolled_on) == (None, None)
    assert (made().origin, made().payment_plan, made().sibling_group, made().papers) == (
        Origin.IMPORT, PaymentPlan.FOUR, "", (),
    )  # fmt: skip


def test_all_that_a_family_states_becomes_a_fact():
    yes = {
        **SENT, "presence": {"lawfully_present": False}, "earlier": {"grant_previous_school_year": True},
        "plan": {"kind": "service_plan", "dated": "2025-01-15"}, "dyslexia": {"dyslexia": True},
        "english": {"limited_english": True}, "lunch": {"category": "free"}, "custody": {"in_state_custody": True},
        "military": {"sponsor_on_active_duty": True, "relocated_to_missouri": "", "first_missouri_school": True},
    }  # fmt: skip
    assert student_facts(draft(yes, missouri={"missouri_resident": False}), yes) == {
        "birth_date": "2015-03-27", "grade": "5", "missouri_resident": False, "lawfully_present": False,
        "in_state_custody": True, "iep": {"kind": "service_plan", "dated": "2025-01-15"}, "dyslexia_diagnosed": True,
        "limited_english": True, "lunch_categorical": "free", "public_semester_in_previous_12_months": True,
        "entering": None, "completed_kindergarten": False, "grant_previous_school_year": True,
        "military": {"sponsor_on_active_duty": True, "relocated_to_missouri": False, "first_missouri_school": True},
    }  # fmt: skip
    no = student_facts(draft(SENT), SENT)
    assert (no["iep"], no["lunch_categorical"], no["military"]) == (None, None, None)


@pytest.mark.parametrize("grade", ["K", "1"])
def test_DEF_7_who_has_not_said_enters_nothing(grade):
    child = {**CHILD, "grade": {"grade": grade}}
    facts = student_facts(draft(child), child)
    assert (facts["entering"], facts["completed_kindergarten"]) == (None, False)


@pytest.mark.parametrize(
    ("kind", "fact"),
    [("residence_proof", "missouri_resident"), ("tax_return", "annual_income"), ("pay_record", "annual_income"),
     ("benefit_letter", "lunch_categorical"), ("birth_certificate", "birth_date"), ("iep_document", "iep"),
     ("service_plan_document", "iep"), ("diagnosis_letter", "dyslexia_diagnosed"),
     ("school_record", "public_semester_in_previous_12_months"), ("custody_order", "in_state_custody"),
     ("military_orders", "military"), ("other", None)],
)  # fmt: skip
def test_each_kind_of_paper_shows_its_fact_and_the_familys_word_the_others(kind, fact):
    names = (
        "birth_date", "missouri_resident", "lawfully_present", "in_state_custody", "iep", "dyslexia_diagnosed",
        "limited_english", "lunch_categorical", "public_semester_in_previous_12_months", "grant_previous_school_year",
        "military",
    )  # fmt: skip
    facts = {"student": dict.fromkeys(names, True), "household": {"size": 4, "annual_income": "1.00"}}
    found = evidence_of(facts, [Evidence(kind)], "2025-11-25")
    assert found == {
        name: {"kind": kind if name == fact else "attestation", "dated": "2025-11-25"}
        for name in (*names, "annual_income")
    }


@pytest.mark.parametrize(
    ("answer", "kind"),
    [({"plan": {"kind": "iep"}}, Evidence.IEP_DOCUMENT), ({"plan": {"kind": "service_plan"}}, Evidence.SERVICE_PLAN_DOCUMENT),
     ({"dyslexia": {"dyslexia": True}}, Evidence.DIAGNOSIS_LETTER), ({"last_school": {"public_semester": True}}, Evidence.SCHOOL_RECORD),
     ({"custody": {"in_state_custody": True}}, Evidence.CUSTODY_ORDER),
     ({"military": {"sponsor_on_active_duty": True}}, Evidence.MILITARY_ORDERS),
     ({"lunch": {"category": "free"}}, Evidence.BENEFIT_LETTER), ({"lunch": {"category": "reduced"}}, Evidence.BENEFIT_LETTER)],
)  # fmt: skip
def test_a_paper_is_wanted_for_what_was_answered(answer, kind):
    bare = draft({"key": "c1"}, income={})
    assert papers_wanted(bare) == [Wanted(Evidence.RESIDENCE_PROOF), Wanted(Evidence.BIRTH_CERTIFICATE, "c1")]
    assert papers_wanted(draft({"key": "c1", **answer}, income={})) == [*papers_wanted(bare), Wanted(kind, "c1")]
    assert kind in KINDS


def test_a_question_is_missing_until_it_is_answered():
    assert missing_of_home(draft()) == []
    assert missing_of_home(draft(size={}, district={})) == ["size", "district"]
    assert missing_of_child(CHILD) == []
    assert missing_of_child({**CHILD, "name": {}, "grade": {"grade": "K"}}) == ["name", "starting"]
    assert not is_complete(draft(CHILD, payment={}))
    assert not is_complete(draft(CHILD, contact={}))
    assert not is_complete(draft({**CHILD, "sent": {"reference": "MO-1"}}))
    assert is_complete(draft(CHILD, {"key": "c2", "sent": {"reference": "MO-1"}}))
    assert not is_complete(draft(CHILD, {"key": "c2"}))


def test_a_district_is_asked_for_where_the_address_is_known_and_it_fell():
    assert opened(draft(), Place("address")) is None
    assert opened(draft(district={}), Place("address")) == Place("district")
    assert opened(draft(district={}, address={}), Place("address")) is None
    first = {**CHILD, "grade": {"grade": "1"}}
    assert opened(draft(first), Place("grade", "c1")) == Place("starting", "c1")
    assert opened(draft({**first, "starting": {"start": "no"}}), Place("grade", "c1")) is None


def test_questions_lead_from_one_to_the_next_and_end():
    names = ["missouri", "contact", "size", "income", "address", "district"]
    assert [following(draft(), Place(name)) for name in names] == [*(Place(name) for name in names[1:]), None]
    assert [preceding(draft(), Place(name)) for name in names] == [None, *(Place(name) for name in names[:-1])]
    assert following(draft(CHILD), Place("school", "c1")) is None
    assert following(draft(CHILD), Place("nothing", "c1")) is None
    assert preceding(draft(CHILD), Place("nothing", "c1")) is None
    assert following(draft(CHILD), Place("last_school", "c1")) == Place("plan", "c1")


@pytest.mark.parametrize(
    ("place", "values", "said"),
    [(Place("birth", "c1"), {"birth_on": "2025-11-26"}, [("birth_on", checks.NOT_BORN)]),
     (Place("birth", "c1"), {"birth_on": "2025-11-25"}, []),
     (Place("plan", "c1"), {"kind": "iep", "dated": "2025-11-26"}, [("dated", checks.PLAN_LATER)]),
     (Place("plan", "c1"), {"kind": "iep", "dated": "2025-11-25"}, []),
     (Place("plan", "c1"), {"kind": "iep", "dated": "2015-03-26"}, [("dated", checks.PLAN_BEFORE_BIRTH)]),
     (Place("plan", "c1"), {"kind": "iep", "dated": "2015-03-27"}, []),
     (Place("plan", "c1"), {"kind": "none"}, []), (Place("name", "c1"), {"given_name": "Leo", "dated": "2030-01-01"}, [])],
)  # fmt: skip
def test_a_day_that_cannot_be_is_told_with_the_way_out(place, values, said):
    assert [(each.field, each.message) for each in impossible(place, values, CHILD, TODAY)] == said


def test_a_plan_of_a_child_whose_birthday_is_not_known_yet_is_only_not_later_than_today():
    assert impossible(Place("plan", "c1"), {"dated": "1990-01-01"}, {"key": "c1"}, TODAY) == []


def test_a_draft_tells_who_has_not_been_sent():
    sent = {"key": "c2", "sent": {"reference": "MO-1"}}
    assert [child["key"] for child in draft(CHILD, sent).unsent] == ["c1"]
    assert draft(CHILD, sent).child("c2") == sent
    assert draft(CHILD).at(Place("nothing")) == {}
    assert draft().children == []
    assert HOME["size"] == draft().at(Place("size"))


def test_every_refusal_of_a_page_is_a_sentence_that_has_its_spanish():
    spanish = {message.id for message in read_catalog("es") if message.string}
    said = {name: value for name, value in vars(checks).items() if name.isupper()}
    assert len(said) >= 12
    assert [name for name, value in said.items() if value not in spanish] == []


def test_an_income_is_shown_by_either_of_two_papers():
    assert INCOME_KINDS == (Evidence.TAX_RETURN, Evidence.PAY_RECORD)
    assert Wanted(Evidence.RESIDENCE_PROOF).child == ""
