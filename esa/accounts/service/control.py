"""What rows of deposits, expense lines and acts say of the money, held against what the books say."""

import uuid
from collections.abc import Iterator

from esa.accounts.domain.expenses.words import HELD, PAYABLE, LineStanding
from esa.accounts.store import deposits, expenses, interest
from esa.accounts.store.happenings import closed_sums
from esa.accounts.store.refunds import received_sums
from esa.kernel.money import Money
from esa.kernel.permissions import Permission
from esa.ledger.domain.chart import Source, awarded, held, in_transit, is_followed, payable, scholarship
from esa.ledger.service import SelfCheck
from esa.platform.work import Work

# In which account of the books the money of a line is, by where the line stands; paid money is at its payee's.
_STEP_OF = {
    **dict.fromkeys(HELD, held), **dict.fromkeys(PAYABLE, payable), LineStanding.RELEASED: in_transit
}  # fmt: skip
_Said = tuple[uuid.UUID, str, Money]


def control(work: Work, check: SelfCheck, organization_id: uuid.UUID | None = None) -> tuple[str, ...]:
    """Return the accounts of the books that differ from what the rows say: none where both agree.

    What is posted, not asked for and not taken back must stand in the students' accounts, what is granted and not yet
    posted in the awarded accounts, and what is asked for, approved or given to the bank in the accounts of these steps.
    """
    work.authorize(Permission.BOOKS_READ)
    said: dict[tuple[uuid.UUID, str], int] = {}
    for owner, path, amount in (*_on_accounts(work, organization_id), *_on_the_way(work, organization_id)):
        said[owner, path] = said.get((owner, path), 0) - amount.cents
    kept = {(each.organization_id, each.path): each.balance.cents for each in check.accounts if is_followed(each.path)}
    return tuple(sorted({key[1] for key in said.keys() | kept.keys() if said.get(key, 0) != kept.get(key, 0)}))


def _on_accounts(work: Work, eao: uuid.UUID | None) -> Iterator[_Said]:
    """Yield what came to the accounts and left them by everything but requests, and what is still to be deposited."""
    for owner, number, name, posted, left in deposits.sums(work.tx, eao):
        yield owner, scholarship(number, Source(name)), posted
        yield owner, awarded(Source(name)), left
    taken = (*closed_sums(work.tx, eao), *deposits.spent_before(work.tx, eao))
    yield from ((owner, scholarship(number, Source(name)), -amount) for owner, number, name, amount in taken)
    for owner, number, name, came in received_sums(work.tx, eao):
        yield owner, scholarship(number, Source(name)), came
    for owner, number, shared in interest.sums(work.tx, eao):
        yield owner, scholarship(number, Source.INTEREST), shared


def _on_the_way(work: Work, eao: uuid.UUID | None) -> Iterator[_Said]:
    """Yield what requests took from the accounts, and the step at which it is."""
    for owner, number, standing, name, amount in expenses.sums(work.tx, eao):
        yield owner, scholarship(number, Source(name)), -amount
        step = _STEP_OF.get(LineStanding(standing))
        if step is not None:
            yield owner, step(Source(name)), amount
