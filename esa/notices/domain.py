"""What a notice is: its kinds, its words, and when a delivery that failed is tried again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from string import Template

MOST_TRIES = 6
# A notice that could not go out for so long is read on the page; an old one must not surprise anybody.
GOES_OUT_FOR = timedelta(days=3)


class Kind(StrEnum):
    """What a notice tells; each has a text per language in `templates/mail`."""

    APPLICATION_RECEIVED = "application_received"


@dataclass(frozen=True, slots=True)
class Letter:
    """A notice in words."""

    subject: str
    body: str


def letter_of(text: str, values: Mapping[str, str]) -> Letter:
    """Return the letter of a template, whose first line is the subject. Raises KeyError where a value is missing."""
    subject, _, body = Template(text).substitute(values).partition("\n")
    return Letter(subject.strip(), body.strip() + "\n")


def wait_after(tries: int) -> timedelta:
    """Return how long the next try waits: 4 minutes after the first, then four times as long each time."""
    return timedelta(minutes=4**tries)
