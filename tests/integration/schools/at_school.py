"""A school and a provider of one EAO, with a child whose account names the school: what tests of payees start from."""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from esa.kernel.actors import SYSTEM
from esa.kernel.ids import new_id
from esa.kernel.money import Money
from esa.ledger import service as ledger
from esa.ledger.domain.chart import Source
from esa.schools.domain import SchoolKind
from esa.schools.domain.payees import PayeeKind
from esa.schools.models import School
from tests.builders import YEAR, a_payee, an_organization, finance, manager
from tests.integration.applications.test_bringing import a_child, a_file
from tests.integration.awards.test_award_run import give, run_of


@dataclass(frozen=True)
class AtSchool:
    """The EAO, another one, the school's payee, a provider, and the account of the child at the school."""

    river: Any
    hill: Any
    school: Any
    provider: Any
    number: str


def a_school(house, kind=SchoolKind.PRIVATE, **facts):
    facts = {"incorporated_in_missouri": True, "nondiscrimination": True, "charges_tuition": True, **facts}
    with house.begin(SYSTEM) as work:
        made = School(
            id=new_id(), name=f"School {new_id().hex[:5]}", city="Rolla", kind=kind, source="test",
            as_of=work.today, **facts,
        )  # fmt: skip
        work.tx.add(made)
        work.tx.flush()
        return made.id


def at_school(house, kind=SchoolKind.PRIVATE, *, enrolled=False, kind_of_provider=PayeeKind.FIRM):
    """Make an account by a released run, name the school in it, and put both payees on the EAO's list."""
    from esa.applications import service as applications

    with house.begin(SYSTEM) as work:
        river, hill = an_organization(work), an_organization(work, "hill")
        ledger.ensure_accounts(work, river)
    with house.begin(manager(river)) as work:
        child = a_child(1, iep={"kind": "iep", "dated": "2025-01-15"})
        applications.bring(work, a_file(child), "f.jsonl", YEAR)
    give(house, river, Source.TAX_CREDIT, Money(1_300_000))
    run_of(house, river)
    school_id = a_school(house, kind)
    school = a_payee(house, river, school_id=school_id, name="")
    provider = a_payee(house, river, kind=kind_of_provider, name="Rolla Speech Therapy")
    with house.begin(SYSTEM) as work:
        day = "DATE '2025-08-18'" if enrolled else "NULL"
        work.tx.execute(
            sa.text(f"UPDATE scholarship_accounts SET school_id = :s, enrolled_on = {day}"), {"s": school_id}
        )
        number = work.tx.scalar(sa.text("SELECT number FROM scholarship_accounts"))
    return AtSchool(river, hill, school, provider, number)


def fill(house):
    """Let the deposits of the account stand in the books."""
    from esa.accounts import service as accounts

    with house.begin(SYSTEM) as work:
        work.tx.execute(sa.text("UPDATE scholarship_accounts SET agreement_on = DATE '2025-08-01'"))
        owner = work.tx.scalar(sa.text("SELECT organization_id FROM scholarship_accounts"))
    with house.begin(finance(owner)) as work:
        assert accounts.post_due_deposits(work).posted > 0
