"""The fast award run against the rule as it is written: recompute every tier after every award (section 2.3)."""

import csv
import hashlib
import io
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from esa.awards.domain import csv_text
from esa.awards.domain.funds import Fund
from esa.awards.domain.plan import HEADER, Options, make_plan
from esa.awards.domain.pool import COLUMNS, TIERS, BadRows, by_columns, by_rows, read_pool
from esa.awards.domain.reasons import ALREADY, AWARDED, NOT_ELIGIBLE, PARTIAL, WAITLISTED
from esa.kernel.money import Money

START = datetime(2026, 2, 1, 14, tzinfo=UTC)


@dataclass
class Applicant:
    id: str
    group: str
    tier: str
    condition: str
    granted: bool
    cents: int
    at: datetime
    outcome: str = ""
    reached: bool = False


@st.composite
def pools(draw):
    size = draw(st.integers(0, 14))
    made = []
    for number in range(size):
        tier = draw(st.sampled_from(TIERS))
        made.append(
            Applicant(
                id=draw(st.sampled_from(["b", "B", "é", "10", "9"])) + f"{number}",
                group=draw(st.sampled_from(["", "s", "t", "u"])),
                tier=tier,
                condition="sibling_renewal" if tier != "a" and draw(st.booleans()) else "",
                granted=draw(st.integers(0, 5)) == 0,
                cents=draw(st.integers(1, 900)),
                at=START + timedelta(minutes=draw(st.integers(0, 3))),
            )
        )
    return made


def text_of(pool):
    rows = ["application_id,sibling_group,base_tier,condition,already_granted,amount,completed_at"]
    for each in pool:
        amount, granted = Money(each.cents).to_wire(), "1" if each.granted else ""
        rows.append(f"{each.id},{each.group},{each.tier},{each.condition},{granted},{amount},{each.at.isoformat()}")
    return "\n".join(rows) + "\n"


def by_the_letter(pool, money, options):
    """The rule word by word: after each award look at everybody again."""
    running, sequence, plan = True, 0, {}

    def siblings(one):
        return [each for each in pool if one.group and each.group == one.group and each is not one]

    def letter(one):
        up = any(each.granted or each.outcome in (AWARDED, PARTIAL) or each.reached for each in siblings(one))
        return "b" if up and one.tier != "a" else one.tier

    def met(one):
        renewals = [each for each in siblings(one) if each.tier == "a"]
        return any(each.granted or each.outcome in (AWARDED, PARTIAL) for each in renewals)

    def key(one):
        drawn = hashlib.sha256(f"{options.seed}:{one.id}".encode()).hexdigest()
        return letter(one), drawn if options.tie == "lottery" else one.at, one.id

    while True:
        waiting = [each for each in pool if not each.granted and not each.outcome and not each.reached]
        ready = [each for each in waiting if not each.condition or met(each)]
        if not ready:
            return plan
        one = min(ready, key=key)
        tier, given = letter(one), 0
        if running:
            given = one.cents if one.cents <= money else money if options.last == "partial" else 0
            running = given == one.cents
        sequence += 1
        money -= given
        if given:
            one.outcome = AWARDED if given == one.cents else PARTIAL
        one.reached = True
        plan[one.id] = (tier, given or None, sequence)


OPTIONS = st.sampled_from(
    [Options(), Options(last="partial"), Options("lottery", "seed"), Options("lottery", "x", "partial")]
)


@settings(max_examples=400, deadline=None)
@given(pools(), st.integers(0, 4000), OPTIONS)
def test_ORD_6_the_fast_run_is_the_rule_by_the_letter(pool, money, options):
    plan = make_plan(read_pool(text_of(pool).encode()), [Fund("one", Money(money))], options)
    found = {p.application_id: (p.tier, p.amount, p.sequence) for p in plan.places() if p.sequence}
    assert found == by_the_letter(pool, money, options)


@settings(max_examples=100, deadline=None)
@given(pools(), st.integers(0, 4000), st.randoms(use_true_random=False))
def test_ORD_5_the_order_of_the_file_does_not_matter(pool, money, chance):
    shuffled = list(pool)
    chance.shuffle(shuffled)
    plans = [
        make_plan(read_pool(text_of(each).encode()), [Fund("one", Money(money))], Options()).places()
        for each in (pool, shuffled)
    ]
    assert sorted(plans[0], key=str) == sorted(plans[1], key=str)


@settings(max_examples=200, deadline=None)
@given(pools(), st.lists(st.integers(0, 900), max_size=4), OPTIONS)
def test_ORD_3_no_cent_is_made_and_none_is_lost(pool, money, options):
    funds = [Fund(f"s{number}", Money(cents)) for number, cents in enumerate(money)]
    plan = make_plan(read_pool(text_of(pool).encode()), funds, options)
    drawn = [part.split(":") for place in plan.places() for part in place.sources.split("|") if part]
    assert sum(Money.from_wire(amount).cents for _, amount in drawn) == plan.spent.cents
    assert plan.spent.cents + plan.left.cents == sum(money)
    for fund in funds:
        assert sum(Money.from_wire(a).cents for source, a in drawn if source == fund.source) <= fund.amount.cents


CELLS = st.sampled_from(
    [
        *("", "0", "1", "b", "x", "a", "1.0", "0.00", "01.00", "1e2.00", "1.00 ", "NaN", "٣.00", "sibling_renewal"),
        *("2026-02-30T00:00:00Z", "2026-02-01T08:00:00", "2026-02-01 08:00:00Z", "2026-02-01T08:00:00+05:99"),
        *("2026-02-01T08:00:00.1234567Z", "2026-02-01T24:00:00Z", "0001-01-01T00:00:00+23:59"),
        *('say "x"', "two\nlines", "two\r\nlines", "a,b", " b", "é", "9" * 5000 + ".00"),
    ]
)
# How a cell is written: as it is, in quotes, or in a way that is no CSV.
WRITTEN = st.sampled_from(["plain", "quoted", "quoted", "open"])


@st.composite
def files(draw):
    """A pool file in which some cells were replaced, columns moved, rows cut, lengthened or given twice."""
    rows = [line.split(",") for line in text_of(draw(pools())).splitlines()]
    for _ in range(draw(st.integers(0, 2))):
        row = draw(st.sampled_from(rows[1:] or [[""] * 7]))
        row[draw(st.integers(0, 6))] = draw(CELLS)
    order = draw(st.permutations(range(7)))
    rows = [[row[column] for column in order] for row in rows]
    if draw(st.integers(0, 4)) == 0 and len(rows) > 1:
        odd = draw(st.sampled_from(rows[1:]))
        rows.append(draw(st.sampled_from([odd[:-1], [*odd, ""], [""], list(odd)])))
    end = draw(st.sampled_from(["\n", "\r\n"]))
    style = draw(WRITTEN)
    written = [",".join(as_written(cell, style) for cell in row) for row in rows]
    return end.join(written) + draw(st.sampled_from([end, ""]))


def as_written(cell, style):
    quoted = '"' + cell.replace('"', '""') + '"'
    if style == "open":
        return cell
    return quoted if style == "quoted" or any(sign in cell for sign in ',"\n') else cell


@settings(max_examples=600, deadline=None)
@given(files())
def test_a_pool_read_by_columns_is_the_pool_read_by_rows(text):
    data = text.encode()
    header = csv_text.header(data)
    fast = by_columns(data, header)
    try:
        slow = by_rows(data, header)
    except BadRows:
        assert fast is None
        return
    assert fast is not None
    for name in ("ids", "groups", "tiers", "conditions", "granted", "amounts", "completed"):
        assert list(getattr(fast, name)) == list(getattr(slow, name))


@settings(max_examples=300, deadline=None)
@given(pools(), st.integers(0, 4000), OPTIONS)
def test_a_plan_is_a_csv_of_one_row_for_each_applicant_in_the_order_of_the_pool(pool, money, options):
    for number, each in enumerate(pool):
        each.id += [",", '"', "\n", "\r", "", " "][number % 6]
    lines = [",".join(COLUMNS)] + [
        ",".join(as_written(cell, "quoted") for cell in row.split("|"))
        for row in (
            f"{p.id}|{p.group}|{p.tier}|{p.condition}|{int(p.granted)}|{Money(p.cents).to_wire()}|{p.at.isoformat()}"
            for p in pool
        )
    ]
    plan = make_plan(read_pool("\n".join(lines).encode()), [Fund("one", Money(money))], options)
    rows = list(csv.reader(io.StringIO(plan.to_csv().decode(), newline="\n"), strict=True))
    assert rows[0] == list(HEADER)
    assert [row[0] for row in rows[1:]] == [each.id for each in pool]
    assert all(len(row) == len(HEADER) and row[6] for row in rows)
    assert {row[1] for row in rows[1:]} <= {AWARDED, PARTIAL, WAITLISTED, NOT_ELIGIBLE, ALREADY}
    assert [place.reason for place in plan.places()] == [row[6] for row in rows[1:]]
