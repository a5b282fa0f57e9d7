"""How long the look at what a figure would change takes, beside deciding the same facts with no database at all.

    .venv/bin/python benchmarks/preview.py [DECISIONS]        (100,000 when left out)

Three figures are looked at: a target that moves every cap, a guideline that can move outcomes and tiers, and a target of
another year, which no decision can feel. The plain baseline reads the facts as JSON and decides them one by one.
"""

import json
import random
from datetime import date

import sqlalchemy as sa
from applications import YEAR, make_file
from house import an_eao, in_a_house, timed

from esa.applications import service as applications
from esa.kernel.actors import SYSTEM, Actor
from esa.kernel.ids import new_id
from esa.kernel.permissions import Role
from esa.kernel.wire import Fields
from esa.law.decision import decide
from esa.law.facts import read_facts

DAY = date(2025, 7, 1)
FIGURES = {
    "target of the year": ("sat", DAY, None, "7300.00", "test"),
    "poverty guideline": ("poverty", DAY, None, "16000+5600", "test"),
    "target of another year": ("sat", date(2027, 7, 1), None, "7300.00", "test"),
}


def look(house, figure):
    with house.begin(Actor(role=Role.TREASURER, user_id=new_id())) as work:
        return applications.look(work, [figure], "benchmark", DAY)


def plain(texts, law):
    return [decide(read_facts(Fields(json.loads(text))), law).cap for text in texts]


def measure(house, folder, number):
    actor, path = an_eao(house), folder / "applications.jsonl"
    make_file(path, number, random.Random(7))
    with house.begin(actor) as work:
        brought = applications.bring(work, path.read_bytes(), "applications.jsonl", YEAR)
    with house.begin(SYSTEM) as work:
        law, texts = work.law, work.tx.scalars(sa.text("SELECT facts::text FROM decisions")).all()
    print(f"decisions that stand: {brought.decided:,}")
    base, _ = timed(plain, texts, law)
    print(f"plain: the same facts read as JSON and decided   {base:6.2f} s")
    for name, figure in FIGURES.items():
        took, found = timed(look, house, figure)
        said = f"{found.effect.looked_at:,} looked at, {found.effect.different:,} different"
        print(f"look at a {name:24}               {took:6.2f} s, ratio {took / base:.2f}: {said}")


if __name__ == "__main__":
    in_a_house(measure)
