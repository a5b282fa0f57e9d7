"""Lists that others keep: taken whole or not at all, and a second time nothing changes."""

from datetime import date

import pytest

from esa.kernel.actors import SYSTEM
from esa.kernel.dates import SchoolYear
from esa.kernel.errors import Invalid
from esa.kernel.money import Money
from esa.organizations import service as organizations
from esa.parameters import service as parameters
from esa.platform.config import PROJECT
from esa.schools import service as schools
from esa.schools.domain import DistrictKind

SAMPLE = PROJECT / "esa" / "sample"
FROM = {"source": "a list", "as_of": date(2025, 7, 1)}


def taken(house, take, name, **more):
    with house.begin(SYSTEM) as work:
        return take(work, (SAMPLE / name).read_bytes(), **FROM, **more)


def test_the_sample_lists_are_taken_once_and_then_stay(house):
    for take, name in (
        (schools.import_districts, "districts.csv"),
        (schools.import_classifications, "classifications.csv"),
        (schools.import_schools, "schools.csv"),
        (organizations.import_organizations, "eaos.csv"),
    ):
        dry = taken(house, take, name, dry=True)
        first = taken(house, take, name)
        again = taken(house, take, name)
        assert dry == first
        assert first.added
        assert (again.added, again.changed, again.unchanged) == ((), (), len(first.added))


def test_a_change_is_told_before_it_is_made(house):
    taken(house, schools.import_districts, "districts.csv")
    changed = b"name,city,county,zip\nKansas City 33,Kansas City,Clay,64106\n"
    with house.begin(SYSTEM) as work:
        told = schools.import_districts(work, changed, **FROM, dry=True)
        assert "county Jackson → Clay" in told.changed[0]
        assert {each.county for each in schools.districts(work) if each.name == "Kansas City 33"} == {"Jackson"}


def test_every_fault_of_a_list_is_named_and_nothing_is_taken(house):
    bad = b"name,city,county,zip,kind\nA R-I,X,Y,65001,district\n,X,Y,65001,district\nA R-I,X,Y,65001,county\n"
    with pytest.raises(Invalid) as refused, house.begin(SYSTEM) as work:
        schools.import_districts(work, bad, **FROM)
    assert {ground.field for ground in refused.value.grounds} == {"line 3, name", "line 4, name", "line 4, kind"}


def test_AMB_11_a_class_is_that_of_the_day(house):
    taken(house, schools.import_districts, "districts.csv")
    taken(house, schools.import_classifications, "classifications.csv")
    with house.begin(SYSTEM) as work:
        city = next(each.id for each in schools.districts(work) if each.name == "St. Louis City")
        days = [date(2026, 1, 12), date(2026, 1, 14)]
        assert [schools.classification_on(work, city, day) for day in days] == ["accredited", "provisional"]


def test_a_charter_is_no_district(house):
    taken(house, schools.import_districts, "districts.csv")
    with house.begin(SYSTEM) as work:
        names = {each.name for each in schools.districts_of_county(work, "Jackson")}
        kinds = {each.name: each.kind for each in schools.districts(work)}
    assert "Kansas City 33" in names
    assert "Academie Lafayette" not in names
    assert kinds["Academie Lafayette"] is DistrictKind.CHARTER


LUNCH = (
    b"effective_from,effective_to,household_size,poverty,free_annual,reduced_annual\n"
    b"2027-07-01,2028-06-30,1,16400,21320,30340\n2027-07-01,2028-06-30,2,22200,28860,41070\n"
)


def test_a_published_guideline_becomes_a_figure_of_the_law(house):
    with house.begin(SYSTEM) as work:
        parameters.import_lunch_guidelines(work, LUNCH, **FROM)
    with house.begin(SYSTEM) as work:
        found = work.law.guideline("poverty", date(2027, 9, 1))
        assert "16400" in repr(found)
        assert parameters.import_lunch_guidelines(work, LUNCH, **FROM).unchanged == 1


def test_a_cell_that_is_not_the_formula_is_named(house):
    with pytest.raises(Invalid) as refused, house.begin(SYSTEM) as work:
        parameters.import_lunch_guidelines(work, LUNCH.replace(b"41070", b"41071"), **FROM)
    assert [ground.field for ground in refused.value.grounds] == ["line 3, reduced_annual"]


def test_a_figure_is_replaced_and_the_old_one_kept(house):
    for value in ("7300.00", "7333.35"):
        with house.begin(SYSTEM) as work:
            figure = ("sat", date(2026, 7, 1), None, value, "163.011(18)")
            parameters.publish(work, [figure], source="DESE", as_of=date(2026, 7, 1))
    with house.begin(SYSTEM) as work:
        assert work.law.money("sat", SchoolYear(2026).first_day) == Money(733_335)
    with pytest.raises(Invalid), house.begin(SYSTEM) as work:
        parameters.publish(work, [("sat", date(2026, 7, 1), None, "7,300", "x")], source="x", as_of=date(2026, 7, 1))
