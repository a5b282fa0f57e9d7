"""Several of the Treasurer's office at the same instant: one proposal waits, one confirmation counts."""

from datetime import date
from functools import partial

import sqlalchemy as sa

from esa.kernel.actors import SYSTEM
from esa.kernel.errors import Conflict
from esa.parameters import service as parameters
from esa.parameters.domain import ProposalStanding, fingerprint
from tests.builders import treasurer
from tests.concurrency.test_awards_at_once import at_once

DAY = date(2026, 7, 1)
SAT = ("sat", DAY, None, "7300.00", "RSMo 163.011(18)")
TIMES = 4


def propose(house, actor):
    with house.begin(actor) as work:
        return parameters.propose(work, [SAT], source="DESE", as_of=DAY, preview={})


def confirm(house, proposal):
    with house.begin(treasurer()) as work:
        seen = parameters.proposal(work, proposal)  # before the lock, and held, as a page may
        parameters.confirm(work, proposal, preview={}, seen=fingerprint({}))
        return seen.id


def take_back(house, proposal):
    with house.begin(treasurer()) as work:
        seen = parameters.proposal(work, proposal)
        parameters.take_back(work, proposal, "a mistake")
        return seen.id


def count(house, table):
    with house.begin(SYSTEM) as work:
        return work.tx.scalar(sa.text(f"SELECT count(*) FROM {table}"))


def test_of_proposals_of_one_figure_at_once_one_waits(house):
    done = at_once(*[partial(propose, house, treasurer()) for _ in range(TIMES)])
    refused = [each for each in done if isinstance(each, Conflict)]
    assert [each.code for each in refused] == ["proposal_waits"] * (TIMES - 1)
    assert count(house, "figure_proposals") == 1


def test_of_presses_of_one_person_at_once_one_proposal_comes(house):
    actor = treasurer()
    done = at_once(*[partial(propose, house, actor) for _ in range(TIMES)])
    assert len(set(done)) == 1
    assert count(house, "figure_proposals") == 1


def test_of_decisions_at_once_one_counts_and_the_others_are_told_so(house):
    proposal = propose(house, treasurer())
    acts = [partial(confirm, house, proposal)] * TIMES + [partial(take_back, house, proposal)]
    done = at_once(*acts)
    refused = [each for each in done if isinstance(each, Conflict)]
    assert [each.code for each in refused] == ["decided_already"] * TIMES
    with house.begin(treasurer()) as work:
        is_confirmed = parameters.proposal(work, proposal).standing is ProposalStanding.CONFIRMED
    assert count(house, "published_parameters") == int(is_confirmed)
