"""A choice among the readings of the law: who may make it, when it holds, and what lies over what."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from esa.kernel.errors import Ground
from esa.law.readings import Reading, readings

# What an EAO chooses to follow the state again; no option of any reading.
AS_THE_STATE = "as_the_state"

NO_READING = "There is no such question."
NOT_YOURS = "This way cannot be chosen here. Choose one of the ways that are offered."
NO_REASON = "Say why this way is chosen."
NOT_AHEAD = "Enter a day after today. What was decided before keeps its reading."


class Standing(StrEnum):
    """Where a choice stands on a day."""

    PROPOSED = "proposed"
    LAPSED = "lapsed"
    COMING = "coming"
    IN_FORCE = "in_force"
    PAST = "past"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Chosen:
    """A confirmed choice: the option of a reading from its first day on, for one EAO or (None) the whole state."""

    reading: str
    option: str
    organization_id: uuid.UUID | None
    starts_on: date


def offered(reading: Reading, *, eao: bool) -> tuple[str, ...]:
    """Return the options that an EAO, or else the Treasurer, may choose; an EAO may also follow the state again."""
    options = tuple(each.id for each in reading.open_to(eao=eao))
    return (*options, AS_THE_STATE) if options and eao else options


def proposing_grounds(
    name: str, option: str, reason: str, starts_on: date, today: date, *, eao: bool
) -> tuple[Ground, ...]:
    """Return all that stands against proposing an option of a reading from that day on."""
    known = {each.id: each for each in readings()}.get(name)
    if known is None:
        return (Ground("reading", NO_READING),)
    faults = (
        ("option", NOT_YOURS, option not in offered(known, eao=eao)),
        ("reason", NO_REASON, not reason.strip()),
        ("starts_on", NOT_AHEAD, starts_on <= today),
    )
    return tuple(Ground(field, message) for field, message, is_wrong in faults if is_wrong)


def in_force(choices: Iterable[Chosen], on: date, organization_id: uuid.UUID | None) -> dict[str, str]:
    """Return by reading the option that holds on the day: the EAO's own over the state's, the latest of each.

    A reading that nobody chose, and one of which an EAO alone follows the state again, is not among them.
    """
    choices = tuple(choices)
    own = {} if organization_id is None else chosen_by(choices, on, organization_id)
    return {**chosen_by(choices, on, None), **own}


def chosen_by(choices: Iterable[Chosen], on: date, organization_id: uuid.UUID | None) -> dict[str, str]:
    """Return by reading what that EAO chose for its own program, or (None) the Treasurer for the state, as of the day.

    Of an EAO, what it leaves to the state is not among them.
    """
    latest = {
        each.reading: each.option
        for each in sorted(choices, key=lambda choice: choice.starts_on)
        if each.starts_on <= on and each.organization_id == organization_id
    }
    return {name: option for name, option in latest.items() if option != AS_THE_STATE}
