"""An address to which papers are posted."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Whom a letter goes to, and where."""

    name: str
    street: str
    city: str
    state: str
    zip: str
