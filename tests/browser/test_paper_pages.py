"""Papers of a gift in a browser: the list on the donor's page, the paper to print, the public check."""

import pytest

from esa.credits import service as credits_
from esa.credits.domain import Method, ReturnReason, TaxpayerType
from esa.credits.domain.donors import Owner
from esa.credits.views.link import link_of
from esa.kernel.actors import SYSTEM
from esa.kernel.money import Money
from esa.kernel.permissions import Role
from tests.browser.fitting import fits
from tests.builders import finance, treasurer
from tests.integration.credits.giving_people import a_cap, some_eaos


@pytest.fixture
def gift(app, house):
    """A certified gift of a company, a part of which went back: four papers, two of them void."""
    a_cap(house, Money(10**9))
    river = some_eaos(house, "river")[0]
    with house.begin(SYSTEM) as work:
        firm = credits_.add_donor(work, "Test Tools LLC", TaxpayerType.BUSINESS, river)
        credits_.set_number(work, firm, b"sealed", "6789")
        credits_.set_owners(work, firm, [Owner(name="A. Part", share=666_667), Owner(name="B. Part", share=333_333)])
        reference = credits_.reserve(work, firm, river, Money(123_457))
        found = credits_.reservation_id(work, reference)
        receipt = credits_.record_contribution(work, found, Money(150_000), Method.CHECK, work.today)
    with house.begin(treasurer()) as work:
        credits_.certify(work, found)
    with house.begin(finance(river)) as work:
        credits_.take_back(work, receipt, ReturnReason.REFUND, work.today, amount=Money(50_000))
    with app.test_request_context():
        return river, link_of(firm), receipt, reference


@pytest.mark.parametrize("width", [375, 1280])
def test_the_papers_of_a_gift_break_no_rule_of_access(gift, page, sign_in_as, axe, width):
    river, token, receipt, reference = gift
    shown = page(width=width)
    with_papers = [f"/give/{token}", f"/give/{token}/statement/2025/en", "/genuine"]
    with_papers += [
        f"/give/{token}/papers/{receipt}{turn}/{language}" for turn in ("", "-2") for language in ("en", "es")
    ]
    for address in with_papers:
        shown.goto(address)
        axe(shown)
        assert fits(shown), address
    sign_in_as(shown, Role.EAO_FINANCE, organization_id=river)
    for address in (f"/papers/{receipt}-2", f"/eao/gifts/{reference}"):
        shown.goto(address)
        axe(shown)
        assert fits(shown), address


def test_a_stranger_checks_the_paper_from_its_own_link(gift, page):
    _, token, receipt, _ = gift
    shown = page()
    shown.goto(f"/give/{token}/papers/{receipt}-2/en")
    assert shown.locator("main a").first.get_attribute("href").endswith(f"/genuine?number={receipt}-2")
    shown.goto(f"/genuine?number={receipt}-2")
    shown.get_by_label("Amount").fill("1000")
    shown.get_by_role("button", name="Check").click()
    assert shown.get_by_role("status").inner_text().startswith("Genuine")
