"""Identifiers: random UUIDs for rows, readable reference numbers for people."""

import secrets
import uuid
from typing import NewType

OrganizationId = NewType("OrganizationId", uuid.UUID)
HouseholdId = NewType("HouseholdId", uuid.UUID)
StudentId = NewType("StudentId", uuid.UUID)
UserId = NewType("UserId", uuid.UUID)

# Without 0, 1, I, L, O and U: nothing that is misread over the telephone.
_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_id() -> uuid.UUID:
    """Return a fresh random row id."""
    return uuid.uuid4()


def name_id(namespace: uuid.UUID, name: str) -> uuid.UUID:
    """Return the id that follows from a name, so that a second import of the same thing finds the first."""
    return uuid.uuid5(namespace, name)


def new_reference(prefix: str, length: int = 8) -> str:
    """Return a reference number like MO-7K3PQ2XA, random and easy to read aloud."""
    return f"{prefix}-" + "".join(secrets.choice(_LETTERS) for _ in range(length))
