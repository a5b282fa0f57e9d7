"""All queries for users, memberships, sessions, attempts and keys."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import case, delete, func, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from esa.identity.models import ApiCaller, ApiKey, Invitation, Membership, SignInAttempt, SignInSession, User
from esa.kernel.errors import Conflict, Ground
from esa.kernel.permissions import Role


def user_by_email(tx: Session, email: str) -> User | None:
    """Return the user of that e-mail address, in small letters."""
    return tx.scalar(select(User).where(User.email == email))


def user(tx: Session, user_id: uuid.UUID) -> User | None:
    """Return a user."""
    return tx.get(User, user_id)


def memberships(tx: Session, user_id: uuid.UUID) -> Sequence[Membership]:
    """Return a user's memberships that have not ended, oldest first."""
    rows = select(Membership).where(Membership.user_id == user_id, Membership.ended_at.is_(None))
    return tx.scalars(rows.order_by(Membership.created_at, Membership.id)).all()


def users_of_household(tx: Session, household_id: uuid.UUID) -> Sequence[User]:
    """Return the users who act for a household and may sign in, by e-mail address."""
    rows = select(User).join(Membership, Membership.user_id == User.id)
    mine = (Membership.household_id == household_id, Membership.ended_at.is_(None), User.disabled_at.is_(None))
    return tx.scalars(rows.where(*mine).distinct().order_by(User.email)).all()


def users_of_donor(tx: Session, donor_id: uuid.UUID) -> Sequence[User]:
    """Return the users who act for a donor and may sign in, by e-mail address."""
    rows = select(User).join(Membership, Membership.user_id == User.id)
    mine = (Membership.donor_id == donor_id, Membership.ended_at.is_(None), User.disabled_at.is_(None))
    return tx.scalars(rows.where(*mine).distinct().order_by(User.email)).all()


def membership(tx: Session, membership_id: uuid.UUID) -> Membership | None:
    """Return a membership."""
    return tx.get(Membership, membership_id)


def session(tx: Session, token_hash: str) -> SignInSession | None:
    """Return the session of a token that has not ended."""
    return tx.scalar(
        select(SignInSession).where(SignInSession.token_hash == token_hash, SignInSession.ended_at.is_(None))
    )


def failures_since(tx: Session, key: str, since: datetime) -> tuple[int, datetime | None]:
    """Return how many tries of a key failed since then, and when the first of them was."""
    row = tx.execute(
        select(func.count(), func.min(SignInAttempt.at)).where(
            SignInAttempt.key == key, SignInAttempt.at > since, SignInAttempt.succeeded.is_(False)
        )
    ).one()
    return int(row[0]), row[1]


def forgive(tx: Session, key: str) -> None:
    """Count the failures of a key no longer: somebody who got in was who they said."""
    tx.execute(update(SignInAttempt).where(SignInAttempt.key == key).values(succeeded=True))


def use_code_step(tx: Session, user_id: uuid.UUID, step: int) -> bool:
    """Take a code's step for a user, once: False where that or a later one has been used."""
    taken = tx.scalar(
        update(User)
        .where(User.id == user_id, User.second_factor_step < step)
        .values(second_factor_step=step)
        .returning(User.id)
    )
    return taken is not None


def key_by_hash(tx: Session, secret_hash: str) -> ApiKey | None:
    """Return the key of that hash."""
    return tx.scalar(select(ApiKey).where(ApiKey.secret_hash == secret_hash))


def keys(tx: Session, user_id: uuid.UUID, membership_id: uuid.UUID) -> Sequence[ApiKey]:
    """Return the keys that a user made in a role, the newest first."""
    rows = select(ApiKey).where(ApiKey.user_id == user_id, ApiKey.membership_id == membership_id)
    return tx.scalars(rows.order_by(ApiKey.created_at.desc(), ApiKey.id)).all()


def add_key(tx: Session, made: ApiKey) -> None:
    """Store a key. Raises Conflict where the user has a live one of its name, also one made at this very moment."""
    try:
        with tx.begin_nested():
            tx.add(made)
    except IntegrityError as fault:
        if "uq_api_keys_live_name" not in str(fault.orig):
            raise
        said = "You have a key of this name. Revoke it first, or choose another name."
        raise Conflict(said, [Ground("name", said)], code="name_taken") from None


def key(tx: Session, key_id: uuid.UUID) -> ApiKey | None:
    """Return a key."""
    return tx.get(ApiKey, key_id)


def count_call(tx: Session, caller: str, minute: datetime) -> int:
    """Count a call of the minute and return how many it has had."""
    fresh = insert(ApiCaller).values(caller=caller, minute=minute, calls=1)
    same = ApiCaller.minute == fresh.excluded.minute
    counted = fresh.on_conflict_do_update(
        index_elements=[ApiCaller.caller],
        set_={"minute": fresh.excluded.minute, "calls": case((same, ApiCaller.calls + 1), else_=1)},
    )
    return tx.execute(counted.returning(ApiCaller.calls)).scalar_one()


def forget_callers(tx: Session, before: datetime) -> None:
    """Drop callers who were last seen before; rows that somebody holds are left to the next time."""
    tx.execute(
        text(
            "DELETE FROM api_callers WHERE caller IN"
            " (SELECT caller FROM api_callers WHERE minute < :before LIMIT 100 FOR UPDATE SKIP LOCKED)"
        ),
        {"before": before},
    )


def forget(tx: Session, *, attempts_before: datetime, sessions_before: datetime) -> tuple[int, int]:
    """Delete tries and sessions that began before these instants; return how many of each."""
    tries = tx.scalars(delete(SignInAttempt).where(SignInAttempt.at < attempts_before).returning(SignInAttempt.id))
    old = delete(SignInSession).where(SignInSession.created_at < sessions_before)
    sessions = tx.scalars(old.returning(SignInSession.token_hash))
    return len(tries.all()), len(sessions.all())


def invitation(tx: Session, token_hash: str) -> Invitation | None:
    """Return the invitation of that hash, locked: a link is used once."""
    return tx.get(Invitation, token_hash, with_for_update=True, populate_existing=True)


def people_of_payee(tx: Session, payee_id: uuid.UUID) -> Sequence[tuple[uuid.UUID, str, str]]:
    """Return (membership, name, address) of the users who act for a payee, by name."""
    rows = select(Membership.id, User.display_name, User.email).join(Membership, Membership.user_id == User.id)
    rows = rows.where(Membership.payee_id == payee_id, Membership.ended_at.is_(None), User.disabled_at.is_(None))
    return [(row[0], row[1], row[2]) for row in tx.execute(rows.order_by(User.display_name, User.email))]


def staff_of(tx: Session, organization_id: uuid.UUID) -> dict[Role, int]:
    """Return how many live memberships an organization has, by role."""
    rows = select(Membership.role, func.count()).join(User, User.id == Membership.user_id)
    rows = rows.where(
        Membership.organization_id == organization_id, Membership.ended_at.is_(None), User.disabled_at.is_(None)
    )
    return {role: int(count) for role, count in tx.execute(rows.group_by(Membership.role))}
