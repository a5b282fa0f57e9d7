"""Inviting somebody of a school or provider: a link that is shown once and makes one sign-in."""

import secrets
import uuid
from datetime import timedelta

from esa.audit import service as audit
from esa.identity import store
from esa.identity.domain import Invited
from esa.identity.models import Invitation
from esa.identity.service.signing_in import add_membership, create_user, hash_of
from esa.kernel.errors import Conflict, Ground, Invalid, NotFound
from esa.kernel.permissions import PAYEES, Permission, Role
from esa.platform.work import Work

LIVES = timedelta(days=7)


def invite(work: Work, payee_id: uuid.UUID, role: Role, email: str) -> str:
    """Make an invitation for one person of a payee and return the token of its link, which is kept nowhere.

    The EAO or the Treasurer invites; who is invited sets a password and a second factor. Raises Conflict where the
    address has a sign-in, Invalid for a role that is none of a payee's.
    """
    work.authorize(Permission.PAYEE_INVITE)
    email = email.strip().lower()
    if role not in PAYEES:
        raise Invalid("Only people of a school or provider are invited here.", [Ground("role", "Choose a role.")])
    with work.by_the_system():
        _refuse_known(work, email)
        token = secrets.token_urlsafe(32)
        work.tx.add(
            Invitation(
                token_hash=hash_of(token), email=email, role=role, payee_id=payee_id,
                invited_by=work.actor.require_user(), created_at=work.now, expires_at=work.now + LIVES,
            )
        )  # fmt: skip
        work.tx.flush()
    detail = {"role": role.value}
    audit.record(work, "invitation.made", subject_kind="payee", subject_id=str(payee_id), detail=detail)
    return token


def _refuse_known(work: Work, email: str) -> None:
    if store.user_by_email(work.tx, email) is not None:
        said = "This address has a sign-in already. Use another address."
        raise Conflict(said, [Ground("email", said)], code="email_taken")


def invited(work: Work, token: str) -> Invited:
    """Return whom a link invites. Raises NotFound for one that was used, is over, or never was."""
    found = _open(work, token)
    return Invited(found.email, found.role, found.payee_id)


def _open(work: Work, token: str) -> Invitation:
    found = store.invitation(work.tx, hash_of(token))
    if found is None or found.used_at is not None or found.expires_at <= work.now:
        raise NotFound("This link is no longer good. Ask who sent it for a new one.", code="invitation_over")
    return found


def accept(work: Work, token: str, display_name: str, password: str, *, cheap_hash: bool = False) -> str:
    """Make the sign-in of who was invited and return the address; the link is used up.

    Raises NotFound, Conflict, Invalid.
    """
    found = _open(work, token)
    user_id = create_user(work, email=found.email, display_name=display_name, password=password, cheap_hash=cheap_hash)
    add_membership(work, user_id, found.role, payee_id=found.payee_id)
    found.used_at = work.now
    work.tx.flush()
    return found.email


def people_of(work: Work, payee_id: uuid.UUID) -> list[tuple[uuid.UUID, str, str]]:
    """Return (membership, name, address) of each person who signs in for a payee."""
    work.authorize(Permission.PAYEE_READ)
    with work.by_the_system():
        return list(store.people_of_payee(work.tx, payee_id))


def end_person(work: Work, payee_id: uuid.UUID, membership_id: uuid.UUID) -> None:
    """End that somebody acts for a payee, at once: also a session that is open. Raises NotFound."""
    work.authorize(Permission.PAYEE_INVITE)
    with work.by_the_system():
        found = store.membership(work.tx, membership_id)
        if found is None or found.payee_id != payee_id or found.ended_at is not None:
            raise NotFound("There is no such person here.")
        found.ended_at = work.now
    audit.record(
        work, "membership.ended", subject_kind="user", subject_id=str(found.user_id),
        detail={"payee": str(payee_id), "role": found.role.value},
    )  # fmt: skip
