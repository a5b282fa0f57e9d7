"""What a figure would change: stored decisions decided again, each difference counted by kind, by cap and by EAO."""

import uuid
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from esa.applications.domain.reconsidering import (
    Effect,
    Home,
    Look,
    SameCap,
    Stood,
    Touch,
    effect_on,
    effect_on_caps,
    moved,
    together,
    touch,
)
from esa.kernel.dates import SchoolYear
from esa.kernel.money import Money
from esa.kernel.tables import Changes
from esa.law import Law
from esa.law.credits.cap_by_rule import CapByRule

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
    ("figures", "what"),
    [
        ({"sat": "8000.00"}, Touch.CAPS),
        ({"income_limit_percent": "200"}, Touch.INCOMES),
        ({"free_lunch_percent": "131"}, Touch.INCOMES),
        ({"reduced_lunch_percent": "186"}, Touch.INCOMES),
        ({"new_scholarships_frozen": "true"}, Touch.ALL),
        ({"sat": "8000.00", "income_limit_percent": "200"}, Touch.ALL),
        ({"reservation_days": "31"}, Touch.NOTHING),
    ],
)
def test_a_decision_is_touched_by_the_figures_that_it_is_made_from(figures, what):
    assert touch(LAW, LAW.with_overrides(figures), DAY, YEAR) is what


def test_a_target_that_is_not_known_any_more_touches_all():
    later = SchoolYear(2040)
    assert touch(LAW.with_overrides({"sat": "8000.00"}), LAW, DAY, later) is Touch.ALL
    assert touch(LAW, LAW.with_overrides({"sat": "8000.00"}), DAY, later) is Touch.CAPS


def test_a_decision_is_looked_at_by_its_own_readings_save_for_those_asked():
    other = replace(STOOD, readings={"AMB-7": "full_retest"})
    assert counted(other, STOOD).different == counted(STOOD).different == 0
    barred = effect_on([STOOD], LAW, {"AMB-2": "latest_on_day_of_decision"})
    assert (
        barred.different == effect_on([replace(STOOD, readings={"AMB-2": "latest_on_day_of_decision"})], LAW).different
    )


CAPS = SameCap(
    organization_id=RIVER, is_settled=True, on=DAY, year=YEAR, cap=1, percent=100, count=3, references=["MO-2", "MO-1"]
)


def test_decisions_of_one_cap_are_counted_together():
    target = LAW.money("sat", YEAR.first_day)
    same = replace(CAPS, cap=target.cents, organization_id=HILL)
    half = replace(
        CAPS,
        cap=7,
        percent=50,
        is_settled=False,
        count=2,
        organization_id=HILL,
        references=["MO-0", "MO-9", "MO-8", "MO-7"],
    )
    found = effect_on_caps([same, CAPS, half], LAW)
    assert (found.different, found.settled, found.looked_at) == (5, 3, 0)
    assert found.by_organization == {RIVER: 3, HILL: 2}
    assert found.kinds == {"cap": 5}
    assert found.caps == {(Money(1), target): 3, (Money(7), Money(target.cents // 2)): 2}
    assert found.examples == ["MO-0", "MO-1", "MO-2", "MO-7", "MO-8"]


def test_only_incomes_that_stand_in_another_band_can_differ():
    ids = [uuid.UUID(int=number) for number in range(3)]
    incomes = ["41795.00", "0.00", "90000.00"]
    homes = [Home(each, DAY, YEAR, 4, income) for each, income in zip(ids, incomes, strict=True)]
    assert list(moved(homes, LAW, LAW)) == []
    assert list(moved(homes, LAW, LAW.with_overrides({"free_lunch_percent": "129"}))) == [ids[0]]


def test_effects_on_different_decisions_are_one_effect():
    first = counted(replace(STOOD, cap=1, is_settled=True), replace(STOOD, reference="MO-5", tier="e"))
    second = counted(replace(STOOD, reference="MO-0", cap=1, organization_id=HILL), STOOD)
    whole = together([first, second])
    assert (whole.looked_at, whole.different, whole.settled) == (4, 3, 1)
    assert whole.kinds == {"cap": 2, "tier": 1}
    assert whole.caps == {(Money(1), Money(893_125)): 2}
    assert whole.by_organization == {RIVER: 2, HILL: 1}
    assert whole.examples == ["MO-0", "MO-1", "MO-5"]
    many = [counted(*(replace(STOOD, reference=f"MO-{n}{each}", cap=1) for each in range(4))) for n in range(2)]
    assert together(many).examples == ["MO-00", "MO-01", "MO-02", "MO-03", "MO-10"]
    assert together([]) == Effect()


def test_an_effect_is_kept_and_read_as_it_was():
    whole = together(
        [
            counted(replace(STOOD, cap=1)),
            counted(replace(STOOD, cap=2), replace(STOOD, cap=2), replace(STOOD, cap=None)),
        ]
    )
    whole.stored, whole.freed = 9, 8
    kept = whole.to_wire()
    assert kept == {
        "stored": 9, "looked_at": 4, "different": 4, "settled": 0, "undecidable": 0, "freed": 8, "kinds": {"cap": 4},
        "caps": [["0.02", "8931.25", 2], [None, "8931.25", 1], ["0.01", "8931.25", 1]],
        "by_organization": {str(RIVER): 4}, "examples": ["MO-1", "MO-1", "MO-1", "MO-1"],
    }  # fmt: skip
    read = Effect.from_wire(kept)
    assert read.to_wire() == kept
    assert (read.caps, read.by_organization, read.stored, read.freed) == (whole.caps, whole.by_organization, 9, 8)


def test_of_the_moves_of_caps_the_fifty_most_frequent_are_kept():
    effect = Effect(caps=Counter({(Money(number), None): 1 + (number == 59) for number in range(60)}))
    kept = effect.to_wire()["caps"]
    assert len(kept) == 50
    assert kept[0] == ["0.59", None, 2]
    assert kept[1] == ["0.00", None, 1]


def test_a_look_is_kept_with_its_changes():
    look = Look(Changes(added=("a",), changed=("b", "c")), counted(replace(STOOD, cap=1)))
    kept = look.to_wire()
    assert (kept["added"], kept["changed"], kept["caps_by_rule"], kept["different"]) == (["a"], ["b", "c"], [], 1)
    read = Look.from_wire(kept)
    assert (read.changes, read.effect.to_wire(), read.caps) == (look.changes, look.effect.to_wire(), ())
    assert not look.is_idle
    assert Look(Changes(), Effect()).is_idle
    assert not Look(Changes(changed=("b",)), Effect()).is_idle


def test_each_decision_is_looked_at_by_its_own_readings():
    plan = {**FACTS, "student": {**FACTS["student"], "iep": {"kind": "iep", "dated": "2025-01-15"}}}
    ours, lowest = replace(STOOD, facts=plan, cap=1), replace(STOOD, facts=plan, cap=1, readings={"AMB-1": "lowest"})
    found = counted(ours, lowest)
    assert len(found.caps) == 2, "the highest of two percentages is not the lowest"
    assert found.caps == counted(ours).caps + counted(lowest).caps


def test_decisions_add_up_over_rows_of_one_kind():
    found = effect_on_caps([CAPS, CAPS], LAW)
    assert (found.different, found.by_organization, list(found.caps.values())) == (6, {RIVER: 6}, [6])
    later = {**FACTS, "decided_on": "2040-11-25", "school_year": "2040-41"}
    assert counted(replace(STOOD, facts=later), replace(STOOD, facts=later)).undecidable == 2


def test_caps_by_the_rule_are_kept_with_a_look():
    figures = {"before": Money(1), "current": Money(2), "preceding": Money(3), "entered": Money(4), "cap": Money(5)}
    caps = (CapByRule(year=2026, **figures, ratio="0.1", is_assumed=True),)
    look = Look(Changes(), Effect(), caps)
    assert Look.from_wire(look.to_wire()).caps == caps
    assert Look.from_wire({key: value for key, value in look.to_wire().items() if key != "caps_by_rule"}).caps == ()
    assert look.growth is None


def test_moves_of_caps_of_one_count_stand_in_an_order_of_their_own():
    effect = Effect(caps=Counter({(Money(1), Money(3)): 1, (Money(1), None): 1, (Money(1), Money(2)): 1}))
    assert [new for _, new, _ in effect.to_wire()["caps"]] == [None, "0.02", "0.03"]
