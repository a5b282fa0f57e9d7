"""An application that needs a figure nobody has published is kept, undecided, and decided once the figure is there."""

from dataclasses import replace
from datetime import date

import pytest

from esa.applications import service as applications
from esa.applications.domain.words import Status
from esa.kernel.actors import SYSTEM
from esa.kernel.dates import SchoolYear
from esa.law import Law
from esa.parameters import service as parameters
from tests.builders import an_organization, manager, publish, treasurer
from tests.integration.applications.test_bringing import a_child, a_file

NEXT = SchoolYear(2040)
KNOWN = ("sat", date(2040, 7, 1), None, "9000.00", "test")


@pytest.fixture
def river(house):
    with house.begin(SYSTEM) as work:
        return an_organization(work)


def bring(house, owner, *children):
    with house.begin(manager(owner)) as work:
        return applications.bring(work, a_file(*children), "f.jsonl", NEXT)


def the_one(house, owner):
    with house.begin(manager(owner)) as work:
        (row,) = applications.listed(work, applications.Listing(school_year=NEXT)).rows
        return row, [each.key for each in applications.waits_for(work, row)]


def test_AMB_2_a_file_is_taken_though_the_target_of_its_year_is_not_published(house, river):
    brought = bring(house, river, a_child(1))
    assert (brought.new, brought.decided, brought.waiting) == (1, 0, 1)
    row, waits = the_one(house, river)
    assert (row.status, row.cap, waits) == (Status.SUBMITTED, None, ["sat"])


def test_what_waits_is_decided_once_and_only_after_the_figure_is_there(house, river):
    bring(house, river, a_child(1))
    with house.begin(SYSTEM) as work:
        assert applications.decide_waiting(work).stored == 0
    with house.begin(treasurer()) as work:
        assert applications.effect_of(work, parameters.law_with(work, KNOWN)).freed == 1
        assert applications.effect_of(work, work.law).freed == 0
    publish(house, KNOWN)
    for stored in (1, 0):
        with house.begin(SYSTEM) as work:
            assert applications.decide_waiting(work).stored == stored
    row, waits = the_one(house, river)
    assert (row.status, waits) == (Status.QUALIFIED, [])
    assert row.cap is not None


def test_new_facts_that_cannot_be_decided_leave_no_old_answer_standing(house, river):
    publish(house, KNOWN)
    bring(house, river, a_child(1))
    assert the_one(house, river)[0].status is Status.QUALIFIED
    with house.begin(manager(river)) as work:
        row = applications.listed(work, applications.Listing(school_year=NEXT)).rows[0]
        row.facts = {**row.facts, "student": {**row.facts["student"], "limited_english": True}}
        without = replace(work, law=Law.load(), laws=lambda _: Law.load())
        assert applications.decide(without, NEXT, [row.id]).waiting == 1
        assert len(applications.opened(work, row.reference).decisions) == 1
    row, _ = the_one(house, river)
    assert (row.status, row.outcome, row.cap) == (Status.SUBMITTED, None, None)
