"""The door of the parameters room."""

from esa.parameters.service.lists import import_lunch_guidelines, import_parameters
from esa.parameters.service.publishing import (
    Figure,
    entered,
    growth_of_cap,
    held_figures,
    is_published,
    law_with,
    publish,
    with_published,
)

__all__ = [
    "Figure",
    "entered",
    "growth_of_cap",
    "held_figures",
    "import_lunch_guidelines",
    "import_parameters",
    "is_published",
    "law_with",
    "publish",
    "with_published",
]
