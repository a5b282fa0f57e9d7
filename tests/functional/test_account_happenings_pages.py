"""The page on which an EAO tells what happened to an account: first what it would do, then done, nothing typed lost."""

import re
from html import unescape

import pytest

from esa.accounts import service as accounts
from esa.kernel.permissions import Role
from tests.builders import finance
from tests.functional.test_eao_pages import send, text_of
from tests.functional.test_family_after_award import families

__all__ = ["families"]


@pytest.fixture
def eao(house, families):
    return families[0]


@pytest.fixture
def number(house, eao):
    with house.begin(finance(eao)) as work:
        found = accounts.accounts(work)[0].account.number
        accounts.set_dates(work, found, work.today, work.today)
        accounts.post_due_deposits(work)
    return found


def page_of(number):
    return f"/eao/accounts/{number}/change"


def hidden(answer):
    return re.search(r'name="seen" value="([0-9a-f]+)"', answer.get_data(as_text=True)).group(1)


TOLD = {"act": "withdrew", "on": "2025-11-20", "reason": "Enrolled in the district's school."}


def test_ACC_6_a_withdrawal_is_shown_with_its_rule_and_then_done_once(eao, number, signed_in):
    client = signed_in(Role.EAO_FINANCE, organization_id=eao)
    shown = send(client, page_of(number), **TOLD)
    text = text_of(shown)
    assert "Where the money goes" in text
    assert "RSMo 166.705.5" in text
    assert "$4,465.63" in text  # two of four deposits are in the account
    done = send(client, page_of(number), **TOLD, seen=hidden(shown))
    assert done.status_code == 303
    after = text_of(client.get(done.location))
    assert "Closed" in after
    assert "went back to the fund for other students" in after
    again = send(client, page_of(number), **TOLD, seen=hidden(shown))
    assert again.status_code == 422
    assert "This account is closed." in text_of(again)


def test_what_is_missing_is_named_and_what_was_typed_stays(eao, number, signed_in):
    client = signed_in(Role.EAO_MANAGER, organization_id=eao)
    answer = send(client, page_of(number), act="held", on="2025-11-20", until="2025-11-01", reason="")
    text = unescape(text_of(answer))
    assert answer.status_code == 422
    assert "A hold has an end." in text
    assert "Say why." in text
    assert 'value="2025-11-20"' in answer.get_data(as_text=True)
    assert "Choose what happened." in text_of(send(client, page_of(number)))


def test_who_may_only_look_at_accounts_gets_no_such_page(eao, number, signed_in):
    assert signed_in(Role.EAO_REVIEWER, organization_id=eao).get(page_of(number)).status_code == 403


def test_ACC_6_the_family_is_told_that_the_account_is_closed_and_why(house, families, number, signed_in):
    eao, (first, *_) = families
    client = signed_in(Role.EAO_FINANCE, organization_id=eao)
    send(client, page_of(number), **TOLD, seen=hidden(send(client, page_of(number), **TOLD)))
    page = unescape(text_of(first.get("/family/children")))
    assert "The account is closed" in page
    assert "left for a school that does not qualify" in page
