"""Every page of one EAO about a thing: to staff of another EAO the thing does not exist, to look at or to change."""

import pytest
import sqlalchemy as sa

from esa.applications import service as applications
from esa.kernel.actors import SYSTEM
from esa.kernel.money import Money
from esa.kernel.permissions import PERMISSIONS_OF, Role
from esa.ledger import service as ledger
from esa.ledger.domain.chart import Source
from esa.platform.web.access import MARK
from tests.builders import YEAR, an_organization, manager
from tests.functional.forms import token_of
from tests.integration.applications.test_bringing import a_child, a_file
from tests.integration.awards.test_award_run import give, run_of

ROOMS = ("applications", "awards", "accounts")
STAFF_OF_EAO = (Role.EAO_REVIEWER, Role.EAO_MANAGER, Role.EAO_FINANCE)


@pytest.fixture
def things(house):
    """One EAO with an application, a pair of the same child, a released run and an account; and another EAO."""
    with house.begin(SYSTEM) as work:
        river, hill = an_organization(work), an_organization(work, "hill")
        ledger.ensure_accounts(work, river)
    for key, given_name in (("h1", "Ana"), ("h2", "Anna")):
        child = a_child(1, given_name=given_name, external_id=key, iep={"kind": "iep", "dated": "2025-01-15"})
        with house.begin(manager(river)) as work:
            applications.bring(work, a_file(child, key=key), "f.jsonl", YEAR)
    with house.begin(manager(river)) as work:
        applications.find_duplicates(work, YEAR)
    give(house, river, Source.TAX_CREDIT, Money(1_300_000))
    run_of(house, river)
    with house.begin(SYSTEM) as work:
        one = {name: work.tx.scalar(sa.text(f"SELECT {column} FROM {table}")) for name, column, table in (
            ("application", "reference", "applications"), ("run", "reference", "award_runs"),
            ("account", "number", "scholarship_accounts"), ("pair", "id", "duplicate_pairs"),
        )}  # fmt: skip
    assert all(one.values())
    return river, hill, one


def addresses(app, one):
    """Each route of the rooms that takes an argument, with the thing that the argument means."""
    means = {
        ("applications", "reference"): one["application"], ("applications", "pair_id"): one["pair"],
        ("awards", "reference"): one["run"], ("awards", "name"): "plan.csv", ("accounts", "number"): one["account"],
    }  # fmt: skip
    for rule in app.url_map.iter_rules():
        room = rule.endpoint.split(".")[0]
        if room in ROOMS and rule.arguments:
            given = {argument: means[room, argument] for argument in rule.arguments}
            yield (
                rule,
                app.url_map.bind("localhost").build(
                    rule.endpoint, given, method=min(rule.methods - {"HEAD", "OPTIONS"})
                ),
            )


@pytest.mark.parametrize("role", STAFF_OF_EAO, ids=lambda role: role.value)
def test_to_another_EAO_nothing_of_this_one_exists(app, things, signed_in, role):
    river, hill, one = things
    own, other = signed_in(role, organization_id=river), signed_in(role, organization_id=hill)
    seen = 0
    for rule, address in addresses(app, one):
        if getattr(app.view_functions[rule.endpoint], MARK) not in PERMISSIONS_OF[role]:
            continue
        if "GET" in rule.methods:
            assert own.get(address).status_code == 200, address
            assert other.get(address).status_code == 404, address
            seen += 1
        else:
            data = {"csrf_token": token_of(other), "same": "no", "agreement_on": "2025-10-01"}
            assert other.post(address, data=data).status_code == 404, address
    assert seen >= 3
