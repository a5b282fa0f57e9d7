"""The signed address by which a donor without an account comes back: a key that goes to the donor's mailbox."""

import uuid

from itsdangerous import BadSignature, URLSafeTimedSerializer

# Through the year of the gift and the filing of its tax return.
_DAYS = 600
# Whoever has just reserved goes on at once, before any letter has come; the mailbox's owner alone comes back later.
_FIRST_HOURS = 24


def sign(secret: str, donor_id: uuid.UUID) -> str:
    """Return the signed part of a donor's own address; it holds for 600 days."""
    return str(_signer(secret, "donor-link").dumps(donor_id.hex))


def sign_first(secret: str, donor_id: uuid.UUID) -> str:
    """Return the signed part for the browser that has just reserved; it holds for a day."""
    return str(_signer(secret, "donor-first").dumps(donor_id.hex))


def read(secret: str, token: str) -> uuid.UUID | None:
    """Return whose link it is, None for one that was not signed here or is too old."""
    for salt, seconds in (("donor-link", _DAYS * 24 * 3600), ("donor-first", _FIRST_HOURS * 3600)):
        try:
            return uuid.UUID(_signer(secret, salt).loads(token, max_age=seconds))
        except (BadSignature, ValueError):
            continue
    return None


def own_page(base_url: str, secret: str, donor_id: uuid.UUID) -> str:
    """Return the whole address of a donor's own page."""
    return f"{base_url.rstrip('/')}/give/{sign(secret, donor_id)}"


def _signer(secret: str, salt: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(secret, salt=salt)
