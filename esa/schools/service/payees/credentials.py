"""Licenses and accreditations of providers: shown by one person, looked at by another (166.705.1(4)(c), EXP-c)."""

import uuid
from collections.abc import Sequence

from esa.audit import service as audit
from esa.kernel.errors import Conflict, Ground, Invalid, NotFound
from esa.kernel.ids import new_id
from esa.kernel.permissions import Permission
from esa.platform.work import Work
from esa.schools.domain.payees import NewCredential, refuse_bad_credential
from esa.schools.models import PayeeCredential
from esa.schools.service.payees.reach import within
from esa.schools.store import payees as store


def record_credential(work: Work, payee_id: uuid.UUID, new: NewCredential) -> uuid.UUID:
    """Record a payee's license or accreditation, as an EAO or as the payee itself. Raises NotFound, Invalid.

    It counts for EXP-c only once another person has looked at it.
    """
    within(work, payee_id, Permission.PAYEE_RECORD)
    refuse_bad_credential(new)
    if store.payee(work.tx, payee_id) is None:
        raise NotFound("There is no such payee.")
    made = PayeeCredential(
        id=new_id(), payee_id=payee_id, kind=new.kind, number=new.number.strip(), issuer=new.issuer.strip(),
        valid_from=new.valid_from, valid_until=new.valid_until, recorded_at=work.now, recorded_by=work.actor.user_id,
    )  # fmt: skip
    work.tx.add(made)
    work.tx.flush()
    _audit(work, "payee.credential_recorded", made, {"number": made.number, "issuer": made.issuer})
    return made.id


def verify(work: Work, payee_id: uuid.UUID, credential_id: uuid.UUID) -> None:
    """Say that a credential was looked at where it was given. Raises NotFound, Conflict for one's own or a done one."""
    work.authorize(Permission.PAYEE_APPROVE)
    within(work, payee_id, Permission.PAYEE_APPROVE)
    found = _found(work, payee_id, credential_id)
    if found.verified_at is not None or found.withdrawn_on is not None:
        raise Conflict("This license does not wait for a look.", code="credential_not_open")
    if found.recorded_by is not None and found.recorded_by == work.actor.user_id:
        said = "You recorded this license. Another person must look at it."
        raise Conflict(said, [Ground("", said)], code="second_person_needed")
    found.verified_at, found.verified_by = work.now, work.actor.user_id
    work.tx.flush()
    _audit(work, "payee.credential_verified", found, {})


def withdraw(work: Work, payee_id: uuid.UUID, credential_id: uuid.UUID, reason: str) -> None:
    """Let a credential count no more from today on. Raises NotFound, Invalid without a reason, Conflict when done."""
    work.authorize(Permission.PAYEE_APPROVE)
    within(work, payee_id, Permission.PAYEE_APPROVE)
    found, said = _found(work, payee_id, credential_id), reason.strip()
    if not said:
        needed = "Give the reason. The payee and the record show it."
        raise Invalid(needed, [Ground("reason", needed)])
    if found.withdrawn_on is not None:
        raise Conflict("This license counts no more already.", code="credential_not_open")
    found.withdrawn_on, found.withdrawn_because = work.today, said
    work.tx.flush()
    _audit(work, "payee.credential_withdrawn", found, {"reason": said})


def credentials_of(work: Work, payee_id: uuid.UUID) -> Sequence[PayeeCredential]:
    """Return a payee's credentials, the newest first; a payee sees its own only."""
    if work.actor.payee_id is None:
        work.authorize(Permission.PAYEE_READ)
    return store.credentials(work.tx, payee_id)


def _found(work: Work, payee_id: uuid.UUID, credential_id: uuid.UUID) -> PayeeCredential:
    found = store.credential(work.tx, credential_id)
    if found is None or found.payee_id != payee_id:
        raise NotFound("There is no such license.")
    return found


def _audit(work: Work, act: str, credential: PayeeCredential, detail: dict[str, object]) -> None:
    more = {"credential_id": str(credential.id), **detail}
    audit.record(work, act, subject_kind="payee", subject_id=str(credential.payee_id), detail=more)
