"""Whatever is posted and taken back, in whatever order, the books sum to zero and say what their lines say."""

from datetime import date
from itertools import count

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from esa.accounts.domain import installments, split_over_sources
from esa.kernel.actors import SYSTEM
from esa.kernel.dates import SchoolYear
from esa.kernel.errors import Conflict, EsaError, LimitReached
from esa.kernel.money import ZERO, Money
from esa.ledger import service as ledger
from esa.ledger.domain.chart import Source, awarded, bank, fund
from esa.ledger.domain.entry import Entry, credit, debit
from tests.builders import an_organization, manager

_NUMBERS = count()
SOURCES = (Source.TAX_CREDIT, Source.GENERAL_REVENUE)
AMOUNT = st.integers(1, 500).map(Money)
STEP = st.one_of(
    st.tuples(st.just("gift"), st.sampled_from(SOURCES), AMOUNT),
    st.tuples(st.just("award"), st.sampled_from(SOURCES), AMOUNT),
    st.tuples(st.just("reverse"), st.integers(0, 7), st.just(ZERO)),
)


class ByHand:
    """The books as one would keep them by hand: what each account holds, what was posted, what was taken back."""

    def __init__(self, house, owner):
        self.house, self.owner = house, owner
        self.held, self.posted, self.reversed = {}, [], set()

    def fits(self, lines):
        after = self.after(lines)
        owed = [after.get(path(source), 0) for source in SOURCES for path in (fund, awarded)]
        return max(owed) <= 0 and min(after.get(bank(source), 0) for source in SOURCES) >= 0

    def after(self, lines):
        after = dict(self.held)
        for path, cents in lines:
            after[path] = after.get(path, 0) + cents
        return after

    def expected(self, lines, *, reversed_already=False):
        if reversed_already:
            return Conflict, LimitReached
        return (type(None),) if self.fits(lines) else (LimitReached,)

    def carry_out(self, kind, what, amount):
        if kind == "reverse":
            self.reverse(what)
            return
        sides = (bank(what), fund(what)) if kind == "gift" else (fund(what), awarded(what))
        entry = Entry(
            organization_id=self.owner, on=date(2025, 9, 1), kind=kind, narrative=kind, key=str(next(_NUMBERS)),
            lines=(debit(sides[0], amount), credit(sides[1], amount)),
        )  # fmt: skip
        lines = [(line.path, line.amount.cents) for line in entry.lines]
        made = self.attempt(lines, self.expected(lines), lambda work: ledger.post(work, entry))
        if made is not None:
            self.posted.append((made, lines))

    def reverse(self, number):
        if not self.posted:
            return
        entry_id, lines = self.posted[number % len(self.posted)]
        back = [(path, -cents) for path, cents in lines]
        expected = self.expected(back, reversed_already=entry_id in self.reversed)
        if self.attempt(back, expected, lambda work: ledger.reverse(work, entry_id, "a mistake")) is not None:
            self.reversed.add(entry_id)

    def attempt(self, lines, expected, action):
        made, refusal = None, None
        try:
            with self.house.begin(manager(self.owner)) as work:
                made = action(work)
        except EsaError as fault:
            refusal = fault
        assert isinstance(refusal, expected)
        if made is not None:
            self.held = self.after(lines)
        return made


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(steps=st.lists(STEP, max_size=20))
def test_any_sequence_of_posts_and_reversals_keeps_the_trial_balance_at_zero(house, steps):
    with house.begin(SYSTEM) as work:
        owner = an_organization(work, f"river{next(_NUMBERS)}")
        ledger.ensure_accounts(work, owner)
    books = ByHand(house, owner)
    for step in steps:
        books.carry_out(*step)
    with house.begin(manager(owner)) as work:
        check = ledger.self_check(work, owner)
    assert check.is_sound
    assert check.total == ZERO
    said = {each.path: each.balance.cents for each in check.accounts if each.balance}
    assert said == {path: cents for path, cents in books.held.items() if cents}


@given(parts=st.lists(st.integers(1, 400_000), min_size=1, max_size=4), four=st.booleans())
def test_CAP_12_installments_and_sources_both_sum_to_the_cent(parts, four):
    sources = [(source.value, Money(cents)) for source, cents in zip(Source, parts, strict=False)]
    grant = Money(sum(parts))
    plan = installments(grant, SchoolYear(2025), four=four)
    split = split_over_sources(plan, sources)
    assert sum(each.amount.cents for each in plan) == grant.cents
    assert max(each.amount.cents for each in plan) - min(each.amount.cents for each in plan) <= 1
    for installment, made in split:
        assert sum(part.cents for _, part in made) == installment.amount.cents
    for source, amount in sources:
        assert sum(part.cents for _, made in split for name, part in made if name == source) == amount.cents
