"""Enrolment in the school's own word (ACC-1): it lets deposits come, or tells the EAO that the child is not there."""

import uuid
from collections.abc import Sequence

from esa.accounts.domain.enrolment import Answer, Child, Said
from esa.accounts.models import EnrolmentAnswer
from esa.accounts.store import enrolment as store
from esa.audit import service as audit
from esa.kernel.dates import SchoolYear
from esa.kernel.errors import Conflict, Ground, Invalid, NotFound
from esa.kernel.ids import new_id
from esa.kernel.permissions import Permission
from esa.platform.pages import Slice
from esa.platform.work import Work
from esa.schools.service import payees
from esa.schools.service.payees.own import OfWhom

MOST_OPEN = 200
_PAGE = 50


def children(work: Work) -> list[Child]:
    """Return the children whom the actor's school or provider serves, by name.

    A school's are those whose account names it, a provider's those to whom it said how it is related.

    What a payee may know comes out of one narrow function of the database: no income, no decision, no household.
    """
    work.authorize(Permission.PAYEE_OWN)
    work.actor.require_payee()
    return store.children(work.tx)


def page(work: Work, text: str = "", after: str = "") -> Slice[Child]:
    """Return fifty of those children whose name or number holds every word, those to be confirmed first."""
    words = text.lower().split()
    wanted = [each for each in children(work) if all(word in f"{each.name} {each.number}".lower() for word in words)]
    wanted.sort(key=lambda each: not each.is_asked)
    numbers = [each.number for each in wanted]
    first = numbers.index(after) + 1 if after in numbers else 0
    shown = wanted[first : first + _PAGE]
    return Slice(shown, shown[-1].number if len(wanted) > first + _PAGE else None, None)


def child(work: Work, number: str) -> Child:
    """Return one of those children, recording the look. Raises NotFound, also for another school's."""
    work.authorize(Permission.PAYEE_OWN)
    work.actor.require_payee()
    found = store.children(work.tx, number)
    if not found:
        raise NotFound("There is no such child here.")
    audit.view(work, "account", number, household_id=found[0].household_id)
    return found[0]


def say(work: Work, number: str, said: Said) -> None:
    """Keep what a school says of a child. Raises NotFound, Conflict for a closed account, Invalid for a wrong day.

    Enrolled: the deposits that waited for it can come. Not enrolled, or left: no further deposit is posted and the EAO
    is told; what becomes of the account is decided there, by its own act (ACC-6).
    """
    work.authorize(Permission.ENROLMENT_CONFIRM)
    found = child(work, number)
    if not found.is_open:
        raise Conflict("This account is closed. You do not need to answer.", code="account_closed")
    grounds = said.grounds(work.today)
    if grounds or said.on is None:
        raise Invalid("The answer cannot be kept.", grounds)
    made = EnrolmentAnswer(
        id=new_id(), organization_id=found.organization_id, household_id=found.household_id,
        account_id=found.account_id, payee_id=work.actor.require_payee(), school_year=SchoolYear.of(work.today),
        answer=said.answer, said_on=said.on, note=said.note.strip(), said_by=work.actor.require_user(),
        said_by_name=work.actor.name, at=work.now,
    )  # fmt: skip
    work.tx.add(made)
    work.tx.flush()
    with work.by_the_system():
        enrolled_on = said.on if said.answer is Answer.ENROLLED else None
        before = store.set_enrolled(work.tx, found.account_id, enrolled_on)
    audit.record(
        work, "enrolment.said", subject_kind="account", subject_id=number, household_id=found.household_id,
        detail={"answer": said.answer.value, "on": str(said.on), "was": str(before), "payee": str(made.payee_id)},
    )  # fmt: skip


def take_on(work: Work, number: str, family_name: str, degree: int | None) -> None:
    """Let a provider serve a child whose account number and family name it knows, saying how it is related (EXP-N3).

    Raises Invalid where the two fit no open account, or for a degree that is none: both are told at once.
    """
    work.authorize(Permission.PAYEE_OWN)
    payee_id = work.actor.require_payee()
    found = store.child_by_number(work.tx, number.strip().upper(), family_name.strip())
    if found is None:
        said = "No open account has this number and family name. Ask the family for both."
        raise Invalid(said, [Ground("number", said)], code="child_not_found")
    payees.attest(work, payee_id, OfWhom(found[3], found[2], found[1]), degree)


def relate(work: Work, number: str, degree: int | None) -> None:
    """Let a payee say anew how it is related to a child that it serves. Raises NotFound, Invalid."""
    found = child(work, number)
    whom = OfWhom(found.student_id, found.household_id, found.organization_id)
    payees.attest(work, work.actor.require_payee(), whom, degree)


def open_answers(work: Work) -> Sequence[tuple[EnrolmentAnswer, str]]:
    """Return the tasks of the EAO: what schools said that nobody has dealt with, with the account's number."""
    work.authorize(Permission.ENROLMENT_FOLLOW)
    return store.open_answers(work.tx, work.actor.require_organization(), MOST_OPEN)


def deal_with(work: Work, answer_id: uuid.UUID, note: str) -> None:
    """Note what the EAO did about a school's word. Raises NotFound, Conflict when done, Invalid without a note."""
    work.authorize(Permission.ENROLMENT_FOLLOW)
    found, done = store.answer(work.tx, answer_id), note.strip()
    if found is None or found.answer is Answer.ENROLLED:
        raise NotFound("There is no such task.")
    if found.handled_at is not None:
        raise Conflict("Somebody has dealt with this already.", code="task_done")
    if not done:
        needed = "Say what you did, like: called the family, the child moved to another school."
        raise Invalid(needed, [Ground("note", needed)])
    found.handled_at, found.handled_by, found.handled_note = work.now, work.actor.user_id, done
    work.tx.flush()
    audit.record(
        work, "enrolment.dealt_with", subject_kind="account", subject_id=str(found.account_id),
        household_id=found.household_id, detail={"answer_id": str(answer_id), "note": done},
    )  # fmt: skip


def answers_of(work: Work, account_id: uuid.UUID) -> Sequence[EnrolmentAnswer]:
    """Return what schools said of an account's child, the newest first."""
    work.authorize(Permission.ACCOUNT_READ)
    return store.answers_of(work.tx, account_id)


def at_schools(work: Work, organization_id: uuid.UUID) -> dict[uuid.UUID, int]:
    """Return how many accounts of an EAO name each school."""
    work.authorize(Permission.ACCOUNT_READ)
    return store.at_schools(work.tx, organization_id)
