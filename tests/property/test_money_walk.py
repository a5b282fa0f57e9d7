"""In whatever order money is asked for, paid, sent back, refunded, closed and taken back, every check of the books holds.

The walk goes through the services on PostgreSQL. After each step the self-check compares the books with themselves and
with the rows; at its end two programs that others wrote read the journal and get the same balances.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from esa.accounts import service as accounts
from esa.accounts.domain import Granted
from esa.accounts.domain.expenses.words import Outcome
from esa.accounts.domain.happenings import Act, Told
from esa.accounts.domain.refunds import Known, WentTo
from esa.accounts.service import expenses, happenings, interest, refunds
from esa.credits import service as credits_
from esa.grants import service as grants
from esa.grants.domain import NewGrant
from esa.kernel.actors import SYSTEM
from esa.kernel.errors import EsaError
from esa.kernel.ids import new_id
from esa.kernel.money import ZERO, Money
from esa.ledger import service as ledger
from esa.ledger.domain.chart import Source, awarded, fund
from esa.ledger.domain.entry import Entry, credit, debit
from esa.ledger.service import closing
from esa.payments import service as payments
from esa.payments.service import paying
from esa.treasury.service import self_check
from tests.builders import YEAR, a_gift, finance, manager
from tests.conftest import NOW, sweep
from tests.integration.ledger.test_export import BIN, run, written
from tests.nacha import back
from tests.outgoing import KEY, OWN_BANK, Outgoing
from tests.spending import a_home, a_line

CAP = Money(714_500)
SOURCES = ((Source.TAX_CREDIT, 60_000), (Source.GENERAL_REVENUE, 40_000))


@dataclass
class Walk:
    """One household's account at an EAO that pays, and what the walk has made so far."""

    home: object
    out: object
    clock: object
    lines: list = field(default_factory=list)
    batches: list = field(default_factory=list)
    gifts: list = field(default_factory=list)
    done: dict = field(default_factory=dict)

    @property
    def house(self):
        return self.home.house

    def step(self, name, *given):
        """Take a step; a refusal leaves everything as it was. Say whether it was taken."""
        try:
            getattr(self, name)(*given)
        except EsaError as refusal:
            self.done.setdefault(f"{name} refused", []).append(str(refusal))
            taken = False
        else:
            self.done.setdefault(name, []).append(given)
            taken = True
        self.holds()
        return taken

    def holds(self):
        with self.house.begin(SYSTEM) as work:
            faults = [each for each in self_check.run(work, self.home.eao) if not each.is_good]
            assert faults == [], self.done
            [view] = accounts.accounts_of_household(work, self.home.household)
            way = ledger.way(work, view.account.id)
            granted = grants.of_household(work, self.home.household)
        assert min(view.balance, way.held, way.payable, way.in_transit) >= ZERO
        assert sum(each.amount.cents for each in granted) <= CAP.cents

    def pick(self, things, place):
        if not things:
            raise EsaError("There is none yet.")
        return things[place % len(things)]

    def days(self, number):
        self.out.days(number)

    def ask(self, cents):
        self.lines += [each.reference for each in self.home.ask(a_line(cents=cents, payee=self.out.tutor))]

    def judge(self, place, outcome):
        with self.house.begin(manager(self.home.eao)) as work:
            expenses.judge(work, self.pick(self.lines, place), expenses.Judged(outcome=outcome, reason="As it is"))

    def withdraw(self, place):
        with self.house.begin(self.home.parent) as work:
            expenses.withdraw(work, self.pick(self.lines, place))

    def prepare(self):
        self.batches.append(self.out.prepare())

    def release(self, place):
        self.out.release(self.pick(self.batches, place))

    def drop(self, place):
        with self.house.begin(self.out.ann) as work:
            paying.drop(work, self.pick(self.batches, place), "Another day")

    def reopen(self, place):
        with self.house.begin(self.out.bob) as work:
            paying.reopen(work, self.pick(self.batches, place), "The bank could not read it")

    def bank_pays(self, place):
        batch = self.pick(self.batches, place)
        with self.house.begin(self.out.ann) as work:
            total = paying.batch(work, batch)[0].total
            row = f"{work.today},-{total.to_wire()},ACH {batch},{new_id().hex[:8]}\n"
            payments.take_bank_file(work, f"booked_on,amount,description,reference\n{row}".encode())

    def bank_returns(self, place):
        text = self.out.file(self.pick(self.batches, place))
        trace = next(row[79:94] for row in text.splitlines() if row[0] == "6")
        self.out.take_returns(back(text, ("R01", trace)))

    def refund(self, place, cents):
        with self.house.begin(manager(self.home.eao)) as work:
            known = Known(amount=Money(cents), told_on=work.today, went_to=WentTo.ACCOUNT, reason="Two hours less")
            reference = refunds.expect(work, self.pick(self.lines, place), known).reference
        with self.house.begin(finance(self.home.eao)) as work:
            refunds.receive(work, reference, Money(cents), work.today, f"Wire {new_id().hex[:8]}")

    def give(self, cents):
        with self.house.begin(finance(self.home.eao)) as work:
            self.gifts.append(ledger.post(work, a_gift(self.home.eao, Money(cents), Source.TAX_CREDIT)))

    def take_back(self, place):
        with self.house.begin(finance(self.home.eao)) as work:
            ledger.reverse(work, self.pick(self.gifts, place), "It was entered twice")

    def grant(self, cents):
        """Grant out of the fund and deposit at once, as a run does."""
        eao, source = self.home.eao, Source.TAX_CREDIT
        with self.house.begin(finance(eao)) as work:
            [view] = accounts.accounts(work)
            kept = view.account
            made = NewGrant(
                id=new_id(), organization_id=eao, household_id=kept.household_id, student_id=kept.student_id,
                person_id=kept.student_id, application_id=kept.application_id, school_year=YEAR, tier="f",
                amount=cents, cap=CAP.cents, cap_percent=100, lunch=None, has_iep=False, run_id=new_id(),
                sources=((source.value, cents),),
            )  # fmt: skip
            grants.record(work, [made])
            lines = (debit(fund(source), Money(cents)), credit(awarded(source), Money(cents)))
            entry = Entry(
                organization_id=eao, on=work.today, kind="award", narrative="Award", key=f"a:{made.id}", lines=lines
            )
            ledger.post(work, entry)
            wanted = Granted(
                grant_id=made.id, household_id=kept.household_id, student_id=kept.student_id,
                application_id=kept.application_id, amount=cents, sources=made.sources, payment_plan="lump",
                agreement_on=date(2025, 8, 1), enrolled_on=date(2025, 8, 1), school_id=kept.school_id,
            )  # fmt: skip
            accounts.open_and_schedule(work, eao, YEAR, [wanted])
            accounts.post_due_deposits(work)

    def interest(self, cents):
        """Record what the bank paid, and share it for the month before."""
        amount = Money(cents)
        with self.house.begin(finance(self.home.eao)) as work:
            last = work.today.replace(day=1) - timedelta(days=1)
            credits_.record_interest(work, amount, work.today, new_id().hex[:8])
            plan = interest.foresee(work, f"{last.year}-{last.month:02d}", amount)
            interest.carry_out(work, plan.period, amount, plan.seen)

    def close_account(self):
        with self.house.begin(finance(self.home.eao)) as work:
            told = Told(act=Act.WITHDREW, on=work.today, reason="Moved away")
            _, foreseen = happenings.foresee(work, self.home.number, told)
            happenings.carry_out(work, self.home.number, told, foreseen.seen)

    def close_month(self):
        with self.house.begin(self.out.ann) as work:
            last = work.today.replace(day=1) - timedelta(days=1)
            closing.close(work, f"{last.year}-{last.month:02d}")

    def open_month(self):
        with self.house.begin(self.out.bob) as work:
            closing.reopen(work, self.pick(closing.closings(work, self.home.eao), 0).id, "A gift came late")


def a_walk(house, settings_of_house, clock):
    home = a_home(house, settings_of_house, sources=SOURCES)
    out = Outgoing(house, clock, home.eao, finance(home.eao), finance(home.eao))
    out.tutor = home.listed()
    out.payees["Tutor Tess"] = out.tutor.id
    with house.begin(out.ann) as work:
        paying.set_own_bank(work, KEY, paying.OwnBank(**OWN_BANK))
    out.confirm(out.propose("Tutor Tess", is_business=False))
    out.days(4)
    return Walk(home, out, clock)


def ended(walk, tmp_path):
    """The journal of the walk, read by two programs that others wrote."""
    for form, command in (("hledger", ("hledger", "check", "--strict", "-f")), ("beancount", ("bean-check",))):
        path, _ = written(walk.house, tmp_path, form)
        program = command if form == "hledger" else (str(BIN / command[0]),)
        done = run(*program, str(path))
        assert done.returncode == 0, done.stderr


PLACE = st.integers(0, 5)
CENTS = st.integers(1, 60_000)
STEP = st.one_of(
    st.tuples(st.just("ask"), CENTS),
    st.tuples(st.just("ask"), CENTS),
    st.tuples(st.just("judge"), PLACE, st.sampled_from([Outcome.ALLOW, Outcome.ALLOW, Outcome.DENY])),
    st.tuples(st.just("withdraw"), PLACE),
    st.tuples(st.just("prepare")),
    st.tuples(st.just("release"), PLACE),
    st.tuples(st.just("drop"), PLACE),
    st.tuples(st.just("reopen"), PLACE),
    st.tuples(st.just("bank_pays"), PLACE),
    st.tuples(st.just("bank_returns"), PLACE),
    st.tuples(st.just("refund"), PLACE, CENTS),
    st.tuples(st.just("give"), CENTS),
    st.tuples(st.just("take_back"), PLACE),
    st.tuples(st.just("grant"), st.sampled_from([5_000, 30_000, 700_000])),
    st.tuples(st.just("interest"), st.integers(1, 500)),
    st.tuples(st.just("close_account")),
    st.tuples(st.just("close_month")),
    st.tuples(st.just("open_month")),
    st.tuples(st.just("days"), st.integers(1, 20)),
)


@settings(max_examples=6, suppress_health_check=list(HealthCheck))
@given(steps=st.lists(STEP, min_size=12, max_size=24))
def test_whatever_happens_to_an_accounts_money_the_books_agree(
    house, settings_of_house, clock, _owner, tmp_path, steps
):
    sweep(_owner)
    clock.move_to(NOW)
    walk = a_walk(house, settings_of_house, clock)
    for name, *given_ in steps:
        walk.step(name, *given_)
    ended(walk, tmp_path)


def test_every_kind_of_step_can_be_taken(house, settings_of_house, clock, tmp_path):
    walk = a_walk(house, settings_of_house, clock)
    allow, deny = Outcome.ALLOW, Outcome.DENY
    for step in (
        ("ask", 10_000), ("ask", 20_000), ("ask", 5_000), ("judge", 0, allow), ("judge", 1, allow), ("judge", 2, deny),
        ("ask", 3_000), ("withdraw", 3), ("prepare",), ("drop", 0), ("prepare",), ("release", 1), ("reopen", 1),
        ("prepare",), ("release", 2), ("bank_returns", 2), ("prepare",), ("release", 3), ("bank_pays", 3),
        ("refund", 0, 4_000), ("give", 50_000), ("grant", 30_000), ("give", 700), ("take_back", 1), ("close_month",),
        ("open_month",), ("days", 9), ("interest", 37), ("close_account",),
    ):  # fmt: skip
        assert walk.step(*step), (step, walk.done)
    ended(walk, tmp_path)


def test_a_step_that_the_law_forbids_is_refused_and_changes_nothing(house, settings_of_house, clock):
    walk = a_walk(house, settings_of_house, clock)
    before = walk.home.balance()
    walk.step("ask", 100_001)  # more than there is: the line is kept and no money is held
    assert walk.home.balance() == before
    for step in (("grant", 700_000), ("release", 0), ("take_back", 0), ("refund", 0, 1)):
        assert not walk.step(*step), step
        assert walk.home.balance() == before


@pytest.fixture
def settings_of_house(settings):
    return settings
