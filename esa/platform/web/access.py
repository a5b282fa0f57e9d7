"""The permission mark that every route carries; a test walks the routes and fails on one without."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from esa.kernel.errors import NotKnown
from esa.kernel.permissions import Permission, Role
from esa.platform.web.edge import current_actor, is_api

P = ParamSpec("P")
View = Callable[P, ResponseReturnValue]
V = TypeVar("V", bound=Callable[..., ResponseReturnValue])

MARK = "esa_access"


def public(view: V) -> V:
    """Mark a route as open to everybody."""
    setattr(view, MARK, "public")
    return view


def requires(permission: Permission) -> Callable[[View[P]], View[P]]:
    """Mark a route as needing the permission: visitors are sent to sign in (told so in the API), others refused."""

    def mark(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
            actor = current_actor()
            if actor.role is Role.VISITOR and not actor.may(permission):
                if is_api():
                    raise NotKnown("This call needs an API key. Send it as: Authorization: Bearer KEY.")
                return redirect(url_for("identity.sign_in", next=request.full_path.rstrip("?")), 303)
            actor.require(permission)
            return view(*args, **kwargs)

        setattr(guarded, MARK, permission)
        return guarded

    return mark
