"""The books of an EAO for its finance and for the state: self-check, chart, entries, closed periods."""

from esa.portal.books import closing, looking
from esa.portal.books.frame import blueprint

__all__ = ["blueprint", "closing", "looking"]
