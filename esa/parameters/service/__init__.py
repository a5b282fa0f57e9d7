"""The door of the parameters room."""

from esa.parameters.service.lists import import_lunch_guidelines, import_parameters
from esa.parameters.service.publishing import Figure, current, history, is_published, publish, with_published

__all__ = [
    "Figure",
    "current",
    "history",
    "import_lunch_guidelines",
    "import_parameters",
    "is_published",
    "publish",
    "with_published",
]
