"""Every route is marked, every role is tried on it, and a GET changes nothing but the record of looks."""

import re

import pytest
import sqlalchemy as sa

from esa.kernel.actors import SYSTEM
from esa.kernel.ids import new_id
from esa.kernel.permissions import PAYEES, PERMISSIONS_OF, Permission, Role
from esa.platform.web.access import MARK
from esa.tables import METADATA
from tests.builders import a_payee, an_organization
from tests.functional.forms import token_of

PASSWORD = "correct horse battery"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
ROLES = [role for role in Role if role not in (Role.SYSTEM, Role.VISITOR)]
# Written on a look: who looked, and that a session is alive.
MAY_GROW = {"audit_events", "sign_in_sessions"}
HEADERS = ("Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy")


def rules(app):
    """The pages; the routes of the API are walked with keys in tests/functional/api/test_calls.py."""
    return [rule for rule in every_rule(app) if not rule.rule.startswith("/api/")]


def every_rule(app):
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint != "static"]


def address(rule):
    numbered = re.sub(r"<uuid:[^>]*>", "00000000-0000-4000-8000-000000000000", rule.rule)
    numbered = re.sub(r"<int[^>]*>", "2025", numbered)
    chosen = re.sub(r"<any\((\w+)[^>]*>", r"\1", numbered)
    return re.sub(r"<[^>]*>", "none-such", chosen)


def test_every_route_carries_its_mark(app):
    bare = [rule.endpoint for rule in every_rule(app) if not hasattr(app.view_functions[rule.endpoint], MARK)]
    assert bare == []


@pytest.fixture
def client_in(house, signed_in):
    """Return a client in a role, acting for something of its own."""

    def make(role):
        with house.begin(SYSTEM) as work:
            organization = an_organization(work, f"eao-{role.value}")
        acts_for = {"household_id": new_id()} if role is Role.FAMILY else {}
        if role is Role.DONOR:
            acts_for = {"donor_id": new_id()}
        if role in PAYEES:
            acts_for = {"payee_id": a_payee(house, organization)}
        if role.value.startswith("eao"):
            acts_for = {"organization_id": organization}
        return signed_in(role, **acts_for)

    return make


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.value)
def test_a_role_without_the_permission_is_refused_on_every_route(app, client_in, role):
    client = client_in(role)
    wrong = []
    for rule in rules(app):
        mark = getattr(app.view_functions[rule.endpoint], MARK)
        if isinstance(mark, Permission) and mark not in PERMISSIONS_OF[role] and "GET" in rule.methods:
            if client.get(address(rule)).status_code != 403:
                wrong.append(rule.rule)
        elif "GET" in rule.methods and client.get(address(rule)).status_code >= 500:
            wrong.append(rule.rule)
    assert wrong == []


def test_a_visitor_is_sent_to_sign_in_where_a_permission_is_needed(app, client):
    wrong = []
    for rule in rules(app):
        mark = getattr(app.view_functions[rule.endpoint], MARK)
        if isinstance(mark, Permission) and mark not in PERMISSIONS_OF[Role.VISITOR] and "GET" in rule.methods:
            answer = client.get(address(rule))
            if answer.status_code != 303 or not answer.headers["Location"].startswith("/sign-in"):
                wrong.append(rule.rule)
    assert wrong == []


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.value)
def test_a_role_without_the_permission_sends_nothing_anywhere(app, client_in, role):
    client = client_in(role)
    data = {"csrf_token": token_of(client, "/help")}
    wrong = []
    for rule in rules(app):
        mark = getattr(app.view_functions[rule.endpoint], MARK)
        refused = isinstance(mark, Permission) and mark not in PERMISSIONS_OF[role]
        if refused and "POST" in rule.methods and client.post(address(rule), data=data).status_code != 403:
            wrong.append(rule.rule)
    assert wrong == []


def test_a_visitor_sends_nothing_where_a_permission_is_needed(app, client):
    data = {"csrf_token": token_of(client, "/sign-in")}
    wrong = []
    for rule in rules(app):
        mark = getattr(app.view_functions[rule.endpoint], MARK)
        if isinstance(mark, Permission) and mark not in PERMISSIONS_OF[Role.VISITOR] and "POST" in rule.methods:
            answer = client.post(address(rule), data=data)
            if answer.status_code != 303 or not answer.headers["Location"].startswith("/sign-in"):
                wrong.append(rule.rule)
    assert wrong == []


def counts(owner):
    with owner.connect() as connection:
        return {
            name: connection.scalar(sa.text(f"SELECT count(*) FROM {name}"))
            for name in METADATA.tables
            if name not in MAY_GROW
        }


@pytest.mark.parametrize("role", [Role.EAO_MANAGER, Role.FAMILY, Role.TREASURER], ids=lambda role: role.value)
def test_a_GET_changes_nothing_but_the_record_of_looks(app, client_in, _owner, role):
    client = client_in(role)
    before = counts(_owner)
    for rule in rules(app):
        if "GET" in rule.methods:
            client.get(address(rule))
    after = counts(_owner)
    assert {name: (before[name], after[name]) for name in before if before[name] != after[name]} == {}


def test_a_POST_without_its_token_does_nothing_anywhere(app, client):
    wrong = [
        rule.rule for rule in rules(app) if "POST" in rule.methods and client.post(address(rule)).status_code != 400
    ]
    assert wrong == []


def test_every_answer_carries_the_headers(app, client):
    for path in ("/", "/sign-in", "/posting/2025-26", "/none-such", "/eao/applications/"):
        answer = client.get(path)
        assert all(answer.headers.get(name) for name in HEADERS), path
        assert "unsafe" not in answer.headers["Content-Security-Policy"]
