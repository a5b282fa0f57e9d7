"""The family's messages in a browser: no WCAG fault, nothing wider than the window, in both languages."""

import pytest

from esa.kernel.permissions import Role
from esa.notices import service as notices


@pytest.mark.parametrize("width", [375, 1280])
@pytest.mark.parametrize("heading", ["Messages", "Mensajes"])
def test_messages_can_be_read_at_any_width(house, page, sign_in_as, axe, width, heading):
    tab = page(width=width)
    family = sign_in_as(tab, Role.FAMILY)
    with house.begin(family) as work:
        notices.tell_household(
            work, family.household_id, notices.Kind.APPLICATION_RECEIVED, "application.received:1",
            {"number": "MO-26-0001", "organization": "Prairie Fund"},
        )  # fmt: skip
    tab.goto("/family/messages")
    if heading == "Mensajes":
        tab.get_by_role("link", name="Español").click()
    assert tab.locator("h1").inner_text() == heading
    assert "MO-26-0001" in tab.locator("main").inner_text()
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    axe(tab)
