"""Refusals that a command can give: named values with a stable code and all their grounds; no HTTP here."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ground:
    """One reason of a refusal: the field it concerns (empty for none) and one sentence with the way out."""

    field: str
    message: str


class EsaError(Exception):
    """A refusal that was foreseen; `code` is stable and public, `grounds` are all its reasons."""

    code = "error"

    def __init__(self, message: str, grounds: Sequence[Ground] = (), *, code: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.grounds = tuple(grounds)
        if code is not None:
            self.code = code


class NotFound(EsaError):
    """No such thing, or none that this person may know of."""

    code = "not_found"


class Forbidden(EsaError):
    """The person is known and may not do this."""

    code = "forbidden"


class Invalid(EsaError):
    """What was given cannot be used; the grounds name the fields."""

    code = "invalid"


class NotKnown(EsaError):
    """Nobody known asks: no key came with the call, or none that is good."""

    code = "key_needed"


class Conflict(EsaError):
    """What was asked does not fit the present state, for example a second release."""

    code = "conflict"


class LimitReached(EsaError):
    """A cap, a balance or a rate has no room for this."""

    code = "limit_reached"


class TooOften(LimitReached):
    """Too many calls in a span of time; `wait` says after how many seconds the next is taken."""

    code = "too_many_calls"

    def __init__(self, message: str, wait: int) -> None:
        super().__init__(message, [Ground("", message)])
        self.wait = wait
