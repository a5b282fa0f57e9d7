"""Tables of people: users, memberships, sessions, sign-in attempts; and the keys of their programs."""

import uuid
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from esa.kernel.permissions import Role
from esa.platform.tables import Base, Reach, reach, words


class User(Base, kw_only=True):
    """A person who can sign in; `email` is kept in small letters."""

    __tablename__ = "users"
    __table_args__ = (
        sa.CheckConstraint("email = lower(email)", name="email_lower"),
        reach(Reach.PRIVATE),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(unique=True)
    display_name: Mapped[str]
    created_at: Mapped[datetime]
    language: Mapped[str] = mapped_column(default="en")
    password_hash: Mapped[str | None] = mapped_column(default=None)
    second_factor_secret: Mapped[bytes | None] = mapped_column(default=None)
    second_factor_step: Mapped[int] = mapped_column(default=0)
    second_factor_confirmed_at: Mapped[datetime | None] = mapped_column(default=None)
    disabled_at: Mapped[datetime | None] = mapped_column(default=None)


class Membership(Base, kw_only=True):
    """A user's role, for one organization, household, donor or payee where the role needs one."""

    __tablename__ = "memberships"
    __table_args__ = (
        sa.UniqueConstraint(
            "user_id", "role", "organization_id", "household_id", "donor_id", "payee_id",
            name="uq_memberships_of_a_user", postgresql_nulls_not_distinct=True,
        ),
        reach(Reach.PRIVATE),
    )  # fmt: skip

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    user_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("users.id"), index=True)
    role: Mapped[Role] = mapped_column(words(Role))
    created_at: Mapped[datetime]
    organization_id: Mapped[uuid.UUID | None] = mapped_column(default=None)
    household_id: Mapped[uuid.UUID | None] = mapped_column(default=None)
    donor_id: Mapped[uuid.UUID | None] = mapped_column(default=None)
    payee_id: Mapped[uuid.UUID | None] = mapped_column(default=None)
    ended_at: Mapped[datetime | None] = mapped_column(default=None)


class SignInSession(Base, kw_only=True):
    """A browser's session, found by the hash of its token; it can be ended from here at any time."""

    __tablename__ = "sign_in_sessions"
    __table_args__ = (reach(Reach.PRIVATE),)

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("users.id"), index=True)
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    membership_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("memberships.id"), default=None)
    second_factor_at: Mapped[datetime | None] = mapped_column(default=None)
    ended_at: Mapped[datetime | None] = mapped_column(default=None)


class SignInAttempt(Base, kw_only=True):
    """One try to sign in, counted by address and by e-mail before any password is hashed."""

    __tablename__ = "sign_in_attempts"
    __table_args__ = (sa.Index(None, "key", "at"), reach(Reach.PRIVATE))

    id: Mapped[int] = mapped_column(sa.BigInteger, sa.Identity(), primary_key=True, init=False)
    key: Mapped[str]
    at: Mapped[datetime]
    succeeded: Mapped[bool]


class ApiKey(Base, kw_only=True):
    """A key of a program that acts as the user who made it; of the key itself only its hash and beginning are kept."""

    __tablename__ = "api_keys"
    __table_args__ = (
        sa.CheckConstraint("expires_at > created_at", name="expires_later"),
        # A name is free again once its key is revoked.
        sa.Index(
            "uq_api_keys_live_name", "user_id", "name", unique=True, postgresql_where=sa.text("revoked_at IS NULL")
        ),
        reach(Reach.PRIVATE),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    prefix: Mapped[str]
    secret_hash: Mapped[str] = mapped_column(unique=True)
    user_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("users.id"))
    membership_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("memberships.id"))
    name: Mapped[str]
    permissions: Mapped[list[Any]]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    last_used_at: Mapped[datetime | None] = mapped_column(default=None)
    revoked_at: Mapped[datetime | None] = mapped_column(default=None)


class ApiCaller(Base, kw_only=True):
    """How many calls a key, or an address without one, made in its last minute; kept for an hour at most."""

    __tablename__ = "api_callers"
    __table_args__ = (reach(Reach.PRIVATE),)

    caller: Mapped[str] = mapped_column(primary_key=True)
    minute: Mapped[datetime]
    calls: Mapped[int]


class Invitation(Base, kw_only=True):
    """A link that lets somebody of a school or provider make their sign-in, once; only the hash of it is kept."""

    __tablename__ = "invitations"
    __table_args__ = (
        sa.CheckConstraint("expires_at > created_at", name="expires_later"),
        sa.CheckConstraint("email = lower(email)", name="email_lower"),
        reach(Reach.PRIVATE),
    )

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    email: Mapped[str]
    role: Mapped[Role] = mapped_column(words(Role))
    payee_id: Mapped[uuid.UUID] = mapped_column(index=True)
    invited_by: Mapped[uuid.UUID]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None] = mapped_column(default=None)
