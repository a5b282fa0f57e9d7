"""Payees of an EAO: recorded and proposed by one person, approved by another, suspended; disqualified by the State."""

import uuid

from esa.audit import service as audit
from esa.kernel.errors import Conflict, Ground, Invalid, NotFound
from esa.kernel.ids import new_id
from esa.kernel.permissions import Permission
from esa.platform.work import Work
from esa.schools import store as lists
from esa.schools.domain.payees import (
    SCHOOLS,
    ListingStanding,
    NewPayee,
    PayeeKind,
    kind_of_school,
    refuse_bad_payee,
)
from esa.schools.models import Payee, PayeeListing
from esa.schools.store import payees as store


def record(work: Work, new: NewPayee, *, source: str = "", invented: bool = False) -> uuid.UUID:
    """Record a payee and propose it for the actor's EAO; return its id. Raises Invalid, Conflict where it is known.

    A school of the State's list takes its name, place and kind from there.
    """
    work.authorize(Permission.PAYEE_RECORD)
    new = _of_the_list(work, new)
    refuse_bad_payee(new)
    made = Payee(
        id=new_id(), kind=new.kind, name=new.name.strip(), state=new.state, city=new.city.strip(), added_at=work.now,
        added_by=work.actor.user_id, school_id=new.school_id, contact_name=new.contact_name.strip(),
        email=new.email.strip(), phone=new.phone.strip(), source=source, is_invented=invented,
    )  # fmt: skip
    store.add(work.tx, made)
    _audit(work, "payee.recorded", made.id, {"name": made.name, "kind": made.kind.value})
    if work.actor.organization_id is not None:
        propose(work, made.id, is_chosen_firm=new.is_chosen_firm)
    return made.id


def _of_the_list(work: Work, new: NewPayee) -> NewPayee:
    if new.school_id is None:
        return new
    school = lists.school(work.tx, new.school_id)
    if school is None:
        said = "The list has no such school. Choose one of the list."
        raise Invalid("The payee cannot be recorded.", [Ground("school_id", said)])
    return NewPayee(
        kind=kind_of_school(school.kind), name=school.name, state="MO", city=school.city, school_id=school.id,
        contact_name=new.contact_name, email=new.email, phone=new.phone,
    )  # fmt: skip


def propose(work: Work, payee_id: uuid.UUID, *, is_chosen_firm: bool = False) -> None:
    """Put a payee on the EAO's list, or ask anew where it was suspended; another person approves. Raises NotFound.

    `is_chosen_firm`: the EAO chooses the firm to manage accounts (166.705.1(4)(h)); a new choice is approved anew.
    """
    work.authorize(Permission.PAYEE_RECORD)
    owner, found = work.actor.require_organization(), _payee(work, payee_id)
    if is_chosen_firm and found.kind is not PayeeKind.FIRM:
        said = "Only a firm can manage accounts."
        raise Invalid(said, [Ground("is_chosen_firm", said)])
    listing = store.listing(work.tx, owner, payee_id, hold=True)
    if listing is None:
        listing = PayeeListing(
            id=new_id(), organization_id=owner, payee_id=payee_id, standing=ListingStanding.PROPOSED,
            since_on=work.today,
        )  # fmt: skip
        store.add_listing(work.tx, listing)
    listing.standing, listing.since_on, listing.reason = ListingStanding.PROPOSED, work.today, ""
    listing.proposed_by, listing.approved_by, listing.is_chosen_firm = work.actor.user_id, None, is_chosen_firm
    work.tx.flush()
    _audit(work, "payee.proposed", payee_id, {"is_chosen_firm": is_chosen_firm})


def approve(work: Work, payee_id: uuid.UUID) -> None:
    """Approve what another person proposed. Raises NotFound; Conflict where nothing waits or it is one's own.

    Nothing is asked of a school's teaching, creed or admissions, nor is a background check (SCH-8, FPE-5).
    """
    work.authorize(Permission.PAYEE_APPROVE)
    listing = _listing(work, payee_id)
    if listing.standing is not ListingStanding.PROPOSED:
        raise Conflict("Nothing waits for approval here.", code="payee_not_proposed")
    if listing.proposed_by is not None and listing.proposed_by == work.actor.user_id:
        said = "You proposed this payee. Another person of your EAO must approve it."
        raise Conflict(said, [Ground("", said)], code="second_person_needed")
    listing.standing, listing.since_on, listing.approved_by = ListingStanding.APPROVED, work.today, work.actor.user_id
    work.tx.flush()
    _audit(work, "payee.approved", payee_id, {"is_chosen_firm": listing.is_chosen_firm})


def suspend(work: Work, payee_id: uuid.UUID, reason: str) -> None:
    """Pay a payee nothing more from the EAO's accounts, from today on. Raises NotFound, Invalid without a reason."""
    work.authorize(Permission.PAYEE_APPROVE)
    listing, said = _listing(work, payee_id), _reason(reason)
    listing.standing, listing.since_on, listing.reason = ListingStanding.SUSPENDED, work.today, said
    work.tx.flush()
    _audit(work, "payee.suspended", payee_id, {"reason": said})


def disqualify(work: Work, payee_id: uuid.UUID, reason: str) -> None:
    """Bar a payee from every account of the state for an intentional violation (AUD-2). Raises NotFound, Invalid."""
    work.authorize(Permission.PAYEE_DISQUALIFY)
    found, said = _payee(work, payee_id), _reason(reason)
    found.disqualified_on, found.disqualified_because = work.today, said
    work.tx.flush()
    _audit(work, "payee.disqualified", payee_id, {"reason": said})


def reinstate(work: Work, payee_id: uuid.UUID) -> None:
    """End a disqualification: each EAO's own list counts again. Raises NotFound."""
    work.authorize(Permission.PAYEE_DISQUALIFY)
    found = _payee(work, payee_id)
    found.disqualified_on, found.disqualified_because = None, ""
    work.tx.flush()
    _audit(work, "payee.reinstated", payee_id, {})


def standing_of(work: Work, payee_id: uuid.UUID) -> PayeeListing | None:
    """Return how a payee stands with the actor's EAO, None where it is not on its list."""
    work.authorize(Permission.PAYEE_READ)
    owner = work.actor.organization_id
    return None if owner is None else store.listing(work.tx, owner, payee_id)


def is_school(kind: PayeeKind) -> bool:
    """Say whether people of the payee act in the role of a school, not of a provider."""
    return kind in SCHOOLS


def _reason(reason: str) -> str:
    said = reason.strip()
    if not said:
        needed = "Give the reason. The payee and the record show it."
        raise Invalid(needed, [Ground("reason", needed)])
    return said


def _payee(work: Work, payee_id: uuid.UUID) -> Payee:
    found = store.payee(work.tx, payee_id)
    if found is None:
        raise NotFound("There is no such payee.")
    return found


def _listing(work: Work, payee_id: uuid.UUID) -> PayeeListing:
    found = store.listing(work.tx, work.actor.require_organization(), payee_id, hold=True)
    if found is None:
        raise NotFound("There is no such payee on your list.")
    return found


def _audit(work: Work, act: str, payee_id: uuid.UUID, detail: dict[str, object]) -> None:
    audit.record(work, act, subject_kind="payee", subject_id=str(payee_id), detail=detail)
