"""The family's pages in a browser: no WCAG fault at phone and desk width, the whole way without JavaScript."""

import pytest

from esa.kernel.permissions import Role
from tests.functional.family_journey import add_reference

HOME = ("missouri", "contact", "size", "income", "address", "district", "payment")
CHILD = (
    "name", "birth", "grade", "presence", "earlier", "last_school", "starting", "plan", "dyslexia", "english", "lunch",
    "custody", "military", "school", "organization",
)  # fmt: skip


@pytest.fixture
def reference(house):
    return add_reference(house)


def save(page):
    page.get_by_role("button", name="Save and continue").click()


def mark(page, label, *, exact=False):
    """Choose by keyboard, as somebody without a mouse does."""
    page.get_by_label(label, exact=exact).focus()
    page.keyboard.press("Space")


def choose(page, label):
    mark(page, label, exact=True)
    save(page)


def fill_home(page):
    page.goto("/family/apply/home/missouri")
    choose(page, "Yes")
    page.get_by_label("Phone number").fill("573-555-0134")
    save(page)
    page.get_by_label("Number of people").fill("4")
    save(page)
    mark(page, "Yes, I will enter it")
    page.get_by_label("Amount, if you give it").fill("41,795")
    save(page)
    page.get_by_label("Street").fill("12 Oak St")
    page.get_by_label("City or town").fill("Rolla")
    page.get_by_label("ZIP code").fill("65401")
    page.get_by_label("County").select_option("Phelps")
    save(page)
    page.get_by_label("School district").select_option("unsure")
    save(page)


def fill_child(page, given_name="Leo", school="Both"):
    page.goto("/family/apply")
    page.get_by_role("button", name="Add a").click()
    page.get_by_label("First name").fill(given_name)
    page.get_by_label("Last name").fill("Ruiz")
    save(page)
    page.get_by_label("Month").select_option("3")
    page.get_by_label("Day").fill("27")
    page.get_by_label("Year").fill("2015")
    save(page)
    page.get_by_label("Grade").select_option("5")
    save(page)
    for label in ("Yes", "No", "Yes"):  # lawfully present, grant last year, public school
        choose(page, label)
    mark(page, "No plan")
    save(page)
    for label in ("No", "No"):  # dyslexia, learning English
        choose(page, label)
    mark(page, "None of these")
    save(page)
    choose(page, "No")
    save(page)  # military: nothing fits
    page.get_by_label("Name or city of the school").fill(school)
    page.get_by_role("button", name="Search").click()
    mark(page, f"{school} Academy")
    save(page)
    if page.url.endswith("/organization"):
        mark(page, "Prairie Fund")
        save(page)


@pytest.mark.parametrize("width", [375, 1280])
def test_no_page_of_the_application_breaks_a_rule_of_access(page, sign_in_as, reference, axe, width):
    tab = page(width=width)
    tab.goto("/check")
    axe(tab)
    tab.get_by_label("How many people").fill("x")
    tab.get_by_role("button", name="See the answer").click()
    axe(tab)
    for box in ("Lives in Missouri", "Is a U.S. citizen", "Has an IEP"):
        mark(tab, box)
    tab.get_by_label("How many people").fill("4")
    mark(tab, "No", exact=True)
    tab.get_by_role("button", name="See the answer").click()
    axe(tab)
    sign_in_as(tab, Role.FAMILY)
    for address in ("/family/children", "/family/apply", "/family/apply/papers", "/family/apply/answers"):
        tab.goto(address)
        axe(tab)
    fill_home(tab)
    fill_child(tab)
    key = tab.locator("a", has_text="Leo").first.get_attribute("href").split("/")[4]
    for step in HOME:
        tab.goto(f"/family/apply/home/{step}")
        axe(tab)
    for step in CHILD:
        tab.goto(f"/family/apply/children/{key}/{step}")
        axe(tab)
    tab.goto(f"/family/apply/children/{key}/birth")
    tab.get_by_label("Year").fill("1066")
    save(tab)
    assert tab.evaluate("document.activeElement.id") == "error-summary"
    axe(tab)
    for address in (
        "",
        "/papers",
        "/papers/tax_return",
        f"/papers/birth_certificate?child={key}",
        "/answers",
        f"/children/{key}/remove",
    ):
        tab.goto(f"/family/apply{address}")
        axe(tab)
