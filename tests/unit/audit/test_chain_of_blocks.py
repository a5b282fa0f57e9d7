"""The chain over the record of acts: one way to write an event, and a block that follows the one before."""

import hashlib
import uuid
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from esa.audit.domain import GENESIS, Asked, Head, block_hash, canonical, misplaced

AT = datetime(2025, 11, 25, 9, 0, tzinfo=timezone(timedelta(hours=-6)))
HEAD = Head(2, 11, 20, AT, "a" * 64)


def test_there_is_one_way_to_write_an_event():
    event = {"b": uuid.UUID(int=1), "a": AT, "ñ": None, "n": 1}
    assert (
        canonical(event)
        == (
            '{"a":"2025-11-25T15:00:00.000000+00:00","b":"00000000-0000-0000-0000-000000000001","n":1,"ñ":null}\n'
        ).encode()
    )
    with pytest.raises(TypeError, match=r"^set has no canonical form$"):
        canonical({"a": {1}})
    with pytest.raises(ValueError, match="not JSON compliant"):
        canonical({"a": float("nan")})


def test_a_block_is_the_hash_of_the_one_before_its_head_and_its_events():
    place = b'{"first_id":11,"last_id":20,"number":2,"sealed_at":"2025-11-25T15:00:00.000000+00:00"}\n'
    whole = b"a" * 64 + b"\n" + place + b'{"x":1}\n{"x":2}\n'
    assert block_hash(HEAD, [{"x": 1}, {"x": 2}]) == (hashlib.sha256(whole).hexdigest(), 2)
    assert block_hash(HEAD, [])[1] == 0
    assert block_hash(replace(HEAD, sealed_at=AT.astimezone(UTC)), []) == block_hash(HEAD, [])


def test_a_block_follows_the_one_before():
    first = Head(1, 1, 10, AT, GENESIS)
    assert misplaced(first, None, GENESIS) == ""
    assert misplaced(HEAD, first, "a" * 64) == ""
    assert misplaced(replace(HEAD, number=3), first, "a" * 64) == "block 2 is missing"
    assert misplaced(HEAD, None, GENESIS) == "block 1 is missing"
    assert misplaced(HEAD, first, "b" * 64) == "it does not carry the hash of the block before"
    assert misplaced(replace(HEAD, first_id=12), first, "a" * 64) == "it begins with event 12, not with event 11"
    assert misplaced(replace(first, first_id=2), None, GENESIS) == "it begins with event 2, not with event 1"
    assert len(GENESIS) == 64


def test_who_asks_for_nothing_in_the_record_sees_all_of_it():
    asked = Asked()
    assert (asked.action, asked.subject, asked.role, asked.since, asked.before) == ("", "", "", None, None)
