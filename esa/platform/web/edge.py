"""The edge between a request and the rooms: who asks, and the one transaction its view opens."""

from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any, cast
from urllib.parse import urlsplit

from flask import Response, current_app, g, redirect, request, session, url_for
from flask_login import UserMixin, current_user, login_user

from esa.kernel.actors import SYSTEM, VISITOR, Actor
from esa.platform.config import Settings
from esa.platform.work import House, Work


class SignedIn(UserMixin):  # type: ignore[misc]
    """The person behind a request, found by the session's token."""

    def __init__(self, token: str, actor: Actor, *, second_factor_due: bool = False) -> None:
        self.id = token
        self.actor = actor
        self.second_factor_due = second_factor_due


def house() -> House:
    """Return the composed application of this process."""
    return cast(House, current_app.extensions["esa_house"])


def settings() -> Settings:
    """Return the settings of this process."""
    return cast(Settings, current_app.extensions["esa_settings"])


def is_api() -> bool:
    """Say whether this request is a call of the JSON API: there keys count, and cookies count for nothing."""
    return request.path.startswith("/api/")


def current_actor() -> Actor:
    """Return who asks; somebody whose second factor is still due is a visitor."""
    if is_api():
        return cast(Actor, g.get("esa_caller", VISITOR))
    if not current_user.is_authenticated or current_user.second_factor_due:
        return VISITOR
    return cast(Actor, current_user.actor)


def begin(*, read_only: bool = False) -> AbstractContextManager[Work]:
    """Open the one transaction of this request, as whoever asks."""
    return house().begin(current_actor(), read_only=read_only)


def now() -> datetime:
    """Return the present instant of the house's clock."""
    return house().clock.now()


def see_other(endpoint: str, **values: Any) -> Response:
    """Answer a POST: the browser goes on by GET, so that reloading sends nothing twice."""
    return cast(Response, redirect(url_for(endpoint, **values), 303))


def local(address: str) -> str:
    """Return the address when it is a path of ours, else the start page: nobody is sent away by a link."""
    parts = urlsplit(address)
    ours = not parts.scheme and not parts.netloc and address.startswith("/") and not address.startswith(("//", "/\\"))
    ours = ours and address.isprintable()
    return address if ours else url_for("portal.start")


def enter(token: str) -> None:
    """Begin the browser's session anew with a fresh token, so that one that somebody else set is of no use."""
    language = session.get("language")
    session.clear()
    if language:
        session["language"] = language
    login_user(SignedIn(token, SYSTEM))
