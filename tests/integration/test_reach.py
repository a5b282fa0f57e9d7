"""One EAO finds none of another's rows in any tenant table, in SQL too; a family none of another family's."""

import pytest
import sqlalchemy as sa

from esa.demonstration.year import SMALL, build
from esa.kernel.actors import SYSTEM, Actor
from esa.kernel.permissions import Role
from esa.organizations import service as organizations
from esa.platform.tables import Reach
from esa.tables import METADATA
from tests.builders import auditor, manager, treasurer

ORGANIZATION = sorted(
    name
    for name, table in METADATA.tables.items()
    if table.info["reach"] is Reach.ORGANIZATION
    or (
        table.info["reach"] in (Reach.HOUSEHOLD, Reach.DONOR)
        and {"organization_id", "intake_organization_id"} & set(table.c.keys())
    )
)
HOUSEHOLD = sorted(
    name
    for name, table in METADATA.tables.items()
    if "household_id" in table.c and table.info["reach"] is not Reach.PRIVATE
)
# Filled by other ways than the demonstration year.
EMPTY_HERE = {
    "documents", "application_papers", "application_drafts", "duplicate_pairs", "organization_policies", "gift_plans", "paper_posts",
    "gift_returns", "gift_paper_voids", "fund_remittances", "overhead_costs", "credit_allotments", "agreements",
    "takeovers", "opening_balances",
    "enrolment_answers", "expected_refunds", "refund_receipts",
    "account_happenings", "disqualification_cases", "state_returns",
    "expense_papers",
}  # fmt: skip
# Only the first EAO's donors pay by bank debit, and only the first pays schools.
OF_THE_FIRST = {
    "payment_intents", "payment_batches", "outgoing_payments", "outgoing_items", "return_files", "return_items",
    "payee_bank_details", "payee_tax_forms", "paying_banks",
    "bank_lines", "payments", "payment_refunds", "payment_steps", "processor_movements", "processor_payouts",
}  # fmt: skip


@pytest.fixture
def year(house):
    build(house, size=SMALL)
    with house.begin(SYSTEM) as work:
        first, second = [each.id for each in organizations.organizations(work)][:2]
        return second, first


def owner_column(name):
    return "organization_id" if "organization_id" in METADATA.tables[name].c else "intake_organization_id"


def test_one_EAO_finds_none_of_anothers_rows_in_any_table(house, year):
    mine, theirs = year
    with house.begin(SYSTEM) as work:
        there = {
            name: work.tx.scalar(sa.text(f"SELECT count(*) FROM {name} WHERE {owner_column(name)} = :o"), {"o": theirs})
            for name in ORGANIZATION
        }
    assert {name for name, count in there.items() if not count} <= EMPTY_HERE
    with house.begin(manager(mine)) as work:
        for name in ORGANIZATION:
            column = owner_column(name)
            foreign = f"SELECT count(*) FROM {name} WHERE {column} IS DISTINCT FROM :o"
            assert work.tx.scalar(sa.text(foreign), {"o": mine}) == 0, name
            if name not in EMPTY_HERE | OF_THE_FIRST:
                assert work.tx.scalar(sa.text(f"SELECT count(*) FROM {name}")) > 0, name


def test_one_family_finds_none_of_anothers_rows_in_any_table(house, year):
    with house.begin(SYSTEM) as work:
        mine = work.tx.scalar(sa.text("SELECT household_id FROM grants LIMIT 1"))
    with house.begin(Actor(role=Role.FAMILY, household_id=mine)) as work:
        for name in HOUSEHOLD:
            if not work.tx.scalar(sa.text("SELECT has_table_privilege(current_user, :t, 'SELECT')"), {"t": name}):
                continue
            foreign = f"SELECT count(*) FROM {name} WHERE household_id IS DISTINCT FROM :h"
            assert work.tx.scalar(sa.text(foreign), {"h": mine}) == 0, name


@pytest.mark.parametrize("actor", [auditor(), treasurer()], ids=["auditor", "treasurer"])
def test_state_roles_read_all_and_change_no_tenants_row(house, year, actor):
    with house.begin(actor) as work:
        assert len(set(work.tx.scalars(sa.text("SELECT organization_id FROM applications")))) == 8
    for statement in (
        "UPDATE applications SET status = 'withdrawn'",
        "DELETE FROM grants",
        "UPDATE ledger_accounts SET balance = 0",
    ):
        with pytest.raises(sa.exc.ProgrammingError, match="permission denied"), house.begin(actor) as work:
            work.tx.execute(sa.text(statement))


def test_a_visitor_reads_no_tenants_table_at_all(house, year):
    with house.begin(Actor(role=Role.VISITOR)) as work:
        readable = [
            name for name in METADATA.tables
            if METADATA.tables[name].info["reach"] is not Reach.STATEWIDE
            and work.tx.scalar(sa.text("SELECT has_table_privilege(current_user, :t, 'SELECT')"), {"t": name})
        ]  # fmt: skip
    assert readable == []
