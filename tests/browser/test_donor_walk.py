"""A donor's way on a phone with a hurried hand: double clicks, the back button, two tabs; then papers, letters, names."""

import pytest

from esa.credits import jobs
from esa.credits import service as credits_
from esa.kernel.permissions import Role
from tests.browser.test_gift_pages import fill_in, river, send
from tests.browser.test_staff_pages import look
from tests.builders import finance, treasurer
from tests.integration.credits.giving_people import dollars, lapse, state

__all__ = ["river"]


def reserve(shown, amount="500"):
    """Reserve on the page and return the own page's path and the reservation's number."""
    shown.goto("/give")
    fill_in(shown, amount)
    send(shown, "Reserve")
    return "/give/" + shown.url.split("/give/")[1].split("/")[0], shown.url.rsplit("/", 1)[1]


def test_a_double_click_and_the_back_button_reserve_nothing_twice(river, page, house):
    shown = page(width=375)
    shown.goto("/give")
    fill_in(shown, "500")
    with shown.expect_navigation(url="**/reserved/*"):
        shown.get_by_role("button", name="Reserve", exact=True).dblclick()
    own = shown.url
    assert state(house)[0] == dollars(500)
    shown.go_back()
    fill_in(shown, "500")
    send(shown, "Reserve")
    assert "You have just reserved this" in shown.inner_text("main")
    shown.get_by_role("link", name="See that reservation").click()
    assert shown.url == own
    assert state(house)[0] == dollars(500)


def test_what_a_second_tab_has_changed_is_told_in_the_first(river, page, house):
    shown = page(width=375)
    reserve(shown)
    own = shown.url
    second = shown.context.new_page()
    second.goto(own)
    second.get_by_role("link", name="Change EAO or amount").click()
    second.fill("#amount", "700")
    send(second, "Change")
    with shown.expect_navigation():
        shown.get_by_role("button", name="Withdraw").click()
    assert "withdrawn" in shown.inner_text("main")
    with second.expect_navigation():
        second.get_by_role("button", name="Withdraw").click()
    assert "does not wait for money" in second.inner_text("main")
    assert state(house)[0] == dollars(0)


@pytest.mark.parametrize("width", [375, 1280])
def test_the_pages_after_a_gift_fit_and_break_no_rule_of_access(river, page, sign_in_as, house, axe, width):
    shown = page(width=width)
    own, reference = reserve(shown)
    with house.begin(finance(river)) as work:
        found, _ = credits_.eao_gift(work, reference)
        credits_.record_contribution(work, found.id, dollars(500), "check", work.today)
    with house.begin(treasurer()) as work:
        credits_.certify(work, found.id)
    jobs.tell(house)
    shown.goto(own)
    send(shown, "Make a statement of 2025 that is kept")
    for path in ("", "/letters", "/name", f"/{reference}/post"):
        look(shown, axe, f"{own}{path}")
    for name, value in (("#street", "1 Test St"), ("#city", "Rolla"), ("#zip", "65401")):
        shown.fill(name, value)
    send(shown, "Send me the papers")
    lapse(house)
    eao, state_ = page(width=width), page(width=width)
    sign_in_as(eao, Role.EAO_FINANCE, organization_id=river)
    look(eao, axe, "/eao/gifts/to-post")
    sign_in_as(state_, Role.TREASURER)
    for path in (
        "/treasurer/credits/exceptions",
        "/treasurer/credits/certificates/2025",
        "/organizations/river/address",
    ):
        look(state_, axe, path)
