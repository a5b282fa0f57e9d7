"""The chain that seals the record: what is hashed of an event, and how a block follows from the one before."""

import hashlib
import json
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

# What the first block follows: no block at all.
GENESIS = "0" * 64


@dataclass(frozen=True, slots=True)
class Head:
    """What a block says of itself before its events: its place, its reach, its moment, the block it follows."""

    number: int
    first_id: int
    last_id: int
    sealed_at: datetime
    previous_hash: str


@dataclass(frozen=True, slots=True)
class Horizon:
    """The newest event there was at a moment, and the transactions that could still bring an older one."""

    last_id: int
    writers: frozenset[str]


@dataclass(frozen=True, slots=True)
class Broken:
    """The first block of the chain that does not hold, and why."""

    number: int
    because: str


@dataclass(frozen=True, slots=True)
class ChainState:
    """How far the record is sealed, and the first block that does not hold, if any."""

    blocks: int
    events: int
    unsealed: int
    newest_hash: str
    broken: Broken | None


def canonical(fields: Mapping[str, object]) -> bytes:
    """Return the one way to write these fields: JSON, keys in order, no blanks, instants in UTC to the microsecond."""
    text = json.dumps(
        fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False, default=_plain
    )  # fmt: skip
    return text.encode() + b"\n"


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, uuid.UUID):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no canonical form")


def block_hash(head: Head, events: Iterable[Mapping[str, object]]) -> tuple[str, int]:
    """Return the block's SHA-256 in hex digits and the number of its events.

    Hashed are, one after the other: the hash of the block before, the canonical head, each event's canonical line.
    """
    running = hashlib.sha256(head.previous_hash.encode() + b"\n")
    place = {"number": head.number, "first_id": head.first_id, "last_id": head.last_id, "sealed_at": head.sealed_at}
    running.update(canonical(place))
    count = 0
    for event in events:
        running.update(canonical(event))
        count += 1
    return running.hexdigest(), count


def misplaced(head: Head, before: Head | None, hash_before: str) -> str:
    """Say why a block does not follow the one before; empty where it does."""
    number, first_id = (1, 1) if before is None else (before.number + 1, before.last_id + 1)
    if head.number != number:
        return f"block {number} is missing"
    if head.previous_hash != hash_before:
        return "it does not carry the hash of the block before"
    if head.first_id != first_id:
        return f"it begins with event {head.first_id}, not with event {first_id}"
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is looked for in the record: acts whose name begins so, on a subject, by a role, since a Central-time day.

    `before` is the number of the last event shown: the page goes on from there.
    """

    action: str = ""
    subject: str = ""
    role: str = ""
    since: date | None = None
    before: int | None = None
