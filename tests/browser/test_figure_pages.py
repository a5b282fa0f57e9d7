"""A figure by two people in the browser: bad input, the second person's look, a double press, two tabs, on a phone."""

from datetime import date

import pytest

from esa.kernel.actors import SYSTEM
from esa.kernel.permissions import Role
from tests.browser.family_steps import press
from tests.browser.fitting import fits
from tests.builders import publish

DAY = date(2026, 9, 1)
HOME = "/treasurer/organizations"


@pytest.fixture
def person(page, sign_in_as):
    """Return a maker of pages of a Treasurer user of its own."""

    def make(**more):
        shown = page(**more)
        sign_in_as(shown, Role.TREASURER)
        return shown

    return make


def fill(shown, **more):
    shown.goto("/reference/figures")
    given = {"starts_on": "2026-07-01", "value": "7300.00", "cite": "RSMo 163.011(18)", "source": "DESE letter",
             "as_of": "2026-07-01", **more}  # fmt: skip
    shown.select_option("#key", given.pop("key", "sat"))
    for name, value in given.items():
        shown.fill(f"#{name}", value)


def propose(shown, **more):
    fill(shown, **more)
    press(shown, "See what would change")
    press(shown, "Propose this figure")
    return shown.url


def target(house):
    with house.begin(SYSTEM) as work:
        found = work.law.known("sat", DAY)
        return found and found.to_wire()


def text(shown):
    return shown.inner_text("main")


def test_a_figure_goes_from_bad_input_to_law_through_two_people(person, axe, house):
    first, second = person(javascript=False), person(width=1280)
    fill(first, value="7,300")
    press(first, "See what would change")
    assert "must be an amount with two places" in text(first)
    assert first.input_value("#value") == "7,300"
    assert first.input_value("#source") == "DESE letter"
    first.fill("#value", "7300.00")
    press(first, "See what would change")
    assert fits(first)
    press(first, "Propose this figure")
    assert "Waits for a second person" in text(first)
    assert first.get_by_role("button", name="Confirm this figure").count() == 0
    assert target(house) is None
    second.goto(HOME)
    assert "proposed by Ana Ruiz" in text(second)
    axe(second)
    press(second, "State adequacy target", "link")
    axe(second)
    press(second, "Confirm this figure")
    assert "Confirmed. The figure is published." in text(second)
    assert "Confirmed by" in text(second)
    axe(second)
    assert target(house) == "7300.00"
    first.goto(HOME)
    assert "Waiting for a second person" not in text(first)


def test_a_double_press_proposes_once_and_confirms_once(person, house):
    first, second = person(), person()
    fill(first)
    press(first, "See what would change")
    with first.expect_navigation():
        first.get_by_role("button", name="Propose this figure").dblclick()
    first.goto(HOME)
    assert first.locator("section.usa-alert li").count() == 1
    press(first, "State adequacy target", "link")
    second.goto(first.url)
    with second.expect_navigation():
        second.get_by_role("button", name="Confirm this figure").dblclick()
    second.goto(first.url)
    assert "Confirmed by" in text(second)
    assert target(house) == "7300.00"


def test_two_tabs_of_one_person_and_a_look_that_has_grown_old(person, page, house):
    first, second = person(), person()
    address = propose(first, key="credit_cap", starts_on="2026-01-01", value="80000000.00")
    old, other = second.context.new_page(), second.context.new_page()
    old.goto(address)
    other.goto(address)
    assert "What the rule gives is not known" in text(old)
    for year, aid in ((2024, "3000000000.00"), (2025, "3393000000.00")):
        publish(house, ("state_aid_distributed", date(year, 7, 1), None, aid, "RSMo 163.031"))
    press(old, "Confirm this figure")
    assert "Something changed since you looked." in text(old)
    assert "it is $4,825,000.00 less than the rule gives." in text(old)
    assert fits(old)
    press(old, "Confirm this figure")
    assert "Confirmed. The figure is published." in text(old)
    press(other, "Confirm this figure")
    assert "This proposal was confirmed or taken back already." in text(other)
    assert "Confirmed by" in text(other)


def test_a_proposal_is_taken_back_with_a_reason(person, axe, house):
    first, second = person(), person(javascript=False)
    second.goto("/language/es")
    second.goto(propose(first))
    press(second, "Retirar")
    assert "Diga por qué se retira." in text(second)
    assert fits(second)
    second.get_by_label("Por qué se retira").fill("La carta tenía un error")
    press(second, "Retirar")
    first.reload()
    assert "La carta tenía un error" in text(first)
    axe(first)
    assert target(house) is None


@pytest.mark.parametrize(("width", "language"), [(375, "es-US"), (1280, "en-US")])
def test_the_list_of_figures_fits_and_breaks_no_rule_of_access(page, axe, width, language):
    shown = page(width=width, language=language)
    shown.goto("/law/parameters")
    assert fits(shown)
    axe(shown)


def test_a_figure_of_the_law_is_found_without_scripts(page):
    shown = page(javascript=False)
    shown.goto("/law/parameters")
    shown.get_by_label("Find a figure").fill("adequacy")
    shown.get_by_label("How sure").select_option("unknown")
    press(shown, "Find a figure")
    assert "$7,145.00" in shown.inner_text("#sat")
    assert shown.locator(".esa-rule").count() < 5
