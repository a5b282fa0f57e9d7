"""The signed link by which a donor without an account comes back to what was reserved."""

import uuid

from flask_babel import get_locale
from itsdangerous import BadSignature, URLSafeTimedSerializer

from esa.kernel.actors import Actor
from esa.kernel.errors import NotFound
from esa.kernel.permissions import Role
from esa.platform.web.edge import current_actor, settings

# Through the year of the gift and the filing of its tax return.
_DAYS = 600


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(settings().secret_key, salt="donor-link")


def link_of(donor_id: uuid.UUID) -> str:
    """Return the signed part of a donor's own address."""
    return str(_signer().dumps(donor_id.hex))


def donor_of(token: str) -> Actor:
    """Return the donor who holds the link. Raises NotFound for one that we did not sign or that is too old."""
    try:
        donor_id = uuid.UUID(_signer().loads(token, max_age=_DAYS * 24 * 3600))
    except (BadSignature, ValueError):
        raise NotFound("This link is not good any more. Ask the EAO for a new one.", code="link") from None
    return Actor(role=Role.DONOR, donor_id=donor_id, user_id=_user_of(donor_id), language=language())


def _user_of(donor_id: uuid.UUID) -> uuid.UUID | None:
    actor = current_actor()
    return actor.user_id if actor.donor_id == donor_id else None


def language() -> str:
    """Return the language of the page."""
    locale = get_locale()
    return "en" if locale is None else str(locale.language)
