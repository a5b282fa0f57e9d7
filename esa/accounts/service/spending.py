"""Money of a line in the books: held when it is asked for, let go when it is denied, payable when it is approved.

Sums are drawn from the sources in the order in which grants draw them (AMB-16, FUND-4); the parts stay with the line,
and every step is one entry with the key of its row. The account's row is locked first, so that two requests never see
the same balance; behind that the database refuses an overdraft.
"""

import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext

from esa.accounts.domain.expenses.sources import Parts, draw
from esa.accounts.models import ScholarshipAccount
from esa.accounts.store import expenses as store
from esa.kernel.actors import Scope
from esa.kernel.errors import LimitReached
from esa.kernel.money import Money, total
from esa.ledger import service as ledger
from esa.ledger.domain.chart import Source, held, opening_chart, payable, scholarship
from esa.ledger.domain.entry import Entry, Line, credit, debit
from esa.ledger.domain.kinds import Kind
from esa.platform.work import Work

_Path = Callable[[Source], str]


def writing(work: Work) -> AbstractContextManager[None]:
    """Return the reach in which expenses are written: staff's own EAO, and the house's for whatever a family asks."""
    return nullcontext() if work.actor.scope is Scope.ORGANIZATION else work.by_the_system()


def lock(work: Work, account: ScholarshipAccount) -> None:
    """Hold the account's row until the end of this transaction: one request at a time looks at its balance."""
    store.lock_account(work.tx, account.id)


def balance(work: Work, account: ScholarshipAccount) -> Money:
    """Return what the account may still spend, over all sources."""
    return total(list(_holds(work, account).values()))


def hold(work: Work, account: ScholarshipAccount, amount: Money, key: str) -> Parts:
    """Hold an amount and return its parts by source. Raises LimitReached where the account has less."""
    lock(work, account)
    parts = draw(_holds(work, account), amount)
    if parts is None:
        raise LimitReached("The account does not hold this much.", code="not_enough_money")
    ledger.ensure_accounts(work, account.organization_id, opening_chart())
    _post(work, account, (Kind.HOLD, "Asked for"), parts, key, (_own(account), held))
    return parts


def let_go(work: Work, account: ScholarshipAccount, parts: Parts, key: str) -> None:
    """Give held parts back to the account, each to its source."""
    _post(work, account, (Kind.LET_GO, "Let go"), parts, key, (held, _own(account)))


def approve(work: Work, account: ScholarshipAccount, parts: Parts, key: str) -> None:
    """Make held parts payable."""
    _post(work, account, (Kind.APPROVE, "Approved"), parts, key, (held, payable))


def give_back(work: Work, account: ScholarshipAccount, parts: Parts, key: str) -> None:
    """Give parts that were approved and cannot be paid back to the account, each to its source."""
    _post(work, account, (Kind.COME_BACK, "Not paid, back in the account"), parts, key, (payable, _own(account)))


def _own(account: ScholarshipAccount) -> _Path:
    return lambda source: scholarship(account.number, source)


def _holds(work: Work, account: ScholarshipAccount) -> dict[Source, Money]:
    mine = ledger.students_balances(work, [(account.organization_id, account.number)])
    return mine.get(account.number, {})


def _post(
    work: Work, account: ScholarshipAccount, step: tuple[Kind, str], parts: Parts, key: str, way: tuple[_Path, _Path]
) -> uuid.UUID:
    (kind, said), (taken_from, given_to) = step, way
    lines: list[Line] = []
    for name, cents in parts.items():
        source, amount = Source(name), Money(cents)
        lines += [debit(taken_from(source), amount), credit(given_to(source), amount)]
    entry = Entry(
        organization_id=account.organization_id, on=work.today, kind=kind.value, narrative=f"{said}: {key}",
        key=f"{kind.value}:{key}", lines=tuple(lines), account_number=account.number,
    )  # fmt: skip
    return ledger.post(work, entry)
