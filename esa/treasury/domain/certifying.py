"""What an organization filed to be certified, and the facts of the law that follow from it (135.714, 135.715)."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date

from esa.kernel.dates import SchoolYear
from esa.kernel.money import CENTS_PER_DOLLAR, Money
from esa.law.organizations.certification import Applicant, Person
from esa.organizations.domain import Proof

_DIRECTOR, _EMPLOYEE = "director", "employee"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """What the Treasurer's office has in hand from an organization; what is not there counts as not shown."""

    gave_notice: bool = False
    federally_exempt: bool = False
    receipts_in_treasurers_form: bool = False
    shows_viability: bool = False
    leader_owns_school: bool = False
    board_child_has_account: bool = False
    checks_missing: bool = False
    endangers_funds: bool = False
    other_proof: bool = False
    expected_dollars: int = 0
    bond_dollars: int = 0
    applied_on: date | None = None
    deadline: date | None = None
    bankrupt_on: date | None = None
    proof_filed_on: date | None = None

    def proof(self) -> Proof:
        """Return what was filed under EAO-14, which the EAO's gifts of the year are held against."""
        expected, bond = (Money(each * CENTS_PER_DOLLAR) for each in (self.expected_dollars, self.bond_dollars))
        return Proof(expected=expected, bond=bond, other_proof=self.other_proof)

    def to_wire(self) -> dict[str, object]:
        """Return the filing as JSON types, for the record."""
        return {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in asdict(self).items()
            if value
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """What the lists say of the others: EAOs certified for the year, and the best school year's contributions."""

    certified: int
    certified_in_listed_places: int
    most_contributions: Money


def last_fiscal_year_end(month_day: str, on: date) -> date:
    """Return the last day of the fiscal year that ended last before the day; 29 February is that month's last day."""
    for year in (on.year, on.year - 1):
        month, day = (int(part) for part in month_day.split("-"))
        ended = date(year, month, min(day, monthrange(year, month)[1]))
        if ended < on:
            return ended
    raise ValueError(f"{month_day} is no day of the year")


def applicant(
    filing: Filing, principal_place: str, others: Field, year: SchoolYear, on: date, *, listed: bool | None = None
) -> Applicant:
    """Return the facts on which the law decides a certification for the school year."""
    return Applicant(
        on=on,
        school_year_opens_on=year.first_day,
        principal_place=principal_place,
        in_listed_place=listed,
        certified=others.certified,
        certified_in_listed_places=others.certified_in_listed_places,
        most_contributions=others.most_contributions,
        gave_notice=filing.gave_notice,
        federally_exempt=filing.federally_exempt,
        receipts_in_treasurers_form=filing.receipts_in_treasurers_form,
        applied_on=filing.applied_on,
        deadline=filing.deadline,
        bankrupt_on=filing.bankrupt_on,
        shows_viability=filing.shows_viability,
        people=_people(filing),
        checks_asked=filing.checks_missing,
        expected_donations=Money(filing.expected_dollars * CENTS_PER_DOLLAR),
        bond=Money(filing.bond_dollars * CENTS_PER_DOLLAR),
        other_proof=filing.other_proof,
        proof_filed_on=filing.proof_filed_on,
    )


def _people(filing: Filing) -> tuple[Person, ...]:
    found: Mapping[str, bool] = {
        "leader": filing.leader_owns_school,
        "child": filing.board_child_has_account,
        "checks": filing.checks_missing,
        "danger": filing.endangers_funds,
    }
    made = {
        "leader": Person(role=_DIRECTOR, owns_or_operates_school=True),
        "child": Person(role=_DIRECTOR, child_has_account=True),
        "checks": Person(role=_EMPLOYEE, check_given=False),
        "danger": Person(role=_EMPLOYEE, endangers_funds=True),
    }
    return tuple(made[name] for name, there in found.items() if there)
