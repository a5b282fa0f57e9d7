"""The blueprint of the pages of schools and providers."""

from flask import Blueprint

blueprint = Blueprint("payee", __name__, url_prefix="/payee")
