"""What a figure would change: stored decisions decided again, each difference counted by kind, by cap and by EAO."""

import uuid
from dataclasses import replace
from datetime import date

import pytest

from esa.applications.domain.reconsidering import Stood, effect_on, is_touched
from esa.kernel.dates import SchoolYear
from esa.kernel.money import Money
from esa.law import Law

LAW, DAY, YEAR = Law.load(), date(2025, 11, 25), SchoolYear(2025)
RIVER, HILL = uuid.UUID(int=1), uuid.UUID(int=2)
FACTS = {
    "id": "MO-1", "decided_on": "2025-11-25", "school_year": "2025-26",
    "student": {
        "birth_date": "2014-05-01", "grade": "5", "missouri_resident": True, "lawfully_present": True,
        "public_semester_in_previous_12_months": True,
    },
    "household": {"size": 4, "annual_income": "41795.00"},
}  # fmt: skip
# The stored cap is what the law gives on that day: free lunch, 125 percent of the adequacy target.
STOOD = Stood("MO-1", RIVER, is_settled=False, facts=FACTS, outcome="qualified", tier="f", cap=893_125)


def counted(*stood, law=LAW):
    return effect_on(stood, law)


def test_what_comes_out_as_before_is_looked_at_and_not_counted():
    found = counted(STOOD)
    assert (found.looked_at, found.different, found.settled, found.undecidable, found.examples) == (1, 0, 0, 0, [])
    assert (found.kinds, found.caps, found.by_organization) == ({}, {}, {})
    assert (found.stored, found.freed) == (0, 0)


def test_each_kind_of_difference_is_counted_by_itself():
    found = counted(
        replace(STOOD, cap=1, is_settled=True),
        replace(STOOD, reference="MO-2", organization_id=HILL, outcome="review", tier=None, cap=None),
        replace(STOOD, reference="MO-3", organization_id=HILL, tier="e"),
        STOOD,
    )
    assert (found.looked_at, found.different, found.settled) == (4, 3, 1)
    assert found.kinds == {"cap": 2, "tier": 2, "outcome": 1}
    assert found.caps == {(Money(1), Money(893_125)): 1, (None, Money(893_125)): 1}
    assert found.by_organization == {RIVER: 1, HILL: 2}
    assert found.examples == ["MO-1", "MO-2", "MO-3"]


def test_a_cap_that_is_lost_is_counted_from_its_amount():
    out = {**FACTS, "student": {**FACTS["student"], "missouri_resident": False}}
    found = counted(replace(STOOD, facts=out))
    assert found.kinds == {"outcome": 1, "tier": 1, "cap": 1}
    assert found.caps == {(Money(893_125), None): 1}


def test_five_examples_are_enough():
    found = counted(*(replace(STOOD, reference=f"MO-{number}", cap=1) for number in range(7)))
    assert found.different == 7
    assert found.examples == ["MO-0", "MO-1", "MO-2", "MO-3", "MO-4"]


def test_what_the_law_cannot_decide_is_undecidable_and_the_others_are_decided():
    later = {**FACTS, "decided_on": "2040-11-25", "school_year": "2040-41"}
    found = counted(replace(STOOD, facts=later), replace(STOOD, cap=1))
    assert (found.looked_at, found.undecidable, found.different) == (2, 1, 1)


@pytest.mark.parametrize(
    "figures",
    [{"sat": "8000.00"}, {"income_limit_percent": "200"}, {"free_lunch_percent": "131"}, {"reduced_lunch_percent": "186"},
     {"new_scholarships_frozen": "true"}],
)  # fmt: skip
def test_a_decision_is_touched_by_the_figures_that_it_is_made_from(figures):
    assert is_touched(LAW, LAW.with_overrides(figures), DAY, YEAR)


def test_a_decision_is_not_touched_by_other_figures():
    assert not is_touched(LAW, LAW, DAY, YEAR)
    assert not is_touched(LAW, LAW.with_overrides({"reservation_days": "31"}), DAY, YEAR)
