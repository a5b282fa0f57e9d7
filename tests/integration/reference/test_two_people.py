"""A figure becomes law by two people: proposed by one, shown anew to another, confirmed or taken back."""

from datetime import date

import pytest
import sqlalchemy as sa

from esa.applications import service as applications
from esa.audit.models import AuditEvent
from esa.awards import service as awards
from esa.awards.domain.plan import Options
from esa.kernel.actors import SYSTEM
from esa.kernel.errors import Conflict, Forbidden, Invalid, NotFound
from esa.kernel.ids import new_id
from esa.kernel.money import Money
from esa.ledger import service as ledger
from esa.parameters import service as parameters
from esa.parameters.domain import ProposalStanding, fingerprint
from esa.parameters.models import FigureProposal
from tests.builders import YEAR, a_gift, an_organization, auditor, finance, manager, publish, treasurer
from tests.integration.applications.test_bringing import a_child, a_file
from tests.integration.credits.giving_people import a_donor, ask, dollars, some_eaos

DAY = date(2025, 7, 1)
SAT = ("sat", DAY, None, "7300.00", "RSMo 163.011(18)")
FROZEN = ("new_scholarships_frozen", DAY, None, "true", "RSMo 135.713.5")


@pytest.fixture
def river(house):
    with house.begin(SYSTEM) as work:
        owner = an_organization(work)
    with house.begin(manager(owner)) as work:
        applications.bring(work, a_file(a_child(1), a_child(2)), "f.jsonl", YEAR)
    return owner


def propose(house, actor, figure=SAT):
    with house.begin(actor) as work:
        seen = applications.look(work, [figure], "DESE", DAY)
        return parameters.propose(work, [figure], source="DESE", as_of=DAY, preview=seen.to_wire())


def seen_of(house, actor, proposal):
    """What the actor is shown of a proposal: the look and its digest."""
    with house.begin(actor) as work:
        found = parameters.proposal(work, proposal)
        return applications.look(work, parameters.figures_of(found), found.source, found.as_of)


def confirm(house, actor, proposal, seen=None):
    shown = seen_of(house, actor, proposal)
    with house.begin(actor) as work:
        return parameters.confirm(work, proposal, preview=shown.to_wire(), seen=seen or fingerprint(shown.to_wire()))


def target(house):
    with house.begin(SYSTEM) as work:
        return work.law.money("sat", DAY).to_wire()


def rows(house, text):
    with house.begin(SYSTEM) as work:
        return work.tx.connection().execute(sa.text(text)).all()


def test_a_figure_is_law_only_after_a_second_person_confirmed_it(house, river):
    first, second = treasurer(), treasurer()
    proposal = propose(house, first)
    assert target(house) == "7145.00"
    with house.begin(second) as work:
        assert [each.id for each in parameters.waiting(work)] == [proposal]
    with pytest.raises(Conflict, match="Somebody else"):
        confirm(house, first, proposal)
    assert target(house) == "7145.00"
    assert confirm(house, second, proposal).changed == ()
    assert target(house) == "7300.00"
    with house.begin(auditor()) as work:
        found = parameters.proposal(work, proposal)
        assert (found.standing, found.decided_by) == (ProposalStanding.CONFIRMED, second.user_id)
        assert found.preview == found.preview_confirmed
        (entry,) = parameters.entered(work)
        assert (entry.entered_by, entry.proposal_id) == (first.user_id, proposal)
        acts = work.tx.scalars(sa.select(AuditEvent.action).where(AuditEvent.subject_id == str(proposal))).all()
        assert set(acts) == {"figures.proposed", "figures.confirmed"}


def test_no_person_publishes_alone(house):
    with house.begin(treasurer()) as work, pytest.raises(Conflict) as refused:
        parameters.publish(work, [SAT], source="DESE", as_of=DAY)
    assert refused.value.code == "second_person"


def test_what_changed_since_it_was_shown_is_not_confirmed(house, river):
    first, second = treasurer(), treasurer()
    proposal = propose(house, first)
    seen = seen_of(house, second, proposal)
    with house.begin(manager(river)) as work:
        applications.bring(work, a_file(a_child(3)), "more.jsonl", YEAR)
    now = seen_of(house, second, proposal)
    assert (seen.effect.different, now.effect.different) == (2, 3)
    with pytest.raises(Conflict) as refused:
        confirm(house, second, proposal, seen=fingerprint(seen.to_wire()))
    assert refused.value.code == "changed_since"
    assert target(house) == "7145.00"
    confirm(house, second, proposal)
    with house.begin(second) as work:
        found = parameters.proposal(work, proposal)
        assert (found.preview["different"], found.preview_confirmed["different"]) == (2, 3)


def test_a_proposal_is_taken_back_with_a_reason_and_then_confirmed_by_nobody(house):
    proposal = propose(house, treasurer())
    with house.begin(treasurer()) as work, pytest.raises(Invalid) as refused:
        parameters.take_back(work, proposal, "  ")
    assert [each.field for each in refused.value.grounds] == ["reason"]
    with house.begin(treasurer()) as work:
        parameters.take_back(work, proposal, "the letter was withdrawn")
    for act in (lambda: confirm(house, treasurer(), proposal), lambda: _take_back(house, proposal)):
        with pytest.raises(Conflict) as again:
            act()
        assert again.value.code == "decided_already"
    assert target(house) == "7145.00"
    propose(house, treasurer())


def _take_back(house, proposal):
    with house.begin(treasurer()) as work:
        parameters.take_back(work, proposal, "again")


def test_the_same_proposal_twice_is_one_and_another_for_that_day_waits_for_it(house):
    first = treasurer()
    assert propose(house, first) == propose(house, first)
    for actor, figure in ((treasurer(), SAT), (first, (*SAT[:3], "7400.00", "x"))):
        with pytest.raises(Conflict) as refused:
            propose(house, actor, figure)
        assert refused.value.code == "proposal_waits"
    propose(house, first, ("sat", date(2026, 7, 1), None, "7400.00", "x"))


def test_a_second_confirmation_is_refused_and_changes_nothing(house):
    proposal = propose(house, treasurer())
    confirm(house, treasurer(), proposal)
    with pytest.raises(Conflict) as refused:
        confirm(house, treasurer(), proposal)
    assert refused.value.code == "decided_already"
    assert len(rows(house, "SELECT 1 FROM published_parameters")) == 1


def test_what_stands_already_is_not_proposed(house):
    publish(house, SAT)
    with pytest.raises(Conflict) as refused:
        propose(house, treasurer())
    assert refused.value.code == "nothing_to_change"


def test_RES_2_a_cap_below_what_is_used_leaves_the_proposal_open(house):
    publish(house, ("credit_cap", date(2025, 1, 1), None, "80000000.00", "x"))
    (eao,) = some_eaos(house, "heron")
    ask(house, a_donor(house), eao, dollars(5_000))
    proposal = propose(house, treasurer(), ("credit_cap", date(2025, 1, 1), None, "4999.99", "x"))
    with pytest.raises(Conflict, match="reserved or given"):
        confirm(house, treasurer(), proposal)
    with house.begin(treasurer()) as work:
        assert parameters.proposal(work, proposal).standing is ProposalStanding.PROPOSED


def test_only_the_Treasurer_proposes_and_confirms_and_an_EAO_does_not_see_what_waits(house, river):
    proposal = propose(house, treasurer())
    for actor in (auditor(), manager(river)):
        with pytest.raises(Forbidden):
            propose(house, actor)
        with pytest.raises(Forbidden):
            confirm(house, actor, proposal)
    with house.begin(manager(river)) as work, pytest.raises(Forbidden):
        parameters.waiting(work)
    with house.begin(manager(river)) as work, pytest.raises(sa.exc.ProgrammingError, match="permission denied"):
        work.tx.execute(sa.text("SELECT 1 FROM figure_proposals"))
    with house.begin(treasurer()) as work, pytest.raises(NotFound):
        parameters.take_back(work, new_id(), "none")


@pytest.mark.parametrize(
    ("statement", "refusal"),
    [
        ("UPDATE figure_proposals SET standing='confirmed', decided_by=proposed_by, decided_at=now()", "row-level"),
        ("UPDATE figure_proposals SET figures='[]'", "permission denied"),
        ("UPDATE figure_proposals SET proposed_by=gen_random_uuid()", "permission denied"),
        ("DELETE FROM figure_proposals", "permission denied"),
    ],
)
def test_the_database_lets_nobody_confirm_for_another_nor_change_what_was_proposed(house, statement, refusal):
    propose(house, treasurer())
    with pytest.raises(sa.exc.DBAPIError, match=refusal), house.begin(treasurer()) as work:
        work.tx.execute(sa.text(statement))


def test_the_database_holds_two_people_even_of_the_system(house):
    propose(house, treasurer())
    with pytest.raises(sa.exc.IntegrityError, match="two_people"), house.begin(SYSTEM) as work:
        work.tx.execute(sa.text("UPDATE figure_proposals SET standing='confirmed', decided_by=proposed_by"))


def test_the_database_takes_a_persons_figure_only_out_of_a_confirmed_proposal_word_for_word(house):
    first, second = treasurer(), treasurer()
    proposal = propose(house, first)
    insert = (
        "INSERT INTO published_parameters (id, key, starts_on, value, cite, source, as_of, entered_at, entered_by,"
        " proposal_id) VALUES (gen_random_uuid(), 'sat', '2025-07-01', :value, 'RSMo 163.011(18)', 'DESE', '2025-07-01',"
        " now(), :by, :proposal)"
    )
    for value, by, of in (("7300.00", first.user_id, proposal), ("7300.00", None, None)):
        with pytest.raises(sa.exc.IntegrityError, match="second person"), house.begin(second) as work:
            work.tx.execute(sa.text(insert), {"value": value, "by": by, "proposal": of})
    confirm(house, second, proposal)
    for value in ("9999.00", "7300.01"):
        with pytest.raises(sa.exc.IntegrityError, match="second person"), house.begin(second) as work:
            work.tx.execute(sa.text(insert), {"value": value, "by": first.user_id, "proposal": proposal})
    with pytest.raises(sa.exc.ProgrammingError, match="permission denied"), house.begin(second) as work:
        work.tx.execute(sa.text("UPDATE published_parameters SET value = '1.00'"))


def test_CAP_4_decisions_and_grants_that_were_released_stay_as_they_were(house, river):
    drafter = manager(river)
    with house.begin(SYSTEM) as work:
        ledger.ensure_accounts(work, river)
        ledger.post(work, a_gift(river, Money(100_000_00)))
    with house.begin(drafter) as work:
        reference = awards.draft(work, YEAR, Options())
        awards.freeze(work, reference)
    with house.begin(finance(river)) as work:
        assert awards.release(work, reference) == 2
    kept = ("SELECT * FROM decisions ORDER BY id", "SELECT * FROM grants ORDER BY id", "SELECT * FROM applications ORDER BY id",
            "SELECT * FROM award_places ORDER BY 1, 2")  # fmt: skip
    before = [rows(house, each) for each in kept]
    proposal = propose(house, treasurer())
    assert seen_of(house, treasurer(), proposal).effect.settled == 2
    confirm(house, treasurer(), proposal)
    assert target(house) == "7300.00"
    with house.begin(drafter) as work:
        assert awards.decide_again(work, YEAR).stored == 0
    assert [rows(house, each) for each in kept] == before


def test_AMB_14_the_flag_is_of_one_fiscal_year_and_shown_before_it_stops_anybody(house, river):
    proposal = propose(house, treasurer(), FROZEN)
    shown = seen_of(house, treasurer(), proposal)
    assert (shown.effect.different, shown.effect.kinds["outcome"]) == (2, 2)
    confirm(house, treasurer(), proposal)
    with house.begin(SYSTEM) as work:
        days = (date(2025, 6, 30), DAY, date(2026, 6, 30), date(2026, 7, 1))
        assert [work.law.flag("new_scholarships_frozen", each) for each in days] == [False, True, True, False]
    for ends_on in (date(2026, 1, 1), date(2027, 7, 1)):
        with house.begin(treasurer()) as work, pytest.raises(Invalid):
            parameters.publish(work, [(*FROZEN[:2], ends_on, "true", "x")], source="x", as_of=DAY, dry=True)


def test_AMB_14_the_flag_can_come_late_in_its_year(house):
    publish(house, ("new_scholarships_frozen", date(2025, 11, 1), None, "true", "RSMo 135.713.5"))
    with house.begin(SYSTEM) as work:
        days = (date(2025, 10, 31), date(2025, 11, 1), date(2026, 7, 1))
        assert [work.law.flag("new_scholarships_frozen", each) for each in days] == [False, True, False]


def test_what_was_shown_is_kept_as_it_was(house, river):
    first = treasurer()
    proposal = propose(house, first)
    shown = seen_of(house, first, proposal)
    with house.begin(first) as work:
        found = work.tx.get(FigureProposal, proposal)
        assert found.preview == shown.to_wire()
        assert type(shown.effect).from_wire(found.preview).to_wire() == shown.effect.to_wire()
