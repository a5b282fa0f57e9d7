"""Who is paid from scholarship accounts: the words of the register of payees, and what a decision asks of it."""

import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from esa.kernel.errors import Ground, Invalid
from esa.law.expense_facts import Payee as PayeeOfLaw
from esa.schools.domain import SchoolKind

# A reminder is shown from so many days before a credential ends.
REMIND_FOR = timedelta(days=60)
MOST_DEGREE = 9
_STATE = re.compile(r"[A-Z]{2}", re.ASCII)


class PayeeKind(StrEnum):
    """The kinds of payee that the law's check of an expense tells apart."""

    SCHOOL = "school"
    PUBLIC_SCHOOL = "public_school"
    VIRTUAL_SCHOOL = "virtual_school"
    INDIVIDUAL = "individual"
    FIRM = "firm"


SCHOOLS = frozenset({PayeeKind.SCHOOL, PayeeKind.PUBLIC_SCHOOL, PayeeKind.VIRTUAL_SCHOOL})
PROVIDERS = frozenset({PayeeKind.INDIVIDUAL, PayeeKind.FIRM})


class ListingStanding(StrEnum):
    """How a payee stands with one EAO: a second person approves what the first proposed."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    SUSPENDED = "suspended"


class CredentialKind(StrEnum):
    """What makes a practitioner or provider fit for educational therapy (166.705.1(4)(c))."""

    LICENSE = "license"
    ACCREDITATION = "accreditation"


class Inactive(StrEnum):
    """Why a payee cannot be paid for now."""

    NOT_LISTED = "not_listed"
    WAITS_FOR_APPROVAL = "waits_for_approval"
    SUSPENDED = "suspended"
    DISQUALIFIED = "disqualified"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPayee:
    """A payee as an EAO or a list describes it."""

    kind: PayeeKind
    name: str
    state: str = "MO"
    city: str = ""
    school_id: uuid.UUID | None = None
    contact_name: str = ""
    email: str = ""
    phone: str = ""
    is_chosen_firm: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCredential:
    """A license or accreditation as its holder shows it; no last day where it has none."""

    kind: CredentialKind
    number: str
    issuer: str
    valid_from: date
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class Attested:
    """What a provider said of its relation to a student; no degree: not related by blood or marriage."""

    degree: int | None
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PayeeFacts:
    """What a decision on an expense knows of the payee, for one EAO on one day."""

    id: uuid.UUID
    name: str
    kind: PayeeKind
    state: str
    school_id: uuid.UUID | None
    school_kind: SchoolKind | None
    qualified_school: bool
    licensed_or_accredited: bool
    licensed_until: date | None
    on_eao_firm_list: bool
    w9_on_file: bool
    inactive: Inactive | None
    relations: Mapping[uuid.UUID, Attested]

    @property
    def active(self) -> bool:
        """Say whether the EAO may pay it now."""
        return self.inactive is None

    def attested(self, student_id: uuid.UUID) -> bool:
        """Say whether the payee has said how it is related to the student (EXP-N3)."""
        return student_id in self.relations

    def relation_degree(self, student_id: uuid.UUID) -> int | None:
        """Return the attested degree of relation to the student, None where unrelated or nothing was said (EXP-N3)."""
        said = self.relations.get(student_id)
        return None if said is None else said.degree

    def for_law(self, student_id: uuid.UUID) -> PayeeOfLaw:
        """Return the payee as the check of an expense takes it (EXP-a, EXP-c, EXP-h, EXP-N2, EXP-N3)."""
        return PayeeOfLaw(
            kind=self.kind.value, state=self.state, name=self.name, qualified_school=self.qualified_school,
            licensed_or_accredited=self.licensed_or_accredited, on_eao_firm_list=self.on_eao_firm_list,
            relation_degree=self.relation_degree(student_id),
        )  # fmt: skip


def kind_of_school(kind: SchoolKind) -> PayeeKind:
    """Return as which kind of payee a school is paid; charters are public schools (160.400)."""
    if kind in (SchoolKind.PUBLIC, SchoolKind.CHARTER):
        return PayeeKind.PUBLIC_SCHOOL
    return PayeeKind.VIRTUAL_SCHOOL if kind is SchoolKind.VIRTUAL else PayeeKind.SCHOOL


def is_valid_on(day: date, valid_from: date, valid_until: date | None) -> bool:
    """Say whether a credential holds on the day; its last day is the last on which it does."""
    return valid_from <= day and (valid_until is None or day <= valid_until)


def is_soon_over(day: date, valid_until: date | None) -> bool:
    """Say whether a reminder is due: a credential ends within 60 days, or has ended."""
    return valid_until is not None and valid_until - day <= REMIND_FOR


def refuse_bad_payee(new: NewPayee) -> None:
    """Raise Invalid with every fault of a payee's description."""
    grounds = []
    if not new.name.strip():
        grounds.append(Ground("name", "Enter the name."))
    if _STATE.fullmatch(new.state) is None:
        grounds.append(Ground("state", "Enter the two capital letters of a state, like MO."))
    if new.is_chosen_firm and new.kind is not PayeeKind.FIRM:
        grounds.append(Ground("is_chosen_firm", "Only a firm can manage accounts. Choose the kind firm."))
    if grounds:
        raise Invalid("The payee cannot be recorded.", grounds)


def refuse_bad_credential(new: NewCredential) -> None:
    """Raise Invalid with every fault of a credential."""
    grounds = [
        Ground(field, message)
        for field, text, message in (
            ("number", new.number, "Enter the number of the license or accreditation."),
            ("issuer", new.issuer, "Enter who gave it."),
        )
        if not text.strip()
    ]
    if new.valid_until is not None and new.valid_until < new.valid_from:
        grounds.append(Ground("valid_until", "The last day is before the first day. Check both."))
    if grounds:
        raise Invalid("The license cannot be recorded.", grounds)


def refuse_bad_degree(degree: int | None) -> None:
    """Raise Invalid for a degree of relation that there is none of."""
    if degree is not None and not 1 <= degree <= MOST_DEGREE:
        said = "Enter a degree from 1 to 9. A parent or child is 1, a cousin is 4."
        raise Invalid("The relation cannot be recorded.", [Ground("degree", said)])
