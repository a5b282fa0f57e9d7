"""The sealed record: whatever is changed, taken out or slipped in afterwards is found, and the block is named."""

import threading
from contextlib import contextmanager

import pytest
import sqlalchemy as sa
from click.testing import CliRunner

from esa.audit import jobs, service
from esa.audit.domain import GENESIS
from esa.kernel.actors import SYSTEM, VISITOR
from esa.kernel.errors import Forbidden
from tests.builders import auditor


def three_events(house, word):
    with house.begin(SYSTEM) as work:
        for number in range(3):
            service.record(work, f"{word}.done", subject_kind="thing", subject_id=str(number), detail={"ñ": number})


@pytest.fixture
def two_blocks(house):
    for word in ("first", "second"):
        three_events(house, word)
        jobs.seal(house)
    return house


@contextmanager
def tampering(server):
    """A superuser past every trigger: who can do this can do anything, but not unseen."""
    engine = sa.create_engine(server.url("esa_admin"), isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    with engine.connect() as connection:
        connection.exec_driver_sql("SET session_replication_role = replica")
        yield connection.exec_driver_sql


def state_of(house, noted=None):
    with house.begin(auditor(), read_only=True) as work:
        return service.check(work, noted)


def test_blocks_follow_one_another_and_hold(two_blocks):
    state = state_of(two_blocks)
    assert (state.blocks, state.events, state.unsealed, state.broken) == (2, 6, 0, None)
    assert state.newest_hash != GENESIS


def test_nothing_new_makes_no_block(two_blocks):
    assert jobs.seal(two_blocks) is None


def test_what_came_after_the_last_block_is_counted_and_sealed_next(two_blocks):
    three_events(two_blocks, "third")
    assert state_of(two_blocks).unsealed == 3
    assert jobs.seal(two_blocks).number == 3
    assert state_of(two_blocks).broken is None


@pytest.mark.parametrize(
    ("statement", "number", "because"),
    [
        ("UPDATE audit_events SET detail = '{}' WHERE id = 2", 1, "was changed"),
        ("UPDATE audit_events SET at = at + interval '1 microsecond' WHERE id = 5", 2, "was changed"),
        ("UPDATE audit_events SET is_view = true WHERE id = 6", 2, "was changed"),
        ("DELETE FROM audit_events WHERE id = 1", 1, "there are 2"),
        ("UPDATE audit_events SET id = 5000 WHERE id = 4", 2, "there are 2"),
        ("UPDATE audit_blocks SET sealed_at = sealed_at + interval '1 hour' WHERE number = 1", 1, "was changed"),
        ("UPDATE audit_blocks SET hash = repeat('a', 64) WHERE number = 1", 1, "was changed"),
        ("UPDATE audit_blocks SET previous_hash = repeat('a', 64) WHERE number = 2", 2, "hash of the block before"),
        ("UPDATE audit_blocks SET first_id = 5 WHERE number = 2", 2, "not with event 4"),
        ("DELETE FROM audit_blocks WHERE number = 1", 2, "block 1 is missing"),
    ],
)
def test_a_change_by_a_superuser_is_found(two_blocks, server, statement, number, because):
    with tampering(server) as run:
        assert run(statement).rowcount == 1
    broken = state_of(two_blocks).broken
    assert broken is not None
    assert broken.number == number
    assert because in broken.because


def test_a_chain_made_anew_is_found_by_a_hash_noted_elsewhere(two_blocks, server, clock):
    noted = state_of(two_blocks).newest_hash
    assert state_of(two_blocks, noted).broken is None
    with tampering(server) as run:
        run("UPDATE audit_events SET action = 'nothing.done' WHERE id = 2")
        run("DELETE FROM audit_blocks")
    jobs.seal(two_blocks)
    assert state_of(two_blocks).broken is None
    assert "noted hash" in state_of(two_blocks, noted).broken.because


def test_an_act_under_way_is_waited_for_and_its_events_are_in_the_block(house):
    written, finish = threading.Event(), threading.Event()

    def slow_act():
        with house.begin(SYSTEM) as work:
            service.record(work, "slow.done")
            written.set()
            assert finish.wait(20)

    acting = threading.Thread(target=slow_act)
    acting.start()
    assert written.wait(20)
    three_events(house, "fast")
    with house.begin(SYSTEM) as work:
        horizon = service.horizon(work)
        assert not service.is_settled(work, horizon)
    threading.Timer(0.3, finish.set).start()
    block = jobs.seal(house)
    acting.join()
    assert block.event_count == 4
    assert state_of(house).broken is None


@pytest.mark.parametrize("actor", [VISITOR, auditor()], ids=["visitor", "auditor"])
def test_only_the_house_itself_seals(house, actor):
    with house.begin(actor) as work, pytest.raises(Forbidden):
        service.seal(work, 10)


@pytest.mark.parametrize("table", ["audit_events", "audit_blocks"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET hash_or_action = 'x'", "DELETE FROM {}"])
def test_the_record_takes_no_change_from_the_house(two_blocks, table, statement):
    column = "hash" if table == "audit_blocks" else "action"
    text = sa.text(statement.format(table).replace("hash_or_action", column))
    with pytest.raises(sa.exc.DBAPIError), two_blocks.begin(SYSTEM) as work:
        work.tx.execute(text)


def test_the_console_seals_and_names_the_broken_block(house, server, monkeypatch):
    from esa.cli import audit

    monkeypatch.setattr(audit, "open_house", lambda: house)
    three_events(house, "first")
    run = CliRunner().invoke
    assert "Block 1: 3 events" in run(audit.command, ["seal"]).output
    good = run(audit.command, ["check"])
    assert good.exit_code == 0
    assert "1 blocks, 3 events sealed, 0 not sealed yet" in good.output
    with tampering(server) as alter:
        alter("UPDATE audit_events SET action = 'nothing.done' WHERE id = 2")
    bad = run(audit.command, ["check"])
    assert bad.exit_code == 1
    assert "Block 1 does not hold" in bad.output
