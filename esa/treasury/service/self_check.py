"""The self-check of the books: run on demand, kept each day by a job, told where it fails."""

import uuid
from collections.abc import Sequence

from esa.accounts import service as accounts
from esa.kernel.errors import Forbidden
from esa.kernel.ids import new_id
from esa.kernel.permissions import Permission
from esa.ledger import service as ledger
from esa.ledger.domain.chart import PROCESSOR
from esa.ledger.service import closing
from esa.organizations import service as organizations
from esa.payments import service as payments
from esa.payments.domain.reconciling import Question
from esa.platform.work import Work
from esa.treasury.domain.self_check import Check, Held, books_checks
from esa.treasury.models.self_checks import SelfCheckKept
from esa.treasury.store import self_checks as store

# What the processor and the books must agree on; other questions of money in only take time.
_GRAVE = (Question.BOOKS_DIFFER, Question.AMOUNT_DIFFERS)
DAYS_SHOWN = 31


def run(work: Work, owner: uuid.UUID) -> list[Check]:
    """Return the self-check of an EAO's books now. Raises Forbidden for another EAO's staff."""
    work.authorize(Permission.BOOKS_READ)
    if work.actor.organization_id not in (None, owner):
        raise Forbidden("These books are not yours.")
    found = ledger.self_check(work, owner)
    balances = [(each.path, each.balance) for each in found.accounts]
    made = books_checks(balances, found.differing, accounts.control(work, found, owner))
    return [*made, _bank(work, owner), _closings(work, owner)]


def _bank(work: Work, owner: uuid.UUID) -> Check:
    booked = ledger.balance(work, owner, PROCESSOR)
    may_all = work.actor.may(Permission.ORGANIZATION_READ)
    seen = payments.reconcile_for_state(work, owner, booked) if may_all else payments.reconcile(work, booked)
    grave = tuple(f"{each.question.value} {each.about}".strip() for each in seen.questions if each.question in _GRAVE)
    figures = {
        "booked": booked.cents, "processor": seen.with_processor.cents, "questions": len(seen.questions),
        "unexplained": len(seen.lines),
    }  # fmt: skip
    return Check(Held.BANK, figures, grave)


def _closings(work: Work, owner: uuid.UUID) -> Check:
    closed = [each for each in closing.closings(work, owner) if each.reopened_at is None]
    return Check(
        Held.CLOSINGS, {"closed": len(closed)}, tuple(each.period for each in closing.changed_since(work, owner))
    )


def keep_all(work: Work) -> dict[str, list[Check]]:
    """Run the self-check of every EAO and keep each result as the day's; return them by the EAOs' short names.

    A second run of a day replaces the first, so that a fault that was mended shows as mended.
    """
    found = {}
    for each in organizations.organizations(work):
        checks = run(work, each.id)
        _keep(work, each.id, checks)
        found[each.slug] = checks
    return found


def _keep(work: Work, owner: uuid.UUID, checks: Sequence[Check]) -> None:
    row = SelfCheckKept(
        id=new_id(), organization_id=owner, checked_on=work.today, checked_at=work.now,
        is_good=all(each.is_good for each in checks), checks=[each.to_wire() for each in checks],
    )  # fmt: skip
    known = store.of_day(work.tx, row)
    if known is None:
        work.tx.add(row)
    else:
        known.checked_at, known.is_good, known.checks = row.checked_at, row.is_good, row.checks
    work.tx.flush()


def kept(work: Work, owner: uuid.UUID) -> Sequence[SelfCheckKept]:
    """Return the kept results of the last days, the newest first."""
    work.authorize(Permission.BOOKS_READ)
    return store.kept(work.tx, owner, DAYS_SHOWN)


def failing(work: Work) -> int:
    """Return how many EAOs in the actor's reach failed their newest self-check."""
    work.authorize(Permission.BOOKS_READ)
    return store.failing(work.tx)
