"""The staff's pages on reference data."""

from esa.portal.reference import figures
from esa.portal.reference.views import blueprint

__all__ = ["blueprint", "figures"]
