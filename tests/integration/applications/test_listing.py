"""The EAO's list: found by what staff type, filtered, and paged without a row lost or shown twice."""

from dataclasses import replace

import pytest

from esa.applications import service as applications
from esa.applications.domain.words import Status
from esa.kernel.actors import SYSTEM
from esa.kernel.errors import Invalid
from esa.kernel.ids import new_id
from esa.schools.domain import SchoolKind
from esa.schools.models import School
from tests.builders import YEAR, an_organization, manager
from tests.integration.applications.test_bringing import a_child, a_file

NAMES = [("Ada", "McDonald"), ("Ada", "Miller"), ("Ben", "de la Cruz"), ("Ann_e", "O'Brien"), ("José", "Núñez")]


@pytest.fixture
def river(house):
    with house.begin(SYSTEM) as work:
        return an_organization(work)


def brought(house, owner, children):
    with house.begin(manager(owner)) as work:
        data = b"".join(a_file(child, key=child["external_id"]) for child in children)
        assert not applications.bring(work, data, "f.jsonl", YEAR).faults


@pytest.fixture
def named(house, river):
    children = [a_child(n + 1, given_name=given, family_name=family) for n, (given, family) in enumerate(NAMES)]
    brought(house, river, children)
    return river


def found(house, owner, **wanted):
    with house.begin(manager(owner)) as work:
        return applications.listed(work, applications.Listing(school_year=YEAR, **wanted)).rows


@pytest.mark.parametrize(
    ("typed", "families"),
    [
        ("mcd", ["McDonald"]),
        ("McDonald, Ada", ["McDonald"]),
        ("ada mcdonald", ["McDonald"]),
        ("Miller ada", ["Miller"]),
        ("de la cruz", ["de la Cruz"]),
        ("ben de la cruz", ["de la Cruz"]),
        ("o'brien, ann_", ["O'Brien"]),
        ("o'brien, ann%", []),
        ("núñ", ["Núñez"]),
        ("nobody", []),
        ("  ", ["McDonald", "Miller", "de la Cruz", "O'Brien", "Núñez"]),
    ],
)
def test_names_are_found_as_staff_type_them(house, named, typed, families):
    assert [row.family_name for row in found(house, named, search=typed)] == families


def test_a_number_is_found_in_small_letters_too(house, named):
    reference = found(house, named)[2].reference
    assert [row.reference for row in found(house, named, search=reference.lower())] == [reference]


def test_a_school_is_found_by_its_name_or_city(house, river):
    with house.begin(SYSTEM) as work:
        for name, city in (("Cedar Academy", "Rolla"), ("Oak Academy", "Joplin")):
            made = School(id=new_id(), name=name, city=city, kind=SchoolKind.PRIVATE, source="test", as_of=work.today)
            work.tx.add(made)
    brought(house, river, [a_child(1, school="Cedar Academy"), a_child(2, school="Oak Academy"), a_child(3)])
    assert [row.external_id for row in found(house, river, school="cedar")] == ["c1"]
    assert [row.external_id for row in found(house, river, school="joplin")] == ["c2"]
    assert [row.external_id for row in found(house, river, school="academy")] == ["c1", "c2"]
    assert found(house, river, school="none such") == []


@pytest.mark.parametrize("order", ["completed", "name"])
@pytest.mark.parametrize("status", [None, Status.QUALIFIED])
def test_pages_show_every_row_once_in_order(house, river, order, status):
    children = [a_child(n % 8 + 1, external_id=f"n{n}", family_name=f"F{n % 7}", given_name="A") for n in range(130)]
    brought(house, river, children)
    seen, listing = [], applications.Listing(school_year=YEAR, order=order, status=status)
    with house.begin(manager(river)) as work:
        while True:
            page = applications.listed(work, listing)
            seen += page.rows
            if page.following is None:
                break
            listing = replace(listing, after=page.following)
    assert len({row.id for row in seen}) == len(seen) == 130
    keys = [(row.completed_at, row.id) if order == "completed" else (row.family_name, row.id) for row in seen]
    assert keys == sorted(keys)


@pytest.mark.parametrize("mark", ["none such", "a|b", "2025-10-01T00:00:00+00:00|b", "a|b|c"])
def test_a_mark_that_is_none_is_refused(house, river, mark):
    for order in ("completed", "name"):
        with pytest.raises(Invalid):
            found(house, river, after=mark, order=order)
