"""The blueprint of the pages of schools and providers."""

from flask import Blueprint
from flask_babel import get_locale

blueprint = Blueprint("payee", __name__, url_prefix="/payee")


def spoken() -> str:
    """Return the language of this request: `en` or `es`."""
    locale = get_locale()
    return "es" if locale is not None and locale.language == "es" else "en"
