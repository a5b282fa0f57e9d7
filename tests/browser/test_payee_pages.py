"""The pages of a school, a provider and of the register of payees: they fit a phone, shut nobody out, need no script."""

import os
import re
from pathlib import Path

import pytest
import sqlalchemy as sa

from esa.accounts.domain.invoices import Invoice, Item, Term
from esa.accounts.service import invoices
from esa.kernel.actors import SYSTEM
from esa.kernel.money import Money
from esa.kernel.permissions import Role
from esa.platform.storage import storage_of
from tests.browser.fitting import fits
from tests.builders import of_payee
from tests.integration.schools.at_school import at_school, fill


@pytest.fixture
def there(house):
    made = at_school(house, enrolled=True)
    fill(house)
    return made


def look(page, axe, name):
    folder = os.environ.get("ESA_TEST_PICTURES")
    if folder:
        page.screenshot(path=Path(folder) / f"{page.viewport_size['width']}-{name}.png", full_page=True)
    assert fits(page), name
    axe(page)


def has_taken(page, word):
    page.get_by_role("status").filter(has_text=word).wait_for()


@pytest.fixture(params=[(375, "en-US"), (1280, "es-US")], ids=["phone", "desktop"])
def shown(request, there, page, sign_in_as):
    """A page of the school, on a phone in English and on a desktop in Spanish."""
    width, language = request.param
    made = page(width=width, language=language)
    sign_in_as(made, Role.SCHOOL, payee_id=there.school)
    made.goto("/language/" + language[:2])
    return made


def press(page):
    page.locator("main form button[type=submit]").last.click()


def test_a_school_confirms_its_child(there, shown, axe):
    for path, name in (("/payee/home", "home"), ("/payee/about", "about"), ("/payee/children", "children")):
        shown.goto(path)
        look(shown, axe, f"payee-{name}")
    shown.locator("table a").first.click()
    look(shown, axe, "payee-child")
    shown.locator("label[for=answer]").click()
    shown.fill("#on", "2025-08-18")
    shown.locator("main form button[type=submit]").click()
    has_taken(shown, re.compile("confirm"))


def test_a_school_sends_an_invoice(there, shown, axe):
    shown.goto(f"/payee/children/{there.number}/invoice")
    look(shown, axe, "payee-invoice")
    shown.select_option("#category_1", "tuition")
    shown.fill("#amount_1", "900")
    press(shown)
    shown.locator("#error-summary").wait_for()
    look(shown, axe, "payee-invoice-errors")
    shown.fill("#number", "1001")
    shown.select_option("#category_2", "textbooks")
    shown.fill("#amount_2", "9000000")
    press(shown)
    shown.locator("table a").first.wait_for()
    look(shown, axe, "payee-invoices")


def test_G52_a_school_that_gave_money_to_the_family_is_told(there, house, settings, shown, axe):
    with house.begin(of_payee(there.school, Role.SCHOOL)) as work:
        items = (Item(1, "tuition", "Fall", Money(90_000)), Item(2, "textbooks", "", Money(900_000_000)))
        request = invoices.send(
            work, storage_of(settings), there.number, Invoice(number="7", term=Term.FIRST, items=items), None
        )
    with house.begin(SYSTEM) as work:
        work.tx.execute(sa.text("UPDATE expense_lines SET standing = 'paid' WHERE standing = 'approved'"))
    shown.goto(f"/payee/invoices/{request}-2")
    look(shown, axe, "payee-denied")
    shown.goto(f"/payee/invoices/{request}-1")
    look(shown, axe, "payee-paid")
    shown.fill("#amount", "100")
    shown.locator("label[for=to-2]").click()
    shown.fill("#reason", "Moved")
    press(shown)
    shown.locator(".usa-alert--error").wait_for()
    look(shown, axe, "payee-violation")


@pytest.mark.parametrize("width", [375, 1280])
def test_staff_keep_the_register_without_a_script(there, page, sign_in_as, axe, width):
    shown = page(width=width)
    sign_in_as(shown, Role.EAO_MANAGER, organization_id=there.river)
    for path, name in (
        ("/payees/?search=School", "payees"),
        ("/payees/new", "payees-new"),
        ("/eao/enrolment/", "tasks"),
    ):
        shown.goto(path)
        look(shown, axe, name)
    plain = page(width=width, javascript=False)
    sign_in_as(plain, Role.EAO_FINANCE, organization_id=there.river)
    plain.goto("/payees/new")
    plain.locator("label[for=kind-2]").click()
    plain.fill("#name", "Ozark Tutors")
    plain.locator("main form button[type=submit]").click()
    plain.get_by_role("heading", name="Ozark Tutors").wait_for()
    shown.goto(plain.url)
    shown.get_by_role("button", name="Approve, as the second person").click()
    has_taken(shown, "Saved.")
    look(shown, axe, "payees-one")


@pytest.mark.parametrize("width", [375])
def test_a_provider_adds_a_child_on_a_phone(there, house, page, sign_in_as, axe, width):
    shown = page(width=width, javascript=False)
    sign_in_as(shown, Role.PROVIDER, payee_id=there.provider)
    with house.begin(SYSTEM) as work:
        name = work.tx.scalar(sa.text("SELECT family_name FROM students"))
    shown.goto("/payee/children")
    shown.fill("#number", there.number)
    shown.fill("#family_name", name)
    shown.locator("label[for=degree]").click()
    shown.locator("main form button[type=submit]").click()
    has_taken(shown, "Saved.")
    assert fits(shown)
    shown.goto("/payee/about")
    shown.locator("summary").first.click()
    shown.fill("#issuer", "Board")
    assert fits(shown)
    styled = page(width=width)
    styled.context.add_cookies(shown.context.cookies())
    styled.goto("/payee/children")
    look(styled, axe, "provider-children")
