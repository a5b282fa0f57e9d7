"""The same child twice: found when misspelt, turned round, at another EAO or moved; twins and namesakes are not."""

import random

import pytest
import sqlalchemy as sa

from esa.applications import service as applications
from esa.applications.domain.words import PairStanding
from esa.demonstration.people import _FAMILY, _GIVEN
from esa.kernel.actors import SYSTEM
from tests.builders import YEAR, an_organization, manager
from tests.integration.applications.test_bringing import a_child, a_file

CHILDREN = 1_500


def misspelt(draw, name):
    """One slip of the keyboard inside the name: a letter left out, doubled, or exchanged with its neighbour."""
    at = draw.randrange(1, max(2, len(name) - 1))
    slip = draw.choice(("out", "double", "exchange"))
    if slip == "out" and len(name) > 4:
        return name[:at] + name[at + 1 :]
    if slip == "double" or len(name) <= 4:
        return name[:at] + name[at] + name[at:]
    return name[:at] + name[at + 1 : at + 2] + name[at] + name[at + 2 :]


KINDS = ("same", "family misspelt", "given misspelt", "exchanged", "hyphen", "day and month")


def labelled(draw):
    """Children of two EAOs: pairs that are the same child with their kind, and twins and namesakes that are not."""
    river, hill, pairs = [], [], set()
    for number in range(CHILDREN):
        given, family = draw.choice(_GIVEN), draw.choice(_FAMILY)
        year, month, day = draw.randrange(2008, 2019), draw.randrange(1, 13), draw.randrange(1, 29)
        birth = f"{year}-{month:02d}-{day:02d}"
        river.append((f"r{number}", given, family, birth, f"h{number}"))
        if number % 10 == 0:
            other = draw.choice([each for each in _GIVEN if each[0] != given[0] and each[-1] != given[-1]])
            river.append((f"t{number}", other, family, birth, f"h{number}"))
        if number % 5 == 0:
            kind = KINDS[(number // 5) % len(KINDS)]
            copied = {
                "same": (given, family, birth),
                "family misspelt": (given, misspelt(draw, family), birth),
                "given misspelt": (misspelt(draw, given), family, birth),
                "exchanged": (family, given, birth),
                "hyphen": (given, f"{family}-{draw.choice(_FAMILY)}", birth),
                "day and month": (given, family, f"{year}-{day:02d}-{month:02d}")
                if day <= 12
                else (given, family, birth),
            }[kind]
            hill.append((f"d{number}", *copied, f"m{number}"))
            pairs.add((f"r{number}", f"d{number}"))
    return river, hill, pairs


def brought(house, organization_id, rows):
    by_household = {}
    for external, given, family, birth, key in rows:
        child = a_child(1, given_name=given, family_name=family, birth_date=birth, external_id=external)
        by_household.setdefault(key, []).append(child)
    data = b"".join(a_file(*children, key=key) for key, children in by_household.items())
    with house.begin(manager(organization_id)) as work:
        done = applications.bring(work, data, "f.jsonl", YEAR)
    assert not done.faults


@pytest.fixture
def two(house):
    with house.begin(SYSTEM) as work:
        return an_organization(work), an_organization(work, "hill")


def test_CAP_7_recall_and_precision_on_a_labelled_set(house, two):
    river, hill = two
    mine, theirs, pairs = labelled(random.Random(11))
    brought(house, river, mine)
    brought(house, hill, theirs)
    with house.begin(manager(river)) as work:
        applications.find_duplicates(work, YEAR)
    with house.begin(SYSTEM) as work:
        names = dict(work.tx.execute(sa.text("SELECT id, external_id FROM applications")).all())
        found = {
            (names[a], names[b])
            for a, b in work.tx.execute(sa.text("SELECT application_id, other_application_id FROM duplicate_pairs"))
        }
    right = found & pairs
    recall, precision = len(right) / len(pairs), len(right) / len(found)
    print(f"pairs {len(pairs)}, found {len(found)}, recall {recall:.3f}, precision {precision:.3f}")
    assert recall >= 0.95
    assert precision >= 0.95


def test_twins_are_two_children(house, two):
    river, _ = two
    brought(house, river, [("a", "Ada", "Miller", "2014-05-01", "h"), ("b", "Ben", "Miller", "2014-05-01", "h")])
    with house.begin(manager(river)) as work:
        assert applications.find_duplicates(work, YEAR) == 0


def test_a_pair_tells_nothing_of_the_other_EAOs_child(house, two):
    river, hill = two
    for owner in two:
        brought(house, owner, [("x", "Ada", "Miller", "2014-05-01", "h")])
    with house.begin(manager(river)) as work:
        assert applications.find_duplicates(work, YEAR) == 1
        pair, application = applications.duplicates(work)[0]
        assert pair.other_organization_id == hill
        assert application.organization_id == river
        assert (
            work.tx.scalar(sa.text("SELECT count(*) FROM applications WHERE id = :i"), {"i": pair.other_application_id})
            == 0
        )


def test_CAP_7_two_applications_of_one_child_get_one_person(house, two):
    river, _ = two
    brought(house, river, [("x", "Ada", "Miller", "2014-05-01", "h1"), ("y", "Ada", "Miler", "2014-05-01", "h2")])
    with house.begin(manager(river)) as work:
        applications.find_duplicates(work, YEAR)
        pair = applications.duplicates(work)[0][0]
        applications.settle_pair(work, pair.id, same=True)
        assert len(set(work.tx.scalars(sa.text("SELECT person_id FROM applications")))) == 1
        assert len(set(work.tx.scalars(sa.text("SELECT person_id FROM students")))) == 1
        assert pair.standing is PairStanding.SAME
