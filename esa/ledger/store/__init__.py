"""All queries of the books; bulk goes by COPY, and the lines of an entry arrive in one statement."""

from esa.ledger.store.bulk import add_entries, journal
from esa.ledger.store.rows import (
    account_ids,
    account_names,
    add_entry,
    balance,
    balances,
    credits_of,
    ensure_accounts,
    entry,
    kept_on,
    lines_of,
    moved,
    sums_before,
)

__all__ = [
    "account_ids",
    "account_names",
    "add_entries",
    "add_entry",
    "balance",
    "balances",
    "credits_of",
    "ensure_accounts",
    "entry",
    "journal",
    "kept_on",
    "lines_of",
    "moved",
    "sums_before",
]
