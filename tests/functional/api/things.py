"""One EAO with an application, a released run, an account with deposits, a posting and a cap; and its neighbour."""

from datetime import date

import sqlalchemy as sa

from esa.applications import service as applications
from esa.credits import service as credits_
from esa.kernel.actors import SYSTEM
from esa.kernel.money import Money
from esa.ledger import service as ledger
from esa.ledger.domain.chart import Source
from esa.treasury import service as treasury
from tests.builders import YEAR, an_organization, manager
from tests.integration.applications.test_bringing import a_child, a_file
from tests.integration.awards.test_award_run import give, run_of
from tests.integration.credits.giving_people import a_donor, ask


def make_things(house):
    """Return (the EAO, another EAO, the numbers by what they are of)."""
    with house.begin(SYSTEM) as work:
        river, hill = an_organization(work), an_organization(work, "hill")
        ledger.ensure_accounts(work, river)
        credits_.set_cap(work, 2025, Money(7_500_000_000), cite="Act", source="test", as_of=date(2025, 1, 1))
    ask(house, a_donor(house), river, Money(100_000))
    child = a_child(1, iep={"kind": "iep", "dated": "2025-01-15"})
    with house.begin(manager(river)) as work:
        applications.bring(work, a_file(child), "f.jsonl", YEAR)
    give(house, river, Source.TAX_CREDIT, Money(1_300_000))
    run_of(house, river)
    with house.begin(SYSTEM) as work:
        from esa.accounts import service as accounts
        from esa.accounts.domain.expenses.facts import Asked
        from esa.accounts.service import expenses
        from tests.spending import STORE, a_line

        accounts.post_due_deposits(work, river)
        number = work.tx.scalar(sa.text("SELECT number FROM scholarship_accounts"))
        expenses.ask(work, Asked(account=number, lines=(a_line("supplies", 3_000, STORE),)))
        treasury.publish_posting(work, YEAR, invented=True)
    with house.begin(SYSTEM) as work:
        found = {name: work.tx.scalar(sa.text(f"SELECT {column} FROM {table}")) for name, column, table in (
            ("application", "reference", "applications"), ("run", "reference", "award_runs"),
            ("account", "number", "scholarship_accounts"), ("line", "reference", "expense_lines"),
        )}  # fmt: skip
    return river, hill, found


def addresses(things):
    """Each (operation, its path parameters) that has something to show."""
    return {
        "applications_index": {}, "applications_show": {"number": things["application"]},
        "award-runs_index": {}, "award-runs_show": {"number": things["run"]},
        "award-runs_places": {"number": things["run"]},
        "award-runs_file": {"number": things["run"], "name": "plan.csv"},
        "accounts_index": {}, "accounts_show": {"number": things["account"]}, "deposits_deposits": {}, "expenses_expense_lines": {}, "expenses_expense_line": {"number": things["line"]}, "payments_index": {}, "gifts_gifts": {},
        "books_journal": {}, "reference_districts": {}, "reference_schools": {}, "organizations_index": {}, "cap_show": {"year": 2025},
        "postings_show": {"year": "2025-26"}, "postings_file": {"year": "latest", "name": "posting.json"},
        "law_show": {}, "law_every_parameter": {}, "law_rules": {}, "law_calendar": {}, "identity_me": {},
    }  # fmt: skip
