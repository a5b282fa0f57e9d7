"""The signed link by which a donor without an account comes back to what was reserved."""

import uuid

from flask_babel import get_locale

from esa.kernel.actors import Actor
from esa.kernel.errors import NotFound
from esa.kernel.permissions import Role
from esa.platform import donor_link
from esa.platform.web.edge import current_actor, settings


def link_of(donor_id: uuid.UUID) -> str:
    """Return the signed part of a donor's own address."""
    return donor_link.sign(settings().secret_key, donor_id)


def first_link_of(donor_id: uuid.UUID) -> str:
    """Return the link for whoever has just reserved: for a day, where the lasting one goes to the mailbox."""
    return donor_link.sign_first(settings().secret_key, donor_id) if goes_by_mail() else link_of(donor_id)


def goes_by_mail() -> bool:
    """Say whether letters go out by e-mail here."""
    return bool(settings().smtp_url)


def donor_of(token: str) -> Actor:
    """Return the donor who holds the link. Raises NotFound for one that we did not sign or that is too old."""
    donor_id = donor_link.read(settings().secret_key, token)
    if donor_id is None:
        told = "This link is not good any more. Take the newest link from your e-mail, or ask the EAO."
        raise NotFound(told, code="link")
    return Actor(role=Role.DONOR, donor_id=donor_id, user_id=_user_of(donor_id), language=language())


def _user_of(donor_id: uuid.UUID) -> uuid.UUID | None:
    actor = current_actor()
    return actor.user_id if actor.donor_id == donor_id else None


def language() -> str:
    """Return the language of the page."""
    locale = get_locale()
    return "en" if locale is None else str(locale.language)
