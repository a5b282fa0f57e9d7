"""Every call of the API, with each role's key, with none and with a browser's session; refusals and their documents."""

import pytest
import sqlalchemy as sa

from esa.kernel.actors import SYSTEM
from esa.kernel.permissions import PERMISSIONS_OF, Permission, Role
from esa.platform.web.access import MARK
from tests.builders import an_organization
from tests.functional.api.conftest import KEYED
from tests.functional.test_routes import address, counts, every_rule

# What a call leaves besides: the record, and the count of calls with the day a key was last used.
METHODS = ("GET", "POST")


def calls(app):
    """Each (method, address, mark) of the API."""
    for rule in every_rule(app):
        if rule.rule.startswith("/api/"):
            for method in sorted(rule.methods & set(METHODS)):
                yield (
                    method,
                    address(rule).replace("<int:year>", "2025"),
                    getattr(app.view_functions[rule.endpoint], MARK),
                )


@pytest.fixture
def caller_in(house, caller):
    def make(role):
        if role is not Role.EAO_MANAGER:
            return caller(role)
        with house.begin(SYSTEM) as work:
            organization = an_organization(work, "river")
        return caller(role, organization_id=organization)

    return make


def is_problem(answer):
    told = answer.get_json()
    return (
        answer.mimetype == "application/problem+json"
        and told["status"] == answer.status_code
        and told["type"] == f"urn:esa:error:{told['code']}"
        and told["grounds"]
        and all(set(each) == {"field", "message"} and each["message"] for each in told["grounds"])
        and "Set-Cookie" not in answer.headers
    )


@pytest.mark.parametrize("role", KEYED, ids=lambda role: role.value)
def test_a_key_without_the_permission_is_refused_and_no_call_breaks(app, caller_in, role):
    one, seen = caller_in(role), 0
    for method, path, mark in calls(app):
        answer = one.call(method, path)
        assert answer.status_code < 500, path
        assert "Set-Cookie" not in answer.headers
        if isinstance(mark, Permission) and mark not in PERMISSIONS_OF[role]:
            assert answer.status_code == 403, path
        assert answer.status_code < 400 or is_problem(answer), path
        seen += 1
    assert seen > 15


def test_without_a_key_a_call_that_needs_one_is_told_so(app, caller):
    nobody = caller()
    for method, path, mark in calls(app):
        answer = nobody.call(method, path)
        if isinstance(mark, Permission) and mark not in PERMISSIONS_OF[Role.VISITOR]:
            assert (answer.status_code, answer.json["code"]) == (401, "key_needed"), path
            assert answer.headers["WWW-Authenticate"] == "Bearer"
        assert answer.status_code < 400 or is_problem(answer), path


@pytest.mark.parametrize("role", [Role.EAO_MANAGER, Role.TREASURER, Role.FAMILY], ids=lambda role: role.value)
def test_a_session_of_a_browser_counts_for_nothing(app, house, signed_in, role):
    with house.begin(SYSTEM) as work:
        organization = an_organization(work)
    browser = signed_in(role, **({"organization_id": organization} if role is Role.EAO_MANAGER else {}))
    for method, path, mark in calls(app):
        if isinstance(mark, Permission) and mark not in PERMISSIONS_OF[Role.VISITOR]:
            assert browser.open(path, method=method).status_code == 401, path


@pytest.mark.parametrize("role", KEYED, ids=lambda role: role.value)
def test_a_GET_of_the_API_changes_nothing_but_the_record(app, caller_in, _owner, role):
    one = caller_in(role)
    before = counts(_owner)
    for method, path, _ in calls(app):
        if method == "GET":
            one.get(path)
    after = counts(_owner)
    grown = {name for name in before if before[name] != after[name]}
    assert grown <= {"api_callers"}


def test_every_call_with_a_key_is_in_the_record_under_its_person(app, caller_in, house):
    one = caller_in(Role.EAO_MANAGER)
    one.get("/api/v1/accounts")
    one.post("/api/v1/applications")
    with house.begin(SYSTEM) as work:
        rows = work.tx.execute(
            sa.text(
                "SELECT actor_user_id, subject_id, detail FROM audit_events WHERE action = 'api.called' ORDER BY id"
            )
        ).all()
    assert rows == [
        (one.actor.user_id, called, {"api_key": one.prefix})
        for called in ("GET /api/v1/accounts", "POST /api/v1/applications")
    ]


@pytest.mark.parametrize(
    ("method", "path", "given", "status", "code"),
    [
        ("GET", "/api/v1/none-such", {}, 404, "not_found"),
        ("GET", "/api/none-such", {}, 404, "not_found"),
        ("GET", "/api/v1/accounts/a%00b", {}, 404, "not_found"),
        ("DELETE", "/api/v1/accounts", {}, 405, "method_not_allowed"),
        ("POST", "/api/v1/applications", {"data": "{}"}, 415, "wrong_content_type"),
        ("POST", "/api/v1/applications", {"data": "{", "content_type": "application/json"}, 400, "bad_request"),
        ("POST", "/api/v1/applications", {"data": b"\xff", "content_type": "application/json"}, 400, "bad_request"),
        ("POST", "/api/v1/applications", {"data": '{"a": 1, "a": 2}', "content_type": "application/json"}, 400, "bad_request"),
        ("POST", "/api/v1/applications", {"data": '{"a": NaN}', "content_type": "application/json"}, 400, "bad_request"),
        ("POST", "/api/v1/applications", {"data": '{"a": "\\u0000"}', "content_type": "application/json"}, 400, "bad_request"),
        ("POST", "/api/v1/applications", {"data": '"\\ud800"', "content_type": "application/json"}, 400, "bad_request"),
        ("POST", "/api/v1/applications", {"data": "[" * 50_000, "content_type": "application/json"}, 400, "bad_request"),
        ("POST", "/api/v1/applications", {"json": []}, 422, "invalid"),
        ("POST", "/api/v1/award-runs", {"json": {"school_year": "2025-26", "tie": "lottery", "last": "stop"}}, 422, "invalid"),
        ("GET", "/api/v1/award-runs/RUN-none", {}, 404, "not_found"),
        ("GET", "/api/v1/cap/2019", {}, 404, "cap_unknown"),
        ("GET", "/api/v1/law?on=2019-01-01", {}, 422, "invalid"),
        ("GET", "/api/v1/books?from=2025-09-01&to=2025-08-01", {}, 422, "invalid"),
        ("GET", "/api/v1/books?first=2025-09-01", {}, 422, "invalid"),
    ],
)  # fmt: skip
def test_each_way_of_being_wrong_has_its_status_and_code(caller_in, method, path, given, status, code):
    answer = caller_in(Role.EAO_MANAGER).call(method, path, **given)
    assert (answer.status_code, answer.json["code"]) == (status, code)
    assert is_problem(answer)
    if status == 405:
        assert {"GET", "HEAD", "OPTIONS"} <= set(answer.headers["Allow"].split(", "))


def test_a_body_beyond_the_limit_is_refused_before_it_is_read(app, caller_in):
    app.config["MAX_CONTENT_LENGTH"] = 100
    answer = caller_in(Role.EAO_MANAGER).post("/api/v1/applications", json={"households": ["x" * 200]})
    assert (answer.status_code, answer.json["code"]) == (413, "too_large")
    assert is_problem(answer)


def test_every_fault_of_a_call_is_told_at_once(caller_in):
    answer = caller_in(Role.EAO_MANAGER).post("/api/v1/applications", json={"dry_run": "yes", "colour": "red"})
    told = {each["field"]: each["message"] for each in answer.json["grounds"]}
    assert told == {
        "school_year": "is required",
        "households": "is required",
        "dry_run": "must be true or false",
        "colour": "is not a field here; mend its name or leave it out",
    }
