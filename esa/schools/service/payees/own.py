"""What a payee does for itself: its contact, and how it is related to a student; and the day its W-9 came."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from esa.audit import service as audit
from esa.kernel.errors import Ground, Invalid, NotFound
from esa.kernel.ids import new_id
from esa.kernel.permissions import Permission
from esa.platform.work import Work
from esa.schools.domain.payees import refuse_bad_degree
from esa.schools.models import Payee, PayeeRelation
from esa.schools.service.payees.reach import within
from esa.schools.store import payees as store


@dataclass(frozen=True, slots=True)
class OfWhom:
    """A student whom a payee serves, with the household and EAO whose business it is."""

    student_id: uuid.UUID
    household_id: uuid.UUID
    organization_id: uuid.UUID


def own(work: Work) -> Payee:
    """Return the payee that the actor acts for. Raises NotFound, Forbidden for who acts for none."""
    work.authorize(Permission.PAYEE_OWN)
    return _payee(work, work.actor.require_payee())


def change_contact(work: Work, payee_id: uuid.UUID, contact_name: str, email: str, phone: str) -> None:
    """Change whom to write to and call; a bank account is never changed here. Raises NotFound."""
    within(work, payee_id, Permission.PAYEE_RECORD)
    found = _payee(work, payee_id)
    found.contact_name, found.email, found.phone = contact_name.strip(), email.strip(), phone.strip()
    work.tx.flush()
    audit.record(work, "payee.contact_changed", subject_kind="payee", subject_id=str(payee_id))


def put_w9(work: Work, payee_id: uuid.UUID, on: date) -> None:
    """Record the day on which the payee's signed W-9 came; the number is kept elsewhere. Raises NotFound, Invalid."""
    within(work, payee_id, Permission.PAYEE_RECORD)
    if on > work.today:
        said = "This day has not come yet. Enter the day on which the form came."
        raise Invalid(said, [Ground("w9_on", said)])
    found = _payee(work, payee_id)
    found.w9_on = on
    work.tx.flush()
    audit.record(work, "payee.w9_filed", subject_kind="payee", subject_id=str(payee_id), detail={"on": str(on)})


def attest(work: Work, payee_id: uuid.UUID, whom: OfWhom, degree: int | None) -> None:
    """Keep how a payee says it is related to a student: the degree, or None for unrelated (166.705.1(5), EXP-N3).

    Nothing is refused here: the check of each expense refuses the third degree and nearer. Raises Invalid, NotFound.
    """
    within(work, payee_id, Permission.PAYEE_RECORD)
    refuse_bad_degree(degree)
    made = PayeeRelation(
        id=new_id(), organization_id=whom.organization_id, household_id=whom.household_id, student_id=whom.student_id,
        payee_id=payee_id, said_on=work.today, said_at=work.now, said_by=work.actor.user_id, degree=degree,
    )  # fmt: skip
    work.tx.add(made)
    work.tx.flush()
    audit.record(
        work, "payee.relation_attested", subject_kind="payee", subject_id=str(payee_id),
        household_id=whom.household_id, detail={"student_id": str(whom.student_id), "degree": degree},
    )  # fmt: skip


def relations_of(work: Work, payee_id: uuid.UUID) -> Sequence[PayeeRelation]:
    """Return what a payee said of its relations, the newest first, as far as the actor may see it."""
    if work.actor.payee_id is None:
        work.authorize(Permission.PAYEE_READ)
    return store.relations(work.tx, payee_id)


def _payee(work: Work, payee_id: uuid.UUID) -> Payee:
    found = store.payee(work.tx, payee_id)
    if found is None:
        raise NotFound("There is no such payee.")
    return found
