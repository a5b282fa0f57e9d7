"""From an application to the facts of its decision: what was filed, what the state's lists and the grants say of it."""

import uuid
from dataclasses import fields as fields_of
from dataclasses import replace
from datetime import date

import pytest

from esa.applications.domain.deciding import (
    NOTHING,
    SETTLED,
    STATUS_OF,
    Filed,
    Granted,
    Lists,
    facts_of,
    had_grant,
    has_seen,
    is_news,
    sibling_of,
    siblings,
)
from esa.applications.domain.words import Status
from esa.kernel.dates import SchoolYear
from esa.kernel.money import Money
from esa.law.facts import Facts, Iep, Military, Sibling

DAY, YEAR = date(2025, 11, 25), SchoolYear(2025)
DISTRICT, OTHER = uuid.UUID(int=7), uuid.UUID(int=8)
LISTS = Lists(classes={DISTRICT: "unaccredited"}, cutoffs={DISTRICT: "10-01"})
LEAST = {"birth_date": "2014-05-01", "grade": "5", "missouri_resident": True, "lawfully_present": True}


def filed(number=1, group="", household=(), **student):
    return Filed(
        id=uuid.UUID(int=number), reference=f"MO-{number}", household_id=uuid.UUID(int=100),
        person_id=uuid.UUID(int=1000 + number), sibling_group=group,
        facts={"student": {**LEAST, **student}, "household": {"size": 4, "annual_income": None, **dict(household)}},
        district_id=None, status=Status.QUALIFIED, sequence=1, answer={"outcome": "qualified"}, decided_facts=None,
    )  # fmt: skip


def read(each, lists=LISTS, granted=NOTHING, known=()):
    return facts_of(each, YEAR, DAY, lists, granted, known)


def test_what_was_not_filed_is_not_shown():
    assert read(filed()) == Facts(
        id="MO-1", decided_on=DAY, school_year=YEAR, birth_date=date(2014, 5, 1), grade="5", missouri_resident=True,
        lawfully_present=True, household_size=4,
    )  # fmt: skip


def test_all_that_was_filed_is_read():
    military = {"sponsor_on_active_duty": True, "relocated_to_missouri": True, "first_missouri_school": False}
    whole = filed(
        household={"size": 3, "annual_income": "41795.00"}, missouri_resident=False, lawfully_present=False,
        in_state_custody=True, county_has_charter_government=True, city_population=31_000, dyslexia_diagnosed=True,
        iep={"kind": "iep", "dated": "2025-01-15"}, limited_english=True, lunch_categorical="reduced",
        public_semester_in_previous_12_months=True, entering="first_grade", completed_kindergarten=True,
        grant_previous_school_year=True, qualified_before=True, military=military,
    )  # fmt: skip
    sibling = Sibling(grant_previous_school_year=True, grant_this_school_year="granted")
    found = read(whole, known=[sibling])
    assert found == Facts(
        id="MO-1", decided_on=DAY, school_year=YEAR, birth_date=date(2014, 5, 1), grade="5", missouri_resident=False,
        lawfully_present=False, household_size=3, annual_income=Money(4_179_500), in_state_custody=True,
        county_has_charter_government=True, city_population=31_000, iep=Iep("iep", date(2025, 1, 15)),
        dyslexia_diagnosed=True, limited_english=True, lunch_categorical="reduced", public_semester=True,
        entering="first_grade", completed_kindergarten=True, grant_previous_school_year=True, qualified_before=True,
        military=Military(True, True, False), siblings=(sibling,),
    )  # fmt: skip
    told_apart = {
        each.name for each in fields_of(Facts) if getattr(found, each.name) != getattr(read(filed()), each.name)
    }
    kept = {"id", "decided_on", "school_year", "birth_date", "grade", "district_code", "accreditation", "entry_cutoff"}
    assert told_apart == {each.name for each in fields_of(Facts)} - kept


def test_AMB_11_class_and_cutoff_of_the_district_are_those_of_the_lists():
    there = replace(filed(), district_id=DISTRICT)
    assert (read(there).accreditation, read(there).entry_cutoff) == ("unaccredited", "10-01")
    elsewhere = replace(filed(), district_id=OTHER)
    assert (read(elsewhere).accreditation, read(elsewhere).entry_cutoff) == ("accredited", "08-01")
    assert (read(filed()).accreditation, read(filed()).entry_cutoff) == ("accredited", "08-01")


def test_a_grant_of_the_year_before_is_known_by_our_books_or_shown():
    assert not had_grant(filed(), NOTHING)
    assert had_grant(filed(), Granted(0, before=True))
    assert had_grant(filed(grant_previous_school_year=True), NOTHING)
    assert read(filed(), granted=Granted(0, before=True)).grant_previous_school_year


@pytest.mark.parametrize(
    ("this_year", "before", "status", "said"),
    [
        (1, False, Status.NOT_QUALIFIED, "granted"), (0, True, Status.QUALIFIED, "pending"),
        (0, True, Status.SUBMITTED, "pending"), (0, True, Status.NOT_QUALIFIED, "no"), (0, True, Status.WITHDRAWN, "no"),
        (0, False, Status.QUALIFIED, "no"),
    ],
)  # fmt: skip
def test_DEF_8_what_a_child_says_to_its_siblings(this_year, before, status, said):
    each = replace(filed(), status=status)
    assert sibling_of(each, Granted(this_year, before=before)) == Sibling(before, said)


def test_AMB_3_the_children_of_one_group_are_siblings():
    one, two, other, alone = filed(1, "h1"), filed(2, "h1"), filed(3, "h2"), filed(4)
    again = replace(filed(5, "h1"), person_id=one.person_id)
    found = siblings([one, two, other, alone, again], {two.person_id: Granted(5, before=True)})
    no, yes = Sibling(False, "no"), Sibling(True, "granted")
    assert found == {one.id: (yes,), two.id: (no, no), other.id: (), again.id: (yes,)}


def test_a_decision_is_news_where_it_differs_in_more_than_its_day():
    saw = {"id": "MO-1", "decided_on": "2025-10-01", "student": LEAST}
    known = replace(filed(), decided_facts=saw)
    later = {**saw, "decided_on": "2025-11-25"}
    assert has_seen(known, later)
    assert not has_seen(known, {**later, "student": {}})
    assert not has_seen(filed(), later)
    assert not is_news(known, later, {"outcome": "qualified"})
    assert is_news(known, later, {"outcome": "review"})
    assert is_news(known, {**later, "student": {}}, {"outcome": "qualified"})
    assert is_news(replace(known, status=Status.SUBMITTED), later, {"outcome": "qualified"})


def test_every_outcome_of_the_law_has_its_standing():
    assert STATUS_OF == {
        "qualified": Status.QUALIFIED, "conditional": Status.CONDITIONAL, "review": Status.REVIEW,
        "not_qualified": Status.NOT_QUALIFIED,
    }  # fmt: skip
    assert SETTLED == (Status.AWARDED, Status.WAITLISTED, Status.WITHDRAWN)
