"""What signing in leaves behind goes in time, and not before."""

from datetime import timedelta

from sqlalchemy import select

from esa.identity import service as identity
from esa.identity.models import SignInAttempt, SignInSession
from esa.kernel.actors import SYSTEM
from esa.platform.work import Work

PASSWORD = "long enough for a test"


def test_tries_go_after_a_day_and_sessions_after_thirty(house, clock):
    with house.begin(SYSTEM) as work:
        identity.create_user(work, email="a@example.org", display_name="A", password=PASSWORD, cheap_hash=True)
    with house.begin(SYSTEM) as work:
        assert identity.sign_in(work, "a@example.org", PASSWORD, "192.0.2.1", cheap_hash=True)
    begun = clock.now()
    assert _left_at(house, clock, begun + timedelta(days=1)) == (2, 1)
    assert _left_at(house, clock, begun + timedelta(days=1, seconds=1)) == (0, 1)
    assert _left_at(house, clock, begun + timedelta(days=30)) == (0, 1)
    assert _left_at(house, clock, begun + timedelta(days=30, seconds=1)) == (0, 0)


def _left_at(house, clock, at):
    clock.move_to(at)
    with house.begin(SYSTEM) as work:
        identity.forget_old(work)
        return _count(work, SignInAttempt), _count(work, SignInSession)


def _count(work: Work, kind: type) -> int:
    return len(work.tx.scalars(select(kind)).all())
