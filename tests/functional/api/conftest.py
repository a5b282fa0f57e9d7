"""Fixtures of the API's tests: callers with a key, and one EAO with something of everything."""

import pytest

from esa.identity import service as identity
from esa.identity.domain import NewKey, may_be_given
from esa.kernel.actors import SYSTEM, Actor
from esa.kernel.ids import new_id
from esa.kernel.permissions import Role
from esa.platform.web.access import MARK


class Caller:
    """A program with its key (or none): a client that sends it with every call and keeps no cookie."""

    def __init__(self, app, key=None):
        self.client, self.key = app.test_client(use_cookies=False), key

    def call(self, method, path, **given):
        headers = {**({"Authorization": f"Bearer {self.key}"} if self.key else {}), **given.pop("headers", {})}
        return self.client.open(path, method=method, headers=headers, **given)

    def get(self, path, **given):
        return self.call("GET", path, **given)

    def post(self, path, **given):
        return self.call("POST", path, **given)


@pytest.fixture
def caller(app, house):
    """Return a maker of callers: without a role a visitor; of a role with all that the page "API keys" offers to it."""

    def make(role=None, permissions=None, days=30, **acts_for):
        if role is None:
            return Caller(app)
        with house.begin(SYSTEM) as work:
            user_id = identity.create_user(work, email=f"{new_id().hex}@example.org", display_name="Pat Program")
            identity.add_membership(work, user_id, role, **acts_for)
            actor = Actor(role=role, user_id=user_id, name="Pat Program", **acts_for)
            asked = {getattr(view, MARK, None) for name, view in app.view_functions.items() if "_api." in name}
            given = may_be_given(role) & asked if permissions is None else frozenset(permissions)
            fresh = identity.make_key(work, actor, NewKey("a program", given, days))
        made = Caller(app, fresh.text)
        made.actor, made.prefix = actor, fresh.prefix
        return made

    return make


KEYED = (Role.EAO_MANAGER, Role.TREASURER, Role.AUDITOR)
