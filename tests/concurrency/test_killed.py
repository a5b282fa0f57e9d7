"""SIGKILL in the middle of an import, a release, a deposit: nothing is half done, and the command can be given again."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import sqlalchemy as sa

from esa.applications import service as applications
from esa.awards import service as awards
from esa.awards.domain.plan import Options
from esa.kernel.actors import SYSTEM
from esa.kernel.ids import new_id
from esa.kernel.money import Money
from esa.ledger import service as ledger
from esa.ledger.domain.chart import Source
from tests.builders import YEAR, an_organization, finance, manager
from tests.integration.applications.test_bringing import a_child, a_file
from tests.integration.awards.test_award_run import give

# The child process does the work as the application does and holds still just before its commit, for us to kill it.
CHILD = """
import sys, time
from pathlib import Path
from tests.concurrency.test_killed import acting, house_of
from esa.awards import service as awards
from esa.accounts import service as accounts
from esa.applications import service as applications
from tests.builders import YEAR
what, url, owner, user, argument = sys.argv[1:]
house = house_of(url)
with house.begin(acting(owner, user)) as work:
    if what == "import":
        applications.bring(work, Path(argument).read_bytes(), "f.jsonl", YEAR)
    elif what == "release":
        awards.release(work, argument)
    else:
        accounts.post_due_deposits(work)
    work.tx.flush()
    print("done but not committed", flush=True)
    time.sleep(60)
"""


def settings_of(url):
    from pathlib import Path

    from esa.platform.config import Settings

    return Settings(
        stage="test", database_url=url, owner_database_url="", replica_url="", secret_key="x", data_key="x",
        storage_folder=Path(), base_url="", demonstration_shift=None, log_level="ERROR",
    )  # fmt: skip


def house_of(url):
    from esa.app import make_house
    from esa.platform.clock import FixedClock
    from tests.conftest import NOW

    settings = settings_of(url)
    return make_house(settings, FixedClock(NOW))


def acting(owner, user):
    from uuid import UUID

    from esa.kernel.actors import Actor
    from esa.kernel.permissions import PERMISSIONS_OF, Role

    del PERMISSIONS_OF
    role = Role.EAO_FINANCE if user.startswith("f:") else Role.EAO_MANAGER
    return Actor(role=role, organization_id=UUID(owner), user_id=UUID(user.removeprefix("f:")))


def killed_before_commit(settings, what, owner, user, argument):
    """Run a command in a process of its own, and kill it when its work is done and its commit is not."""
    command = [sys.executable, "-c", CHILD, what, settings.database_url, str(owner), user, str(argument)]
    environment = {**os.environ, "PYTHONPATH": str(Path.cwd())}
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)
    try:
        said = child.stdout.readline()
        assert "not committed" in said, child.stderr.read()
    finally:
        child.send_signal(signal.SIGKILL)
        child.wait()
        child.stdout.close()
        child.stderr.close()


def counts(house):
    tables = (
        "applications",
        "decisions",
        "households",
        "grants",
        "scholarship_accounts",
        "deposits",
        "ledger_entries",
        "audit_events",
    )
    with house.begin(SYSTEM) as work:
        found = {name: work.tx.scalar(sa.text(f"SELECT count(*) FROM {name}")) for name in tables}
        return found | {"posted": work.tx.scalar(sa.text("SELECT count(*) FROM deposits WHERE standing = 'posted'"))}


def settled(house, before):
    """The server notices a dead client in a moment; then everything is as it was."""
    for _ in range(50):
        if counts(house) == before:
            return True
        time.sleep(0.1)
    return False


@pytest.fixture
def river(house):
    with house.begin(SYSTEM) as work:
        made = an_organization(work)
        ledger.ensure_accounts(work, made)
    give(house, made, Source.TAX_CREDIT, Money(5_000_000))
    return made


DATES = {"agreement_on": "2025-10-01", "enrolled_on": "2025-10-02"}


def test_a_killed_import_leaves_nothing_and_can_be_given_again(house, settings, river, tmp_path):
    path = tmp_path / "f.jsonl"
    path.write_bytes(a_file(a_child(1), a_child(2, given_name="Ben")))
    before = counts(house)
    killed_before_commit(settings, "import", river, str(new_id()), path)
    assert settled(house, before)
    with house.begin(manager(river)) as work:
        assert applications.bring(work, path.read_bytes(), "f.jsonl", YEAR).new == 2


def test_a_killed_release_leaves_nothing_and_can_be_given_again(house, settings, river):
    with house.begin(manager(river)) as work:
        applications.bring(work, a_file(a_child(1, **DATES)), "f.jsonl", YEAR)
        reference = awards.draft(work, YEAR, Options())
        awards.freeze(work, reference)
    before = counts(house)
    killed_before_commit(settings, "release", river, f"f:{new_id()}", reference)
    assert settled(house, before)
    with house.begin(finance(river)) as work:
        assert awards.release(work, reference) == 1
    with house.begin(finance(river)) as work:
        assert ledger.self_check(work).is_sound


def test_a_killed_posting_of_deposits_leaves_nothing_and_can_be_given_again(house, settings, river):
    from esa.accounts import service as accounts

    with house.begin(manager(river)) as work:
        applications.bring(work, a_file(a_child(1, **DATES)), "f.jsonl", YEAR)
        reference = awards.draft(work, YEAR, Options())
        awards.freeze(work, reference)
    with house.begin(finance(river)) as work:
        awards.release(work, reference)
    before = counts(house)
    killed_before_commit(settings, "deposit", river, f"f:{new_id()}", "-")
    assert settled(house, before)
    with house.begin(finance(river)) as work:
        assert accounts.post_due_deposits(work).posted == 2
