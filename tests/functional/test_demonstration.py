"""The demonstration year, in small: the same twice, its books sound, its posting valid."""

import hashlib
from datetime import timedelta

from esa.app import make_clock
from esa.applications import service as applications
from esa.applications.domain.words import Status
from esa.credits import service as credits_
from esa.demonstration import sign_ins
from esa.demonstration.year import SMALL, THIS, build
from esa.grants import service as grants
from esa.identity import service as identity
from esa.kernel.actors import SYSTEM
from esa.kernel.permissions import Role
from esa.ledger import service as ledger
from esa.payments import service as payments
from esa.payments.domain.words import Standing
from esa.platform import demonstration
from esa.treasury import service as treasury
from tests.conftest import sweep


def digests(house):
    build(house, size=SMALL)
    with house.begin(SYSTEM) as work:
        assert ledger.self_check(work).is_sound
        assert grants.by_source(work, THIS)["general_revenue"] == SMALL.state_money
        books = "".join(ledger.export(work, "hledger"))
        return hashlib.sha256(books.encode()).hexdigest(), treasury.build_posting(work, THIS, invented=True).digest


def test_two_builds_give_the_same_digests_of_books_and_posting(house, _owner):
    first = digests(house)
    sweep(_owner)
    assert digests(house) == first


def test_PUB_1_the_posting_of_the_year_counts_the_students_granted(house):
    build(house, size=SMALL)
    with house.begin(SYSTEM) as work:
        posting, files = treasury.latest_posting(work, THIS)
        assert posting.digest == treasury.build_posting(work, THIS, invented=True).digest
    rows = files["pub-1.csv"].content.decode().splitlines()
    assert rows[1] == f"{THIS},school_year,all students,{sum(SMALL.granted)}"


def test_the_sign_ins_come_last_and_have_something_to_see(house, settings):
    build(house, size=SMALL)
    assert not sign_ins.are_made(house)
    sign_ins.make(house, settings.data_key)
    assert sign_ins.are_made(house)
    seen = {}
    for email, _, role in sign_ins.PEOPLE:
        with house.begin(SYSTEM) as work:
            token = identity.sign_in(work, email, sign_ins.PASSWORD, "127.0.0.1").token
            seen[role] = identity.resume(work, token).actor
    with house.begin(seen[Role.FAMILY]) as work:
        household = work.actor.household_id
        standings = {each.status for each, _ in applications.applications_of_household(work, household)}
    assert standings >= {Status.AWARDED, Status.NOT_QUALIFIED}
    with house.begin(SYSTEM) as work:
        assert [each.name for each in identity.keys_of(work, seen[Role.EAO_MANAGER])] == ["Nightly import"]
    with house.begin(seen[Role.DONOR]) as work:
        assert credits_.own_gifts(work)
    with house.begin(seen[Role.EAO_FINANCE]) as work:
        assert {each.standing for each in payments.payments(work)} == {
            Standing.SETTLED, Standing.RETURNED, Standing.FAILED, Standing.PROCESSING,
        }  # fmt: skip


def test_the_clock_of_the_demonstration_is_the_same_for_a_server_that_starts_late(tmp_path):
    """The pages start after the year is built, a console at any time: a second factor must be good on both."""
    early, late = demonstration.settings(tmp_path), demonstration.settings(tmp_path)
    assert early.demonstration_shift == late.demonstration_shift
    assert make_clock(early) == make_clock(late) == make_clock(early)
    behind = demonstration.STARTS_AT - make_clock(late).now()
    assert abs(behind) < timedelta(days=1)
