"""The pages of API keys and the page for programs: both languages, phone and desktop, nobody shut out."""

import os
from pathlib import Path

import pytest

from esa.kernel.actors import SYSTEM
from esa.kernel.permissions import Role
from tests.browser.fitting import fits
from tests.builders import an_organization


@pytest.fixture
def organization(house):
    with house.begin(SYSTEM) as work:
        return an_organization(work)


def look(page, axe, name):
    folder = os.environ.get("ESA_TEST_PICTURES")
    if folder:
        page.screenshot(path=Path(folder) / f"{page.viewport_size['width']}-{name}.png", full_page=True)
    assert fits(page), name
    axe(page)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("width", [375, 1280])
def test_a_key_is_made_and_revoked_on_any_screen_in_either_language(
    organization, page, sign_in_as, axe, width, language
):
    shown = page(width=width)
    sign_in_as(shown, Role.EAO_MANAGER, organization_id=organization)
    shown.goto(f"/language/{language}?next=/keys/")
    shown.click("main form.usa-form button")
    look(shown, axe, f"{language}-keys-errors")
    shown.fill("#name", "Nightly import")
    for label in shown.locator("main .usa-checkbox__label").all()[:3]:
        label.click()
    shown.click("main form.usa-form button")
    look(shown, axe, f"{language}-key-made")
    assert shown.locator("code").first.text_content().startswith("esa_")
    shown.click("main a.usa-button")
    look(shown, axe, f"{language}-keys")
    shown.click("main table button")
    shown.locator(".esa-tag--bad").first.wait_for()
    assert shown.locator(".esa-tag--bad").count() == 1


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("width", [375, 1280])
def test_the_page_for_programs_fits_and_breaks_no_rule_of_access(house, page, axe, width, language):
    shown = page(width=width)
    shown.goto(f"/language/{language}?next=/help/api")
    look(shown, axe, f"{language}-api-closed")
    for summary in shown.locator("main summary").all()[:4]:
        summary.click()
    look(shown, axe, f"{language}-api")
