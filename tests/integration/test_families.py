"""Households and students: stored one by one and in bulk, changed by a second import, seen by nobody else."""

import uuid
from datetime import date

import pytest

from esa.families import service as families
from esa.families.domain import NewHousehold, NewStudent
from esa.kernel.actors import SYSTEM, Actor
from esa.kernel.errors import Forbidden, NotFound
from esa.kernel.ids import new_id
from esa.kernel.money import Money
from esa.kernel.permissions import Role


def family(household_id: uuid.UUID) -> Actor:
    return Actor(role=Role.FAMILY, user_id=new_id(), household_id=household_id)


def household(house, **more) -> uuid.UUID:
    with house.begin(SYSTEM) as work:
        return families.create_household(work, NewHousehold(contact_name="Ana Ruiz", **more))


def test_a_family_sees_its_own_household_and_children(house):
    mine = household(house, size=4, annual_income=Money.from_wire("41795.00"))
    with house.begin(family(mine)) as work:
        new = NewStudent(household_id=mine, given_name="Leo", family_name="Ruiz", birth_on=date(2015, 3, 27))
        student = families.add_student(work, new)
    with house.begin(family(mine)) as work:
        assert families.household(work, mine).annual_income == Money.from_wire("41795.00")
        found = families.students(work, mine)
        assert [(each.id, each.person_id) for each in found] == [(student, student)]


def test_AMB_4_an_income_that_is_not_given_stays_not_given(house):
    mine = household(house)
    with house.begin(family(mine)) as work:
        assert families.household(work, mine).annual_income is None


def test_a_family_cannot_see_or_fill_another_household(house):
    mine, other = household(house), household(house)
    with house.begin(family(mine)) as work, pytest.raises(Forbidden):
        families.household(work, other)
    stranger = NewStudent(household_id=other, given_name="X", family_name="Y", birth_on=date(2015, 1, 1))
    with house.begin(family(mine)) as work, pytest.raises(Forbidden):
        families.add_student(work, stranger)


def test_an_organization_cannot_see_a_household_it_did_not_bring_in(house):
    mine = household(house)
    eao = Actor(role=Role.EAO_MANAGER, user_id=new_id(), organization_id=new_id())
    with house.begin(eao) as work, pytest.raises(NotFound):
        families.household(work, mine)


def test_many_are_stored_at_once_and_a_second_time_changes_but_does_not_double(house):
    organization = new_id()
    ids = [new_id() for _ in range(500)]

    def run(city: str) -> tuple[int, int]:
        homes = [
            NewHousehold(id=each, contact_name=f"Parent {n}", city=city, intake_organization_id=organization, size=3)
            for n, each in enumerate(ids)
        ]
        pupils = [
            NewStudent(id=each, household_id=each, given_name="A", family_name=f"F{n}", birth_on=date(2014, 5, 1),
                       intake_organization_id=organization)
            for n, each in enumerate(ids)
        ]  # fmt: skip
        with house.begin(Actor(role=Role.EAO_MANAGER, user_id=new_id(), organization_id=organization)) as work:
            return families.record_many(work, homes, pupils)

    assert run("Rolla") == (500, 500)
    assert run("Sedalia") == (500, 500)
    with house.begin(SYSTEM) as work:
        assert families.household(work, ids[7]).city == "Sedalia"
        assert len(families.students(work, ids[7])) == 1
