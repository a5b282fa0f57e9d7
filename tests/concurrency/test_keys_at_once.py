"""Many calls at once are counted one by one, and two keys of one name made at once are one."""

from concurrent.futures import ThreadPoolExecutor

import sqlalchemy as sa

from esa.identity import service as identity
from esa.identity.domain import CALLS_OF_AN_ADDRESS, NewKey
from esa.kernel.actors import SYSTEM, Actor
from esa.kernel.errors import Conflict
from esa.kernel.permissions import Permission, Role

AT_ONCE = 8


def test_calls_of_one_address_at_once_are_all_counted_and_only_so_many_are_taken(house):
    def call(_):
        with house.begin(SYSTEM) as work:
            return identity.admit(work, "", "192.0.2.1", "GET /api/v1/law").refusal

    with ThreadPoolExecutor(AT_ONCE) as pool:
        refusals = list(pool.map(call, range(CALLS_OF_AN_ADDRESS + 20)))
    assert len([each for each in refusals if each is None]) == CALLS_OF_AN_ADDRESS
    with house.begin(SYSTEM) as work:
        assert work.tx.scalar(sa.text("SELECT calls FROM api_callers")) == CALLS_OF_AN_ADDRESS + 20


def test_two_keys_of_one_name_made_at_once_are_one(house):
    with house.begin(SYSTEM) as work:
        user_id = identity.create_user(work, email="auditor@example.org", display_name="Pat")
        identity.add_membership(work, user_id, Role.AUDITOR)
    actor = Actor(role=Role.AUDITOR, user_id=user_id)

    def make(_):
        try:
            with house.begin(SYSTEM) as work:
                return identity.make_key(work, actor, NewKey("nightly", frozenset({Permission.BOOKS_READ}), 30))
        except Conflict as refusal:
            return refusal.code

    with ThreadPoolExecutor(AT_ONCE) as pool:
        made = list(pool.map(make, range(AT_ONCE)))
    assert made.count("name_taken") == AT_ONCE - 1
    with house.begin(SYSTEM) as work:
        assert work.tx.scalar(sa.text("SELECT count(*) FROM api_keys")) == 1
