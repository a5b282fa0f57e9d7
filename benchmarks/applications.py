"""Applications in bulk and their list: 100,000 in, decided, and paged, on a durable server with row-level security on.

Run: .venv/bin/python benchmarks/applications.py [NUMBER]
"""

import json
import random
import re
import statistics
import sys
import tempfile
from pathlib import Path

import sqlalchemy as sa
from house import a_house, an_eao, timed

from esa.app import create_app
from esa.applications import service as applications
from esa.identity import service as identity
from esa.kernel.actors import SYSTEM
from esa.kernel.dates import SchoolYear
from esa.kernel.permissions import Role
from esa.platform.web.access import public
from esa.platform.web.edge import begin

YEAR = SchoolYear(2025)
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


def bring(house, actor, data):
    with house.begin(actor) as work:
        return applications.bring(work, data, "applications.jsonl", YEAR)


def look(house, actor):
    with house.begin(actor) as work:
        return applications.find_duplicates(work, YEAR)


FILTERS = {
    "first": "",
    "by name": "?order=name",
    "qualified": "?status=qualified",
    "qualified by name": "?status=qualified&order=name",
    "not qualified": "?status=not_qualified",
    "tier (f)": "?tier=f",
    "a common name": "?search=mill",
    "given and family": "?search=ada+millerson",
    "nobody": "?search=zzz",
}
DEPTH = 25
PASSWORD = "a long enough password"  # noqa: S105 - of an invented reviewer


def signed_in(house, settings, actor):
    """A browser of a reviewer, and beside the pages of the application one that only asks the database for 1."""
    app = create_app(settings, house)

    @app.get("/plain")
    @public
    def plain():
        with begin() as work:
            return str(work.tx.scalar(sa.text("SELECT 1")))

    email, secret = "reviewer@example.org", "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
    with house.begin(SYSTEM) as work:
        user = identity.create_user(
            work, email=email, display_name="Rae", password=PASSWORD, cheap_hash=True,
            second_factor_secret=identity.sealed(settings.data_key, secret),
        )  # fmt: skip
        identity.add_membership(work, user, Role.EAO_REVIEWER, organization_id=actor.organization_id)
        token = identity.sign_in(work, email, PASSWORD, "127.0.0.1", cheap_hash=True).token
        code = identity.current_code(work, email, settings.data_key, is_demonstration=True)
        assert identity.confirm(work, token, code, settings.data_key)
    client = app.test_client()
    with client.session_transaction() as session:
        session["_user_id"], session["_fresh"] = token, True
    return client


def swept(server):
    """What the server does by itself within minutes of a large import: counts its rows, and marks whole pages."""
    with sa.create_engine(server.url("esa_owner"), isolation_level="AUTOCOMMIT").connect() as connection:
        connection.exec_driver_sql("VACUUM ANALYZE applications")


def page_times(client, query):
    """The times in milliseconds of the pages of a list one after another, as deep as they go or DEPTH."""
    times, path = [], f"/eao/applications/{query}"
    while path and len(times) < DEPTH:
        took, answer = timed(client.get, path)
        assert answer.status_code == 200
        times.append(took * 1000)
        following = re.search(r'href="([^"]*(?:;|&)after=[^"]*)"', answer.get_data(as_text=True))
        path = following.group(1).replace("&amp;", "&") if following else None
    return times


def tell_pages(house, settings, actor):
    client = signed_in(house, settings, actor)
    client.get("/plain"), client.get("/eao/applications/")
    plain = sorted(timed(client.get, "/plain")[0] * 1000 for _ in range(50))
    print(f"pages through the web, row-level security on; a page of SELECT 1 takes {statistics.median(plain):.1f} ms")
    for name, query in FILTERS.items():
        times = sorted(page_times(client, query))
        p95 = times[int(len(times) * 0.95)]
        print(f"  {name:20} {len(times):3} pages, p50 {statistics.median(times):6.1f} ms, p95 {p95:6.1f} ms")


def main():
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    draw = random.Random(7)
    with tempfile.TemporaryDirectory(dir="/tmp") as name:
        folder = Path(name)
        server, settings, house = a_house(folder)
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
            swept(server)
            tell_pages(house, settings, actor)
        finally:
            house.engine.dispose()
            server.remove()


if __name__ == "__main__":
    main()
