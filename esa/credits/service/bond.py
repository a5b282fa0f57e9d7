"""What an EAO files: the bond that goes with a school year's gifts (EAO-14), and its audit (EAO-12)."""

import uuid
from dataclasses import dataclass
from datetime import date, timedelta

from esa.credits.domain.fiscal import FiscalYear
from esa.credits.store import top
from esa.kernel.dates import SchoolYear
from esa.kernel.money import ZERO, Money
from esa.kernel.permissions import Permission
from esa.law.organizations.certification import Applicant, bond
from esa.law.organizations.filings import audit_due
from esa.law.tried import Tried
from esa.organizations import service as organizations
from esa.organizations.domain import Proof
from esa.platform.work import Work


@dataclass(frozen=True, slots=True)
class Audit:
    """Until when the audited statements of the fiscal year that ended last are due (EAO-12)."""

    ended_on: date
    due_on: date


def audit_watch(work: Work, organization_id: uuid.UUID) -> Audit:
    """Return the EAO's next or last day for its audit; whether it was filed the Treasurer knows."""
    found = organizations.organization(work, organization_id)
    ended = FiscalYear.of(found.fiscal_year_end, work.today).first - timedelta(days=1)
    return Audit(ended, audit_due(ended, work.law))


@dataclass(frozen=True, slots=True)
class Bond:
    """How an EAO stands with EAO-14 in a school year: `donations` are its gifts so far with what is reserved."""

    year: SchoolYear
    donations: Money
    filed: Proof
    least: Money
    finding: Tried

    @property
    def due(self) -> Money:
        """Return the bond that such donations ask for, where no other proof is there; zero where none is due."""
        wanted = max(self.donations, self.filed.expected)
        return ZERO if self.filed.other_proof or wanted < self.least else wanted


def bond_watch(work: Work, organization_id: uuid.UUID) -> Bond:
    """Return whether bond or other proof of this school year is enough for what is expected, given and reserved (T14).

    The bond is for expected donations and is filed before the school year; once more comes than was expected, the law
    does not say that gifts stop. So this is told, to the EAO and to the Treasurer, and refuses nothing.
    """
    if work.actor.organization_id != organization_id:
        work.authorize(Permission.ORGANIZATION_READ)
    year = SchoolYear.of(work.today)
    donations = top.contributed(work.tx, organization_id, year.first_day, year.last_day)
    donations += top.reserved(work.tx, organization_id)
    filed = organizations.proof_of(work, organization_id, year)
    asked = Applicant(
        on=work.today, school_year_opens_on=year.first_day, principal_place="",
        expected_donations=max(donations, filed.expected), bond=filed.bond, other_proof=filed.other_proof,
        proof_filed_on=year.first_day - timedelta(days=1),
    )  # fmt: skip
    return Bond(year, donations, filed, work.law.money("bond_from", work.today), bond(asked, work.law))
