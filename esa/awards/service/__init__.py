"""The door of the awards room."""

from esa.awards.service.deciding import DecidedAgain, decide_again
from esa.awards.service.releasing import release
from esa.awards.service.running import (
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
    "DecidedAgain",
    "Difference",
    "decide_again",
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
