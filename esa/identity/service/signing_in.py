"""Users and signing in: throttled before hashing, the same answer for an unknown e-mail, a second factor for staff."""

import hashlib
import secrets
import uuid
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from esa.audit import service as audit
from esa.identity import store
from esa.identity.domain import (
    LEAST_PASSWORD,
    TRIES_FOR_ADDRESS,
    TRIES_FOR_EMAIL,
    WINDOW,
    Resumed,
    SignedIn,
    is_over,
    needs_second_factor,
)
from esa.identity.models import Membership, SignInAttempt, SignInSession, User
from esa.kernel.actors import Actor
from esa.kernel.errors import Conflict, Ground, Invalid, LimitReached, NotFound
from esa.kernel.ids import new_id
from esa.kernel.permissions import Role
from esa.platform.work import Work


@cache
def hasher(*, cheap: bool = False) -> PasswordHasher:
    """Return the password hasher; the cheap one is for tests, where hashing proves nothing."""
    if cheap:
        return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    return PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


@cache
def _nobody(*, cheap: bool) -> str:
    """Return a hash to check an unknown e-mail's password against, so that it takes as long as a known one's."""
    return hasher(cheap=cheap).hash(secrets.token_urlsafe(16))


def hash_of(token: str) -> str:
    """Return what is stored of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def create_user(
    work: Work,
    *,
    email: str,
    display_name: str,
    password: str | None = None,
    language: str = "en",
    second_factor_secret: bytes | None = None,
    cheap_hash: bool = False,
) -> uuid.UUID:
    """Make a user. Raises Conflict where the e-mail address is taken and Invalid for a short password."""
    email = email.strip().lower()
    if store.user_by_email(work.tx, email) is not None:
        raise Conflict(
            "This e-mail address has an account.",
            [Ground("email", "This e-mail address has an account. Sign in, or use another address.")],
            code="email_taken",
        )
    if password is not None and len(password) < LEAST_PASSWORD:
        raise Invalid(
            "The password is too short.",
            [Ground("password", "Use a password of at least 12 letters, numbers or signs.")],
        )
    user = User(
        id=new_id(),
        email=email,
        display_name=display_name,
        created_at=work.now,
        language=language,
        password_hash=None if password is None else hasher(cheap=cheap_hash).hash(password),
        second_factor_secret=second_factor_secret,
        second_factor_confirmed_at=None if second_factor_secret is None else work.now,
    )
    work.tx.add(user)
    work.tx.flush()
    audit.record(work, "user.created", subject_kind="user", subject_id=str(user.id))
    return user.id


def is_known(work: Work, email: str) -> bool:
    """Say whether there is a user of this address; no page may tell it."""
    return store.user_by_email(work.tx, email.strip().lower()) is not None


def add_membership(
    work: Work,
    user_id: uuid.UUID,
    role: Role,
    *,
    organization_id: uuid.UUID | None = None,
    household_id: uuid.UUID | None = None,
    donor_id: uuid.UUID | None = None,
    payee_id: uuid.UUID | None = None,
) -> uuid.UUID:
    """Give a user a role, for one organization, household, donor or payee where it needs one."""
    made = Membership(
        id=new_id(),
        user_id=user_id,
        role=role,
        created_at=work.now,
        organization_id=organization_id,
        household_id=household_id,
        donor_id=donor_id,
        payee_id=payee_id,
    )
    work.tx.add(made)
    work.tx.flush()
    audit.record(work, "membership.added", subject_kind="user", subject_id=str(user_id), detail={"role": role.value})
    return made.id


def throttle(work: Work, email: str, address: str) -> None:
    """Refuse a further try where too many failed. Raises LimitReached with the minutes to wait."""
    for key, most in ((f"email:{email}", TRIES_FOR_EMAIL), (f"address:{address}", TRIES_FOR_ADDRESS)):
        failed, first = store.failures_since(work.tx, key, work.now - WINDOW)
        if failed >= most and first is not None:
            minutes = max(1, -(-int((first + WINDOW - work.now).total_seconds()) // 60))
            message = f"Too many tries. Wait {minutes} minutes and try again."
            raise LimitReached(message, [Ground("", message)], code="too_many_tries")


def sign_in(
    work: Work, email: str, password: str, address: str, *, language: str | None = None, cheap_hash: bool = False
) -> SignedIn | None:
    """Return a fresh session, or None for a wrong e-mail or password: which of them is never said.

    A language that was chosen before signing in is kept for the user. The failed try is written in the same
    transaction, so the caller must let it commit. Raises LimitReached.
    """
    email = email.strip().lower()
    throttle(work, email, address)
    user = store.user_by_email(work.tx, email)
    known = user is not None and user.password_hash is not None and user.disabled_at is None
    stored = user.password_hash if known and user is not None else None
    try:
        hasher(cheap=cheap_hash).verify(stored or _nobody(cheap=cheap_hash), password)
        right = known
    except (VerificationError, InvalidHashError):
        right = False
    for key in (f"email:{email}", f"address:{address}"):
        work.tx.add(SignInAttempt(key=key, at=work.now, succeeded=right))
    if not right or user is None:
        audit.record(work, "sign_in.failed")
        return None
    store.forgive(work.tx, f"email:{email}")
    user.language = language or user.language
    return _open_session(work, user)


def _open_session(work: Work, user: User) -> SignedIn:
    memberships = store.memberships(work.tx, user.id)
    only = memberships[0] if len(memberships) == 1 else None
    token = secrets.token_urlsafe(32)
    work.tx.add(
        SignInSession(
            token_hash=hash_of(token),
            user_id=user.id,
            created_at=work.now,
            last_seen_at=work.now,
            membership_id=None if only is None else only.id,
        )
    )
    due = any(needs_second_factor(each.role) for each in memberships)
    audit.record(work, "sign_in.password", subject_kind="user", subject_id=str(user.id))
    return SignedIn(token, due, due and user.second_factor_confirmed_at is None, len(memberships))


def resume(work: Work, token: str) -> Resumed | None:
    """Return whom the token belongs to, None where its session has ended, lain idle or never was."""
    session = store.session(work.tx, hash_of(token))
    if session is None:
        return None
    user = store.user(work.tx, session.user_id)
    membership = None if session.membership_id is None else store.membership(work.tx, session.membership_id)
    role = None if membership is None else membership.role
    over = is_over(now=work.now, created_at=session.created_at, last_seen_at=session.last_seen_at, role=role)
    if user is None or user.disabled_at is not None or over or (membership and membership.ended_at):
        return None
    # One write a minute is enough to know that somebody is there.
    if (work.now - session.last_seen_at).total_seconds() > 60:  # noqa: PLR2004
        session.last_seen_at = work.now
    memberships = [membership] if membership else store.memberships(work.tx, user.id)
    due = session.second_factor_at is None and any(needs_second_factor(each.role) for each in memberships)
    return Resumed(actor_of(user, membership), due, user.id)


def actor_of(user: User, membership: Membership | None) -> Actor:
    """Return who acts: the user in the role, a visitor where none is chosen."""
    if membership is None:
        return Actor(role=Role.VISITOR, user_id=user.id, name=user.display_name, language=user.language)
    return Actor(
        role=membership.role,
        user_id=user.id,
        organization_id=membership.organization_id,
        household_id=membership.household_id,
        donor_id=membership.donor_id,
        payee_id=membership.payee_id,
        name=user.display_name,
        language=user.language,
    )


def sign_out(work: Work, token: str, *, language: str | None = None) -> None:
    """End the token's session and keep the language last chosen in it; nothing where there is none."""
    session = store.session(work.tx, hash_of(token))
    if session is not None:
        session.ended_at = work.now
        user = store.user(work.tx, session.user_id)
        if user is not None:
            user.language = language or user.language
        audit.record(work, "sign_in.ended", subject_kind="user", subject_id=str(session.user_id))


def choices(work: Work, token: str) -> list[Membership]:
    """Return the roles that the token's user may take."""
    session = store.session(work.tx, hash_of(token))
    return [] if session is None else list(store.memberships(work.tx, session.user_id))


def choose(work: Work, token: str, membership_id: uuid.UUID) -> None:
    """Take one of the user's roles for this session. Raises NotFound for a role that is not theirs."""
    session = store.session(work.tx, hash_of(token))
    mine = [] if session is None else store.memberships(work.tx, session.user_id)
    if session is None or membership_id not in {each.id for each in mine}:
        raise NotFound("There is no such role.")
    session.membership_id = membership_id
