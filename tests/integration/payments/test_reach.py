"""Nobody finds another's payments: neither another EAO nor another donor; only the house reads the inbox."""

import pytest
import sqlalchemy as sa

from esa.kernel.actors import SYSTEM, Actor
from esa.kernel.errors import Forbidden, NotFound
from esa.kernel.ids import new_id
from esa.kernel.money import Money
from esa.kernel.permissions import Role
from esa.payments import service as payments
from tests.builders import an_organization, auditor, finance, manager
from tests.paying import a_giving

TABLES = ("payments", "payment_steps", "payment_refunds")


@pytest.fixture
def paid(house, clock, stand_in):
    giving = a_giving(house, clock, stand_in)
    payment, _ = giving.pay()
    giving.days(4)
    giving.tell()
    with house.begin(finance(giving.river)) as work:
        payments.ask_refund(work, payment.reference, Money(100), "a test")
    return giving, payment


def counts(house, actor):
    with house.begin(actor) as work:
        return [work.tx.scalar(sa.text(f"SELECT count(*) FROM {name}")) > 0 for name in TABLES]


def test_the_donor_the_EAO_and_the_state_find_a_payment_and_nobody_else(house, paid):
    giving, payment = paid
    with house.begin(SYSTEM) as work:
        hill = an_organization(work, "hill")
    assert counts(house, giving.actor) == counts(house, finance(giving.river)) == counts(house, auditor()) == [True] * 3
    strangers = (finance(hill), Actor(role=Role.DONOR, donor_id=new_id(), name="Bob"))
    assert [counts(house, each) for each in strangers] == [[False] * 3] * 2
    with house.begin(finance(hill)) as work, pytest.raises(NotFound):
        payments.payment(work, payment.reference)
    with house.begin(strangers[1]) as work, pytest.raises(NotFound):
        payments.own_payment(work, payment.reference)


def test_only_finance_sends_money_back(house, paid):
    giving, payment = paid
    with house.begin(manager(giving.river)) as work, pytest.raises(Forbidden):
        payments.ask_refund(work, payment.reference, Money(100), "no")


def test_a_payment_stays_what_it_is(house, paid):
    giving, _ = paid
    for change in ("amount = amount + 1", "checkout = 'other'", "processor_payment = NULL"):
        with pytest.raises(sa.exc.IntegrityError, match="stays what it is"), house.begin(SYSTEM) as work:
            work.tx.execute(sa.text(f"UPDATE payments SET {change}"))
    with pytest.raises(sa.exc.IntegrityError, match="handled once"), house.begin(SYSTEM) as work:
        work.tx.execute(sa.text("UPDATE inbox_messages SET handled_at = NULL"))
    with pytest.raises(sa.exc.ProgrammingError, match="permission denied"), house.begin(giving.actor) as work:
        work.tx.execute(sa.text("UPDATE payments SET counts = 0"))
