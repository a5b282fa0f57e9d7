"""The donor's page: own reservations and gifts, nobody else's, and what cannot be done here yet."""

import re
from datetime import date

import pytest

from esa.credits import service as credits_
from esa.credits.domain import Method, TaxpayerType
from esa.kernel.actors import SYSTEM
from esa.kernel.money import Money
from esa.kernel.permissions import Role
from esa.ledger import service as ledger
from tests.builders import an_organization


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


def test_a_donor_begins_at_own_gifts_and_sees_nobody_elses(giving, signed_in):
    first, given, waiting, other, receipt = giving
    client = signed_in(Role.DONOR, donor_id=first)
    assert client.get("/home").location == "/donor/gifts"
    text = re.sub(r"\s+", " ", client.get("/donor/gifts").get_data(as_text=True))
    assert given in text
    assert receipt in text
    assert "$700.00" in text
    assert waiting in text
    assert "Last day for your gift" in text
    assert other not in text
    assert "no receipt, no approval" in text


def test_a_donor_without_gifts_is_told_so(giving, signed_in, house):
    with house.begin(SYSTEM) as work:
        newcomer = credits_.add_donor(work, "Cy", TaxpayerType.INDIVIDUAL)
    assert "No gift of yours is recorded here." in signed_in(Role.DONOR, donor_id=newcomer).get(
        "/donor/gifts"
    ).get_data(as_text=True)
