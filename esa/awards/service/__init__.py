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
    "release",
    "run",
    "runs",
    "set_aside",
    "waiting_before",
]
