"""Whose payee it is: an EAO changes what is on record only of those on its list, a payee only of itself."""

import uuid

from esa.kernel.errors import NotFound
from esa.kernel.permissions import Permission
from esa.platform.work import Work
from esa.schools.store import payees as store


def within(work: Work, payee_id: uuid.UUID, permission: Permission) -> None:
    """Refuse a payee that is not on the list of the actor's EAO, or not the actor's own. Raises NotFound, Forbidden."""
    actor = work.actor
    if actor.payee_id is not None:
        work.authorize(Permission.PAYEE_OWN)
        if actor.payee_id != payee_id:
            raise NotFound("There is no such payee.")
        return
    work.authorize(permission)
    if actor.organization_id is not None and store.listing(work.tx, actor.organization_id, payee_id) is None:
        raise NotFound("There is no such payee on your list.")
