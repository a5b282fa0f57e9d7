"""Fixtures every test may use: a real PostgreSQL of its own, the composed house on it, a clock that stands still."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import settings as examples

from esa.platform.clock import FixedClock
from esa.platform.config import Settings
from esa.platform.embedded import Programs, Server
from esa.platform.schema import create_database, migrate

# The same examples in every run, however slow the machine: a red run can be made again.
examples.register_profile("house", deadline=None, derandomize=True)
examples.load_profile("house")

# The program's day of the tests: 25 November 2025, 9:00 Central time.
NOW = datetime(2025, 11, 25, 15, 0, tzinfo=UTC)


def _programs() -> Programs:
    """The wheel's server, or Debian's 15 when scripts/test asks for the second round."""
    if os.environ.get("ESA_TEST_POSTGRES") == "debian15":
        found = Programs.of_debian()
        assert found is not None, "postgresql-15 is not installed"
        return found
    return Programs.of_wheel()


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    home = Path(tempfile.mkdtemp(prefix="esa-test-", dir="/tmp"))
    home.chmod(0o755)
    started = Server.at(home / "postgres", _programs(), durable=False)
    started.start()
    yield started
    started.stop()
    shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(scope="session")
def migrated(server: Server) -> Server:
    create_database(server.url("esa_admin", "postgres"), "esa")
    migrate(server.url("esa_owner"))
    return server


@pytest.fixture(scope="session")
def settings(migrated: Server) -> Settings:
    return Settings(
        stage="test",
        database_url=migrated.url("esa_app"),
        owner_database_url=migrated.url("esa_owner"),
        replica_url="",
        secret_key="a secret for tests only, long enough",
        data_key="Zm9yLXRlc3RzLW9ubHktMzItYnl0ZXMtbG9uZy1rZXk=",
        storage_folder=Path(tempfile.mkdtemp(prefix="esa-storage-")),
        base_url="http://localhost",
        demonstration_shift=None,
        log_level="WARNING",
    )


@pytest.fixture(scope="session")
def _one_house(settings: Settings):
    from esa.app import make_house

    made = make_house(settings, FixedClock(NOW))
    yield made
    made.engine.dispose()


@pytest.fixture(scope="session")
def _owner(migrated: Server) -> Iterator[sa.Engine]:
    engine = sa.create_engine(migrated.url("esa_owner"), isolation_level="AUTOCOMMIT")
    yield engine
    engine.dispose()


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW)


@pytest.fixture
def house(_one_house, clock: FixedClock, _owner: sa.Engine):
    """The composed house on an empty database; commits are real and are swept away afterwards."""
    yield replace(_one_house, clock=clock)
    sweep(_owner)


def sweep(owner: sa.Engine) -> None:
    from esa.tables import METADATA

    names = ", ".join(METADATA.tables)
    with owner.connect() as connection:
        connection.exec_driver_sql(f"TRUNCATE {names} RESTART IDENTITY CASCADE")
        connection.exec_driver_sql("TRUNCATE jobs.procrastinate_jobs, jobs.procrastinate_periodic_defers CASCADE")


@pytest.fixture
def stand_in(clock: FixedClock):
    """Our stand-in for Stripe on a port of its own, under the test's clock."""
    from esa.demonstration.stripe_server.server import running

    with running(clock) as started:
        yield started


@pytest.fixture
def app(settings: Settings, house):
    from esa.app import create_app

    return create_app(settings, house)


@pytest.fixture
def client(app):
    return app.test_client()
