"""The public pages about the law: readable on a phone, without barriers, with and without scripts."""

import pytest

from esa.kernel.actors import SYSTEM
from esa.kernel.permissions import Role
from tests.browser.fitting import fits
from tests.builders import an_organization


@pytest.mark.parametrize(("width", "language"), [(375, "es-US"), (1280, "en-US")])
def test_the_rule_register_fits_and_breaks_no_rule_of_access(page, axe, width, language):
    shown = page(width=width, language=language)
    shown.goto("/law/rules")
    assert fits(shown)
    shown.locator("#CAP-7 summary").click()
    axe(shown)
    shown.goto("/law/rules#EAO-3")
    assert shown.locator("#EAO-3").is_visible()


def test_a_rule_is_found_without_scripts(page):
    shown = page(javascript=False)
    shown.goto("/law/rules")
    shown.get_by_label("Find a rule").fill("ORD-5")
    shown.get_by_role("button", name="Find a rule").press("Enter")
    assert shown.locator(".esa-rule").count() == 1
    assert "a lottery" in shown.inner_text("main")


@pytest.mark.parametrize(("width", "language"), [(375, "es-US"), (1280, "en-US")])
def test_the_readings_fit_and_break_no_rule_of_access(page, axe, width, language):
    shown = page(width=width, language=language)
    shown.goto("/law/readings")
    assert fits(shown)
    assert shown.locator("#AMB-26").is_visible()
    axe(shown)


@pytest.mark.parametrize(("width", "language"), [(375, "en-US"), (1280, "es-US")])
def test_the_calendar_fits_and_breaks_no_rule_of_access(page, axe, width, language):
    shown = page(width=width, language=language)
    shown.goto("/law/calendar")
    assert fits(shown)
    axe(shown)


@pytest.mark.parametrize(("width", "language"), [(375, "es-US"), (1280, "en-US")])
def test_the_check_of_a_school_fits_and_breaks_no_rule_of_access(page, axe, width, language):
    shown = page(width=width, language=language)
    for path in ("/school", "/school/fpe", "/school/private", "/school/charter", "/school/home/result", "/course"):
        shown.goto(f"/check{path}")
        assert fits(shown), path
        axe(shown)


def test_a_family_checks_its_school_without_scripts_by_keyboard(page):
    shown = page(javascript=False)
    shown.goto("/check/school/fpe")
    shown.get_by_label("Its main purpose is private or religious instruction").press("Space")
    for name, value in (("unrelated_children", "4"), ("student_age", "12"), ("hours_total", "1000")):
        shown.fill(f"#{name}", value)
    shown.fill("#hours_core", "600")
    shown.fill("#hours_core_at_location", "399")
    shown.locator("#records").press("Space")
    shown.get_by_role("button", name="See the answer").press("Enter")
    assert "Not from these answers" in shown.inner_text("main")
    assert "399" in shown.inner_text("main")


@pytest.mark.parametrize(("width", "language"), [(375, "en-US"), (1280, "es-US")])
def test_a_certification_fits_and_breaks_no_rule_of_access(house, page, axe, sign_in_as, width, language):
    with house.begin(SYSTEM) as work:
        an_organization(work, "river", name="River Fund", principal_place="Greene County", in_listed_place=True)
    shown = page(width=width, language=language)
    sign_in_as(shown, Role.TREASURER)
    shown.goto("/treasurer/organizations/river/2026-27")
    assert fits(shown)
    axe(shown)
    shown.locator('button[value="look"]').click()
    shown.wait_for_selector("table")
    assert fits(shown)
    axe(shown)


def test_two_people_choose_a_reading_on_a_phone_and_everybody_reads_it(page, sign_in_as, axe):
    first, second = page(javascript=False), page()
    sign_in_as(first, Role.TREASURER)
    sign_in_as(second, Role.TREASURER)
    first.goto("/law/readings")
    first.get_by_role("link", name="Choose how to read AMB-26").click()
    first.get_by_label("Yes: a card counts too").press("Space")
    first.get_by_label("First day").fill("2026-01-02")
    first.get_by_label("Reason").fill("A card moves money by wire, too.")
    first.get_by_role("button", name="Propose this reading").press("Enter")
    assert fits(first)
    assert "You proposed this" in first.inner_text("main")
    second.goto("/language/es")
    second.goto("/law/readings")
    second.get_by_role("link", name="AMB-26: Sí").click()
    assert fits(second)
    axe(second)
    second.get_by_role("button", name="Confirmar esta elección").click()
    second.wait_for_url("**/choices/*")
    visitor = page(width=1280)
    visitor.goto("/law/readings#AMB-26")
    told = visitor.locator("#AMB-26").inner_text()
    assert "From January 2, 2026: Yes: a card counts too for the whole state." in told
    assert "A card moves money by wire, too." in told
    axe(visitor)


def test_the_form_of_a_choice_fits_and_breaks_no_rule_of_access(page, sign_in_as, axe):
    shown = page()
    sign_in_as(shown, Role.TREASURER)
    shown.goto("/law/readings/AMB-1/choose")
    assert fits(shown)
    axe(shown)
    shown.get_by_role("button", name="Propose this reading").click()
    assert shown.locator("#error-summary").is_visible()
