"""All queries of the books; bulk goes by COPY, and the lines of an entry arrive in one statement."""

from esa.ledger.store.bulk import add_entries, journal
from esa.ledger.store.looking import (
    held_before,
    months,
    movement,
    movements,
    movements_in,
    number_of_entry,
    own_lines,
    way,
)
from esa.ledger.store.rows import (
    Whose,
    account_names,
    accounts_of,
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
    "Whose",
    "account_names",
    "accounts_of",
    "add_entries",
    "add_entry",
    "balance",
    "balances",
    "credits_of",
    "ensure_accounts",
    "entry",
    "held_before",
    "journal",
    "kept_on",
    "lines_of",
    "months",
    "moved",
    "movement",
    "movements",
    "movements_in",
    "number_of_entry",
    "own_lines",
    "sums_before",
    "way",
]
