"""The rules of signing in and of keys: what is staff's, when a session is over, what a key may be given."""

from datetime import UTC, datetime, timedelta

import pytest

from esa.identity import domain
from esa.identity.domain import idle_limit, is_over, may_be_given, needs_second_factor, step_of
from esa.kernel.permissions import PERMISSIONS_OF, STAFF, Permission, Role

NOW = datetime(2025, 11, 25, 15, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize("role", [*Role, None])
def test_staff_need_a_second_factor_and_others_none(role):
    assert needs_second_factor(role) == (role in STAFF)
    assert idle_limit(role) == (timedelta(minutes=30) if role in STAFF else timedelta(hours=12))


@pytest.mark.parametrize(
    ("role", "idle"), [(Role.AUDITOR, timedelta(minutes=30)), (Role.FAMILY, timedelta(hours=12)), (None, timedelta(hours=12))]
)  # fmt: skip
def test_a_session_is_over_when_it_has_lain_idle_or_lasted_too_long(role, idle):
    def over(created, seen):
        return is_over(now=NOW, created_at=NOW - created, last_seen_at=NOW - seen, role=role)

    assert not over(idle, idle)
    assert over(idle + SECOND, idle + SECOND)
    assert not over(timedelta(hours=24), SECOND)
    assert over(timedelta(hours=24) + SECOND, SECOND)


def test_a_code_holds_for_thirty_seconds():
    assert step_of(datetime(1970, 1, 1, 0, 0, 29, 999_999, tzinfo=UTC)) == 0
    assert step_of(datetime(1970, 1, 1, 0, 0, 30, tzinfo=UTC)) == 1
    assert step_of(datetime(1970, 1, 1, 0, 1, tzinfo=UTC)) == 2


@pytest.mark.parametrize("role", list(Role))
def test_a_key_is_given_what_its_maker_may_and_never_the_making_of_keys(role):
    given = may_be_given(role)
    assert Permission.API_KEY_MANAGE not in given
    assert not given & PERMISSIONS_OF[Role.VISITOR]
    assert given | PERMISSIONS_OF[Role.VISITOR] | {Permission.API_KEY_MANAGE} == (
        PERMISSIONS_OF[role] | PERMISSIONS_OF[Role.VISITOR] | {Permission.API_KEY_MANAGE}
    )


def test_how_many_tries_there_are_and_how_long_things_last():
    """What the notices on the pages and the record promise; a change of one is a change of a promise."""
    assert (5, 20, timedelta(minutes=15)) == (domain.TRIES_FOR_EMAIL, domain.TRIES_FOR_ADDRESS, domain.WINDOW)
    assert (timedelta(days=1), timedelta(days=30)) == (domain.TRIES_KEPT, domain.SESSIONS_KEPT)
    assert (domain.LEAST_PASSWORD, domain.CODE_DRIFT) == (12, 1)
    assert ("esa", timedelta(days=366)) == (domain.KEY_MARK, domain.KEY_LIVES_AT_MOST)
    assert (domain.CALLS_OF_A_KEY, domain.CALLS_OF_AN_ADDRESS) == (600, 120)
    assert timedelta(hours=1) == domain.CALLERS_KEPT
