"""The same child filed twice: recall and precision on a labelled set, and the time to search all EAOs' applications.

Run: .venv/bin/python benchmarks/duplicates.py [CHILDREN]

Beside the time of the search stands that of a plain join on birthday and exact names, which finds none that is misspelt.
"""

import json
import sys
import tempfile
from collections import Counter
from pathlib import Path

import sqlalchemy as sa

from esa.applications import service as applications
from esa.kernel.actors import SYSTEM

PROJECT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(PROJECT))

from applications import YEAR  # noqa: E402
from house import a_house, an_eao, timed  # noqa: E402

from tests.labelled_children import Child, labelled  # noqa: E402

EXACT = (
    "SELECT count(*) FROM applications a JOIN applications b"
    " ON (a.birth_on, a.given_name, a.family_name) = (b.birth_on, b.given_name, b.family_name) AND a.id < b.id"
)


def file_of(children):
    households = {}
    for each in children:
        households.setdefault(each.household, []).append(each)
    lines = []
    for key, members in households.items():
        said = {"key": key, "contact_name": "Parent", "size": len(members) + 1, "annual_income": "30000.00"}
        lines.append(json.dumps({"household": said, "children": [as_filed(each) for each in members]}))
    return ("\n".join(lines) + "\n").encode()


def as_filed(child: Child):
    return {
        "external_id": child.external_id, "given_name": child.given, "family_name": child.family,
        "birth_date": child.birth.isoformat(), "grade": "5", "completed_at": "2025-10-01T12:00:00-05:00",
        "missouri_resident": True, "lawfully_present": True, "public_semester_in_previous_12_months": True,
    }  # fmt: skip


def bring(house, actor, children):
    with house.begin(actor) as work:
        done = applications.bring(work, file_of(children), "children.jsonl", YEAR)
    assert not done.faults


def search(house, actor):
    with house.begin(actor) as work:
        return applications.find_duplicates(work, YEAR)


def found_pairs(house):
    with house.begin(SYSTEM) as work:
        names = dict(work.tx.execute(sa.text("SELECT id, external_id FROM applications")).all())
        rows = work.tx.execute(sa.text("SELECT application_id, other_application_id FROM duplicate_pairs"))
        return {tuple(sorted((names[a], names[b]))) for a, b in rows}


def report(made, found):
    wanted = {tuple(sorted(pair)): way for pair, way in made.pairs.items()}
    right = found & wanted.keys()
    by_way, hit = Counter(wanted.values()), Counter(wanted[pair] for pair in right)
    for way, number in sorted(by_way.items()):
        print(f"  {way:28} {hit[way]:5} of {number:5}")
    print(f"  not the same, but alike: {made.alike}")
    wrong = [pair for pair in found if pair not in wanted]
    born = {each.external_id: each for each in [*made.river, *made.hill]}
    for first, second in wrong[:8]:
        a, b = born[first], born[second]
        print(f"  wrongly paired: {a.given} {a.family} {a.birth} / {b.given} {b.family} {b.birth}")
    print(f"recall {len(right) / len(wanted):.3f}, precision {len(right) / max(1, len(found)):.3f}")


def main():
    children = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    made = labelled(children=children)
    with tempfile.TemporaryDirectory(dir="/tmp") as name:
        server, _, house = a_house(Path(name))
        try:
            river, hill = an_eao(house), an_eao(house, "hill")
            bring(house, river, made.river)
            bring(house, hill, made.hill)
            took, pairs = timed(search, house, river)
            with house.begin(SYSTEM) as work:
                plain, _ = timed(work.tx.scalar, sa.text(EXACT))
            print(f"applications {len(made.river) + len(made.hill):,}, labelled pairs {len(made.pairs):,}")
            report(made, found_pairs(house))
            print(f"search {took:.2f} s for {pairs:,} pairs; plain join of exact names {plain:.2f} s")
        finally:
            house.engine.dispose()
            server.remove()


if __name__ == "__main__":
    main()
