"""Disqualification: proposed by an EAO, decided by another person at the Treasurer's, drawn by the law."""

import pytest
import sqlalchemy as sa

from esa.accounts import service as accounts
from esa.accounts.domain import AccountStanding
from esa.kernel.errors import Conflict, Forbidden, Invalid, NotFound
from esa.treasury.domain.disqualifying import CaseStanding, Finding, Proposal, Whose
from esa.treasury.service import disqualifying
from tests.builders import finance, manager, treasurer
from tests.integration.accounts.test_control import differing, granted
from tests.integration.accounts.test_happenings import account, view
from tests.integration.awards.test_award_run import filed, river

__all__ = ["account", "filed", "granted", "river"]

SAID = Proposal(by=Whose.PARENT, what="A false income paper was sent in.", evidence="The employer's letter.")
FOUND = Finding(
    intentional=True, misrepresents=True, substantial=True, county="Boone County", reason="The paper is false."
)


@pytest.fixture
def case(house, granted, account):
    with house.begin(manager(granted)) as work:
        return disqualifying.propose(work, account, SAID).reference


def decide(house, reference, finding, actor=None):
    with house.begin(actor or treasurer()) as work:
        return disqualifying.decide(work, reference, finding)


def test_G58_a_knowing_false_paper_disqualifies_closes_the_account_and_names_the_appeal(house, granted, account, case):
    made = decide(house, case, FOUND)
    assert made.standing is CaseStanding.DISQUALIFIED
    assert (made.appeal, made.court) == ("Administrative Hearing Commission", "Circuit Court of Boone County")
    assert made.attorney_general
    assert view(house, granted, account).account.standing is AccountStanding.CLOSED
    assert differing(house) == ()


def test_G59_an_honest_mistake_disqualifies_nobody(house, granted, account, case):
    made = decide(house, case, Finding(misrepresents=True, county="Boone County", reason="An error in arithmetic."))
    assert (made.standing, made.appeal) == (CaseStanding.NOT_DISQUALIFIED, "")
    assert view(house, granted, account).account.standing is AccountStanding.OPEN


def test_AUD_2_a_vendors_disqualification_closes_no_account(house, granted, account):
    with house.begin(manager(granted)) as work:
        said = Proposal(by=Whose.VENDOR, what="Billed twice.", evidence="Two invoices.")
        reference = disqualifying.propose(work, account, said).reference
    assert decide(house, reference, FOUND).standing is CaseStanding.DISQUALIFIED
    assert view(house, granted, account).account.standing is AccountStanding.OPEN


def test_AUD_2_only_the_Treasurer_decides_and_only_once(house, granted, case):
    with pytest.raises(Forbidden):
        decide(house, case, FOUND, finance(granted))
    decide(house, case, FOUND)
    with pytest.raises(Conflict) as refused:
        decide(house, case, FOUND)
    assert refused.value.code == "decided_already"


def test_AUD_2_the_database_lets_no_EAO_decide_its_own_proposal(house, granted, case):
    update = "UPDATE disqualification_cases SET standing = 'disqualified', decided_at = now() WHERE reference = :r"
    with (
        pytest.raises(sa.exc.IntegrityError, match="disqualification_cases_kept"),
        house.begin(manager(granted)) as work,
    ):
        work.tx.execute(sa.text(update), {"r": case})


def test_what_is_missing_is_named(house, granted, account, case):
    with house.begin(manager(granted)) as work, pytest.raises(Invalid) as refused:
        disqualifying.propose(work, account, Proposal())
    assert [each.field for each in refused.value.grounds] == ["what", "evidence"]
    with pytest.raises(Invalid) as refused:
        decide(house, case, Finding(intentional=True))
    assert [each.field for each in refused.value.grounds] == ["reason", "county"]


def test_one_open_proposal_for_an_account_which_may_be_taken_back(house, granted, account, case):
    with house.begin(manager(granted)) as work, pytest.raises(Conflict) as refused:
        disqualifying.propose(work, account, SAID)
    assert refused.value.code == "proposed_already"
    with house.begin(manager(granted)) as work:
        assert disqualifying.withdraw(work, case, "A mix-up.").standing is CaseStanding.WITHDRAWN
        assert disqualifying.propose(work, account, SAID).standing is CaseStanding.PROPOSED
    with house.begin(finance(granted)) as work:
        assert len(disqualifying.cases(work)) == 2
        with pytest.raises(NotFound):
            disqualifying.case(work, "DQ-NONE")
        assert accounts.account(work, account).account.standing is AccountStanding.OPEN
