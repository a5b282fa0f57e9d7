"""Whom notices are written to, and who works for an EAO."""

import uuid

from esa.identity import store
from esa.identity.domain import Reader
from esa.kernel.permissions import Permission, Role
from esa.platform.work import Work


def readers_of_household(work: Work, household_id: uuid.UUID) -> list[Reader]:
    """Return everybody who signs in for the household; only for work that the system does."""
    return [Reader(user.email, user.language) for user in store.users_of_household(work.tx, household_id)]


def readers_of_donor(work: Work, donor_id: uuid.UUID) -> list[Reader]:
    """Return everybody who signs in for the donor; only for work that the system does."""
    return [Reader(user.email, user.language) for user in store.users_of_donor(work.tx, donor_id)]


def staff_of(work: Work) -> dict[Role, int]:
    """Return how many people work for the EAO acted for, by role: numbers only, no names."""
    work.authorize(Permission.AWARD_READ)
    owner = work.actor.require_organization()
    with work.by_the_system():
        return store.staff_of(work.tx, owner)
