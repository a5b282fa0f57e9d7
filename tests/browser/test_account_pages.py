"""An account's page and the books in a browser: they fit a phone, break no rule of access, and need no script."""

import pytest

from esa.kernel.permissions import Role
from tests.browser.fitting import fits
from tests.functional.test_account_page import account, families

__all__ = ["account", "families"]


def look(tab, axe, address):
    tab.goto(address)
    assert fits(tab), address
    axe(tab)


@pytest.mark.parametrize(("width", "language"), [(375, "es"), (1280, "en")])
def test_an_account_fits_a_phone_and_breaks_no_rule_of_access(page, axe, live_url, account, width, language):
    number, _, (mine, *_) = account
    mine.get(f"/language/{language}")
    tab = page(width=width)
    tab.context.add_cookies([{"name": "esa", "value": mine.get_cookie("esa").value, "url": live_url}])
    look(tab, axe, f"/accounts/{number}")
    first = tab.locator("a[href*='/movements/']").first.get_attribute("href")
    for address in (first, f"/accounts/{number}/statement/2025-26/{language}"):
        look(tab, axe, address)


@pytest.mark.parametrize("width", [375, 1280])
def test_the_books_fit_and_break_no_rule_of_access(page, axe, sign_in_as, account, width):
    _, eao, _ = account
    tab = page(width=width)
    sign_in_as(tab, Role.EAO_FINANCE, organization_id=eao)
    for address in ("/books/", "/books/closings", "/books/interest"):
        look(tab, axe, address)
    tab.goto("/books/")
    look(tab, axe, tab.locator("a[href*='/books/account']").first.get_attribute("href"))
    look(tab, axe, tab.locator("a[href*='/books/entries/']").first.get_attribute("href"))


def test_an_account_can_be_walked_without_a_script(page, live_url, account):
    number, _, (mine, *_) = account
    tab = page(javascript=False)
    tab.context.add_cookies([{"name": "esa", "value": mine.get_cookie("esa").value, "url": live_url}])
    tab.goto(f"/accounts/{number}")
    tab.locator("a[href*='/movements/']").first.click()
    assert f"/accounts/{number}/movements/" in tab.url
