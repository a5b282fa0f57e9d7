"""The door of the parameters room."""

from esa.parameters.domain import Figure
from esa.parameters.service.caps import caps_by_rule, caps_moved, growth_of_cap
from esa.parameters.service.lists import import_lunch_guidelines, import_parameters, listed_figures, lunch_figures
from esa.parameters.service.proposing import confirm, decided, figures_of, proposal, propose, take_back, waiting
from esa.parameters.service.publishing import (
    entered,
    held_figures,
    is_published,
    law_with,
    publish,
    sources,
    with_published,
)

__all__ = [
    "Figure",
    "caps_by_rule",
    "caps_moved",
    "confirm",
    "decided",
    "entered",
    "figures_of",
    "growth_of_cap",
    "held_figures",
    "import_lunch_guidelines",
    "import_parameters",
    "is_published",
    "law_with",
    "listed_figures",
    "lunch_figures",
    "proposal",
    "propose",
    "publish",
    "sources",
    "take_back",
    "waiting",
    "with_published",
]
