"""What the benchmarks of the application start from: a durable server of their own, an EAO, a watch."""

import sys
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path

from esa.app import make_house
from esa.kernel.actors import SYSTEM, Actor
from esa.kernel.ids import new_id
from esa.kernel.permissions import Role
from esa.organizations.models import Organization
from esa.platform.clock import FixedClock
from esa.platform.config import Settings
from esa.platform.embedded import Server
from esa.platform.schema import create_database, migrate

NOW = datetime(2025, 11, 25, 15, tzinfo=UTC)


def a_house(folder):
    folder.chmod(0o755)
    server = Server.at(folder / "postgres")
    server.start()
    create_database(server.url("esa_admin", "postgres"), "esa")
    migrate(server.url("esa_owner"))
    settings = Settings(
        stage="test", database_url=server.url("esa_app"), owner_database_url="", replica_url="", secret_key="x" * 32,
        data_key="Zm9yLXRlc3RzLW9ubHktMzItYnl0ZXMtbG9uZy1rZXk=", storage_folder=folder, base_url="http://localhost", demonstration_shift=None, log_level="ERROR",
    )  # fmt: skip
    return server, settings, make_house(settings, FixedClock(NOW))


def an_eao(house, slug="river"):
    with house.begin(SYSTEM) as work:
        made = Organization(id=new_id(), slug=slug, name=slug.title(), source="benchmark", as_of=date(2025, 7, 1))
        work.tx.add(made)
        return Actor(role=Role.EAO_MANAGER, organization_id=made.id, user_id=new_id())


def timed(action, *arguments, **named):
    begun = time.perf_counter()
    made = action(*arguments, **named)
    return time.perf_counter() - begun, made


def in_a_house(measure):
    """Measure in a house of its own, with the number on the command line, and clear it away."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory(dir="/tmp") as name:
        server, _, house = a_house(Path(name))
        try:
            measure(house, Path(name), number)
        finally:
            house.engine.dispose()
            server.remove()
