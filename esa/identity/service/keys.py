"""Keys of programs: made and revoked by staff for themselves, admitted call by call, counted, recorded."""

import secrets
import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from esa.audit import service as audit
from esa.identity import store
from esa.identity.domain import (
    CALLERS_KEPT,
    CALLS_OF_A_KEY,
    CALLS_OF_AN_ADDRESS,
    KEY_LIVES_AT_MOST,
    KEY_MARK,
    Admitted,
    FreshKey,
    NewKey,
    may_be_given,
)
from esa.identity.models import ApiKey, Membership
from esa.identity.service.signing_in import actor_of, hash_of
from esa.kernel.actors import VISITOR, Actor
from esa.kernel.errors import Forbidden, Ground, Invalid, NotFound, NotKnown, TooOften
from esa.kernel.ids import new_id
from esa.kernel.permissions import Permission
from esa.platform.work import Work

_REFUSED = NotKnown("This key is not known, has expired or was revoked. Make a new one on the page API keys.")


def make_key(work: Work, actor: Actor, new: NewKey) -> FreshKey:
    """Make a key that acts as the person and return its text, which is stored nowhere.

    Raises Forbidden for a role without keys, Invalid for more than the person may do or too long a life, Conflict for
    a name that a live key of theirs has.
    """
    actor.require(Permission.API_KEY_MANAGE)
    membership = _membership(work, actor)
    grounds = []
    if not new.permissions or new.permissions - may_be_given(actor.role):
        grounds.append(Ground("permissions", "Choose at least one thing, and only what you may do yourself."))
    if not timedelta(0) < timedelta(days=new.days) <= KEY_LIVES_AT_MOST:
        grounds.append(Ground("days", "Choose a life of at most one year."))
    if grounds:
        raise Invalid("The key cannot be made.", grounds)
    prefix = f"{KEY_MARK}_{secrets.token_hex(4)}"
    text = f"{prefix}_{secrets.token_urlsafe(32)}"
    made = ApiKey(
        id=new_id(), prefix=prefix, secret_hash=hash_of(text), user_id=actor.require_user(),
        membership_id=membership.id, name=new.name, permissions=sorted(new.permissions), created_at=work.now,
        expires_at=work.now + timedelta(days=new.days),
    )  # fmt: skip
    store.add_key(work.tx, made)
    detail = {"permissions": made.permissions, "expires_at": made.expires_at.isoformat()}
    audit.record(_as(work, actor), "api_key.made", subject_kind="api_key", subject_id=prefix, detail=detail)
    return FreshKey(text, prefix, new.name)


def keys_of(work: Work, actor: Actor) -> Sequence[ApiKey]:
    """Return the keys that the person made in this role, the newest first."""
    actor.require(Permission.API_KEY_MANAGE)
    return store.keys(work.tx, actor.require_user(), _membership(work, actor).id)


def revoke_key(work: Work, actor: Actor, key_id: uuid.UUID) -> ApiKey:
    """Revoke a key at once; one that is revoked stays so. Raises NotFound, also for another person's."""
    actor.require(Permission.API_KEY_MANAGE)
    found = store.key(work.tx, key_id)
    if found is None or found.user_id != actor.require_user() or found.membership_id != _membership(work, actor).id:
        raise NotFound("There is no such key.")
    if found.revoked_at is None:
        found.revoked_at = work.now
        audit.record(_as(work, actor), "api_key.revoked", subject_kind="api_key", subject_id=found.prefix)
    return found


def admit(work: Work, authorization: str, address: str, call: str) -> Admitted:
    """Say as whom a call is made, by its Authorization header; count it, and record it where a key made it.

    The refusal is returned, not raised, so that the count is committed: too many calls of one key or address in a
    minute, a header that is no bearer key, a key that is unknown, over or revoked.
    """
    if not authorization:
        return Admitted(VISITOR, _too_often(work, f"address:{address}", CALLS_OF_AN_ADDRESS))
    kind, _, text = authorization.partition(" ")
    found = store.key_by_hash(work.tx, hash_of(text.strip())) if kind.lower() == "bearer" else None
    actor = None if found is None else _holder(work, found)
    if found is None or actor is None:
        # Guessing is counted by address, however many keys are tried.
        return Admitted(VISITOR, _too_often(work, f"address:{address}", CALLS_OF_AN_ADDRESS) or _REFUSED)
    refusal = _too_often(work, f"key:{found.prefix}", CALLS_OF_A_KEY)
    if refusal is None:
        # One write a minute is enough to know when a key was last used; each call is in the record.
        if found.last_used_at is None or work.now - found.last_used_at > timedelta(minutes=1):
            found.last_used_at = work.now
        audit.record(_as(work, actor), "api.called", subject_kind="call", subject_id=call)
    return Admitted(actor, refusal)


def _too_often(work: Work, caller: str, most: int) -> TooOften | None:
    minute = work.now.replace(second=0, microsecond=0)
    calls = store.count_call(work.tx, caller, minute)
    if calls == 1:
        store.forget_callers(work.tx, work.now - CALLERS_KEPT)
    if calls <= most:
        return None
    wait = 60 - work.now.second
    return TooOften(f"At most {most} calls a minute are taken. Wait {wait} seconds and go on.", wait)


def _holder(work: Work, key: ApiKey) -> Actor | None:
    """Return the actor of a live key, None where the key, its role or its user is over."""
    user, membership = store.user(work.tx, key.user_id), store.membership(work.tx, key.membership_id)
    if user is None or membership is None:
        return None
    if key.revoked_at is not None or key.expires_at <= work.now or user.disabled_at or membership.ended_at:
        return None
    given = frozenset(Permission(each) for each in key.permissions if each in set(Permission))
    return replace(actor_of(user, membership), narrowed_to=given, api_key=key.prefix, language="en")


def _membership(work: Work, actor: Actor) -> Membership:
    mine = store.memberships(work.tx, actor.require_user())
    for each in mine:
        if (each.role, each.organization_id) == (actor.role, actor.organization_id):
            return each
    raise Forbidden("You do not have this role any more.", code="role_ended")


def _as(work: Work, actor: Actor) -> Work:
    """Return the same open work as done by the person, so that the record names them."""
    return replace(work, actor=actor)
