"""Which deposits of an EAO the State may be asked to pay out of general revenue (FUND-3)."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from esa.accounts.store import deposits as store
from esa.kernel.dates import SchoolYear
from esa.kernel.money import Money
from esa.kernel.permissions import Permission
from esa.ledger.domain.chart import Source
from esa.platform.work import Work


@dataclass(frozen=True, slots=True)
class StateDeposit:
    """A deposit out of general revenue: whose account, which school, when, how much."""

    id: uuid.UUID
    account_number: str
    school_id: uuid.UUID | None
    due_on: date
    amount: Money


def state_deposits(work: Work, year: SchoolYear, due_by: date) -> Sequence[StateDeposit]:
    """Return the EAO's deposits of a school year out of general revenue that are due by a day, by account.

    A deposit that must wait for the agreement or the school, or that will not come, is not among them (166.705.1).
    """
    work.authorize(Permission.ACCOUNT_READ)
    owner = work.actor.require_organization()
    found = store.ready(work.tx, owner, Source.GENERAL_REVENUE.value, year.first_day, min(due_by, year.last_day))
    return [StateDeposit(*row) for row in found]
