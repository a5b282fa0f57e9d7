"""Donors: who they are, their sealed taxpayer numbers, the owners among whom a company's credit is shared."""

import uuid
from collections.abc import Sequence

from esa.audit import service as audit
from esa.credits.domain import TaxpayerType
from esa.credits.domain.donors import Owner, check_owners
from esa.credits.models import Donor, DonorOwner, Reservation
from esa.credits.store import giving, people
from esa.kernel.errors import NotFound
from esa.kernel.ids import new_id
from esa.kernel.permissions import Permission
from esa.platform.secrets import decrypt, encrypt
from esa.platform.work import Work


def add_donor(
    work: Work, name: str, taxpayer_type: TaxpayerType, organization_id: uuid.UUID | None = None, *, email: str = ""
) -> uuid.UUID:
    """Record a donor, brought in by an EAO where one is named, and return the id."""
    work.authorize(Permission.CONTRIBUTION_RECORD)
    made = Donor(
        id=new_id(), name=name, taxpayer_type=taxpayer_type, created_at=work.now, email=email,
        intake_organization_id=organization_id,
    )  # fmt: skip
    work.tx.add(made)
    work.tx.flush()
    return made.id


def sealed(data_key: str, digits: str) -> tuple[bytes | None, str]:
    """Return a taxpayer number sealed under the key that lies outside the database, and its last four digits."""
    return (encrypt(data_key, digits), digits[-4:]) if digits else (None, "")


def donor(work: Work, donor_id: uuid.UUID) -> Donor:
    """Return a donor in reach. Raises NotFound."""
    found = people.donor(work.tx, donor_id)
    if found is None:
        raise NotFound("There is no such donor.")
    return found


def find_donor(work: Work, donor_id: uuid.UUID) -> Donor | None:
    """Return a donor in reach, None where nothing is kept of one."""
    return people.donor(work.tx, donor_id)


def set_number(work: Work, donor_id: uuid.UUID, number: bytes | None, last_four: str) -> None:
    """Keep a donor's sealed taxpayer number. Raises NotFound."""
    found = donor(work, donor_id)
    found.taxpayer_number, found.taxpayer_last_four = number, last_four
    work.tx.flush()
    audit.record(work, "taxpayer_number.set", subject_kind="donor", subject_id=str(donor_id))


def set_anonymity(work: Work, donor_id: uuid.UUID, *, is_anonymous: bool) -> None:
    """Keep a donor's name out of the EAOs' lists, or show it there again, on all reservations. Raises NotFound.

    Papers stay as they were made. EAO finance sees the name when it looks for a receipt's sake, and each look is on
    record (`donor_behind`).
    """
    work.authorize(Permission.GIFT_MAKE)
    found = donor(work, donor_id)
    found.is_anonymous = is_anonymous
    for reserved, _ in giving.gifts(work.tx, donor_id):
        reserved.shown_name = "" if is_anonymous else found.name
    work.tx.flush()
    act = "donor.unnamed" if is_anonymous else "donor.named"
    audit.record(work, act, subject_kind="donor", subject_id=str(donor_id))


def donor_behind(work: Work, reserved: Reservation) -> Donor:
    """Return who gives, also one whose name stays out of the lists, and record the look.

    Only finance of the EAO that gets the gift may: it answers for the receipt (135.714.1(3)). Raises NotFound.
    """
    work.authorize(Permission.CONTRIBUTION_RECORD)
    if reserved.organization_id != work.actor.organization_id:
        raise NotFound("There is no such reservation.")
    with work.by_the_system():
        found = donor(work, reserved.donor_id)
    audit.view(work, "donor", reserved.reference)
    return found


def taxpayer_number(work: Work, donor_id: uuid.UUID, data_key: str) -> str:
    """Return a donor's whole taxpayer number, recording the look; only the Treasurer's staff may. Raises NotFound."""
    work.authorize(Permission.CREDIT_CERTIFY)
    found = donor(work, donor_id)
    if found.taxpayer_number is None:
        raise NotFound("No taxpayer number is kept of this donor.")
    audit.view(work, "taxpayer_number", str(donor_id))
    return decrypt(data_key, found.taxpayer_number)


def owner_number(work: Work, owner_id: uuid.UUID, data_key: str) -> str:
    """Return an owner's whole taxpayer number, recording the look, as `taxpayer_number` does. Raises NotFound."""
    work.authorize(Permission.CREDIT_CERTIFY)
    found = people.owner(work.tx, owner_id)
    if found is None or found.taxpayer_number is None:
        raise NotFound("No taxpayer number is kept of this owner.")
    audit.view(work, "taxpayer_number", str(owner_id))
    return decrypt(data_key, found.taxpayer_number)


def owners(work: Work, donor_id: uuid.UUID) -> Sequence[DonorOwner]:
    """Return the owners among whom a company's credit is shared, none for others."""
    return people.owners(work.tx, donor_id)


def set_owners(work: Work, donor_id: uuid.UUID, wanted: Sequence[Owner]) -> None:
    """Name the owners of a pass-through company; those before stay on record. Raises Invalid unless whole."""
    check_owners(wanted)
    donor(work, donor_id)
    for each in people.owners(work.tx, donor_id):
        each.ended_at = work.now
    for one in wanted:
        work.tx.add(
            DonorOwner(
                id=new_id(), donor_id=donor_id, name=one.name.strip(), share=one.share,
                taxpayer_number=one.taxpayer_number, taxpayer_last_four=one.taxpayer_last_four,
            )
        )  # fmt: skip
    work.tx.flush()
    audit.record(work, "owners.set", subject_kind="donor", subject_id=str(donor_id), detail={"count": len(wanted)})
