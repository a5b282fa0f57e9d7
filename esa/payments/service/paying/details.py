"""Payees' bank details: proposed by one person, confirmed by another, used some days after; every look recorded."""

import hmac
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from esa.audit import service as audit
from esa.kernel.errors import Conflict, Forbidden, Ground, Invalid, NotFound
from esa.kernel.ids import new_id
from esa.kernel.permissions import Permission
from esa.notices import service as notices
from esa.payments.domain.paying.bank_details import Details, Ready, refuse_bad_details, usable_from
from esa.payments.domain.paying.words import DetailsStanding, Prenote
from esa.payments.models import PayeeBankDetails
from esa.payments.service.paying.batches import ready_of
from esa.payments.store import payees as store
from esa.platform.secrets import encrypt
from esa.platform.work import Work

_COOLING_DAYS = 3


def propose_details(work: Work, data_key: str, given: Details) -> PayeeBankDetails:
    """Keep a payee's bank details until a second person confirms them.

    Raises Invalid with every fault, Conflict where a change of the payee waits already.
    """
    work.authorize(Permission.PAYEE_BANK_PROPOSE)
    owner = work.actor.require_organization()
    given = replace(given, account=given.account.replace(" ", "").upper(), routing=given.routing.replace(" ", ""))
    refuse_bad_details(given)
    if store.proposed(work.tx, owner, [given.payee]):
        told = "A change of this payee's bank details waits for a second person already. Confirm or refuse it first."
        raise Conflict(told, [Ground("", told)], code="change_waits")
    made = PayeeBankDetails(
        id=new_id(), organization_id=owner, payee_id=given.payee, payee_name=given.payee_name,
        holder=given.holder.strip(), kind=given.kind, is_business=given.is_business, routing=given.routing,
        account_sealed=encrypt(data_key, given.account), last_four=given.account[-4:],
        fingerprint=fingerprint(data_key, given.routing, given.account), contact_email=given.contact_email.strip(),
        verified_how=given.verified_how.strip(), proposed_at=work.now, proposed_by=work.actor.require_user(),
    )  # fmt: skip
    work.tx.add(made)
    work.tx.flush()
    told_of = {"last_four": made.last_four, "verified_how": made.verified_how, "details": str(made.id)}
    audit.record(work, "payee_bank.proposed", subject_kind="payee", subject_id=str(given.payee), detail=told_of)
    return made


def fingerprint(data_key: str, routing: str, account: str) -> str:
    """Return what tells that two accounts are the same, and tells nothing else to whom has not the key."""
    return hmac.digest(data_key.encode(), f"{routing} {account}".encode(), "sha256").hex()


def confirm_details(work: Work, details_id: uuid.UUID) -> PayeeBankDetails:
    """Confirm what another person proposed; it takes the place of what was in force, some days from now.

    The old contact is told, so that a stranger's change is noticed. Raises NotFound, Conflict, Forbidden for who
    proposed it.
    """
    work.authorize(Permission.PAYEE_BANK_CONFIRM)
    found = _proposed(work, details_id)
    if found.proposed_by == work.actor.require_user():
        raise Forbidden("You proposed this. Somebody else must confirm it.", code="second_person_needed")
    bank = store.bank(work.tx, found.organization_id)
    before = store.in_force(work.tx, found.organization_id, [found.payee_id], lock=True).get(found.payee_id)
    if before is not None:
        before.standing = DetailsStanding.REPLACED
        work.tx.flush()
    found.standing, found.confirmed_at, found.confirmed_by = DetailsStanding.CONFIRMED, work.now, work.actor.user_id
    found.usable_from = usable_from(work.today, _COOLING_DAYS if bank is None else bank.cooling_days)
    found.prenote = Prenote.DUE if bank is not None and bank.prenotes else Prenote.NOT_NEEDED
    work.tx.flush()
    _warn(work, found, before)
    audit.record(
        work, "payee_bank.confirmed", subject_kind="payee", subject_id=str(found.payee_id),
        detail={"last_four": found.last_four, "details": str(found.id), "usable_from": str(found.usable_from)},
    )  # fmt: skip
    return found


def _warn(work: Work, found: PayeeBankDetails, before: PayeeBankDetails | None) -> None:
    address = (found if before is None else before).contact_email
    if address:
        values = {
            "payee": found.payee_name, "last_four": found.last_four, "usable_from": str(found.usable_from),
            "before": "-" if before is None else before.last_four,
        }  # fmt: skip
        notices.tell_payee(
            work, found.payee_id, address, notices.Kind.BANK_DETAILS_CHANGED, f"payee_bank:{found.id}", values
        )


def refuse_details(work: Work, details_id: uuid.UUID, reason: str) -> PayeeBankDetails:
    """Refuse a proposed change; what was in force stays. Raises NotFound, Conflict, Invalid without a reason."""
    work.authorize(Permission.PAYEE_BANK_CONFIRM)
    found = _proposed(work, details_id)
    if not reason.strip():
        raise Invalid("Write why you refuse it.", [Ground("reason", "Write why you refuse it.")])
    found.standing, found.reason = DetailsStanding.REFUSED, reason.strip()
    work.tx.flush()
    audit.record(
        work, "payee_bank.refused", subject_kind="payee", subject_id=str(found.payee_id),
        detail={"reason": reason.strip(), "details": str(found.id)},
    )  # fmt: skip
    return found


def block_details(work: Work, details_id: uuid.UUID, reason: str, *, prenote_failed: bool = False) -> None:
    """Let nothing go to an account any more until a person has looked at it."""
    found = store.details(work.tx, details_id, lock=True)
    if found is None or found.standing is not DetailsStanding.CONFIRMED:
        return
    found.standing, found.reason = DetailsStanding.BLOCKED, reason
    if prenote_failed:
        found.prenote = Prenote.FAILED
    work.tx.flush()
    audit.record(
        work, "payee_bank.blocked", subject_kind="payee", subject_id=str(found.payee_id), detail={"reason": reason}
    )


def _proposed(work: Work, details_id: uuid.UUID) -> PayeeBankDetails:
    found = store.details(work.tx, details_id, lock=True)
    if found is None:
        raise NotFound("There are no such bank details.")
    if found.standing is not DetailsStanding.PROPOSED:
        told = "This change does not wait for anybody any more."
        raise Conflict(told, [Ground("", told)], code="not_proposed")
    return found


@dataclass(frozen=True, slots=True)
class Shown:
    """Bank details as a page shows them: whether they may be used, and which other payees have the same account.

    `elsewhere`: another EAO keeps this account for another payee; it is not told which.
    """

    details: PayeeBankDetails
    ready: Ready
    same_account: tuple[str, ...]
    elsewhere: bool = False


def payees_details(work: Work) -> list[Shown]:
    """Return the bank details that are in force or proposed, by payee, with alerts on shared accounts."""
    work.authorize(Permission.PAYING_READ)
    owner = work.actor.organization_id
    rows = store.current(work.tx, owner)
    audit.view(work, "payees_bank_details", "" if owner is None else str(owner))
    return _shown(work, rows, store.shared(work.tx, owner))


def payee_details(work: Work, payee_id: uuid.UUID) -> list[Shown]:
    """Return all bank details that were ever kept of a payee, the newest first, recording the look."""
    work.authorize(Permission.PAYING_READ)
    owner = work.actor.organization_id
    rows = store.of_payee(work.tx, owner, payee_id)
    audit.view(work, "payee_bank_details", str(payee_id))
    return _shown(work, rows, store.shared(work.tx, owner))


def _shown(work: Work, rows: Sequence[PayeeBankDetails], same: Mapping[str, list[str]]) -> list[Shown]:
    others: set[tuple[str, uuid.UUID]] = set()
    if work.actor.organization_id is not None:
        with work.by_the_system():
            others = store.elsewhere(work.tx, work.actor.organization_id, {each.fingerprint for each in rows})
    return [
        Shown(
            each, ready_of(each, work.today),
            tuple(name for name in same.get(each.fingerprint, ()) if name != each.payee_name),
            any(mark == each.fingerprint and payee != each.payee_id for mark, payee in others),
        )
        for each in rows
    ]  # fmt: skip
