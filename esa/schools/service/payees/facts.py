"""What a decision on an expense asks of a payee: one answer for one EAO on one day."""

import uuid
from collections.abc import Sequence
from datetime import date

from esa.kernel.errors import NotFound
from esa.law import schools as law
from esa.law.school_facts import School as SchoolOfLaw
from esa.platform.work import Work
from esa.schools import store as lists
from esa.schools.domain import SchoolKind
from esa.schools.domain.payees import Attested, Inactive, ListingStanding, PayeeFacts, is_valid_on
from esa.schools.models import Payee, PayeeCredential, PayeeListing, School
from esa.schools.store import payees as store


def payee(work: Work, payee_id: uuid.UUID, organization_id: uuid.UUID | None = None) -> PayeeFacts:
    """Return what is known of a payee today, for the EAO named, else for the actor's. Raises NotFound.

    It is the same answer for whoever asks: a family, a school, an EAO or the house itself; it names no third party.
    """
    owner = organization_id or work.actor.organization_id
    with work.by_the_system():
        found = store.payee(work.tx, payee_id)
        if found is None:
            raise NotFound("There is no such payee.")
        listing = None if owner is None else store.listing(work.tx, owner, payee_id)
        credentials = [each for each in store.credentials(work.tx, payee_id) if _counts(each, work.today)]
        said = store.relations(work.tx, payee_id)
        school = None if found.school_id is None else lists.school(work.tx, found.school_id)
    ends = [each.valid_until for each in credentials if each.valid_until is not None]
    return PayeeFacts(
        id=found.id, name=found.name, kind=found.kind, state=found.state, school_id=found.school_id,
        school_kind=None if school is None else school.kind,
        qualified_school=school is not None and is_qualified(work, school),
        licensed_or_accredited=bool(credentials),
        licensed_until=max(ends) if len(ends) == len(credentials) and ends else None,
        on_eao_firm_list=_is_chosen(listing),
        w9_on_file=found.w9_on is not None, inactive=inactive(found, listing),
        relations={each.student_id: Attested(each.degree, each.said_on) for each in reversed(said)},
    )  # fmt: skip


def _counts(credential: PayeeCredential, day: date) -> bool:
    stands = credential.verified_at is not None and credential.withdrawn_on is None
    return stands and is_valid_on(day, credential.valid_from, credential.valid_until)


def _is_chosen(listing: PayeeListing | None) -> bool:
    return listing is not None and listing.is_chosen_firm and listing.standing is ListingStanding.APPROVED


def inactive(payee: Payee, listing: PayeeListing | None) -> Inactive | None:
    """Return why a payee cannot be paid by an EAO, None where it can."""
    if payee.disqualified_on is not None:
        return Inactive.DISQUALIFIED
    if listing is None:
        return Inactive.NOT_LISTED
    if listing.standing is ListingStanding.APPROVED:
        return None
    waits = listing.standing is ListingStanding.PROPOSED
    return Inactive.WAITS_FOR_APPROVAL if waits else Inactive.SUSPENDED


def is_qualified(work: Work, school: School) -> bool:
    """Say whether the school qualifies today by what the list says of it (166.700(8), SCH-1 to SCH-6).

    How an FPE school is run is asked by nobody here: only a prosecuting attorney may look at it (FPE-10).
    """
    if school.kind is SchoolKind.FPE:
        return work.law.text("home_based_school_kind", work.today) == "fpe"
    asked = SchoolOfLaw(
        id=str(school.id), on=work.today, kind=school.kind.value,
        incorporated_in_missouri=school.incorporated_in_missouri, nondiscrimination=school.nondiscrimination,
        charges_tuition=school.charges_tuition,
    )  # fmt: skip
    return law.check(asked, work.law)[0] is law.SchoolOutcome.QUALIFIED


def choices(work: Work, organization_id: uuid.UUID, text: str = "", limit: int = 20) -> Sequence[Payee]:
    """Return payees that an EAO's accounts can pay now and whose name holds every word of the text, by name."""
    with work.by_the_system():
        return store.approved(work.tx, organization_id, text.split(), limit)


def payees_of_schools(work: Work, school_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, uuid.UUID]:
    """Return the payee of each school that stands in the register."""
    with work.by_the_system():
        return store.payees_of_schools(work.tx, school_ids)
