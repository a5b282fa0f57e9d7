"""Open applications are decided again by a press; what a run has settled is left alone."""

from datetime import date

import pytest
import sqlalchemy as sa

from esa.applications import service as applications
from esa.awards import service as awards
from esa.awards.domain.plan import Options
from esa.kernel.actors import SYSTEM
from esa.kernel.errors import Forbidden
from tests.builders import YEAR, an_organization, finance, manager, publish
from tests.integration.applications.test_bringing import a_child, a_file


@pytest.fixture
def river(house):
    with house.begin(SYSTEM) as work:
        owner = an_organization(work)
    with house.begin(manager(owner)) as work:
        applications.bring(work, a_file(a_child(1), a_child(2)), "f.jsonl", YEAR)
    return owner


def another_target(house):
    publish(house, ("sat", date(2025, 7, 1), None, "7300.00", "test"))


def again(house, owner, **more):
    with house.begin(manager(owner)) as work:
        done = awards.decide_again(work, YEAR, **more)
    return done.looked_at, done.stored, done.waiting, len(done.untouched)


def decisions(house):
    with house.begin(SYSTEM) as work:
        return work.tx.connection().execute(sa.text("SELECT id, cap FROM decisions ORDER BY sequence, id")).all()


def test_a_new_target_gives_new_decisions_once_and_keeps_the_old_ones(house, river):
    before = decisions(house)
    another_target(house)
    assert again(house, river, dry=True) == (2, 0, 0, 0)
    assert again(house, river) == (2, 2, 0, 0)
    assert again(house, river) == (2, 0, 0, 0)
    after = decisions(house)
    assert after[:2] == before
    assert len(after) == 4
    assert after[2].cap > before[0].cap


def test_what_is_in_a_frozen_run_is_left_alone_until_the_run_is_set_aside(house, river):
    drafter = manager(river)
    with house.begin(drafter) as work:
        reference = awards.draft(work, YEAR, Options())
        awards.freeze(work, reference)
    another_target(house)
    assert again(house, river) == (0, 0, 0, 2)
    assert len(decisions(house)) == 2
    with house.begin(drafter) as work:
        awards.set_aside(work, reference)
    assert again(house, river) == (2, 2, 0, 0)


def test_only_a_manager_decides_again(house, river):
    with house.begin(finance(river)) as work, pytest.raises(Forbidden):
        awards.decide_again(work, YEAR)
