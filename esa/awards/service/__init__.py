"""The door of the awards room."""

from esa.awards.service.releasing import release
from esa.awards.service.running import (
    DRAWN,
    Difference,
    difference,
    draft,
    freeze,
    funds_now,
    options_of,
    places,
    places_of_household,
    run,
    runs,
    set_aside,
    waiting_before,
)

__all__ = [
    "DRAWN",
    "Difference",
    "difference",
    "draft",
    "freeze",
    "funds_now",
    "options_of",
    "places",
    "places_of_household",
    "release",
    "run",
    "runs",
    "set_aside",
    "waiting_before",
]
