"""The autumn's invoices to the State in the demonstration: most are paid, one waits for its payment, one to be checked."""

import uuid
from collections.abc import Sequence
from datetime import timedelta

from esa.kernel.actors import Actor
from esa.kernel.dates import SchoolYear
from esa.kernel.ids import name_id
from esa.kernel.permissions import Role
from esa.platform.clock import FixedClock
from esa.platform.demonstration import STARTS_AT
from esa.platform.work import House
from esa.treasury.service import state_money

_SECOND = Actor(role=Role.TREASURER, user_id=name_id(uuid.NAMESPACE_OID, "second treasurer"), name="Second person")


def autumn(house: House, clock: FixedClock, finance: Sequence[Actor], treasurer: Actor) -> None:
    """Send each EAO's invoice for what is due; one person checks, a second pays, but for the last two EAOs'."""
    for number, asking in enumerate(finance, start=1):
        clock.move_to(STARTS_AT - timedelta(days=3))
        with house.begin(asking) as work:
            year = SchoolYear.of(work.today)
            reference = state_money.send_invoice(work, year, work.today).reference
        if number < len(finance):
            clock.move_to(STARTS_AT - timedelta(days=2))
            with house.begin(treasurer) as work:
                state_money.check(work, reference, {})
        if number < len(finance) - 1:
            clock.move_to(STARTS_AT - timedelta(days=1))
            with house.begin(_SECOND) as work:
                state_money.pay(work, reference, work.today, f"Warrant for {reference} (invented)")
