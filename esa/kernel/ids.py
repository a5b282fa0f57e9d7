"""Identifiers: random UUIDs for rows, readable reference numbers for people."""

import os
import random
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NewType

OrganizationId = NewType("OrganizationId", uuid.UUID)
HouseholdId = NewType("HouseholdId", uuid.UUID)
StudentId = NewType("StudentId", uuid.UUID)
UserId = NewType("UserId", uuid.UUID)

# Without 0, 1, I, L, O and U: nothing that is misread over the telephone.
_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"

_bytes: ContextVar[Callable[[int], bytes]] = ContextVar("_bytes", default=os.urandom)


@contextmanager
def repeatable_ids(seed: int) -> Iterator[None]:
    """Draw ids from a seed while this is open, so that the demonstration is the same twice. Never for real people."""
    token = _bytes.set(random.Random(seed).randbytes)  # noqa: S311 - repeatable is what is wanted here
    try:
        yield
    finally:
        _bytes.reset(token)


def new_id() -> uuid.UUID:
    """Return a fresh random row id."""
    return uuid.UUID(bytes=_bytes.get()(16), version=4)


def name_id(namespace: uuid.UUID, name: str) -> uuid.UUID:
    """Return the id that follows from a name, so that a second import of the same thing finds the first."""
    return uuid.uuid5(namespace, name)


def new_reference(prefix: str, length: int = 8) -> str:
    """Return a reference number like MO-7K3PQ2XA, random and easy to read aloud."""
    drawn = int.from_bytes(_bytes.get()(16), "big")
    letters = []
    for _ in range(length):
        drawn, index = divmod(drawn, len(_LETTERS))
        letters.append(_LETTERS[index])
    return f"{prefix}-{''.join(letters)}"


def number_of(prefix: str, row_id: uuid.UUID) -> str:
    """Return the number by which people call a row, like MO-7K3PQ-2XA9R: ten letters and digits that follow its id."""
    drawn, letters = row_id.int, []
    for _ in range(10):
        drawn, index = divmod(drawn, len(_LETTERS))
        letters.append(_LETTERS[index])
    return f"{prefix}-{''.join(letters[:5])}-{''.join(letters[5:])}"
