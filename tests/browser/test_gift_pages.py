"""The pages of tax credits on a phone and a desk: a visitor reserves without help, and nobody is shut out."""

import pytest

from esa.credits import service as credits_
from esa.credits.domain import AllotmentMode
from esa.credits.service import allotting
from esa.kernel.permissions import Role
from tests.browser.test_staff_pages import look
from tests.builders import finance, treasurer
from tests.integration.credits.giving_people import a_cap, a_certified_eao, a_donor, ask, dollars


@pytest.fixture
def river(house):
    a_cap(house, dollars(10_000))
    return a_certified_eao(house)


def fill_in(shown, amount):
    shown.select_option("#organization", label="River EAO")
    shown.fill("#amount", amount)
    shown.click("label[for=taxpayer_type]")
    shown.fill("#name", "Ann Example")
    shown.fill("#email", "ann@example.org")
    shown.click("label[for=no_dependent_benefits]")
    shown.click("label[for=no_student_named]")


def send(shown, label):
    with shown.expect_navigation():
        shown.get_by_role("button", name=label, exact=True).click()


@pytest.mark.parametrize(("width", "javascript"), [(375, True), (1280, True)])
def test_a_visitor_reserves_on_one_page_and_every_step_breaks_no_rule_of_access(river, page, axe, width, javascript):
    shown = page(width=width, javascript=javascript)
    look(shown, axe, "/give")
    send(shown, "Reserve")
    axe(shown)
    assert shown.locator(".usa-error-message").count() >= 4
    fill_in(shown, "500")
    send(shown, "Reserve")
    axe(shown)
    assert "is reserved for you" in shown.inner_text("main")
    token = shown.url.split("/give/")[1].split("/")[0]
    reference = shown.url.rsplit("/", 1)[1]
    for path in ("", "/reserve", "/plan", "/taxpayer", "/owners", f"/{reference}/change"):
        look(shown, axe, f"/give/{token}{path}")
    look(shown, axe, "/give/how-much?gift-2025=7000&tax-2025=10000")


def test_T09_without_scripts_the_offer_is_taken_by_one_press(river, page, house):
    ask(house, a_donor(house), river, dollars(9_000))
    shown = page(javascript=False)
    shown.goto("/give")
    fill_in(shown, "5,000")
    send(shown, "Reserve")
    assert "$1,000.00 can be had now" in shown.inner_text("main")
    send(shown, "Reserve $1,000.00")
    assert "$1,000.00 is reserved for you" in shown.inner_text("main")


@pytest.fixture
def busy(house, river):
    """A gift that is proved, one that waits, a split of the cap and a proposal."""
    made = ask(house, a_donor(house), river, dollars(2_000))
    waits = ask(house, a_donor(house, "Bob"), river, dollars(1_000))
    with house.begin(finance(river)) as work:
        credits_.record_contribution(work, made.reservation_id, dollars(2_000), "check", work.today)
        credits_.send_proof(work, made.reservation_id, "check 7")
    for decides in (True, False):
        with house.begin(treasurer()) as work:
            wanted = allotting.split_change(work.now, AllotmentMode.EQUAL, {river: None})
            change = allotting.propose(work, 2025, wanted, "by plan")
        if decides:
            with house.begin(treasurer()) as work:
                allotting.make(work, change)
    return waits.reference


@pytest.mark.parametrize("width", [375, 1280])
def test_the_desks_of_an_EAO_and_of_the_Treasurer_break_no_rule_of_access(river, busy, page, sign_in_as, axe, width):
    shown = page(width=width)
    sign_in_as(shown, Role.EAO_FINANCE, organization_id=river)
    for path in ("", f"/{busy}", "/off-the-top"):
        look(shown, axe, f"/eao/gifts{path}")
    other = page(width=width)
    sign_in_as(other, Role.TREASURER)
    for path in ("", "/allotments", "/off-the-top"):
        look(other, axe, f"/treasurer/credits{path}")
    other.goto("/treasurer/credits")
    look(other, axe, other.get_by_role("link", name="Look").first.get_attribute("href"))
