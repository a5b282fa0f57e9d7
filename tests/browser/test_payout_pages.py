"""Finance pays schools in the browser: two people, phone and desktop, with and without script, a double press."""

import re

import pytest

from esa.kernel.permissions import Role
from tests.browser.fitting import fits
from tests.nacha import back
from tests.outgoing import ROUTING, an_outgoing


@pytest.fixture
def out(house, clock):
    made = an_outgoing(house, clock)
    made.approve("Hill School", 50_000)
    made.payee("Oak School")
    made.approve("Oak School", 10_000)
    return made


@pytest.mark.parametrize(("width", "language"), [(375, "en-US"), (1280, "es-US")], ids=["phone", "desktop-spanish"])
def test_every_page_of_paying_fits_and_breaks_no_rule_of_access(out, page, sign_in_as, axe, width, language):
    out.release(out.prepare())
    shown = page(width=width, language=language)
    sign_in_as(shown, Role.EAO_FINANCE, organization_id=out.river)
    shown.goto("/payouts/")
    batch = shown.locator("a[href*='/batches/']").first.get_attribute("href")
    shown.goto(batch)
    advice = shown.locator("a[href*='/advice/']").first.get_attribute("href")
    for address in (
        "/payouts/", batch, advice, "/payouts/payees", f"/payouts/payees/{out.payees['Hill School']}",
        "/payouts/returns", "/payouts/bank", "/payouts/report",
    ):  # fmt: skip
        shown.goto(address)
        axe(shown)
        assert fits(shown), address


def test_a_batch_goes_through_two_people_without_script_and_a_second_press_pays_once(out, page, sign_in_as):
    ann, bob = page(width=375, javascript=False), page(width=375, javascript=False)
    sign_in_as(ann, Role.EAO_FINANCE, organization_id=out.river)
    sign_in_as(bob, Role.EAO_MANAGER, organization_id=out.river)
    ann.goto("/payouts/")
    ann.get_by_role("button", name="Prepare a batch").click()
    assert ann.get_by_text("You prepared this batch. Somebody else releases it.").is_visible()
    bob.goto(ann.url)
    release = bob.locator("form[action$='/release']")
    token = release.locator("input[name=csrf_token]").get_attribute("value")
    address = release.get_attribute("action")
    bob.get_by_role("button", name="Release: pay all of it").click()
    assert bob.get_by_text("Released. Take the file to your bank now.").is_visible()
    # The browser sends the same form once more, as an impatient second press does.
    again = bob.context.request.post(address, form={"csrf_token": token}, headers={"Referer": bob.url})
    assert again.ok
    assert out.books()[:2] == (10_000, 50_000)
    with bob.expect_download() as taken:
        bob.get_by_role("link", name="Download the file").click()
    assert taken.value.suggested_filename.endswith(".ach")


def closed(out):
    """A payment whose bank says that the account is closed."""
    reference = out.prepare()
    out.release(reference)
    text = out.file(reference)
    trace = next(line[79:94] for line in text.splitlines() if line[0] == "6")
    out.take_returns(back(text, ("R02", trace)))


def fill(shown, routing):
    shown.get_by_label("Routing number").fill(routing)
    shown.get_by_label("Account number").fill("4455667788")
    shown.get_by_role("button", name="Send to a second person").click()


def test_a_closed_account_is_mended_by_new_bank_details_of_two_people(out, page, sign_in_as):
    closed(out)
    ann, bob = page(width=375), page(width=1280)
    sign_in_as(ann, Role.EAO_FINANCE, organization_id=out.river)
    sign_in_as(bob, Role.EAO_FINANCE, organization_id=out.river)
    ann.goto("/payouts/")
    ann.get_by_role("link", name="Hill School").first.click()
    assert ann.get_by_text(re.compile("R02: The account is closed")).is_visible()
    ann.get_by_text("Checking", exact=True).click()
    ann.get_by_text("It is the account of a school or a company").click()
    ann.get_by_label("How did you check it?").fill("Called the number of the State's list")
    fill(ann, ROUTING[:8] + "9")
    assert ann.locator("#error-summary").is_visible()
    assert ann.get_by_label("Account number").input_value() == ""
    fill(ann, ROUTING)
    assert ann.get_by_text("You entered this. Somebody else confirms it.").is_visible()
    bob.goto(ann.url)
    bob.get_by_role("button", name="Confirm these details").click()
    assert bob.get_by_text("Checking ending in 7788").first.is_visible()
    out.days(4)
    later = page(width=1280)
    sign_in_as(later, Role.EAO_FINANCE, organization_id=out.river)
    later.goto("/payouts/")
    assert later.get_by_text("Can be paid", exact=True).is_visible()
