"""The books of money that goes out: payable, then in transit, then paid by the bank, and back where it comes back."""

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from esa.accounts.service import expenses
from esa.kernel.errors import Conflict, Ground
from esa.kernel.money import ZERO, Money
from esa.ledger import service as ledger
from esa.ledger.domain.chart import Source, bank, in_transit, payable
from esa.ledger.domain.entry import Entry, credit, debit
from esa.ledger.domain.kinds import Kind
from esa.payments.domain.paying import Item, PaidOut, Prepared, Released, Reopened, Returned
from esa.platform.work import Work

Account = Callable[[Source], str]


def prepared(work: Work, event: Prepared) -> None:
    """Refuse a batch where the books' payable accounts are not the sum of what is approved and in no batch."""
    differ = differing(work, event.organization_id, event.payable, payable)
    if differ:
        told = "The books and the approved amounts differ. Nothing is paid before somebody has found out why."
        raise Conflict(told, [Ground(path, told) for path in differ], code="books_differ")


def differing(work: Work, owner: uuid.UUID, said: Mapping[str, Money], account: Account) -> list[str]:
    """Return the accounts whose balance in the books is not what the rows say, by source."""
    kept = {source: -ledger.balance(work, owner, account(source)) for source in Source}
    return [account(source) for source, amount in kept.items() if amount != said.get(source.value, ZERO)]


def released(work: Work, event: Released) -> None:
    """Book payable → in transit. Raises Conflict where who releases has asked for or approved one of the lines."""
    for reference in _lines(work, event.items):
        expenses.released(work, reference)
    _post(work, _entries(event.items, event.on, Kind.RELEASE, "Given to the bank", payable, in_transit))


def paid_out(work: Work, event: PaidOut) -> None:
    """Book in transit → bank."""
    for reference in _lines(work, event.items):
        expenses.paid(work, reference)
    _post(work, _entries(event.items, event.on, Kind.PAY, "Paid", in_transit, bank))


def returned(work: Work, event: Returned) -> None:
    """Book what came back to payable: from the bank where it had paid, else from in transit."""
    for reference in _lines(work, event.items):
        expenses.came_back(work, reference, event.code)
    told = f"Came back ({event.code})"
    giver = bank if event.was_paid else in_transit
    _post(work, _entries(event.items, event.on, Kind.COME_BACK, told, giver, payable))


def reopened(work: Work, event: Reopened) -> None:
    """Book in transit → payable: the bank did not take the batch."""
    for reference in _lines(work, event.items):
        expenses.reopened(work, reference)
    _post(work, _entries(event.items, event.on, Kind.COME_BACK, "Not taken by the bank", in_transit, payable))


def _lines(work: Work, items: Sequence[Item]) -> list[str]:
    known = expenses.known(work, [each.reference for each in items])
    return sorted(known)


def _entries(
    items: Iterable[Item], on: date, kind: Kind, told: str, debited: Account, credited: Account
) -> list[Entry]:
    return [
        Entry(
            organization_id=each.organization_id, on=on, kind=kind.value,
            narrative=f"{told}: {each.payee_name}, {each.narrative}"[:200],
            key=f"{kind.value}:{each.reference}:{each.turn}:{source}", account_number=each.account_number,
            lines=(debit(debited(Source(source)), amount), credit(credited(Source(source)), amount)),
        )
        for each in items
        for source, amount in sorted(each.parts.items())
    ]  # fmt: skip


def _post(work: Work, entries: list[Entry]) -> None:
    if entries:
        ledger.post_many(work, entries)
