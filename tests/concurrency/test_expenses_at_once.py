"""Two requests at the same moment never spend the same dollar, and one request is sent once from two tabs."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import sqlalchemy as sa

from esa.accounts.domain.expenses.facts import Asked
from esa.accounts.domain.expenses.words import LineStanding
from esa.accounts.service import expenses
from esa.kernel.actors import SYSTEM
from esa.kernel.money import Money
from tests.spending import a_home, a_line

ANSWERED = {
    "category": "tutoring", "payee_name": "Tutor Tess", "payee_kind": "individual", "payee_state": "MO",
    "relation": "none", "already_paid": False, "amount": "100.00", "stage": "beforehand", "papers_done": True,
}  # fmt: skip


def together(count, act):
    gate = Barrier(count)

    def run(number):
        gate.wait()
        return act(number)

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(count)))


def test_requests_racing_for_the_same_balance_get_it_once(house, settings):
    home = a_home(house, settings, 100_000)
    paper = [home.paper() for _ in range(4)]

    def ask(number):
        with house.begin(home.parent) as work:
            asked = Asked(account=home.number, lines=(a_line(cents=60_000),), papers=((paper[number],),))
            return expenses.request_lines(work, expenses.ask(work, asked))[0].standing

    assert sorted(together(4, ask)) == [LineStanding.DENIED] * 3 + [LineStanding.WAITING]
    assert home.balance() == Money(40_000)
    assert home.differing() == ()


def test_a_request_sent_from_two_tabs_at_once_is_sent_once(house, settings):
    home = a_home(house, settings)
    with house.begin(home.parent) as work:
        reference = expenses.open_draft(work, home.number).reference
        expenses.change_draft(work, reference, 1, ANSWERED)

    def send(_):
        with house.begin(home.parent) as work:
            return expenses.send(work, reference).id

    assert len(set(together(2, send))) == 1
    with house.begin(SYSTEM) as work:
        assert work.tx.scalar(sa.text("SELECT count(*) FROM expense_lines")) == 1
    assert home.balance() == Money(90_000)
