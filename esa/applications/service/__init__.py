"""The door of the applications room."""

from esa.applications.service.awarding import awardable, pool, settle, standings
from esa.applications.service.bringing import Brought, Rows, bring
from esa.applications.service.deciding import Decided, decide
from esa.applications.service.duplicates import duplicates, find_duplicates, pairs_of, settle_pair
from esa.applications.service.filing import Submitted, submit
from esa.applications.service.reading import (
    Opened,
    answer_in,
    applications_of_household,
    counts,
    listed,
    opened,
    years,
)
from esa.applications.service.reconsidering import acts_on_decisions, effect_of, effect_of_reading, look
from esa.applications.service.waiting import decide_waiting, waits_for
from esa.applications.store.awarding import Awardable
from esa.applications.store.duplicates import PairListing
from esa.applications.store.rows import Listing

__all__ = [
    "Awardable",
    "Brought",
    "Decided",
    "Listing",
    "Opened",
    "PairListing",
    "Rows",
    "Submitted",
    "acts_on_decisions",
    "answer_in",
    "applications_of_household",
    "awardable",
    "bring",
    "counts",
    "decide",
    "decide_waiting",
    "duplicates",
    "effect_of",
    "effect_of_reading",
    "find_duplicates",
    "listed",
    "look",
    "opened",
    "pairs_of",
    "pool",
    "settle",
    "settle_pair",
    "standings",
    "submit",
    "waits_for",
    "years",
]
