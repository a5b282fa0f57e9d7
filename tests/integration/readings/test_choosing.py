"""A reading is chosen by two people of one body, from a day on; it is kept, seen by all once confirmed, and audited."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from esa.audit import service as audit
from esa.audit.domain import Asked
from esa.kernel.actors import SYSTEM, Actor
from esa.kernel.errors import Conflict, Forbidden, Invalid, NotFound
from esa.kernel.permissions import Role
from esa.law.readings import readings
from esa.readings import service as choices
from esa.readings.domain import AS_THE_STATE, Standing, offered
from tests.builders import an_organization, auditor, finance, manager, treasurer
from tests.integration.readings.choosing_people import TODAY, TOMORROW, choose, confirm, in_force, on_day, propose


@pytest.fixture
def two(house):
    with house.begin(SYSTEM) as work:
        return an_organization(work, "river"), an_organization(work, "hills")


def read(house, reading, actor=None, eao=None):
    with house.begin(actor or treasurer()) as work:
        return work.laws(eao).reads(reading)


def standings(house, actor):
    with house.begin(actor) as work:
        return [each.standing for each in choices.shown(work)]


def test_AMB_1_a_choice_holds_from_its_first_day_on_and_not_before(house, clock):
    choose(house, "AMB-1", "lowest")
    assert read(house, "AMB-1") == "highest"
    on_day(clock, TOMORROW)
    assert read(house, "AMB-1") == "lowest"
    choose(house, "AMB-1", "highest", starts_on=TOMORROW + timedelta(days=1))
    assert read(house, "AMB-1") == "lowest"
    on_day(clock, TOMORROW + timedelta(days=1))
    assert read(house, "AMB-1") == "highest"
    assert standings(house, Actor(role=Role.VISITOR)) == [Standing.IN_FORCE, Standing.PAST]


def test_nothing_holds_without_a_second_person_and_what_nobody_confirmed_lapses(house, clock):
    made = propose(house, "AMB-1", "lowest")
    on_day(clock, TOMORROW)
    assert read(house, "AMB-1") == "highest"
    assert standings(house, treasurer()) == [Standing.LAPSED]
    with pytest.raises(Conflict, match="first day has come"):
        confirm(house, made)


def test_the_second_person_is_another_one_in_the_database_too(house, two):
    for actor, eao in ((treasurer(), None), (manager(two[0]), two[0])):
        made = propose(house, "AMB-1", "lowest", eao, actor=actor)
        with pytest.raises(Conflict, match="Somebody else"), house.begin(actor) as work:
            choices.confirm(work, made)
        bare = "UPDATE reading_choices SET confirmed_at = proposed_at, confirmed_by = proposed_by WHERE id = :id"
        with pytest.raises(sa.exc.IntegrityError, match="two_people"), house.begin(actor) as work:
            work.tx.execute(sa.text(bare), {"id": made})


def test_an_EAOs_choice_lies_over_the_states_for_its_own_program_alone(house, clock, two):
    river, hills = two
    in_force(house, clock, "AMB-1", "lowest")
    later = TOMORROW + timedelta(days=1)
    choose(house, "AMB-1", "highest", river, later)
    on_day(clock, later)
    assert [read(house, "AMB-1", eao=each) for each in (None, river, hills)] == ["lowest", "highest", "lowest"]
    assert read(house, "AMB-1", manager(river), river) == "highest"
    with house.begin(finance(river)) as work:
        assert work.law.reads("AMB-1") == "highest"
    again = later + timedelta(days=1)
    choose(house, "AMB-1", AS_THE_STATE, river, again)
    on_day(clock, again)
    assert read(house, "AMB-1", eao=river) == "lowest"


@pytest.mark.parametrize(
    ("reading", "option"),
    [("AMB-1", "additive"), ("AMB-7", "full_retest"), ("AMB-24", "allow"), ("AMB-26", "cards_count")],
)
def test_an_EAO_chooses_only_where_the_text_allows(house, two, reading, option):
    with pytest.raises(Invalid) as refusal:
        propose(house, reading, option, two[0])
    assert [each.field for each in refusal.value.grounds] == ["option"]
    propose(house, reading, option)


@pytest.mark.parametrize(
    ("reading", "option"),
    [("AMB-9", "all_shown"), ("AMB-13", "as_printed"), ("AMB-4", "adjusted_gross_income"), ("AMB-8", "missouri_only")],
)
def test_nobody_chooses_what_is_barred_or_decides_nothing(house, reading, option):
    with pytest.raises(Invalid):
        propose(house, reading, option)


def test_every_option_that_decides_can_be_chosen_by_the_Treasurer():
    for each in readings():
        acting = {option.id for option in each.options if option.acts}
        assert set(offered(each, eao=False)) == ({each.ours, *acting} if acting and each.chooser != "nobody" else set())


def test_a_proposal_is_told_all_that_is_wrong_with_it(house):
    with pytest.raises(Invalid) as refusal, house.begin(treasurer()) as work:
        choices.propose(work, "AMB-1", "best", "  ", TODAY)
    assert [each.field for each in refusal.value.grounds] == ["option", "reason", "starts_on"]
    with pytest.raises(Invalid) as refusal:
        propose(house, "AMB-99", "best")
    assert [each.field for each in refusal.value.grounds] == ["reading"]


def test_one_choice_of_a_body_for_a_reading_and_day(house, two):
    first = propose(house, "AMB-1", "lowest")
    with pytest.raises(Invalid, match="stands already"):
        propose(house, "AMB-1", "additive")
    propose(house, "AMB-1", "lowest", two[0])
    with house.begin(treasurer()) as work:
        choices.withdraw(work, first)
    propose(house, "AMB-1", "additive")


def test_a_choice_is_withdrawn_only_before_it_begins(house, clock):
    made = choose(house, "AMB-1", "lowest")
    with house.begin(treasurer()) as work:
        choices.withdraw(work, made)
    on_day(clock, TOMORROW)
    assert read(house, "AMB-1") == "highest"
    held = choose(house, "AMB-1", "lowest", starts_on=TOMORROW + timedelta(days=1))
    on_day(clock, TOMORROW + timedelta(days=1))
    with pytest.raises(Conflict, match="has begun"), house.begin(treasurer()) as work:
        choices.withdraw(work, held)
    with pytest.raises(Conflict, match="withdrawn already"), house.begin(treasurer()) as work:
        choices.withdraw(work, made)


def test_what_was_chosen_is_never_changed_or_deleted(house, migrated, clock):
    in_force(house, clock, "AMB-1", "lowest")
    owner = sa.create_engine(migrated.url("esa_owner"), poolclass=sa.NullPool)
    for statement in (
        "UPDATE reading_choices SET option = 'additive'",
        "UPDATE reading_choices SET confirmed_at = NULL, confirmed_by = NULL",
        "DELETE FROM reading_choices",
    ):
        with pytest.raises(sa.exc.IntegrityError, match="never changed"), owner.begin() as connection:
            connection.exec_driver_sql(statement)


def test_row_level_security_keeps_each_body_to_its_own_and_proposals_from_others(house, two):
    river, hills = two
    own = propose(house, "AMB-1", "lowest", river)
    state = propose(house, "AMB-24", "deny")
    for actor, seen in (
        (manager(river), {own}), (manager(hills), set()), (treasurer(), {own, state}), (auditor(), {own, state}),
        (Actor(role=Role.VISITOR), set()),
    ):  # fmt: skip
        with house.begin(actor) as work:
            assert {each.choice.id for each in choices.shown(work)} == seen
    for actor, choice in ((finance(hills), own), (treasurer(), own), (finance(river), state)):
        with pytest.raises(NotFound), house.begin(actor) as work:
            choices.confirm(work, choice)
    confirm(house, own, river)
    with house.begin(Actor(role=Role.VISITOR)) as work:
        assert [each.choice.id for each in choices.shown(work)] == [own]
    forge = (
        "INSERT INTO reading_choices (id, reading, option, reason, starts_on, proposed_at, proposed_by, organization_id)"
        " VALUES (gen_random_uuid(), 'AMB-1', 'lowest', 'x', '2030-01-01', now(), gen_random_uuid(), :owner)"
    )
    for actor, owner in ((manager(hills), None), (manager(hills), river), (treasurer(), river)):
        with pytest.raises(sa.exc.ProgrammingError, match="row-level security"), house.begin(actor) as work:
            work.tx.execute(sa.text(forge), {"owner": owner})


@pytest.mark.parametrize("role", [Role.FAMILY, Role.DONOR, Role.AUDITOR, Role.EAO_REVIEWER, Role.VISITOR])
def test_who_may_not_choose(house, role):
    with pytest.raises(Forbidden), house.begin(Actor(role=role)) as work:
        choices.propose(work, "AMB-1", "lowest", "x", TOMORROW)


def test_each_act_is_in_the_record(house):
    made = choose(house, "AMB-1", "lowest")
    with house.begin(treasurer()) as work:
        choices.withdraw(work, made)
    with house.begin(auditor()) as work:
        events = [each for each, _ in audit.page(work, Asked()).rows if each.subject_kind == "reading_choice"]
    acts = [(each.action, each.subject_id, each.detail["option"], each.detail["for"]) for each in events]
    assert [(f"reading.{act}", str(made), "lowest", "state") for act in ("withdrawn", "confirmed", "proposed")] == acts
