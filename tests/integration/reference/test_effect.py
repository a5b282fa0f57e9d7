"""What a figure would change is told exactly, and looking changes nothing."""

from datetime import date

import pytest
import sqlalchemy as sa

from esa.applications import service as applications
from esa.kernel.actors import SYSTEM
from esa.kernel.errors import Forbidden
from esa.kernel.money import Money
from esa.parameters import service as parameters
from tests.builders import YEAR, an_organization, manager, treasurer
from tests.integration.applications.test_bringing import a_child, a_file


@pytest.fixture
def river(house):
    with house.begin(SYSTEM) as work:
        owner = an_organization(work)
    with house.begin(manager(owner)) as work:
        assert not applications.bring(work, a_file(a_child(1), a_child(2)), "f.jsonl", YEAR).faults
    return owner


def effect(house, key, starts_on, value):
    with house.begin(treasurer()) as work:
        return applications.effect_of(work, parameters.law_with(work, (key, starts_on, None, value, "test")))


def decisions(house):
    with house.begin(SYSTEM) as work:
        return work.tx.connection().execute(sa.text("SELECT id, cap FROM decisions ORDER BY id")).all()


def test_CAP_4_another_target_moves_every_cap_of_its_year_and_looking_moves_none(house, river):
    before = decisions(house)
    found = effect(house, "sat", date(2025, 7, 1), "7300.00")
    assert (found.stored, found.looked_at, found.different, found.settled) == (2, 2, 2, 0)
    assert dict(found.by_organization) == {river: 2}
    assert (found.kinds["outcome"], found.kinds["tier"], found.kinds["cap"]) == (0, 0, 2)
    assert len(found.examples) == 2
    ((old, new),) = found.caps
    assert old.cents < new.cents
    assert Money(before[0].cap) == old
    assert decisions(house) == before


def test_CAP_4_the_target_of_another_year_touches_no_decision(house, river):
    found = effect(house, "sat", date(2026, 7, 1), "7300.00")
    assert (found.stored, found.looked_at, found.different) == (2, 0, 0)


def test_the_guideline_of_the_day_can_move_outcome_and_tier(house, river):
    found = effect(house, "poverty", date(2025, 7, 1), "1000+100")
    assert found.looked_at == 2
    assert found.kinds["outcome"] == found.different == 2


def test_an_EAO_may_not_look_over_all(house, river):
    with house.begin(manager(river)) as work, pytest.raises(Forbidden):
        applications.effect_of(work, work.law)
