"""Accounts are opened with the grant: one for each EAO that grants a student, one for all its grants of that student."""

from esa.accounts import service as accounts
from esa.accounts.domain import Granted
from esa.grants import service as grants
from esa.grants.domain import NewGrant
from esa.kernel.actors import SYSTEM
from esa.kernel.dates import SchoolYear
from esa.kernel.ids import new_id
from esa.ledger import service as ledger
from tests.builders import YEAR, an_organization, finance

SOURCES = (("tax_credit", 100_000),)


def open_for(house, owner, student, year=YEAR):
    grant = NewGrant(
        id=new_id(), organization_id=owner, household_id=new_id(), student_id=student, person_id=student,
        application_id=new_id(), school_year=year, tier="f", amount=100_000, cap=714_500, cap_percent=100, lunch=None,
        has_iep=False, run_id=new_id(), sources=SOURCES,
    )  # fmt: skip
    with house.begin(finance(owner)) as work:
        grants.record(work, [grant])
        wanted = Granted(
            grant_id=grant.id, household_id=grant.household_id, student_id=student,
            application_id=grant.application_id, amount=100_000, sources=SOURCES, payment_plan="four",
            agreement_on=None, enrolled_on=None, school_id=None,
        )  # fmt: skip
        return accounts.open_and_schedule(work, owner, year, [wanted])


def numbers(house, owner):
    with house.begin(finance(owner)) as work:
        return [each.account.number for each in accounts.accounts(work)]


def two(house):
    with house.begin(SYSTEM) as work:
        made = [an_organization(work, slug) for slug in ("river", "hill")]
        for each in made:
            ledger.ensure_accounts(work, each)
    return made


def test_a_student_granted_by_two_EAOs_has_an_account_with_each(house):
    river, hill = two(house)
    student = new_id()
    assert open_for(house, river, student) == 4
    assert open_for(house, hill, student) == 4
    assert len({*numbers(house, river), *numbers(house, hill)}) == 2


def test_a_second_year_goes_into_the_same_account(house):
    river, _ = two(house)
    student = new_id()
    open_for(house, river, student)
    first = numbers(house, river)
    assert open_for(house, river, student, SchoolYear(YEAR.opens + 1)) == 4
    assert numbers(house, river) == first
