"""The books hold themselves: in the domain, in the service, and in the database behind both."""

from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from esa.kernel.actors import SYSTEM
from esa.kernel.errors import Conflict, Invalid, LimitReached
from esa.kernel.ids import new_id
from esa.kernel.money import Money
from esa.ledger import service as ledger
from esa.ledger.domain.chart import Source, awarded, bank, fund
from esa.ledger.domain.entry import Entry, credit, debit
from tests.builders import a_gift, an_organization, auditor, manager

DAY = date(2025, 9, 1)
GIFT = Money(100_000)


@pytest.fixture
def river(house):
    with house.begin(SYSTEM) as work:
        made = an_organization(work)
        ledger.ensure_accounts(work, made)
    return made


def gift(organization_id, key="gift:1", amount=GIFT):
    return a_gift(organization_id, amount, key=key)


def award(organization_id, amount, key="award:1"):
    return Entry(
        organization_id=organization_id, on=DAY, kind="award", narrative="An award", key=key,
        lines=(debit(fund(Source.TAX_CREDIT), amount), credit(awarded(Source.TAX_CREDIT), amount)),
    )  # fmt: skip


def test_an_entry_that_does_not_sum_to_zero_cannot_be_made():
    with pytest.raises(Invalid):
        Entry(
            organization_id=new_id(), on=DAY, kind="x", narrative="x", key="x",
            lines=(debit("Assets:Bank:TaxCredit", Money(2)), credit("Equity:Fund:TaxCredit", Money(1))),
        )  # fmt: skip


def test_a_posted_gift_is_in_the_fund_and_the_self_check_is_sound(house, river):
    with house.begin(manager(river)) as work:
        ledger.post(work, gift(river))
        assert ledger.fund_balance(work, river, Source.TAX_CREDIT) == GIFT
    with house.begin(auditor(), read_only=True) as work:
        assert ledger.self_check(work).is_sound


def test_an_event_is_booked_once(house, river):
    with house.begin(manager(river)) as work:
        ledger.post(work, gift(river))
    with pytest.raises(Conflict), house.begin(manager(river)) as work:
        ledger.post(work, gift(river))


def test_FUND_4_no_more_is_awarded_than_the_source_holds(house, river):
    with house.begin(manager(river)) as work:
        ledger.post(work, gift(river))
        ledger.post(work, award(river, GIFT))
    with pytest.raises(LimitReached), house.begin(manager(river)) as work:
        ledger.post(work, award(river, Money(1), key="award:2"))


def test_many_entries_are_posted_together_or_not_at_all(house, river):
    with house.begin(manager(river)) as work:
        ids = ledger.post_many(work, [gift(river, key=f"gift:{number}") for number in range(500)])
        assert len(ids) == 500
    over = [award(river, Money(60_000_000), key=f"award:{number}") for number in range(2)]
    with pytest.raises(LimitReached), house.begin(manager(river)) as work:
        ledger.post_many(work, over)
    with house.begin(manager(river)) as work:
        assert ledger.fund_balance(work, river, Source.TAX_CREDIT) == Money(500 * GIFT.cents)
        assert ledger.self_check(work, river).is_sound


def test_a_reversal_takes_an_entry_back_once(house, river):
    with house.begin(manager(river)) as work:
        entry_id = ledger.post(work, gift(river))
        reversal_id = ledger.reverse(work, entry_id, "the check came back")
        assert ledger.fund_balance(work, river, Source.TAX_CREDIT) == Money(0)
    for again in (entry_id, reversal_id):
        with pytest.raises(Conflict), house.begin(manager(river)) as work:
            ledger.reverse(work, again, "again")


def sql(house, actor, *statements):
    with house.begin(actor) as work:
        for statement, values in statements:
            work.tx.execute(sa.text(statement), values)


def test_the_database_refuses_lines_that_do_not_sum_to_zero(house, river):
    with house.begin(manager(river)) as work:
        entry_id = ledger.post(work, gift(river))
        ids = dict(work.tx.execute(sa.text("SELECT path, id FROM ledger_accounts")).all())
    late = (
        "INSERT INTO ledger_lines (entry_id, position, organization_id, account_id, amount) VALUES (:e, 9, :o, :a, 5)"
    )
    with pytest.raises(IntegrityError, match="sum to zero"):
        sql(house, manager(river), (late, {"e": entry_id, "o": river, "a": ids[bank(Source.TAX_CREDIT)]}))


def test_the_database_refuses_an_entry_without_lines(house, river):
    bare = (
        "INSERT INTO ledger_entries (id, organization_id, entry_on, kind, narrative, key, line_count, posted_at)"
        " VALUES (gen_random_uuid(), :o, '2025-09-01', 'x', 'x', 'x', 2, now())"
    )
    with pytest.raises(IntegrityError, match="needs its lines"):
        sql(house, manager(river), (bare, {"o": river}))


def test_nothing_posted_is_changed_even_by_the_owner(house, river, _owner):
    with house.begin(manager(river)) as work:
        ledger.post(work, gift(river))
    for statement in ("UPDATE ledger_lines SET amount = amount * 2", "DELETE FROM ledger_entries"):
        with pytest.raises(IntegrityError, match="append-only"), _owner.connect() as connection:
            connection.exec_driver_sql(statement)


def test_one_EAO_finds_nothing_of_another_in_SQL_either(house, river):
    with house.begin(SYSTEM) as work:
        hill = an_organization(work, "hill")
        ledger.ensure_accounts(work, hill)
    with house.begin(manager(river)) as work:
        ledger.post(work, gift(river))
    with house.begin(manager(hill)) as work:
        for table in ("ledger_entries", "ledger_lines"):
            assert work.tx.scalar(sa.text(f"SELECT count(*) FROM {table}")) == 0
        owners = work.tx.scalars(sa.text("SELECT DISTINCT organization_id FROM ledger_accounts")).all()
    assert owners == [hill]
    with pytest.raises(sa.exc.ProgrammingError, match="row-level security"), house.begin(manager(hill)) as work:
        work.tx.execute(
            sa.text(
                "INSERT INTO ledger_accounts (id, organization_id, path, source, opened_on, credit_only, debit_only,"
                " balance) VALUES (gen_random_uuid(), :o, 'Assets:Theft', '', '2025-09-01', false, false, 0)"
            ),
            {"o": river},
        )


@pytest.mark.parametrize(
    "statement",
    ["UPDATE ledger_accounts SET balance = balance - 1", "UPDATE ledger_accounts SET credit_only = false, path = 'x'"],
)
def test_a_balance_moves_by_lines_alone_and_an_account_stays_what_it_is(house, river, statement):
    with pytest.raises(IntegrityError, match="moves only by lines"):
        sql(house, manager(river), (statement, {}))
