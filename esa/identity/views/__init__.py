"""Pages of the identity room."""

from esa.identity.views.joining import blueprint as joining
from esa.identity.views.keys import blueprint as keys
from esa.identity.views.signing_in import blueprint

__all__ = ["blueprint", "joining", "keys"]
