"""The family's pages in a browser: no WCAG fault at phone and desk width, the whole way without JavaScript."""

import pytest
from playwright.sync_api import expect

from esa.kernel.permissions import Role
from tests.browser.family_steps import fill_child, fill_home, mark, press, save
from tests.functional.family_journey import add_reference

HOME = ("missouri", "contact", "size", "income", "address", "district", "payment")
CHILD = (
    "name", "birth", "grade", "presence", "earlier", "last_school", "starting", "plan", "dyslexia", "english", "lunch",
    "custody", "military", "school", "organization",
)  # fmt: skip


@pytest.fixture(autouse=True)
def reference(house):
    return add_reference(house)


def send(tab):
    fill_home(tab)
    fill_child(tab)
    tab.goto("/family/apply/home/payment")
    mark(tab, "In four parts")
    save(tab)
    tab.goto("/family/apply/answers")
    mark(tab, "What I told you is true")
    tab.get_by_label("Type your full name to sign").fill("Ana Ruiz")
    press(tab, "Send the application")
    assert tab.get_by_role("heading", level=1).inner_text() == "Your application was sent"


def key_of(tab, name="Leo"):
    tab.goto("/family/apply")
    return tab.locator("a", has_text=name).first.get_attribute("href").split("/")[4]


def pages_of(key):
    yield from (f"/family/apply/home/{step}" for step in HOME)
    yield from (f"/family/apply/children/{key}/{step}" for step in (*CHILD, "remove"))
    yield from ("/family/children", "/family/apply", "/family/apply/papers", "/family/apply/answers")
    yield from ("/family/apply/papers/tax_return", f"/family/apply/papers/birth_certificate?child={key}")


@pytest.mark.parametrize("width", [375, 1280])
def test_no_page_of_the_check_breaks_a_rule_of_access(page, axe, width):
    tab = page(width=width)
    tab.goto("/check")
    axe(tab)
    tab.get_by_label("How many people").fill("x")
    press(tab, "See the answer")
    axe(tab)
    for box in ("Lives in Missouri", "Is a U.S. citizen", "Has an IEP"):
        mark(tab, box)
    tab.get_by_label("How many people").fill("4")
    mark(tab, "No", exact=True)
    press(tab, "See the answer")
    assert tab.get_by_role("heading", level=1).inner_text() == "Yes, your child could qualify"
    axe(tab)


@pytest.mark.parametrize("width", [375, 1280])
def test_no_page_of_the_application_breaks_a_rule_of_access(page, sign_in_as, axe, width):
    tab = page(width=width)
    sign_in_as(tab, Role.FAMILY)
    for address in ("/family/children", "/family/apply", "/family/apply/answers"):
        tab.goto(address)
        axe(tab)
    fill_home(tab)
    fill_child(tab)
    key = key_of(tab)
    for address in pages_of(key):
        tab.goto(address)
        axe(tab)
    tab.goto(f"/family/apply/children/{key}/birth")
    tab.get_by_label("Year").fill("1066")
    save(tab)
    expect(tab.locator("#error-summary")).to_be_focused()
    axe(tab)


@pytest.mark.parametrize("width", [375, 1280])
def test_no_page_after_sending_breaks_a_rule_of_access(page, sign_in_as, axe, width):
    tab = page(width=width)
    sign_in_as(tab, Role.FAMILY)
    send(tab)
    axe(tab)
    tab.goto("/family/children")
    axe(tab)
    press(tab, "See why", "link")
    axe(tab)


def test_nothing_runs_off_the_side_of_a_narrow_phone(page, sign_in_as):
    tab = page(width=320)
    sign_in_as(tab, Role.FAMILY)
    fill_home(tab)
    fill_child(tab)
    for address in ("/check", *pages_of(key_of(tab))):
        tab.goto(address)
        assert tab.evaluate("document.documentElement.scrollWidth") <= 320, address


def test_going_back_and_on_again_keeps_the_answers(page, sign_in_as):
    tab = page(width=375)
    sign_in_as(tab, Role.FAMILY)
    fill_home(tab)
    tab.goto("/family/apply/home/size")
    tab.get_by_label("Number of people").fill("5")
    save(tab)
    tab.go_back()
    assert tab.get_by_label("Number of people").input_value() == "5"
    tab.get_by_label("Number of people").fill("6")
    save(tab)
    tab.goto("/family/apply/answers")
    assert "People in your home\n6" in tab.locator("dl").first.inner_text()


def test_the_whole_way_works_on_a_phone_without_javascript(page, sign_in_as, tmp_path):
    tab = page(width=375, javascript=False)
    sign_in_as(tab, Role.FAMILY)
    photo = tmp_path / "tax return.jpg"
    photo.write_bytes(b"\xff\xd8\xff\xe0" + b"photo" * 20 + b"\xff\xd9")
    tab.goto("/family/apply/papers/other")
    tab.get_by_label("Or choose photos").set_input_files(photo)
    press(tab, "Send")
    assert tab.get_by_text("tax return.jpg").first.is_visible()
    send(tab)
    press(tab, "See my children", "link")
    assert "Qualifies" in tab.locator("section.esa-child").inner_text()
