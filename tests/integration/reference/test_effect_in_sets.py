"""The look that counts in sets tells what deciding every stored decision again would tell, to the last example."""

import random
from datetime import date

import pytest

from esa.applications import service as applications
from esa.applications.domain.reconsidering import Touch, effect_on, touch
from esa.applications.store import reconsidering
from esa.kernel.actors import SYSTEM
from esa.kernel.dates import SchoolYear
from esa.law import Law
from esa.parameters import service as parameters
from tests.builders import YEAR, an_organization, manager, treasurer
from tests.integration.applications.test_bringing import a_child, a_file
from tests.integration.readings.choosing_people import choose, on_day

DAY = date(2025, 7, 1)
SAT = ("sat", DAY, None, "7300.00", "test")
POOR = ("poverty", DAY, None, "14000+9000", "test")
FROZEN = ("new_scholarships_frozen", DAY, None, "true", "test")
MONTHS = ("iep_max_age_months", DAY, None, "12", "test")
ELSEWHERE = ("sat", date(2027, 7, 1), None, "9000.00", "test")


def children(draw, owner, count):
    """Households around every limit of income, with plans, lunch by category, limited English, renewals."""
    data = b""
    for number in range(count):
        size = draw.randint(2, 9)
        edge = draw.choice([14_000 + 9_000 * (size - 1), 15_650 + 5_500 * (size - 1)])
        income = edge * draw.choice([130, 185, 555, 300, 700]) // 100 + draw.randint(-3000, 3000)
        child = a_child(
            1, external_id=f"{owner.hex[:6]}-{number}", limited_english=draw.random() < 0.2,
            iep={"kind": "iep", "dated": draw.choice(["2023-03-01", "2025-03-01"])} if draw.random() < 0.3 else None,
            public_semester_in_previous_12_months=draw.random() < 0.8, grant_previous_school_year=draw.random() < 0.2,
        )  # fmt: skip
        amount = f"{income}.{draw.randint(0, 99):02d}" if draw.random() < 0.95 else None
        data += a_file(child, key=f"h{number}", size=size, annual_income=amount)
    return data


def bring(house, owner, draw, count, name):
    with house.begin(manager(owner)) as work:
        brought = applications.bring(work, children(draw, owner, count), name, YEAR)
        assert (brought.decided, brought.faults) == (count, ())


@pytest.fixture
def filled(house):
    draw = random.Random(7)
    with house.begin(SYSTEM) as work:
        owners = [an_organization(work, slug) for slug in ("river", "hill")]
    for owner in owners:
        bring(house, owner, draw, 40, "f.jsonl")
    return owners


def both(house, *figures):
    """The look in sets, and every stored decision decided again."""
    with house.begin(treasurer()) as work:
        law = parameters.law_with(work, *figures)
        quick = applications.effect_of(work, law)
        slow = effect_on(reconsidering.standing(work.connection, reconsidering.days(work.connection)), law)
    return told(quick), told(slow), quick


def told(effect):
    wire = effect.to_wire()
    kinds = {kind: count for kind, count in wire["kinds"].items() if count}
    return {**{name: wire[name] for name in wire if name not in ("stored", "looked_at", "freed")}, "kinds": kinds}


@pytest.mark.parametrize(
    ("figures", "least"),
    [((SAT,), 40), ((POOR,), 10), ((MONTHS,), 5), ((FROZEN,), 20), ((SAT, POOR), 40), ((ELSEWHERE,), 0)],
    ids=["target", "guideline", "months", "flag", "both", "another-year"],
)
def test_the_look_in_sets_tells_what_every_decision_made_again_tells(house, filled, figures, least):
    quick, slow, effect = both(house, *figures)
    assert quick == slow
    assert quick["different"] >= least
    assert effect.stored == 80
    assert effect.looked_at == (80 if least else 0)
    assert sum(effect.by_organization.values()) == quick["different"]


def test_decisions_read_otherwise_are_looked_at_by_their_own_readings(house, filled, clock):
    river = filled[0]
    choose(house, "AMB-12", "of_the_school_year")
    choose(house, "AMB-1", "lowest")
    on_day(clock, date(2025, 11, 28))
    bring(house, river, random.Random(8), 40, "later.jsonl")
    with house.begin(SYSTEM) as work:
        assert {tuple(each) for each in reconsidering.readings(work.connection)} == {(), ("AMB-1", "AMB-12")}
    for figures in ((SAT,), (POOR,), (FROZEN,)):
        quick, slow, effect = both(house, *figures)
        assert quick == slow
        assert effect.looked_at == effect.stored


def test_the_law_tells_what_of_a_day_can_differ():
    law, on, year = Law.load(), date(2025, 11, 25), SchoolYear(2025)
    found = {
        name: touch(law, law.with_published([figure]), on, year)
        for name, figure in (("t", SAT), ("g", POOR), ("m", MONTHS), ("f", FROZEN), ("e", ELSEWHERE))
    }
    assert found == {
        "t": Touch.CAPS, "g": Touch.INCOMES, "m": Touch.ALL, "f": Touch.ALL, "e": Touch.NOTHING,
    }  # fmt: skip
    assert touch(law, law.with_published([SAT, POOR]), on, year) is Touch.ALL
