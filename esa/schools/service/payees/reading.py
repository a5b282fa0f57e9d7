"""Looking into the register of payees."""

import uuid
from collections.abc import Iterable, Sequence

from esa.kernel.errors import NotFound
from esa.kernel.permissions import Permission
from esa.platform.pages import Slice
from esa.platform.work import Work
from esa.schools.models import Payee, PayeeListing
from esa.schools.store import payees as store
from esa.schools.store.payees import Row, Wanted


def page(work: Work, wanted: Wanted) -> Slice[Row]:
    """Return fifty payees by name, each with its standing on the list of the actor's EAO."""
    work.authorize(Permission.PAYEE_READ)
    return store.page(work.tx, work.actor.organization_id, wanted)


def find(work: Work, payee_id: uuid.UUID) -> Payee:
    """Return a payee. Raises NotFound."""
    work.authorize(Permission.PAYEE_READ)
    found = store.payee(work.tx, payee_id)
    if found is None:
        raise NotFound("There is no such payee.")
    return found


def listings_of(work: Work, payee_id: uuid.UUID) -> Sequence[PayeeListing]:
    """Return the lists on which a payee stands, as far as the actor may see them."""
    if work.actor.payee_id is None:
        work.authorize(Permission.PAYEE_READ)
    return store.listings_of(work.tx, payee_id)


def contacts(work: Work, payee_ids: Iterable[uuid.UUID]) -> list[tuple[str, str]]:
    """Return (name, e-mail or phone) of payees, one row for each contact that they have."""
    work.authorize(Permission.ACCOUNT_READ)
    with work.by_the_system():
        return store.contacts(work.tx, list(payee_ids))
