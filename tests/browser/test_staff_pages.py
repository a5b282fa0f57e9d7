"""The pages of EAO staff, the Treasurer and the public on a small year: they fit a phone and shut nobody out."""

import os
import re
from pathlib import Path

import pytest

from esa.demonstration.year import SMALL, build
from esa.kernel.actors import SYSTEM
from esa.kernel.permissions import Role
from esa.organizations import service as organizations
from tests.browser.fitting import fits

EAO_PATHS = ("applications/", "applications/bring", "awards/", "accounts/")


@pytest.fixture
def organization(house):
    """The EAO of the small year that has made the most grants."""
    build(house, size=SMALL)
    with house.begin(SYSTEM) as work:
        return organizations.organizations(work)[0].id


def look(page, axe, path):
    page.goto(path)
    folder = os.environ.get("ESA_TEST_PICTURES")
    if folder:
        name = re.sub(r"\W+", "-", path).strip("-")
        page.screenshot(path=Path(folder) / f"{page.viewport_size['width']}-{name}.png")
    assert fits(page), path
    axe(page)


def first_of(page, path):
    """Return the address of the first row of a list."""
    page.goto(path)
    return page.locator("table a").first.get_attribute("href")


@pytest.mark.parametrize("width", [375, 1280])
def test_every_page_of_an_EAO_fits_and_breaks_no_rule_of_access(organization, page, sign_in_as, axe, width):
    shown = page(width=width)
    sign_in_as(shown, Role.EAO_MANAGER, organization_id=organization)
    for path in (*EAO_PATHS, "awards/new"):
        look(shown, axe, f"/eao/{path}")
    for path in ("applications/", "awards/", "accounts/"):
        look(shown, axe, first_of(shown, f"/eao/{path}"))


@pytest.mark.parametrize("width", [375, 1280])
def test_every_page_of_the_Treasurer_and_the_public_fits_and_breaks_no_rule_of_access(
    organization, page, sign_in_as, axe, width
):
    shown = page(width=width)
    for path in ("/", "/posting", "/help", "/sign-in", "/register"):
        look(shown, axe, path)
    sign_in_as(shown, Role.TREASURER)
    for path in ("organizations", "cap", "posting"):
        look(shown, axe, f"/treasurer/{path}")
