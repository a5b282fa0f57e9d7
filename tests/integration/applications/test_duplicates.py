"""The same child twice: found when misspelt, turned round, at another EAO or moved; twins and namesakes are not."""

from collections import Counter
from dataclasses import astuple, replace

import pytest
import sqlalchemy as sa

from esa.applications import service as applications
from esa.applications.domain.words import PairStanding, Status
from esa.grants import service as grants
from esa.grants.domain import NewGrant
from esa.kernel.actors import SYSTEM
from esa.kernel.dates import SchoolYear
from esa.kernel.errors import Conflict, LimitReached, NotFound
from esa.kernel.ids import new_id
from esa.kernel.money import Money
from tests.builders import YEAR, an_organization, manager
from tests.integration.applications.test_bringing import a_child, a_file
from tests.labelled_children import labelled


def brought(house, organization_id, rows):
    by_household = {}
    for external, given, family, birth, key in rows:
        child = a_child(1, given_name=given, family_name=family, birth_date=str(birth), external_id=external)
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
    made = labelled()
    brought(house, river, [astuple(each) for each in made.river])
    brought(house, hill, [astuple(each) for each in made.hill])
    with house.begin(manager(river)) as work:
        applications.find_duplicates(work, YEAR)
    with house.begin(SYSTEM) as work:
        names = dict(work.tx.execute(sa.text("SELECT id, external_id FROM applications")).all())
        rows = work.tx.execute(sa.text("SELECT application_id, other_application_id FROM duplicate_pairs"))
        found = {tuple(sorted((names[a], names[b]))) for a, b in rows}
    wanted = {tuple(sorted(pair)): way for pair, way in made.pairs.items()}
    right = found & wanted.keys()
    assert len(made.river) + len(made.hill) >= 5_000
    assert len(made.alike) == 6
    assert len(right) / len(wanted) >= 0.95, Counter(wanted[pair] for pair in wanted.keys() - right)
    assert len(right) / len(found) >= 0.95, sorted(found - wanted.keys())[:20]


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
        pair, application, other = applications.duplicates(work).rows[0]
        assert (pair.other_organization_id, other) == (hill, None)
        assert application.organization_id == river
        assert (
            work.tx.scalar(sa.text("SELECT count(*) FROM applications WHERE id = :i"), {"i": pair.other_application_id})
            == 0
        )


def test_a_pair_of_others_is_out_of_reach(house, two):
    river, hill = two
    for owner in two:
        brought(house, owner, [("x", "Ada", "Miller", "2014-05-01", "h")])
    pair = the_pair(house, river)
    with pytest.raises(NotFound), house.begin(manager(hill)) as work:
        applications.settle_pair(work, pair, same=True)
    with house.begin(manager(hill)) as work:
        assert applications.duplicates(work).rows == []


def test_CAP_7_of_two_applications_to_one_EAO_the_earlier_stays_for_one_person(house, two):
    river, _ = two
    brought(house, river, [("x", "Ada", "Miller", "2014-05-01", "h1"), ("y", "Ada", "Miler", "2014-05-01", "h2")])
    with house.begin(SYSTEM) as work:
        work.tx.execute(
            sa.text("UPDATE applications SET completed_at = completed_at - interval '1 h' WHERE external_id = 'y'")
        )
    settle(house, river, same=True)
    with house.begin(manager(river)) as work:
        rows = {row.external_id: row for row in applications.listed(work, applications.Listing(school_year=YEAR)).rows}
        assert rows["x"].person_id == rows["y"].person_id
        assert (rows["x"].status, rows["y"].status) == (Status.WITHDRAWN, Status.QUALIFIED)
        assert len(set(work.tx.scalars(sa.text("SELECT person_id FROM students")))) == 1


def test_CAP_7_a_child_of_two_EAOs_is_one_person_and_the_grant_of_one_counts_for_the_other(house, two):
    river, hill = two
    for owner in two:
        brought(house, owner, [("x", "Ada", "Miller", "2014-05-01", "h")])
    with house.begin(manager(river)) as work:
        grants.record(work, [a_grant(work, river, Money(893125))])
    settle(house, river, same=True)
    assert len(persons(house)) == 1
    with house.begin(manager(hill)) as work, pytest.raises(LimitReached):
        grants.record(work, [a_grant(work, hill, Money(1))])


def test_ORD_a_the_grant_of_last_year_from_another_EAO_makes_a_renewal(house, two):
    river, hill = two
    for owner in two:
        brought(house, owner, [("x", "Ada", "Miller", "2014-05-01", "h")])
    with house.begin(manager(hill)) as work:
        grants.record(work, [replace(a_grant(work, hill, Money(500000)), school_year=SchoolYear(2024))])
    settle(house, river, same=True)
    with house.begin(manager(river)) as work:
        row = applications.listed(work, applications.Listing(school_year=YEAR)).rows[0]
        assert row.base_tier == "a"


def test_two_persons_with_grants_are_not_made_one_and_nothing_is_recorded(house, two):
    for owner in two:
        brought(house, owner, [("x", "Ada", "Miller", "2014-05-01", "h")])
        with house.begin(manager(owner)) as work:
            grants.record(work, [a_grant(work, owner, Money(100))])
    river, _ = two
    with pytest.raises(Conflict, match="End one of the grants"):
        settle(house, river, same=True)
    assert len(persons(house)) == 2
    with house.begin(manager(river)) as work:
        assert applications.duplicates(work).rows[0][0].standing is PairStanding.OPEN


def test_what_was_settled_is_settled_once_and_is_not_found_again(house, two):
    river, _ = two
    for owner in two:
        brought(house, owner, [("x", "Ada", "Miller", "2014-05-01", "h")])
    pair = settle(house, river, same=False)
    assert len(persons(house)) == 2
    with house.begin(manager(river)) as work:
        assert applications.find_duplicates(work, YEAR) == 0
        with pytest.raises(Conflict, match="settled"):
            applications.settle_pair(work, pair, same=True)


def the_pair(house, organization_id):
    with house.begin(manager(organization_id)) as work:
        assert applications.find_duplicates(work, YEAR) == 1
        return applications.duplicates(work).rows[0][0].id


def settle(house, organization_id, *, same):
    pair = the_pair(house, organization_id)
    with house.begin(manager(organization_id)) as work:
        applications.settle_pair(work, pair, same=same)
    return pair


def persons(house):
    with house.begin(SYSTEM) as work:
        return set(work.tx.scalars(sa.text("SELECT person_id FROM applications")))


def a_grant(work, organization_id, amount):
    """A grant on the EAO's only application, all of it from gifts."""
    one = applications.listed(work, applications.Listing(school_year=YEAR)).rows[0]
    return NewGrant(
        id=new_id(), organization_id=organization_id, household_id=one.household_id, student_id=one.student_id,
        person_id=one.person_id, application_id=one.id, school_year=YEAR, tier="f", amount=amount.cents,
        cap=one.cap.cents, cap_percent=one.cap_percent, lunch=one.lunch, has_iep=one.has_iep, run_id=None,
        sources=(("tax_credit", amount.cents),),
    )  # fmt: skip
