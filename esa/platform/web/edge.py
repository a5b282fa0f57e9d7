"""The edge between a request and the rooms: who asks, and the one transaction its view opens."""

from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any, cast

from flask import Response, current_app, redirect, url_for
from flask_login import UserMixin, current_user

from esa.kernel.actors import VISITOR, Actor
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


def current_actor() -> Actor:
    """Return who asks; somebody whose second factor is still due is a visitor."""
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
