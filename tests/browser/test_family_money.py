"""The page of a child with a grant, in a browser: its parts, what they wait for, no WCAG fault."""

import pytest

from tests.browser.family_steps import press
from tests.functional.test_family_after_award import families  # noqa: F401 - a fixture


@pytest.mark.parametrize("width", [375, 1280])
def test_the_money_of_a_child_breaks_no_rule_of_access(page, axe, live_url, families, width):  # noqa: F811
    tab = page(width=width)
    for client in families[1][:2]:
        cookie = client.get_cookie("esa")
        tab.context.add_cookies([{"name": "esa", "value": cookie.value, "url": live_url}])
        tab.goto("/family/children")
        axe(tab)
        press(tab, "See why", "link")
        axe(tab)
