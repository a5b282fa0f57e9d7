"""The work that seals the record, for a console or a timer."""

from time import sleep

from esa.audit import service
from esa.audit.models import AuditBlock
from esa.kernel.actors import SYSTEM
from esa.kernel.errors import Conflict
from esa.platform.work import House

_STEP_SECONDS = 0.05
_STEPS = 1200


def seal(house: House) -> AuditBlock | None:
    """Seal what has been recorded up to now; None where nothing is new.

    Nobody is held up: it waits for the acts that were under way, and acts that begin meanwhile go to the next block.
    Raises Conflict where an act lasts longer than a minute.
    """
    with house.begin(SYSTEM) as work:
        horizon = service.horizon(work)
    for _ in range(_STEPS):
        with house.begin(SYSTEM) as work:
            if service.is_settled(work, horizon):
                return service.seal(work, horizon.last_id)
        sleep(_STEP_SECONDS)
    raise Conflict("An act has been under way for more than a minute. Seal again when it is over.", code="under_way")
