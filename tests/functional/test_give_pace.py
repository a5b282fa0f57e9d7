"""How often somebody may reserve on the page, and which key the browser and the letter have."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from itsdangerous import BadSignature, URLSafeTimedSerializer

from esa.kernel.ids import new_id
from esa.platform import donor_link
from tests.functional.forms import token_of
from tests.functional.test_give_pages import form, reserved, river, text_of
from tests.integration.credits.giving_people import dollars, state

__all__ = ["river"]


def test_a_stranger_reserves_five_times_for_a_mailbox_then_waits_a_quarter_of_an_hour(client, river, house, clock):
    for _ in range(5):
        reserved(client, river, amount="500", once_more="true")
    held = client.post("/give", data=form(client, river, amount="500", once_more="true"))
    page = text_of(held)
    assert held.status_code == 429
    assert "Many reservations came from here just now. Wait 15 minutes" in page
    assert 'value="Ann Example"' in page
    reserved(client, river, amount="500", email="bob@example.org")
    assert state(house)[0] == dollars(3_000)
    clock.move_to(clock.now() + timedelta(minutes=15))
    reserved(client, river, amount="500", once_more="true")


def test_going_back_and_pressing_again_reserves_nothing_twice_unless_asked_to(client, river, house):
    path = reserved(client, river)
    again = client.post("/give", data=form(client, river))
    page = text_of(again)
    assert again.status_code == 409
    assert "You have just reserved this" in page
    assert f'href="{path}"' in page
    assert state(house)[0] == dollars(1_000)
    reserved(client, river, amount="1,200")
    reserved(client, river, amount="1,200", once_more="true")
    assert state(house)[0] == dollars(3_400)


def test_a_donor_with_a_link_reserves_five_times_and_the_same_twice_only_when_asked(client, river, house):
    token = reserved(client, river, amount="500").split("/")[2]
    at = f"/give/{token}/reserve"
    data = form(client, river, amount="600")
    assert client.post(at, data=data).status_code == 303
    assert client.post(at, data={**data, "claim_id": str(new_id())}).status_code == 409
    for number in range(4):
        more = {**data, "claim_id": str(new_id()), "amount": str(700 + number)}
        assert client.post(at, data=more).status_code == 303
    assert client.post(at, data={**data, "claim_id": str(new_id()), "amount": "800"}).status_code == 429
    assert state(house)[0] == dollars(500 + 600 + 700 + 701 + 702 + 703)


def test_a_firm_of_many_donors_reserves_twenty_times_from_one_address(client, river, house):
    for number in range(20):
        reserved(client, river, amount="500", email=f"{number}@example.org")
    assert client.post("/give", data=form(client, river, email="last@example.org")).status_code == 429
    assert state(house)[0] == dollars(10_000)


def test_where_mail_is_on_the_browser_goes_on_for_a_day_and_the_letter_has_the_lasting_key(app, river, house):
    app.extensions["esa_settings"] = replace(
        app.extensions["esa_settings"], smtp_url="smtp+plain://localhost", mail_from="a@example.org"
    )
    client = app.test_client()
    path = reserved(client, river)
    page = text_of(client.get(path))
    assert "We send the key to this page to ann@example.org" in page
    token, secret = path.split("/")[2], app.extensions["esa_settings"].secret_key
    with pytest.raises(BadSignature):
        URLSafeTimedSerializer(secret, salt="donor-link").loads(token)
    own = [each for each in re.findall(r'"/give/([^/"]+)/', page) if len(each) > 40]
    assert set(own) == {token}
    assert donor_link.read(secret, token) is not None
    csrf = {"csrf_token": token_of(client, "/give")}
    assert client.post(f"/give/{token}/letters", data={**csrf, "language": "es"}).status_code == 303
    assert client.post(f"/give/{token}/letters", data={**csrf, "language": "fr"}).status_code == 422
