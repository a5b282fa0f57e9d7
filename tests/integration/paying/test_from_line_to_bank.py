"""A line of an expense request from its approval to the bank and back: books, line and control accounts agree."""

import pytest

from esa.accounts.domain.expenses.words import LineStanding, Outcome
from esa.accounts.service import expenses
from esa.kernel.actors import SYSTEM
from esa.kernel.errors import Conflict
from esa.payments import service as payments
from esa.payments.service import paying
from tests.builders import finance, manager
from tests.nacha import back
from tests.outgoing import KEY, OWN_BANK, ROUTING, Outgoing
from tests.spending import a_home, a_line


@pytest.fixture
def home(house, settings):
    return a_home(house, settings)


@pytest.fixture
def out(home, clock):
    """The home's EAO, which can pay the tutor."""
    made = Outgoing(home.house, clock, home.eao, finance(home.eao), finance(home.eao))
    made.tutor = home.listed()
    made.payees["Tutor Tess"] = made.tutor.id
    with home.house.begin(made.ann) as work:
        paying.set_own_bank(work, KEY, paying.OwnBank(**OWN_BANK))
    made.confirm(made.propose("Tutor Tess", routing=ROUTING, is_business=False))
    made.days(4)
    return made


@pytest.fixture
def line(home, out):
    """An approved line of $100.00 and who approved it."""
    [asked] = home.ask(a_line(payee=out.tutor))
    out.boss = manager(home.eao)
    with home.house.begin(out.boss) as work:
        expenses.judge(work, asked.reference, expenses.Judged(outcome=Outcome.ALLOW))
    return asked.reference


def standing(home, line):
    return home.line(line).line.standing


def test_an_approved_line_is_paid_and_every_control_account_agrees_on_the_way(home, out, line):
    with home.house.begin(out.ann) as work:
        [group] = paying.to_pay(work)
        assert (group.name, group.amount.cents, group.intents[0].reference) == ("Tutor Tess", 10_000, line)
    batch = out.prepare()
    assert home.differing() == ()
    out.release(batch)
    assert (standing(home, line), home.differing()) == (LineStanding.RELEASED, ())
    data = f"booked_on,amount,description,reference\n2025-12-01,-100.00,ACH {batch},1\n".encode()
    with home.house.begin(out.ann) as work:
        assert payments.take_bank_file(work, data).explained == 1
    assert (standing(home, line), home.differing()) == (LineStanding.PAID, ())


def test_a_line_that_came_back_is_payable_with_the_banks_code_and_paid_again(home, out, line):
    out.release(batch := out.prepare())
    text = out.file(batch)
    trace = next(row[79:94] for row in text.splitlines() if row[0] == "6")
    out.take_returns(back(text, ("R01", trace)))
    assert (standing(home, line), home.differing()) == (LineStanding.CAME_BACK, ())
    assert home.line(line).line.return_code == "R01"
    out.release(out.prepare())
    assert (standing(home, line), home.differing()) == (LineStanding.RELEASED, ())


def test_a_batch_the_bank_refused_sets_the_line_back_to_approved(home, out, line):
    out.release(batch := out.prepare())
    with home.house.begin(out.bob) as work:
        paying.reopen(work, batch, "Not readable")
    assert (standing(home, line), home.differing()) == (LineStanding.APPROVED, ())


def test_who_approved_a_line_cannot_release_the_batch_that_pays_it_and_nothing_of_it_moves(home, out, line):
    batch = out.prepare()
    with pytest.raises(Conflict) as refusal:
        out.release(batch, by=out.boss)
    assert refusal.value.code == "second_person_needed"
    assert (standing(home, line), home.differing()) == (LineStanding.APPROVED, ())
    with home.house.begin(SYSTEM) as work:
        assert paying.batches(work)[0].standing.value == "prepared"
