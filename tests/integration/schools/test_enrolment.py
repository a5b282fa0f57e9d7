"""Enrolment in the school's own word: what a school sees, what its word does, how the EAO follows it up."""

from datetime import date

import pytest
import sqlalchemy as sa

from esa.accounts import service as accounts
from esa.accounts.domain.enrolment import Answer, Said
from esa.accounts.service import enrolment
from esa.kernel.actors import SYSTEM
from esa.kernel.errors import Conflict, EsaError, Forbidden, Invalid, NotFound
from esa.kernel.permissions import Role
from esa.schools.service import payees
from tests.builders import a_payee, finance, manager, of_payee
from tests.integration.schools.at_school import a_school, at_school

FIRST_DAY = date(2025, 8, 18)


@pytest.fixture
def there(house):
    return at_school(house)


def school_of(there):
    return of_payee(there.school, Role.SCHOOL)


def family_name(house):
    with house.begin(SYSTEM) as work:
        return work.tx.scalar(sa.text("SELECT family_name FROM students"))


def test_a_school_sees_its_own_child_and_no_other_schools(house, there):
    other = a_payee(house, there.river, school_id=a_school(house), name="")
    with house.begin(school_of(there)) as work:
        child = enrolment.children(work)[0]
        assert (child.number, child.is_asked, child.organization_id) == (there.number, True, there.river)
        assert child.grade
    with house.begin(of_payee(other, Role.SCHOOL)) as work:
        assert enrolment.children(work) == []
        with pytest.raises(NotFound):
            enrolment.child(work, there.number)
    with pytest.raises(NotFound), house.begin(of_payee(other, Role.SCHOOL)) as work:
        enrolment.say(work, there.number, Said(answer=Answer.LEFT, on=FIRST_DAY))


def test_ACC_1_a_schools_word_lets_the_deposits_come(house, there):
    with house.begin(SYSTEM) as work:
        work.tx.execute(sa.text("UPDATE scholarship_accounts SET agreement_on = DATE '2025-08-01'"))
    with house.begin(finance(there.river)) as work:
        assert accounts.post_due_deposits(work).posted == 0
    with house.begin(school_of(there)) as work:
        enrolment.say(work, there.number, Said(answer=Answer.ENROLLED, on=FIRST_DAY))
    with house.begin(finance(there.river)) as work:
        assert accounts.account(work, there.number).account.enrolled_on == FIRST_DAY
        assert accounts.post_due_deposits(work).posted > 0
        assert list(enrolment.open_answers(work)) == []
    with house.begin(SYSTEM) as work:
        said = work.tx.execute(
            sa.text("SELECT actor_role, detail FROM audit_events WHERE action = 'enrolment.said'")
        ).one()
    assert said.actor_role == "school"
    assert said.detail["answer"] == "enrolled"


@pytest.mark.parametrize("answer", [Answer.NOT_ENROLLED, Answer.LEFT])
def test_a_child_who_is_not_there_becomes_a_task_and_no_deposit_comes(house, answer):
    there = at_school(house, enrolled=True)
    with house.begin(school_of(there)) as work:
        enrolment.say(work, there.number, Said(answer=answer, on=FIRST_DAY, note="Moved away."))
        assert enrolment.children(work)[0].answer is answer
    with house.begin(finance(there.river)) as work:
        assert accounts.account(work, there.number).account.enrolled_on is None
        assert accounts.post_due_deposits(work).posted == 0
        ((task, number),) = enrolment.open_answers(work)
        assert (number, task.note, task.said_by_name) == (there.number, "Moved away.", "Payee")
    with house.begin(manager(there.hill)) as work:
        assert list(enrolment.open_answers(work)) == []
        with pytest.raises(NotFound):
            enrolment.deal_with(work, task.id, "Not mine")
    with pytest.raises(Invalid, match="Say what you did"), house.begin(manager(there.river)) as work:
        enrolment.deal_with(work, task.id, " ")
    with house.begin(manager(there.river)) as work:
        enrolment.deal_with(work, task.id, "Called the family.")
        assert list(enrolment.open_answers(work)) == []
    with pytest.raises(Conflict), house.begin(manager(there.river)) as work:
        enrolment.deal_with(work, task.id, "Again")


@pytest.mark.parametrize("day", [None, date(2025, 11, 26), date(2025, 6, 30)], ids=["none", "tomorrow", "last-year"])
def test_a_day_that_cannot_be_names_its_field(house, there, day):
    with pytest.raises(Invalid) as refused, house.begin(school_of(there)) as work:
        enrolment.say(work, there.number, Said(answer=Answer.ENROLLED, on=day))
    assert [ground.field for ground in refused.value.grounds] == ["on"]


def test_a_closed_account_asks_nothing_more(house, there):
    with house.begin(SYSTEM) as work:
        work.tx.execute(sa.text("UPDATE scholarship_accounts SET standing = 'closed'"))
    with pytest.raises(Conflict, match="closed"), house.begin(school_of(there)) as work:
        enrolment.say(work, there.number, Said(answer=Answer.ENROLLED, on=FIRST_DAY))


def test_EXP_N3_a_provider_takes_on_a_child_by_number_and_name_and_says_how_it_is_related(house, there):
    name = family_name(house)
    for number, family in ((there.number, "Nobody"), ("SA-00000-00000", name)):
        with pytest.raises(Invalid, match="No open account"), house.begin(of_payee(there.provider)) as work:
            enrolment.take_on(work, number, family, None)
    with house.begin(of_payee(there.provider)) as work:
        assert enrolment.children(work) == []
        enrolment.take_on(work, there.number.lower(), name.upper(), 3)
        child = enrolment.children(work)[0]
        enrolment.relate(work, there.number, 3)
    with house.begin(SYSTEM) as work:
        facts = payees.payee(work, there.provider, there.river)
    assert facts.relation_degree(child.student_id) == 3


def test_a_provider_confirms_no_enrolment(house, there):
    with house.begin(of_payee(there.provider)) as work:
        enrolment.take_on(work, there.number, family_name(house), None)
    with pytest.raises(Forbidden), house.begin(of_payee(there.provider)) as work:
        enrolment.say(work, there.number, Said(answer=Answer.ENROLLED, on=FIRST_DAY))


def test_a_refusal_ends_the_reach_of_the_house(house, there):
    with house.begin(school_of(there)) as work:
        with pytest.raises(EsaError), work.by_the_system(), work.by_the_system():
            raise Conflict("Refused.")
        assert work.tx.scalar(sa.text("SELECT current_user")) == "esa_payee"
        with work.by_the_system():
            with work.by_the_system():
                pass
            assert work.tx.scalar(sa.text("SELECT current_user")) == "esa_system"
        assert work.tx.scalar(sa.text("SELECT current_user")) == "esa_payee"


def test_a_list_of_children_goes_on_from_its_last_row_and_is_searched_by_name(house, there):
    with house.begin(school_of(there)) as work:
        name = enrolment.children(work)[0].given_name
        assert [each.number for each in enrolment.page(work, name.upper()).rows] == [there.number]
        assert enrolment.page(work, "nobody at all").rows == []
        assert enrolment.page(work, "", there.number).rows == []
        assert enrolment.page(work, "", "no such mark").following is None
