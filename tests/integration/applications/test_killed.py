"""An import that dies in the middle, as a real process killed by a real signal, leaves nothing and can be done again."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import sqlalchemy as sa

from esa.kernel.actors import SYSTEM
from tests.builders import an_organization
from tests.integration.applications.test_bringing import a_child, a_file

TABLES = ("households", "students", "applications", "decisions", "application_imports", "audit_events")
WAITS_FOR_DECISIONS = (
    "SELECT pid FROM pg_locks WHERE relation = 'decisions'::regclass AND NOT granted AND mode = 'RowExclusiveLock'"
)


@pytest.fixture
def command(house, settings, tmp_path):
    """The command line of an import of two children into the tests' database, and its environment."""
    with house.begin(SYSTEM) as work:
        an_organization(work)
    file = tmp_path / "applications.jsonl"
    file.write_bytes(a_file(a_child(1), a_child(2, given_name="Ben")))
    environment = {
        **os.environ,
        "ESA_STAGE": "test",
        "ESA_DATABASE_URL": settings.database_url,
        "ESA_SECRET_KEY": settings.secret_key,
        "ESA_DATA_KEY": settings.data_key,
        "ESA_STORAGE_FOLDER": str(tmp_path),
    }
    program = str(Path(sys.executable).with_name("esa"))
    words = [program, "applications", "import", str(file), "--organization", "river"]
    return [*words, "--school-year", "2025-26"], environment


def counts(owner):
    with owner.connect() as connection:
        return {name: connection.scalar(sa.text(f"SELECT count(*) FROM {name}")) for name in TABLES}


def wait_for(connection, query, *, wanted):
    for _ in range(600):
        found = connection.scalar(sa.text(query))
        if (found is not None) is wanted:
            return found
        time.sleep(0.05)
    raise AssertionError(query)


def test_an_import_killed_after_its_children_are_filed_leaves_nothing_and_succeeds_when_repeated(command, _owner):
    words, environment = command
    before = counts(_owner)
    with _owner.connect() as connection, subprocess.Popen(words, env=environment, stdout=subprocess.PIPE) as process:
        # Holds the import up exactly where its applications are written and its decisions are not.
        connection.exec_driver_sql("BEGIN")
        connection.exec_driver_sql("LOCK TABLE decisions IN EXCLUSIVE MODE")
        server_process = wait_for(connection, WAITS_FOR_DECISIONS, wanted=True)
        process.send_signal(signal.SIGKILL)
        assert process.wait(10) == -signal.SIGKILL
        connection.exec_driver_sql("ROLLBACK")
        wait_for(connection, f"SELECT pid FROM pg_stat_activity WHERE pid = {server_process}", wanted=False)
    assert counts(_owner) == before
    again = subprocess.run(words, env=environment, capture_output=True, text=True, check=True, timeout=60)
    assert again.stdout == "2 children: 2 were new, 0 changed, 0 unchanged; 2 decided; 0 faults\n"
    assert counts(_owner)["decisions"] == 2
