"""The page of likely duplicates: it fits a phone, shuts nobody out, and works without a script."""

import os
from pathlib import Path

import pytest

from esa.applications import service as applications
from esa.kernel.actors import SYSTEM
from esa.kernel.permissions import Role
from tests.browser.fitting import fits
from tests.builders import YEAR, an_organization, manager
from tests.integration.applications.test_bringing import a_child, a_file


@pytest.fixture
def river(house):
    with house.begin(SYSTEM) as work:
        owners = an_organization(work, "river", name="River Fund"), an_organization(work, "hill", name="Hill Fund")
    for owner, children in ((owners[0], [a_child(1), a_child(2, given_name="Adda")]), (owners[1], [a_child(1)])):
        for child in children:
            with house.begin(manager(owner)) as work:
                applications.bring(work, a_file(child, key=child["external_id"]), "f.jsonl", YEAR)
    with house.begin(manager(owners[0])) as work:
        applications.find_duplicates(work, YEAR)
    return owners[0]


@pytest.mark.parametrize("width", [375, 1280])
def test_the_pairs_fit_and_break_no_rule_of_access(river, page, sign_in_as, axe, width):
    shown = page(width=width)
    sign_in_as(shown, Role.EAO_REVIEWER, organization_id=river)
    shown.goto("/eao/applications/pairs")
    if os.environ.get("ESA_TEST_PICTURES"):
        shown.screenshot(path=Path(os.environ["ESA_TEST_PICTURES"]) / f"{width}-pairs.png", full_page=True)
    assert fits(shown)
    axe(shown)


def test_a_pair_is_settled_without_a_script(river, page, sign_in_as):
    shown = page(javascript=False)
    sign_in_as(shown, Role.EAO_REVIEWER, organization_id=river)
    shown.goto("/eao/applications/pairs")
    assert shown.locator("div.esa-card").count() == 3
    with shown.expect_navigation():
        shown.get_by_role("button", name="They are two children").first.click()
    assert "The pair is settled." in shown.inner_text("main")
    assert shown.locator("div.esa-card").count() == 2
