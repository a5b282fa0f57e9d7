"""Two windows, or an impatient finger, at the same instant: one application, no answer lost unseen."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from esa.applications import service as applications
from esa.applications.domain.drafts.answers import Answers, Place, Signature, mark_of
from esa.applications.service import drafts
from esa.families import service as families
from esa.families.domain import NewHousehold
from esa.kernel.actors import SYSTEM, Actor
from esa.kernel.errors import Conflict, EsaError
from esa.kernel.ids import new_id
from esa.kernel.permissions import Role
from tests.functional.family_journey import add_reference
from tests.unit.applications.test_drafts import CHILD, HOME

WINDOWS = 8


@pytest.fixture
def family(house) -> Actor:
    with house.begin(SYSTEM) as work:
        mine = families.create_household(work, NewHousehold(contact_name="Ana Ruiz"))
    return Actor(role=Role.FAMILY, user_id=new_id(), household_id=mine)


def at_once(action):
    with ThreadPoolExecutor(WINDOWS) as pool:
        return list(pool.map(action, range(WINDOWS)))


def test_of_windows_that_save_the_same_question_at_once_one_saves_and_the_others_are_told(house, family):
    def save(number: int) -> str:
        try:
            with house.begin(family) as work:
                drafts.save(work, Place("size"), Answers({"size": number + 1}), mark_of({}))
        except Conflict as refusal:
            return refusal.code
        return "saved"

    assert sorted(at_once(save)) == ["saved", *["stale_page"] * (WINDOWS - 1)]


def test_windows_on_different_questions_lose_nothing(house, family):
    steps = ["contact", "size", "missouri", "address", "income", "payment", "contact2", "size2"]

    def save(number: int) -> None:
        with house.begin(family) as work:
            drafts.save(work, Place(steps[number]), Answers({"said": number}), mark_of({}))

    at_once(save)
    with house.begin(family) as work:
        draft = drafts.current(work)
    assert {step: draft.at(Place(step)) for step in steps} == {step: {"said": n} for n, step in enumerate(steps)}
    assert draft.version == WINDOWS


def test_pressing_send_in_many_windows_at_once_files_one_application(house, family):
    reference = add_reference(house)
    school = {"school_id": str(reference.first.id)}
    with house.begin(family) as work:
        for step, values in HOME.items():
            drafts.save(work, Place(step), Answers(values), mark_of({}))
        key = drafts.add_child(work)
        for step, values in {**CHILD, "school": school}.items():
            if step != "key":
                drafts.save(work, Place(step, key), Answers(values), mark_of({}))
        version = drafts.current(work).version

    def send(_: int) -> str:
        try:
            with house.begin(family) as work:
                return drafts.send(work, Signature("Ana Ruiz", version)).children[0]["sent"]["reference"]
        except EsaError as refusal:
            return refusal.code

    assert len(set(at_once(send))) == 1
    with house.begin(SYSTEM) as work:
        assert len(applications.applications_of_household(work, family.household_id)) == 1
