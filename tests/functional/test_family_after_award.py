"""After an award run: a family sees its grant and what its money waits for, or how many children are before its own."""

from datetime import date
from html import unescape

import pytest

from esa.accounts import service as accounts
from esa.awards import service as awards
from esa.awards.domain.plan import Options
from esa.kernel.actors import SYSTEM
from esa.kernel.money import Money
from esa.ledger import service as ledger
from esa.ledger.domain.chart import Source, bank, fund
from esa.ledger.domain.entry import Entry, credit, debit
from tests.builders import YEAR, finance, manager
from tests.functional.family_journey import add_reference, answer, answer_child, answer_home, sign_in

SIGNED = {"signed_name": "Ana Ruiz", "is_true": "true"}


def text_of(response) -> str:
    return unescape(response.get_data(as_text=True))


@pytest.fixture
def families(app, house, clock):
    """Three families apply at one EAO; its money is enough for the first alone."""
    reference = add_reference(house)
    eao = reference.eaos[0].id
    with house.begin(SYSTEM) as work:
        ledger.ensure_accounts(work, eao)
    clients = []
    for minute in range(3):
        clock.move_to(clock.now().replace(minute=minute))
        client = app.test_client()
        sign_in(client, house)
        answer_home(client)
        answer(client, "/family/apply/home/payment", {"payment_plan": "four"})
        answer_child(client, school={"school_id": str(reference.first.id)})
        answer(client, "/family/apply/answers", SIGNED)
        clients.append(client)
    with house.begin(finance(eao)) as work:
        amount, source = Money(900_000), Source.TAX_CREDIT
        lines = (debit(bank(source), amount), credit(fund(source), amount))
        gift = Entry(organization_id=eao, on=date(2025, 9, 1), kind="gift", narrative="Money", key="gift", lines=lines)
        ledger.post(work, gift)
    drafter = manager(eao)
    with house.begin(drafter) as work:
        run = awards.draft(work, YEAR, Options())
        awards.freeze(work, run)
    with house.begin(finance(eao)) as work:
        awards.release(work, run)
    return eao, clients


def test_a_waiting_family_is_told_how_many_are_before_its_child(families):
    _, (_, second, third) = families
    assert "On the waiting list" in text_of(second.get("/family/children"))
    assert "Your child is next." in text_of(second.get("/family/children"))
    assert "1 child is before yours." in text_of(third.get("/family/children"))


def test_ACC_1_a_family_with_a_grant_is_told_what_its_money_waits_for(house, families):
    eao, (first, *_) = families
    with house.begin(finance(eao)) as work:
        accounts.post_due_deposits(work)
    page = text_of(first.get("/family/children"))
    for said in ("Has a grant, but the money waits", "$8,931.25", "Sign the parent agreement"):
        assert said in page
    link = page.split('href="/family/children/')[-1].split('"')[0]
    detail = text_of(first.get(f"/family/children/{link}"))
    assert detail.count(">Held<") == 2  # August and November
    assert detail.count(">Planned<") == 2
    assert "$2,232.82" in detail


def test_ACC_1_once_agreement_and_school_are_there_the_money_shows(house, families):
    eao, (first, *_) = families
    with house.begin(finance(eao)) as work:
        [view] = accounts.accounts(work)
        accounts.set_dates(work, view.account.number, date(2025, 11, 1), date(2025, 11, 2))
        accounts.post_due_deposits(work)
    page = text_of(first.get("/family/children"))
    assert "Has a grant" in page
    assert "money waits" not in page
    assert "$4,465.63" in page  # the two parts that are due: 2,232.82 and 2,232.81
    assert view.account.number in page
