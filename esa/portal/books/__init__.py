"""The books of an EAO for its finance and for the state: self-check, chart, entries, closed periods."""

from esa.portal.books import closing, interest, looking
from esa.portal.books.frame import blueprint

__all__ = ["blueprint", "closing", "interest", "looking"]
