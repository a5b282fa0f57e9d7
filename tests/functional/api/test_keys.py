"""The life of a key: made on a page and shown once, good within its scope and days, counted, revoked."""

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa

from esa.identity.domain import CALLS_OF_A_KEY, CALLS_OF_AN_ADDRESS, may_be_given
from esa.kernel.actors import SYSTEM
from esa.kernel.permissions import PERMISSIONS_OF, Permission, Role
from tests.builders import an_organization
from tests.functional.api.conftest import KEYED, Caller
from tests.functional.forms import token_of

ME = "/api/v1/me"


@pytest.fixture
def eao(house):
    with house.begin(SYSTEM) as work:
        return an_organization(work)


def make(client, permissions=("account:read",), **more):
    data = {"csrf_token": token_of(client, "/keys/"), "name": "nightly", "days": "30", "permissions": list(permissions)}
    return client.post("/keys/", data=data | more)


def text_of(page):
    return re.search(r"esa_[0-9a-f]{8}_[\w-]{43}", page.get_data(as_text=True)).group()


def test_a_key_is_made_shown_once_works_and_is_revoked_at_once(app, signed_in, eao, house):
    browser = signed_in(Role.EAO_MANAGER, organization_id=eao)
    text = text_of(make(browser))
    program = Caller(app, text)
    assert program.get(ME).json["permissions"] == ["account:read"]
    listed = browser.get("/keys/").get_data(as_text=True)
    assert text not in listed
    assert text[:12] in listed
    with house.begin(SYSTEM) as work:
        assert text not in str(work.tx.execute(sa.text("SELECT * FROM api_keys")).all())
        assert text not in str(work.tx.execute(sa.text("SELECT * FROM audit_events")).all())
        key_id = work.tx.scalar(sa.text("SELECT id FROM api_keys"))
    browser.post(f"/keys/{key_id}/revoke", data={"csrf_token": token_of(browser, "/keys/")})
    assert (program.get(ME).status_code, program.get(ME).json["code"]) == (401, "key_needed")
    assert "Revoked" in browser.get("/keys/").get_data(as_text=True)
    # Its name is free again.
    assert make(browser).status_code == 200


def test_making_and_revoking_stand_in_the_record_under_the_person(signed_in, eao, house):
    browser = signed_in(Role.EAO_MANAGER, organization_id=eao)
    make(browser)
    with house.begin(SYSTEM) as work:
        user_id, key_id = work.tx.execute(sa.text("SELECT user_id, id FROM api_keys")).one()
    for _ in range(2):
        browser.post(f"/keys/{key_id}/revoke", data={"csrf_token": token_of(browser, "/keys/")})
    with house.begin(SYSTEM) as work:
        rows = work.tx.execute(
            sa.text("SELECT action, actor_user_id FROM audit_events WHERE action LIKE 'api_key%' ORDER BY id")
        ).all()
    assert rows == [("api_key.made", user_id), ("api_key.revoked", user_id)]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"name": ""}, "name"), ({"name": "x" * 81}, "name"), ({"days": "10000"}, "days"), ({"days": ""}, "days"),
        ({"permissions": []}, "permissions"), ({"permissions": ["award:release"]}, "permissions"),
        ({"permissions": ["api_key:manage"]}, "permissions"), ({"permissions": ["cap:set"]}, "permissions"),
        ({"permissions": ["odd"]}, "permissions"),
    ],
)  # fmt: skip
def test_a_key_that_cannot_be_made_names_the_field_and_keeps_what_was_typed(signed_in, eao, house, given, field):
    browser = signed_in(Role.EAO_MANAGER, organization_id=eao)
    answer = (
        make(browser, permissions=["books:read"], **given)
        if "permissions" not in given
        else make(browser, given["permissions"])
    )
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert f'href="#{field}' in page
    if "name" not in given:
        assert 'value="nightly"' in page
    if "permissions" not in given:
        assert re.search(r'value="books:read" checked', page)
    with house.begin(SYSTEM) as work:
        assert work.tx.scalar(sa.text("SELECT count(*) FROM api_keys")) == 0


def test_two_live_keys_of_one_person_have_two_names(signed_in, eao):
    browser = signed_in(Role.EAO_MANAGER, organization_id=eao)
    make(browser)
    again = make(browser)
    assert again.status_code == 422
    assert "You have a key of this name" in again.get_data(as_text=True)


def test_another_persons_key_does_not_exist(signed_in, eao, house):
    one, other = (signed_in(Role.EAO_MANAGER, organization_id=eao) for _ in range(2))
    make(one)
    with house.begin(SYSTEM) as work:
        key_id = work.tx.scalar(sa.text("SELECT id FROM api_keys"))
    answer = other.post(f"/keys/{key_id}/revoke", data={"csrf_token": token_of(other, "/keys/")})
    assert answer.status_code == 404
    assert "You have no key yet." in other.get("/keys/").get_data(as_text=True)


def test_a_key_dies_with_its_days_its_role_and_its_user(caller, eao, house, clock):
    for end in (
        lambda _: clock.move_to(clock.now() + timedelta(days=31)),
        lambda work: work.tx.execute(sa.text("UPDATE memberships SET ended_at = now()")),
        lambda work: work.tx.execute(sa.text("UPDATE users SET disabled_at = now()")),
    ):
        one = caller(Role.EAO_MANAGER, organization_id=eao)
        assert one.get(ME).status_code == 200
        with house.begin(SYSTEM) as work:
            end(work)
        assert one.get(ME).status_code == 401


def test_a_key_never_does_more_than_its_role_does_today(caller, eao, house):
    one = caller(Role.EAO_MANAGER, organization_id=eao)
    with house.begin(SYSTEM) as work:
        work.tx.execute(
            sa.text("""UPDATE api_keys SET permissions = '["cap:set", "contribution:record", "gone:away"]'""")
        )
    assert one.get("/api/v1/accounts").status_code == 403


@pytest.mark.parametrize("role", KEYED, ids=lambda role: role.value)
def test_no_key_can_make_keys_and_none_is_given_what_its_maker_may_not(role):
    assert Permission.API_KEY_MANAGE not in may_be_given(role)
    assert may_be_given(role) < PERMISSIONS_OF[role]


@pytest.mark.parametrize("sent", ["Bearer nonsense", "Bearer", "Basic abc", "bearer esa_00000000_x", "x" * 5000])
def test_a_header_that_is_no_key_is_refused_even_where_none_is_needed(client, sent):
    for path in (ME, "/api/v1/law"):
        answer = client.get(path, headers={"Authorization": sent})
        assert (answer.status_code, answer.json["code"]) == (401, "key_needed")


def spend(house, caller, calls):
    with house.begin(SYSTEM) as work:
        work.tx.execute(
            sa.text("INSERT INTO api_callers (caller, minute, calls) VALUES (:c, :m, :n) ON CONFLICT (caller)"
                    " DO UPDATE SET calls = :n"),
            {"c": caller, "m": work.now.replace(second=0, microsecond=0), "n": calls},
        )  # fmt: skip


def test_too_many_calls_of_a_minute_are_refused_with_the_time_to_wait(caller, eao, house, clock):
    one, nobody = caller(Role.EAO_MANAGER, organization_id=eao), caller()
    spend(house, f"key:{one.prefix}", CALLS_OF_A_KEY - 1)
    spend(house, "address:127.0.0.1", CALLS_OF_AN_ADDRESS - 1)
    for each, path in ((one, ME), (nobody, "/api/v1/law")):
        assert each.get(path).status_code == 200
        answer = each.get(path)
        assert (answer.status_code, answer.json["code"]) == (429, "too_many_calls")
        assert answer.headers["Retry-After"] == "60"
    clock.move_to(clock.now() + timedelta(seconds=60))
    assert one.get(ME).status_code == nobody.get("/api/v1/law").status_code == 200


def test_guessing_keys_is_counted_by_address(caller, client, house):
    spend(house, "address:127.0.0.1", CALLS_OF_AN_ADDRESS)
    assert client.get(ME, headers={"Authorization": "Bearer esa_00000000_guess"}).status_code == 429


def test_addresses_are_forgotten_after_an_hour(caller, house, clock):
    spend(house, "address:192.0.2.7", 3)
    clock.move_to(clock.now() + timedelta(minutes=62))
    caller().get("/api/v1/law")
    with house.begin(SYSTEM) as work:
        assert list(work.tx.scalars(sa.text("SELECT caller FROM api_callers"))) == ["address:127.0.0.1"]


def test_the_page_of_keys_is_for_those_who_may_have_some(signed_in, eao):
    assert signed_in(Role.EAO_REVIEWER, organization_id=eao).get("/keys/").status_code == 403
    assert signed_in(Role.AUDITOR).get("/keys/").status_code == 200


def test_each_thing_a_key_can_be_given_is_told_in_words(signed_in, eao):
    for role in KEYED:
        page = signed_in(role, **({"organization_id": eao} if role is Role.EAO_MANAGER else {})).get("/keys/")
        labels = re.findall(r"checkbox__label[^>]*>([^<]*)<", page.get_data(as_text=True))
        assert labels
        assert [each for each in labels if ":" in each] == []
