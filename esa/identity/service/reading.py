"""Whom notices are written to."""

import uuid

from esa.identity import store
from esa.identity.domain import Reader
from esa.platform.work import Work


def readers_of_household(work: Work, household_id: uuid.UUID) -> list[Reader]:
    """Return everybody who signs in for the household; only for work that the system does."""
    return [Reader(user.email, user.language) for user in store.users_of_household(work.tx, household_id)]


def readers_of_donor(work: Work, donor_id: uuid.UUID) -> list[Reader]:
    """Return everybody who signs in for the donor; only for work that the system does."""
    return [Reader(user.email, user.language) for user in store.users_of_donor(work.tx, donor_id)]
