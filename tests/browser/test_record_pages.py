"""The record and the preview of a figure as staff of the state see them, on a phone and a desk."""

import pytest

from esa.applications import service as applications
from esa.audit import jobs
from esa.kernel.actors import SYSTEM
from esa.kernel.permissions import Role
from tests.browser.family_steps import press
from tests.browser.fitting import fits
from tests.builders import YEAR, an_organization, manager
from tests.integration.applications.test_bringing import a_child, a_file


@pytest.fixture
def decided(house):
    with house.begin(SYSTEM) as work:
        owner = an_organization(work)
    with house.begin(manager(owner)) as work:
        assert not applications.bring(work, a_file(a_child(1), a_child(2)), "f.jsonl", YEAR).faults
    jobs.seal(house)


@pytest.mark.parametrize("width", [375, 1280])
def test_the_record_and_a_figures_preview_fit_and_break_no_rule_of_access(decided, page, sign_in_as, axe, width):
    shown = page(width=width)
    sign_in_as(shown, Role.TREASURER)
    for path in ("/record/", "/record/check"):
        shown.goto(path)
        assert fits(shown), path
        axe(shown)
    shown.goto("/reference/figures")
    shown.select_option("#key", "sat")
    given = {"starts_on": "2025-07-01", "value": "7300.00", "cite": "RSMo 163.011(18)", "source": "a letter"}
    for name, text in {**given, "as_of": "2025-11-01"}.items():
        shown.fill(f"#{name}", text)
    press(shown, "See what would change")
    assert "$7,300.00\nfrom July 1, 2025" in shown.inner_text("main")
    assert fits(shown)
    axe(shown)
    press(shown, "Propose this figure")
    assert "7,300.00" in shown.inner_text("main")
