"""Text that the database cannot keep is refused at the door: a null character in an address."""

from flask import Flask, abort, request
from flask_babel import gettext

from esa.kernel.errors import Ground, Invalid
from esa.platform.web.edge import is_api

NULL = "\x00"


def _check() -> None:
    """Refuse an address with a null character. The API's reader says the same in its own form. Raises Invalid."""
    if is_api():
        return
    if NULL in request.path:
        abort(404)
    named = [name for name, value in request.args.items(multi=True) if NULL in name + value]
    if named:
        said = gettext("has a character that cannot be kept; take it out")
        grounds = [Ground(name, f"{name.replace(NULL, '')}: {said}") for name in named]
        raise Invalid(gettext("The address cannot be read."), grounds)


def register(app: Flask) -> None:
    """Make the application look at every address before anything else does."""
    app.before_request(_check)
