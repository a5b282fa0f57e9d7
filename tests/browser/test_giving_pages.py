"""A donor gives through the stand-in's hosted page, without script, on a phone: ordered today, received days later."""

import os
import socket
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from werkzeug.serving import make_server

from esa.app import create_app
from esa.demonstration.stripe_server.messages import Messenger
from esa.demonstration.stripe_server.server import KEY, SECRET
from esa.kernel.money import Money
from esa.kernel.permissions import Role
from esa.payments import service as payments
from tests.browser.fitting import fits
from tests.builders import finance
from tests.paying import a_giving


@pytest.fixture
def port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@pytest.fixture
def app(settings, house, stand_in, port):
    """The application that knows its own address and the stand-in's, and is told of payments by signed messages."""
    made = replace(
        settings, base_url=f"http://127.0.0.1:{port}", stripe_secret_key=KEY, stripe_webhook_secret=SECRET,
        stripe_api_base=stand_in.base,
    )  # fmt: skip
    return create_app(made, house)


@pytest.fixture
def live_url(app, port):
    server = make_server("127.0.0.1", port, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def giving(house, clock, stand_in, live_url):
    found = a_giving(house, clock, stand_in)
    found.messenger = Messenger(found.book, f"{live_url}/hooks/stripe", SECRET)
    return found


def picture(page, name):
    folder = os.environ.get("ESA_TEST_PICTURES")
    if folder:
        page.screenshot(path=Path(folder) / f"{page.viewport_size['width']}-{name}.png", full_page=True)


def told(giving):
    assert set(giving.messenger.send_all()) <= {202}
    giving.work_off()


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_a_donor_pays_by_bank_account_and_sees_the_gift_days_later(giving, page, sign_in_as, axe, javascript):  # noqa: PLR0915
    shown = page(width=375, javascript=javascript)
    sign_in_as(shown, Role.DONOR, donor_id=giving.donor)

    def look(name):
        picture(shown, name)
        if javascript:
            axe(shown)
            assert fits(shown), name

    shown.goto("/donor/gifts")
    shown.get_by_role("link", name="Pay by bank account").click()
    look("before")
    shown.get_by_role("button", name="Continue").click()
    look("opened")
    shown.get_by_role("link", name="Go to Stripe and pay $1,000.00").click()
    picture(shown, "hosted")
    assert "moves no money" in shown.content()
    shown.get_by_role("button", name="Pay", exact=True).click()
    shown.wait_for_url("**/payments/PAY-*")
    told(giving)
    shown.reload()
    assert shown.get_by_text("Your bank has the order").is_visible()
    look("processing")
    giving.days(4)
    told(giving)
    sign_in_as(shown, Role.DONOR, donor_id=giving.donor)
    shown.reload()
    assert shown.get_by_text("Your gift was received").is_visible()
    look("settled")
    shown.goto("/donor/gifts")
    assert shown.get_by_text("Gift received").first.is_visible()
    assert giving.balances()["Assets:Processor"] == 100_000


def test_a_donor_who_goes_back_can_pay_later_and_a_failed_debit_says_so(giving, page, sign_in_as, axe):
    shown = page(width=1280)
    sign_in_as(shown, Role.DONOR, donor_id=giving.donor)
    shown.goto("/donor/gifts")
    shown.get_by_role("link", name="Pay by bank account").click()
    shown.get_by_role("button", name="Continue").click()
    shown.get_by_role("link", name="Go to Stripe").click()
    shown.get_by_role("button", name="Go back without paying").click()
    shown.wait_for_url("**/payments/PAY-*")
    shown.get_by_role("link", name="Go to Stripe").click()
    shown.get_by_label("Has too little money").check()
    shown.get_by_role("button", name="Pay", exact=True).click()
    shown.wait_for_url("**/payments/PAY-*")
    giving.days(4)
    told(giving)
    sign_in_as(shown, Role.DONOR, donor_id=giving.donor)
    shown.reload()
    assert shown.get_by_text("No money was taken").is_visible()
    assert shown.get_by_text("too little money in the account").is_visible()
    axe(shown)
    picture(shown, "failed")
    shown.get_by_role("link", name="Pay again").click()
    assert shown.get_by_role("button", name="Continue").is_visible()


@pytest.mark.parametrize("width", [375, 1280])
def test_the_pages_of_money_in_fit_and_break_no_rule_of_access(giving, house, page, sign_in_as, axe, width):
    payment, _ = giving.pay()
    giving.days(4)
    told(giving)
    giving.read_accounts()
    with house.begin(finance(giving.river)) as work:
        payments.take_bank_file(work, b"booked_on,amount,description,reference\n2025-11-28,-2.00,Bank fee,B-1\n")
        payments.ask_refund(work, payment.reference, Money(10_000), "asked by the donor")
    shown = page(width=width)
    sign_in_as(shown, Role.EAO_FINANCE, organization_id=giving.river)
    for name in ("", "enter", "payroll", "questions", payment.reference):
        shown.goto(f"/eao/payments/{name}")
        picture(shown, f"money-{name or 'index'}")
        axe(shown)
        assert fits(shown), name
    shown.goto("/eao/payments/enter")
    shown.get_by_role("button", name="Record the gift").click()
    assert shown.get_by_role("alert").is_visible()
    picture(shown, "money-refused")
    assert fits(shown)
