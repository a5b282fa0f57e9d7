"""The reference pages as staff see them: readable on a phone, without barriers, lists taken in two steps."""

from datetime import date

import pytest

from esa.kernel.actors import SYSTEM
from esa.kernel.permissions import Role
from esa.organizations import service as organizations
from esa.parameters import service as parameters
from esa.platform.config import PROJECT
from esa.schools import service as schools
from tests.browser.family_steps import press
from tests.browser.fitting import fits

SAMPLE = PROJECT / "esa" / "sample"
FROM = {"source": "a public list", "as_of": date(2025, 7, 1)}
LISTS = (
    (schools.import_districts, "districts.csv"),
    (schools.import_classifications, "classifications.csv"),
    (schools.import_schools, "schools.csv"),
    (organizations.import_organizations, "eaos.csv"),
    (parameters.import_parameters, "parameters.json"),
)
PATHS = ("", "districts", "classifications", "schools", "eaos", "figures", "bring")


@pytest.fixture
def filled(house):
    with house.begin(SYSTEM) as work:
        for take, name in LISTS:
            take(work, (SAMPLE / name).read_bytes(), **FROM)


@pytest.mark.parametrize("width", [375, 1280])
def test_every_page_fits_and_breaks_no_rule_of_access(filled, page, sign_in_as, axe, width):
    shown = page(width=width)
    sign_in_as(shown, Role.TREASURER)
    for path in PATHS:
        shown.goto(f"/reference/{path}")
        assert fits(shown), path
        axe(shown)


def test_a_list_is_taken_in_two_steps_without_scripts(filled, page, sign_in_as):
    shown = page(javascript=False)
    sign_in_as(shown, Role.TREASURER)
    shown.goto("/reference/bring?kind=lunch-guidelines")
    shown.set_input_files("#file", SAMPLE / "lunch_guidelines.csv")
    shown.fill("#source", "Federal Register")
    shown.fill("#as_of", "2026-07-01")
    press(shown, "See what would change")
    assert "poverty from 2026-07-01" in shown.inner_text("main")
    assert fits(shown)
    press(shown, "Take this list")
    assert "Waits for a second person" in shown.inner_text("main")
    assert fits(shown)
