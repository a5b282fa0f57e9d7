"""The rules of signing in and of keys: how many tries, how long they last, which roles need a second factor."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from esa.kernel.actors import Actor
from esa.kernel.errors import EsaError
from esa.kernel.permissions import PERMISSIONS_OF, STAFF, Permission, Role

# Five wrong tries for an e-mail, twenty for an address, in a quarter of an hour; counted before any password is hashed.
TRIES_FOR_EMAIL = 5
TRIES_FOR_ADDRESS = 20
WINDOW = timedelta(minutes=15)
IDLE_STAFF = timedelta(minutes=30)
IDLE_OTHERS = timedelta(hours=12)
LONGEST = timedelta(hours=24)
# A try counts for a quarter of an hour and a session holds for a day; the record of acts keeps what is needed later.
TRIES_KEPT = timedelta(days=1)
SESSIONS_KEPT = timedelta(days=30)
LEAST_PASSWORD = 12
CODE_SECONDS = 30
# Clocks of phones differ: a code of the step before or after is taken too, but none twice.
CODE_DRIFT = 1


@dataclass(frozen=True, slots=True)
class Resumed:
    """Whom a session's token belongs to, and whether the second factor is still due."""

    actor: Actor
    second_factor_due: bool
    user_id: uuid.UUID


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A fresh session: its token goes to the browser and is stored nowhere else."""

    token: str
    second_factor_due: bool
    second_factor_missing: bool
    choices: int


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody whom a notice is written to: where, and in which language."""

    email: str
    language: str


@dataclass(frozen=True, slots=True)
class Invited:
    """Whom a link invites: the address, the role, and the payee acted for."""

    email: str
    role: Role
    payee_id: uuid.UUID


def needs_second_factor(role: Role | None) -> bool:
    """Say whether the role is one of staff."""
    return role in STAFF


def idle_limit(role: Role | None) -> timedelta:
    """Return how long a session may lie idle."""
    return IDLE_STAFF if needs_second_factor(role) else IDLE_OTHERS


def is_over(*, now: datetime, created_at: datetime, last_seen_at: datetime, role: Role | None) -> bool:
    """Say whether a session has lain idle, or lasted, too long."""
    return now - last_seen_at > idle_limit(role) or now - created_at > LONGEST


def step_of(now: datetime) -> int:
    """Return the number of the 30-second step that second-factor codes go by (RFC 6238)."""
    return int(now.timestamp()) // CODE_SECONDS


# A key is written like esa_3f9c21ab_…: its beginning tells keys apart in lists and records, the rest is the secret.
KEY_MARK = "esa"
KEY_LIVES_AT_MOST = timedelta(days=366)
CALLS_OF_A_KEY = 600
CALLS_OF_AN_ADDRESS = 120
CALLERS_KEPT = timedelta(hours=1)
KEY_PERMISSIONS_NEVER = frozenset({Permission.API_KEY_MANAGE})


@dataclass(frozen=True, slots=True)
class NewKey:
    """What a key is made of: a name, what it may do, for how many days."""

    name: str
    permissions: frozenset[Permission]
    days: int


@dataclass(frozen=True, slots=True)
class FreshKey:
    """A key that was just made: its text is shown once and stored nowhere."""

    text: str
    prefix: str
    name: str


@dataclass(frozen=True, slots=True)
class Admitted:
    """Whether a call is taken: as whom, or why not; what was counted for it stands either way."""

    actor: Actor
    refusal: EsaError | None = None


def may_be_given(role: Role) -> frozenset[Permission]:
    """Return what a key of somebody in the role can be given: never the making of further keys."""
    return PERMISSIONS_OF[role] - KEY_PERMISSIONS_NEVER - PERMISSIONS_OF[Role.VISITOR]
