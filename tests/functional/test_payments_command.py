"""`esa payments`: what is due is worked off, and what waits for a person is told with exit 1."""

from dataclasses import replace
from datetime import timedelta

import pytest
from click.testing import CliRunner

from esa.cli import main
from esa.demonstration.stripe_server.server import KEY
from tests.integration.payments.test_inbox import _asked
from tests.paying import a_giving


@pytest.fixture
def giving(house, clock, stand_in):
    return a_giving(house, clock, stand_in)


@pytest.fixture
def esa(giving, settings, monkeypatch):
    """Run `esa payments` on the test's house, with the stand-in behind it."""
    found = replace(settings, stripe_secret_key=KEY, stripe_api_base=giving.stand_in.base)
    monkeypatch.setattr("esa.cli.payments.open_house", lambda *_: giving.house)
    monkeypatch.setattr("esa.cli.payments.find_settings", lambda: found)

    def run(*arguments):
        done = CliRunner().invoke(main, ["payments", *arguments])
        return done.exit_code, done.output

    return run


def test_what_is_due_is_worked_off(giving, esa):
    giving.pay()
    giving.days(4)
    for event_id in giving.book.unsent:
        giving.keep(event_id)
    code, said = esa("work-off")
    assert code == 0
    assert "messages handled, 0 wait" in said
    assert "1 new lines" in said
    assert giving.balances()["Assets:Processor"] == 99_500
    assert esa("check") == (0, "Nothing waits.\n")


def test_without_a_key_it_says_which_setting_is_missing(esa, settings, monkeypatch):
    monkeypatch.setattr("esa.cli.payments.find_settings", lambda: settings)
    code, said = esa("work-off")
    assert code == 1
    assert "ESA_STRIPE_SECRET_KEY" in said


def test_a_message_that_waits_too_long_and_a_line_of_nobody_are_told(giving, esa):
    page = giving.gateway.open_checkout(_asked("00000000-0000-4000-8000-00000000000f"))
    giving.book.pay(page.id, "succeeds", "us_bank_account")
    giving.days(4)
    giving.tell()
    giving.read_accounts()
    for _ in range(8):
        giving.clock.move_to(giving.clock.now() + timedelta(hours=2))
        giving.work_off()
    code, said = esa("check")
    assert code == 1
    assert "tried 9 times: held" in said
    assert "$1,000.00  of no payment here" in said
