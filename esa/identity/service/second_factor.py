"""The second factor of staff: a code of the moment (TOTP, RFC 6238), each taken once."""

import pyotp

from esa.audit import service as audit
from esa.identity import store
from esa.identity.domain import CODE_DRIFT, CODE_SECONDS, step_of
from esa.identity.models import SignInAttempt, User
from esa.identity.service.signing_in import hash_of, throttle
from esa.kernel.errors import Forbidden, NotFound
from esa.platform.secrets import decrypt, encrypt
from esa.platform.work import Work

ISSUER = "MOScholars"


def new_secret() -> str:
    """Return a fresh secret for an authenticator."""
    return pyotp.random_base32()


def sealed(data_key: str, secret: str) -> bytes:
    """Return the secret as it is stored."""
    return encrypt(data_key, secret)


def enrol(work: Work, token: str, data_key: str) -> tuple[str, str]:
    """Return (secret, address for the authenticator) of a user whose second factor is not confirmed yet.

    Raises NotFound for an ended session and Forbidden once it is confirmed: the secret is never shown again.
    """
    user = _user(work, token)
    if user.second_factor_confirmed_at is not None:
        raise Forbidden("The second factor is set up. An administrator can reset it.", code="second_factor_is_set")
    if user.second_factor_secret is None:
        user.second_factor_secret = sealed(data_key, new_secret())
    secret = decrypt(data_key, user.second_factor_secret)
    return secret, pyotp.TOTP(secret).provisioning_uri(name=user.email, issuer_name=ISSUER)


def confirm(work: Work, token: str, code: str, data_key: str) -> bool:
    """Take a code for the session: True where it is right and was not used before.

    The failed try is written in the same transaction, so the caller must let it commit. Raises LimitReached.
    """
    user = _user(work, token)
    key = f"code:{user.id}"
    throttle(work, key, key)
    step = (
        None if user.second_factor_secret is None else _step(decrypt(data_key, user.second_factor_secret), code, work)
    )
    right = step is not None and store.use_code_step(work.tx, user.id, step)
    work.tx.add(SignInAttempt(key=f"email:{key}", at=work.now, succeeded=right))
    if right:
        session = store.session(work.tx, hash_of(token))
        if session is not None:
            session.second_factor_at = work.now
        if user.second_factor_confirmed_at is None:
            user.second_factor_confirmed_at = work.now
        audit.record(work, "sign_in.second_factor", subject_kind="user", subject_id=str(user.id))
    return right


def _step(secret: str, code: str, work: Work) -> int | None:
    """Return the step that the code belongs to, None where it is that of no step near now."""
    totp = pyotp.TOTP(secret)
    now = step_of(work.now)
    for step in range(now - CODE_DRIFT, now + CODE_DRIFT + 1):
        if pyotp.utils.strings_equal(code.strip().replace(" ", ""), totp.at(step * CODE_SECONDS)):
            return step
    return None


def _user(work: Work, token: str) -> User:
    session = store.session(work.tx, hash_of(token))
    user = None if session is None else store.user(work.tx, session.user_id)
    if user is None:
        raise NotFound("The session has ended. Sign in again.", code="session_ended")
    return user


def current_code(work: Work, email: str, data_key: str, *, is_demonstration: bool) -> str:
    """Return the code of the moment for a demonstration sign-in. Raises Forbidden elsewhere, NotFound for nobody."""
    if not is_demonstration:
        raise Forbidden("Codes are shown for the demonstration only.", code="not_a_demonstration")
    user = store.user_by_email(work.tx, email.strip().lower())
    if user is None or user.second_factor_secret is None:
        raise NotFound("No demonstration sign-in with a second factor has this e-mail address.")
    return pyotp.TOTP(decrypt(data_key, user.second_factor_secret)).at(int(work.now.timestamp()))
