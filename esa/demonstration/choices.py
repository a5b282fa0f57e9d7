"""How the law is read in the demonstration year: one question by the Treasurer, one by an EAO, none moving a decision."""

import uuid
from datetime import UTC, date, datetime

from esa.kernel.actors import Actor
from esa.kernel.ids import new_id
from esa.kernel.permissions import Role
from esa.platform.clock import FixedClock
from esa.platform.work import House, Work
from esa.readings import service as readings

_OCTOBER = datetime(2025, 10, 20, 15, tzinfo=UTC)


def show(house: House, clock: FixedClock, eao: tuple[uuid.UUID, Actor, Actor]) -> None:
    """Choose for the state when the five-year report is due, and for one EAO's next year the lowest of several caps."""
    clock.move_to(_OCTOBER)
    state = [Actor(role=Role.TREASURER, user_id=new_id(), name="Treasurer") for _ in range(2)]
    _choose(house, state, "AMB-21", "mid_2027", "Five school years of data make a fuller report.", date(2025, 11, 3))
    _choose(house, [eao[1], eao[2]], "AMB-1", "lowest", "Our gifts then reach more children.", date(2026, 7, 1))


def _choose(house: House, two: list[Actor], name: str, option: str, reason: str, starts_on: date) -> None:
    with house.begin(two[0]) as work:
        made = readings.propose(work, name, option, f"{reason} (invented)", starts_on)
    with house.begin(two[1]) as work:
        readings.confirm(work, made)


def propose(work: Work) -> None:
    """Leave something for the second Treasurer to confirm: that a gift by card counts from the new year on."""
    readings.propose(work, "AMB-26", "cards_count", "A card moves money by wire, too. (invented)", date(2026, 1, 2))
