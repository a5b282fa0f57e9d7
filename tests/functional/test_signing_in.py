"""Signing in: throttled, with a second factor for staff that is taken once, ended at the server."""

import hashlib
from datetime import timedelta

import pyotp
import pytest

from esa.identity import service
from esa.kernel.actors import SYSTEM
from esa.kernel.errors import Conflict, Invalid
from esa.kernel.ids import new_id
from esa.kernel.permissions import Role
from tests.functional.forms import token_of

PASSWORD = "correct horse battery"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def a_user(house, settings):
    def make(email, role, *, confirmed=True):
        with house.begin(SYSTEM) as work:
            user_id = service.create_user(
                work, email=email, display_name="Ada Example", password=PASSWORD, cheap_hash=True,
                second_factor_secret=service.sealed(settings.data_key, SECRET) if confirmed else None,
            )  # fmt: skip
            service.add_membership(work, user_id, role, household_id=new_id(), organization_id=new_id())
        return user_id

    return make


def sign_in(client, email, password=PASSWORD, **more):
    return client.post(
        "/sign-in", data={"csrf_token": token_of(client, "/sign-in"), "email": email, "password": password, **more}
    )


def test_a_parent_signs_in_with_a_password(client, a_user):
    a_user("ada@example.org", Role.FAMILY)
    assert sign_in(client, "Ada@Example.org").status_code == 303
    assert "Ada Example" in client.get("/").get_data(as_text=True)


def test_unknown_address_and_wrong_password_get_the_same_answer(client, a_user):
    a_user("ada@example.org", Role.FAMILY)
    wrong = sign_in(client, "ada@example.org", "not the password")
    unknown = sign_in(client, "nobody@example.org")
    assert wrong.status_code == unknown.status_code == 422
    said = "The e-mail address or the password is not right."
    assert said in wrong.get_data(as_text=True)
    assert said in unknown.get_data(as_text=True)


def test_a_code_is_tried_five_times_and_then_no_more(client, a_user, clock):
    a_user("rev@example.org", Role.EAO_REVIEWER)
    sign_in(client, "rev@example.org")
    for _ in range(5):
        client.post("/second-factor", data={"csrf_token": token_of(client, "/second-factor"), "code": "000000"})
    code = pyotp.TOTP(SECRET).at(int(clock.now().timestamp()))
    data = {"csrf_token": token_of(client, "/second-factor"), "code": code}
    refused = client.post("/second-factor", data=data)
    assert refused.status_code == 422
    assert "Too many tries" in refused.get_data(as_text=True)


def test_twenty_wrong_tries_close_an_address_for_every_name(client, a_user):
    a_user("ada@example.org", Role.FAMILY)
    for number in range(20):
        sign_in(client, f"nobody{number}@example.org")
    assert sign_in(client, "ada@example.org").status_code == 422


def test_the_sixth_try_is_refused_even_with_the_right_password_until_time_has_passed(client, a_user, clock):
    a_user("ada@example.org", Role.FAMILY)
    for _ in range(5):
        sign_in(client, "ada@example.org", "wrong")
    refused = sign_in(client, "ada@example.org")
    assert refused.status_code == 422
    assert "Too many tries" in refused.get_data(as_text=True)
    clock.move_to(clock.now() + timedelta(minutes=16))
    assert sign_in(client, "ada@example.org").status_code == 303


def test_staff_without_the_code_are_still_visitors(client, a_user):
    a_user("rev@example.org", Role.EAO_REVIEWER)
    answer = sign_in(client, "rev@example.org")
    assert answer.headers["Location"].startswith("/second-factor")
    assert "Ada Example" not in client.get("/").get_data(as_text=True)


def test_a_code_opens_once_and_not_a_second_time(client, app, a_user, clock):
    a_user("rev@example.org", Role.EAO_REVIEWER)
    code = pyotp.TOTP(SECRET).at(int(clock.now().timestamp()))
    sign_in(client, "rev@example.org")
    first = client.post("/second-factor", data={"csrf_token": token_of(client, "/second-factor"), "code": code})
    assert first.status_code == 303
    assert "Ada Example" in client.get("/").get_data(as_text=True)
    other = app.test_client()
    sign_in(other, "rev@example.org")
    again = other.post("/second-factor", data={"csrf_token": token_of(other, "/second-factor"), "code": code})
    assert again.status_code == 422


def test_a_member_of_staff_sets_up_the_second_factor_at_the_first_sign_in(client, a_user, clock):
    a_user("new@example.org", Role.TREASURER, confirmed=False)
    assert sign_in(client, "new@example.org").headers["Location"].startswith("/second-factor/set-up")
    page = client.get("/second-factor/set-up").get_data(as_text=True)
    secret = page.split("<code>")[1].split("</code>")[0]
    assert client.get("/second-factor/set-up/picture.svg").mimetype == "image/svg+xml"
    code = pyotp.TOTP(secret).at(int(clock.now().timestamp()))
    done = client.post("/second-factor/set-up", data={"csrf_token": token_of(client, "/sign-in"), "code": code})
    assert done.status_code == 303
    assert client.get("/second-factor/set-up").status_code == 403


def test_signing_out_ends_the_session_at_the_server(client, a_user):
    a_user("ada@example.org", Role.FAMILY)
    sign_in(client, "ada@example.org")
    with client.session_transaction() as session:
        kept = dict(session)
    client.post("/sign-out", data={"csrf_token": token_of(client, "/help")})
    with client.session_transaction() as session:
        session.update(kept)
    assert "Ada Example" not in client.get("/").get_data(as_text=True)


def test_a_session_that_lies_idle_is_over(client, a_user, clock):
    a_user("ada@example.org", Role.FAMILY)
    sign_in(client, "ada@example.org")
    clock.move_to(clock.now() + timedelta(hours=13))
    assert "Ada Example" not in client.get("/").get_data(as_text=True)


def test_a_session_of_staff_is_over_after_half_an_hour(client, a_user, clock):
    a_user("rev@example.org", Role.EAO_REVIEWER)
    sign_in(client, "rev@example.org")
    code = pyotp.TOTP(SECRET).at(int(clock.now().timestamp()))
    client.post("/second-factor", data={"csrf_token": token_of(client, "/second-factor"), "code": code})
    clock.move_to(clock.now() + timedelta(minutes=29))
    assert "Ada Example" in client.get("/").get_data(as_text=True)
    clock.move_to(clock.now() + timedelta(minutes=31))
    assert "Ada Example" not in client.get("/").get_data(as_text=True)


def test_a_session_is_made_anew_at_each_sign_in(client, a_user):
    a_user("ada@example.org", Role.FAMILY)
    tokens = set()
    for _ in range(2):
        sign_in(client, "ada@example.org")
        with client.session_transaction() as session:
            tokens.add(session["_user_id"])
    assert len(tokens) == 2


def test_only_the_hash_of_a_token_is_stored(client, a_user, _owner):
    a_user("ada@example.org", Role.FAMILY)
    sign_in(client, "ada@example.org")
    with client.session_transaction() as session:
        token = session["_user_id"]
    with _owner.connect() as connection:
        stored = connection.exec_driver_sql("SELECT token_hash FROM sign_in_sessions").scalars().all()
    assert stored == [hashlib.sha256(token.encode()).hexdigest()]


def test_the_language_that_was_chosen_is_there_again_on_another_device(client, app, a_user):
    a_user("ada@example.org", Role.FAMILY)
    client.get("/language/es")
    sign_in(client, "ada@example.org")
    elsewhere = app.test_client()
    sign_in(elsewhere, "ada@example.org")
    assert '<html lang="es">' in elsewhere.get("/help").get_data(as_text=True)
    elsewhere.get("/language/en")
    elsewhere.post("/sign-out", data={"csrf_token": token_of(elsewhere, "/help")})
    third = app.test_client()
    sign_in(third, "ada@example.org")
    assert '<html lang="en">' in third.get("/help").get_data(as_text=True)


@pytest.mark.parametrize(
    "address", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_nobody_is_sent_to_another_site_after_signing_in(client, a_user, address):
    a_user("ada@example.org", Role.FAMILY)
    answer = sign_in(client, "ada@example.org", next=address)
    assert answer.headers["Location"] == "/home"


def test_a_form_without_its_token_does_nothing(client, a_user):
    a_user("ada@example.org", Role.FAMILY)
    assert client.post("/sign-in", data={"email": "ada@example.org", "password": PASSWORD}).status_code == 400


def test_a_parent_makes_an_account_and_is_signed_in(client):
    data = {"display_name": "Bo Example", "email": "bo@example.org", "password": PASSWORD}
    answer = client.post("/register", data={"csrf_token": token_of(client, "/register"), **data})
    assert answer.status_code == 303
    assert "Bo Example" in client.get("/").get_data(as_text=True)


def test_an_address_is_taken_once_and_a_short_password_is_refused(house):
    with house.begin(SYSTEM) as work:
        service.create_user(work, email="a@example.org", display_name="A", password=PASSWORD, cheap_hash=True)
        with pytest.raises(Conflict):
            service.create_user(work, email="A@example.org", display_name="B", password=PASSWORD, cheap_hash=True)
        with pytest.raises(Invalid):
            service.create_user(work, email="b@example.org", display_name="B", password="short", cheap_hash=True)


def test_a_user_with_two_roles_chooses_one_and_no_other(client, house, a_user):
    user_id = a_user("ada@example.org", Role.FAMILY)
    with house.begin(SYSTEM) as work:
        donor = service.add_membership(work, user_id, Role.DONOR, donor_id=new_id())
    assert sign_in(client, "ada@example.org").headers["Location"].endswith("/roles")
    data = {"csrf_token": token_of(client, "/roles"), "membership": str(new_id())}
    assert client.post("/roles", data=data).status_code == 404
    assert client.post("/roles", data={**data, "membership": str(donor)}).status_code == 303
    assert client.get("/family/children").status_code == 403


def test_a_code_of_the_demonstration_is_shown_nowhere_else(house, settings, a_user):
    a_user("rev@example.org", Role.EAO_REVIEWER)
    with house.begin(SYSTEM) as work, pytest.raises(Exception, match="demonstration only"):
        service.current_code(work, "rev@example.org", settings.data_key, is_demonstration=False)
