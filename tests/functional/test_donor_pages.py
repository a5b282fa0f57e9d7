"""The donor's page: own reservations and gifts, nobody else's, and what cannot be done here yet."""

import re
from datetime import date

import pytest

from esa.credits import service as credits_
from esa.credits.domain import Method, TaxpayerType
from esa.identity import service as identity
from esa.kernel.actors import SYSTEM
from esa.kernel.money import Money
from esa.kernel.permissions import Role
from esa.ledger import service as ledger
from tests.builders import an_organization

PASSWORD = "correct horse battery"


@pytest.fixture
def giving(house):
    """Two donors of one EAO; the first has given and has a second reservation that waits."""
    with house.begin(SYSTEM) as work:
        river = an_organization(work)
        ledger.ensure_accounts(work, river)
        year = work.today.year
        credits_.set_cap(work, year, Money(10_000_000), cite="135.713.3", source="test", as_of=date(2025, 1, 1))
        first, second = (credits_.add_donor(work, name, TaxpayerType.INDIVIDUAL, river) for name in ("Ann", "Bob"))
        given, waiting, other = (
            credits_.reserve(work, donor, river, Money(amount))
            for donor, amount in ((first, 70_000), (first, 60_000), (second, 90_000))
        )
        receipt = credits_.record_contribution(
            work, credits_.reservation_id(work, given), Money(70_000), Method.CHECK, work.today
        )
    return first, given, waiting, other, receipt


@pytest.fixture
def client_of(house, app):
    def enter(donor_id):
        client = app.test_client()
        with house.begin(SYSTEM) as work:
            user_id = identity.create_user(
                work, email="dee@example.org", display_name="Dee", password=PASSWORD, cheap_hash=True
            )
            identity.add_membership(work, user_id, Role.DONOR, donor_id=donor_id)
        page = client.get("/sign-in").get_data(as_text=True)
        token = page.split('name="csrf_token" value="')[1].split('"')[0]
        client.post("/sign-in", data={"email": "dee@example.org", "password": PASSWORD, "csrf_token": token})
        return client

    return enter


def test_a_donor_begins_at_own_gifts_and_sees_nobody_elses(giving, client_of):
    first, given, waiting, other, receipt = giving
    client = client_of(first)
    assert client.get("/home").location == "/donor/gifts"
    text = re.sub(r"\s+", " ", client.get("/donor/gifts").get_data(as_text=True))
    assert given in text
    assert receipt in text
    assert "$700.00" in text
    assert f"{waiting}</th>" in text
    assert "Waits for your gift until" in text
    assert other not in text
    assert "You cannot reserve a tax credit on this page yet" in text


def test_a_donor_without_gifts_is_told_so(giving, client_of, house):
    with house.begin(SYSTEM) as work:
        newcomer = credits_.add_donor(work, "Cy", TaxpayerType.INDIVIDUAL)
    assert "No gift of yours is recorded here." in client_of(newcomer).get("/donor/gifts").get_data(as_text=True)
