"""The pages of the books: the self-check tells what differs, every amount leads to its entries, periods are closed."""

from datetime import date

import pytest

from esa.accounts import service as accounts
from esa.credits import service as credits_
from esa.kernel.actors import SYSTEM
from esa.kernel.ids import new_id
from esa.kernel.money import Money
from esa.kernel.permissions import Role
from esa.ledger import service as ledger
from esa.ledger.domain.chart import Source, awarded, fund, held
from esa.ledger.domain.entry import Entry, credit, debit
from esa.treasury.service import self_check
from tests.builders import an_organization, auditor, finance
from tests.functional.forms import token_of
from tests.functional.test_eao_pages import text_of
from tests.integration.awards.test_award_run import filed, give, river, run_of

__all__ = ["filed", "river"]


@pytest.fixture
def granted(house, filed):
    give(house, filed, Source.TAX_CREDIT, Money(3_000_000))
    run_of(house, filed)
    with house.begin(finance(filed)) as work:
        accounts.post_due_deposits(work)
    return filed


def send(client, address, **data):
    return client.post(address, data={"csrf_token": token_of(client), **data})


def a_slip(house, owner):
    """Money in the held account for which there is no request."""
    lines = (debit(fund(Source.TAX_CREDIT), Money(100)), credit(held(Source.TAX_CREDIT), Money(100)))
    slip = Entry(
        organization_id=owner, on=date(2025, 11, 25), kind="mistake", narrative="A slip", key=str(new_id()), lines=lines
    )  # fmt: skip
    with house.begin(finance(owner)) as work:
        return ledger.post(work, slip)


def test_books_that_are_sound_say_so_with_their_figures(house, granted, signed_in):
    page = text_of(signed_in(Role.EAO_FINANCE, organization_id=granted).get("/books/"))
    assert "Sound: every check below holds now." in page
    assert "Debits: $30,000.00" in page


def test_a_difference_is_named_with_what_to_do_and_told_on_home_pages(house, granted, signed_in):
    a_slip(house, granted)
    money, state = signed_in(Role.EAO_FINANCE, organization_id=granted), signed_in(Role.TREASURER)
    page = text_of(money.get("/books/"))
    assert "Not sound" in page
    assert "Decide nothing more." in page
    assert held(Source.TAX_CREDIT) in page.replace(": ", ":")
    assert "failed the last self-check" not in text_of(money.get("/eao/award-runs/"))
    with house.begin(SYSTEM) as work:
        self_check.keep_all(work)
    for client in (money, state):
        home = client.get("/home").headers["Location"]
        assert "The books of 1 EAO failed the last self-check." in text_of(client.get(home))
    assert "failed the last self-check" not in text_of(state.get("/record/"))


def test_a_later_run_of_the_day_replaces_the_first(house, granted):
    entry_id = a_slip(house, granted)
    with house.begin(SYSTEM) as work:
        assert not all(each.is_good for each in self_check.keep_all(work)["river"])
    with house.begin(finance(granted)) as work:
        ledger.reverse(work, entry_id, "a slip")
    with house.begin(SYSTEM) as work:
        self_check.keep_all(work)
    with house.begin(auditor(), read_only=True) as work:
        [kept] = self_check.kept(work, granted)
        assert kept.is_good
        assert self_check.failing(work) == 0


def test_an_amount_of_the_chart_leads_to_its_entries_and_their_lines(house, granted, signed_in):
    client = signed_in(Role.AUDITOR)
    page = client.get("/books/?eao=river").get_data(as_text=True)
    address = f"/books/account?path={awarded(Source.TAX_CREDIT)}&eao=river"
    assert address.replace("&", "&amp;") in page
    listed = client.get(address).get_data(as_text=True)
    first = listed.split('href="/books/entries/')[1].split('"')[0].replace("&amp;", "&")
    entry = text_of(client.get(f"/books/entries/{first}"))
    assert "Lines; they sum to zero" in entry
    assert awarded(Source.TAX_CREDIT) in entry.replace(": ", ":")


def test_another_EAOs_books_are_not_found(house, granted, signed_in):
    with house.begin(SYSTEM) as work:
        hill = an_organization(work, "hill")
        ledger.ensure_accounts(work, hill)
    client = signed_in(Role.EAO_FINANCE, organization_id=hill)
    assert "River" not in text_of(client.get("/books/?eao=river"))
    assert client.get("/books/entries/1").status_code == 404
    assert client.get("/books/account?path=Assets:None").status_code == 404
    assert signed_in(Role.AUDITOR).get("/books/?eao=nobody").status_code == 404


def test_a_period_is_closed_by_one_person_and_opened_by_another(house, granted, signed_in):
    first, second = (signed_in(role, organization_id=granted) for role in (Role.EAO_FINANCE, Role.EAO_MANAGER))
    assert send(first, "/books/closings", period="2025-10").status_code == 303
    page = first.get("/books/closings").get_data(as_text=True)
    assert "You closed this." in page
    closing_id = page.split('href="/books/closings/')[1].split(".csv")[0]
    assert first.get(f"/books/closings/{closing_id}.csv").data.startswith(b"account,balance\n")
    reopen = f"/books/closings/{closing_id}/reopen"
    assert send(first, reopen, reason="I was wrong").status_code in (403, 422)
    assert send(second, reopen, reason="").status_code == 422
    assert send(second, reopen, reason="A gift came late").status_code == 303
    assert "A gift came late" in text_of(second.get("/books/closings"))
    assert send(signed_in(Role.AUDITOR), "/books/closings", period="2025-10").status_code == 403


def test_interest_is_shown_account_by_account_and_then_shared(house, clock, granted, signed_in):
    with house.begin(finance(granted)) as work:
        for each in accounts.accounts(work):
            accounts.set_dates(work, each.account.number, date(2025, 11, 1), date(2025, 11, 1))
        accounts.post_due_deposits(work)
    clock.move_to(clock.now().replace(month=12, day=5))
    money = signed_in(Role.EAO_FINANCE, organization_id=granted)
    with house.begin(finance(granted)) as work:
        credits_.record_interest(work, Money(10_000), date(2025, 12, 1), "November")
    too_much = send(money, "/books/interest", period="2025-11", amount="100.01")
    assert too_much.status_code == 422
    assert 'value="100.01"' in too_much.get_data(as_text=True)
    shown = send(money, "/books/interest", period="2025-11", amount="100.00").get_data(as_text=True)
    assert "This would happen" in shown
    seen = shown.split('name="seen" value="')[1].split('"')[0]
    assert send(money, "/books/interest", period="2025-11", amount="100.00", seen=seen).status_code == 303
    assert "2025-11" in text_of(money.get("/books/interest"))
    assert "Sound: every check below holds now." in text_of(money.get("/books/"))
