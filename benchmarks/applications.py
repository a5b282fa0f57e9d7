"""Applications in bulk and their list: 100,000 in, decided, and paged, on a durable server with row-level security on.

Run: .venv/bin/python benchmarks/applications.py [NUMBER]
"""

import json
import random
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from esa.app import make_house
from esa.applications import service as applications
from esa.applications.domain.words import Status
from esa.kernel.actors import SYSTEM, Actor
from esa.kernel.dates import SchoolYear
from esa.kernel.ids import new_id
from esa.kernel.permissions import Role
from esa.organizations.models import Organization
from esa.platform.clock import FixedClock
from esa.platform.config import Settings
from esa.platform.embedded import Server
from esa.platform.schema import create_database, migrate

YEAR = SchoolYear(2025)
NOW = datetime(2025, 11, 25, 15, tzinfo=UTC)
GIVEN = ("Ada", "Ben", "Cora", "Dan", "Eve", "Finn", "Gia", "Hal", "Ivy", "Jack", "Kai", "Lena", "Max", "Nora")
FAMILY = ("Miller", "Smith", "Garcia", "Nguyen", "Okafor", "Kim", "Brown", "Jones", "Davis", "Lopez", "Clark")
ENDINGS = ["", "son", "er", "ley", "man", "ton", "field", "berg"]


def make_file(path, number, draw):
    child, household = 0, 0
    with path.open("w", encoding="utf-8") as file:
        while child < number:
            household += 1
            family = draw.choice(FAMILY) + draw.choice(ENDINGS)
            children = []
            for _ in range(min(draw.choice([1, 1, 2, 2, 3]), number - child)):
                child += 1
                children.append(a_child(child, family, draw))
            said = {
                "key": f"H{household}", "contact_name": f"Parent {family}", "size": len(children) + 2,
                "annual_income": f"{draw.randrange(10_000, 200_000)}.00",
            }  # fmt: skip
            file.write(json.dumps({"household": said, "children": children}) + "\n")


def a_child(number, family, draw):
    grade = draw.randrange(13)
    return {
        "external_id": f"X{number}", "given_name": draw.choice(GIVEN), "family_name": family,
        "birth_date": f"{2020 - grade}-{draw.randrange(1, 8):02d}-{draw.randrange(1, 29):02d}",
        "grade": str(grade) if grade else "K", "completed_at": f"2025-10-0{draw.randrange(1, 9)}T12:00:00-05:00",
        "missouri_resident": True, "lawfully_present": True,
        "public_semester_in_previous_12_months": draw.random() < 0.6,
        "iep": {"kind": "iep", "dated": "2024-03-01"} if draw.random() < 0.2 else None,
        "grant_previous_school_year": draw.random() < 0.2, "agreement_on": "2025-10-10", "enrolled_on": "2025-10-12",
        "evidence": {"annual_income": {"kind": "tax_return", "dated": "2025-04-01"}},
    }  # fmt: skip


def a_house(folder):
    folder.chmod(0o755)
    server = Server.at(folder / "postgres")
    server.start()
    create_database(server.url("esa_admin", "postgres"), "esa")
    migrate(server.url("esa_owner"))
    settings = Settings(
        stage="test", database_url=server.url("esa_app"), owner_database_url="", replica_url="", secret_key="x" * 32,
        data_key="x", storage_folder=folder, base_url="http://localhost", demonstration_now=None, log_level="ERROR",
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


def bring(house, actor, data):
    with house.begin(actor) as work:
        return applications.bring(work, data, "applications.jsonl", YEAR)


def look(house, actor):
    with house.begin(actor) as work:
        return applications.find_duplicates(work, YEAR)


def pages(house, actor):
    """The times of list pages in milliseconds: several filters, orders and depths."""
    wanted = [
        applications.Listing(school_year=YEAR),
        applications.Listing(school_year=YEAR, order="name"),
        applications.Listing(school_year=YEAR, status=Status.QUALIFIED),
        applications.Listing(school_year=YEAR, tier="f"),
        applications.Listing(school_year=YEAR, search="Miller, Ada"),
        applications.Listing(school_year=YEAR, status=Status.QUALIFIED, order="name"),
    ]
    times = []
    for listing in wanted:
        current = listing
        for _ in range(20):
            with house.begin(actor) as work:
                took, page = timed(applications.listed, work, current)
            times.append(took * 1000)
            if page.following is None:
                break
            current = replace(current, after=page.following)
    return sorted(times)


def main():
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    draw = random.Random(7)
    with tempfile.TemporaryDirectory(dir="/tmp") as name:
        folder = Path(name)
        server, _, house = a_house(folder)
        try:
            actor = an_eao(house)
            path = folder / "applications.jsonl"
            make_file(path, number, draw)
            data = path.read_bytes()
            plain, _ = timed(lambda: "\n".join(json.dumps(json.loads(line)) for line in data.decode().splitlines()))
            took, brought = timed(bring, house, actor, data)
            print(f"applications {brought.children:,}, decided {brought.decided:,}")
            print(f"import with decisions      {took:6.2f} s")
            print(f"plain JSON read and write  {plain:6.2f} s, ratio {took / plain:.1f}")
            looked, pairs = timed(look, house, actor)
            print(
                f"likely duplicates          {looked:6.2f} s, {pairs:,} pairs; import and duplicates {took + looked:.2f} s"
            )
            again, brought = timed(bring, house, actor, data)
            print(f"the same file again        {again:6.2f} s, new {brought.new}, changed {brought.changed}")
            times = pages(house, actor)
            print(
                f"list pages: median {statistics.median(times):.1f} ms, 95th percentile {times[int(len(times) * 0.95)]:.1f} ms, worst {times[-1]:.1f} ms"
            )
        finally:
            house.engine.dispose()
            server.remove()


if __name__ == "__main__":
    main()
