"""The books' door: entries are posted, never changed; a mistake is reversed."""

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from esa.kernel.errors import Conflict, NotFound
from esa.kernel.money import ZERO, Money
from esa.kernel.permissions import Permission
from esa.ledger import store
from esa.ledger.domain.chart import Chart, Source, fund, opening_chart, scholarship
from esa.ledger.domain.entry import Entry, Line, reversal_of
from esa.ledger.domain.journal import AccountBalance, JournalEntry, Writer, account_name, lines_said
from esa.ledger.service.looking import OneMovement, Page, months, movement, movements, movements_in, way
from esa.platform.work import Work

__all__ = [
    "OneMovement",
    "Page",
    "SelfCheck",
    "balance",
    "booked",
    "ensure_accounts",
    "export",
    "fund_balance",
    "journal",
    "months",
    "moved",
    "movement",
    "movements",
    "movements_in",
    "post",
    "post_many",
    "reverse",
    "self_check",
    "students_balances",
    "way",
]


def ensure_accounts(work: Work, organization_id: uuid.UUID, charts: Iterable[Chart] | None = None) -> None:
    """Open accounts that are not there yet; without `charts`, those that every EAO's books have."""
    wanted = list(opening_chart() if charts is None else charts)
    if wanted:
        store.ensure_accounts(work.tx, organization_id, wanted, work.today)


def post(work: Work, entry: Entry) -> uuid.UUID:
    """Write an entry and return its id. Raises Conflict when its event is booked, LimitReached for an overdraft."""
    return _post(work, entry, None)


def _post(work: Work, entry: Entry, whose: store.Whose | None) -> uuid.UUID:
    ids, found = store.accounts_of(work.tx, entry)
    missing = sorted({line.path for line in entry.lines} - set(ids))
    if missing:
        raise NotFound(f"The books have no account {missing[0]}.", code="account_unknown")
    return store.add_entry(work.tx, entry, ids, whose or found, work.now, work.actor.user_id)


def post_many(work: Work, entries: Iterable[Entry]) -> dict[str, uuid.UUID]:
    """Write many entries at once and return their ids by key: all or none. Raises as `post` does."""
    work.tx.flush()
    return store.add_entries(work.connection, entries, work.now, work.actor.user_id)


def reverse(work: Work, entry_id: uuid.UUID, reason: str) -> uuid.UUID:
    """Take an entry back by its reversal and return that one's id. Raises NotFound, Conflict for a second time."""
    found = store.entry(work.tx, entry_id)
    if found is None:
        raise NotFound("There is no such entry.")
    if found.reverses_id is not None:
        raise Conflict("A reversal is not reversed; book the event anew.", code="is_a_reversal")
    lines = tuple(Line(path, amount) for path, amount in store.lines_of(work.tx, entry_id))
    first = Entry(
        organization_id=found.organization_id,
        on=found.entry_on,
        kind=found.kind,
        narrative=found.narrative,
        key=found.key,
        lines=lines,
    )
    whose = store.Whose(found.scholarship_account_id, found.household_id)
    return _post(work, reversal_of(first, entry_id, work.today, reason), whose)


def fund_balance(work: Work, organization_id: uuid.UUID, source: Source) -> Money:
    """Return what an EAO may still grant from a source."""
    kept = store.balance(work.tx, organization_id, fund(source))
    return ZERO if kept is None else -kept


def balance(work: Work, organization_id: uuid.UUID, path: str) -> Money:
    """Return what an account of an EAO's books holds, debits positive; nothing where it is not open."""
    return store.balance(work.tx, organization_id, path) or ZERO


def students_balances(work: Work, accounts: Iterable[tuple[uuid.UUID, str]]) -> dict[str, dict[Source, Money]]:
    """Return what scholarship accounts, given as (EAO, number), hold of each source, by their numbers.

    A household is told of its own accounts only, as the policies of the books have it.
    """
    wanted = list(accounts)
    named = {scholarship(number, source): (number, source) for _, number in wanted for source in Source}
    kept = store.kept_on(work.tx, (owner for owner, _ in wanted), named)
    found: dict[str, dict[Source, Money]] = {}
    for path, amount in kept.items():
        number, source = named[path]
        found.setdefault(number, {})[source] = -amount
    return found


def moved(work: Work, organization_id: uuid.UUID, kind: str, first: date, last: date) -> dict[str, Money]:
    """Return what the entries of a kind moved on each account in a span, debits positive; reversals are taken off."""
    return {path: amount for path, amount in store.moved(work.tx, organization_id, kind, first, last) if amount}


def booked(work: Work, kind: str) -> Money:
    """Return the sum of the credits of all entries of a kind, over all EAOs in reach."""
    work.authorize(Permission.POSTING_READ)
    return store.credits_of(work.tx, kind)


@dataclass(frozen=True, slots=True)
class SelfCheck:
    """What the books say of themselves."""

    accounts: tuple[AccountBalance, ...]
    differing: tuple[str, ...]
    total: Money

    @property
    def is_sound(self) -> bool:
        """Say whether every kept balance is the sum of its lines and all together are zero."""
        return not self.differing and self.total == ZERO


def self_check(work: Work, organization_id: uuid.UUID | None = None) -> SelfCheck:
    """Return the trial balance, and the accounts whose kept balance is not the sum of their lines."""
    work.authorize(Permission.BOOKS_READ)
    rows = store.balances(work.tx, organization_id)
    accounts = tuple(AccountBalance(owner, path, kept) for owner, path, kept, _ in rows)
    differing = tuple(path for _, path, kept, summed in rows if kept != summed)
    return SelfCheck(accounts, differing, Money(sum(each.balance.cents for each in accounts)))


def journal(
    work: Work, organization_id: uuid.UUID | None = None, first: date | None = None, last: date | None = None
) -> Iterator[JournalEntry]:
    """Yield the entries of a span in the order of the journal, which follows from days, EAOs and keys alone."""
    work.authorize(Permission.BOOKS_READ)
    for number, on, narrative, key, slug, said in store.journal(work.connection, organization_id, first, last):
        yield JournalEntry(number, on, narrative, key, slug, lines_said(said))


def export(
    work: Work,
    form: str,
    organization_id: uuid.UUID | None = None,
    first: date | None = None,
    last: date | None = None,
) -> Iterator[str]:
    """Yield the journal as plain text accounting, `form` being `hledger` or `beancount`.

    With `first`, what every account held before that day is brought forward, so that the balances are still the books'.
    """
    work.authorize(Permission.BOOKS_READ)
    names = store.account_names(work.tx, organization_id)
    opening: dict[str, Money] = {}
    if first is not None:
        before = store.sums_before(work.tx, organization_id, first)
        opening = {account_name(slug, path): amount for slug, path, amount in before}
    accounts = tuple(sorted(account_name(slug, path) for slug, path in names))
    writer = Writer(form, accounts, opening, first)
    yield from writer.text(journal(work, organization_id, first, last))
