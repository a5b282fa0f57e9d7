"""Lists that others keep: taken whole or not at all, and a second time nothing changes."""

import json
from datetime import date

import pytest

from esa.kernel.actors import SYSTEM, Actor
from esa.kernel.dates import SchoolYear
from esa.kernel.errors import Forbidden, Invalid
from esa.kernel.ids import new_id
from esa.kernel.money import Money
from esa.kernel.permissions import Role
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
        (parameters.import_lunch_guidelines, "lunch_guidelines.csv"),
        (parameters.import_parameters, "parameters.json"),
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


def classes(*rows):
    head = "district,classification,effective_from,effective_to,source\n"
    return (head + "".join(f"{row}\n" for row in rows)).encode()


def districts(house, *rows):
    with house.begin(SYSTEM) as work:
        schools.import_districts(work, ("name,city,county,zip\n" + "".join(f"{r}\n" for r in rows)).encode(), **FROM)


def test_two_districts_of_one_name_are_told_apart_by_their_county(house):
    districts(house, "Miami R-I,Amoret,Bates,64722", "Miami R-I,Miami,Saline,65344", "Hayti R-II,Hayti,Pemiscot,63851")
    with house.begin(SYSTEM) as work:
        names = schools.district_names(work)
        assert "miami r-i" not in names
        assert {"miami r-i (bates)", "miami r-i (saline)", "hayti r-ii"} <= names.keys()
        with pytest.raises(Invalid) as refused:
            schools.import_classifications(work, classes("Miami R-I,provisional,2025-01-01,,"), **FROM)
        assert "2 districts are named Miami R-I" in refused.value.grounds[0].message
        told = classes("Miami R-I,provisional,2025-01-01,,").replace(b"source\n", b"source,county\n")
        told = told.replace(b",,\n", b",,,Saline\n")
        assert len(schools.import_classifications(work, told, **FROM).added) == 1


def test_a_list_without_a_column_leaves_what_that_column_said(house):
    with house.begin(SYSTEM) as work:
        told = b"name,city,county,zip,kind,entry_cutoff\nSt. Louis City,X,Y,65001,district,09-15\n"
        schools.import_districts(work, told, **FROM)
        again = b"name,city,county,zip\nSt. Louis City,X,Y,65001\n"
        assert schools.import_districts(work, again, **FROM).unchanged == 1
        (oak,) = schools.districts(work)
        assert (oak.kind, oak.entry_cutoff) == (DistrictKind.DISTRICT, "09-15")


@pytest.mark.parametrize(
    ("name", "day"), [("The Oak", "09-15"), ("St. Louis City", "07-31"), ("Kansas City 33", "10-02")]
)
def test_DEF_7_a_day_of_school_entry_that_the_law_does_not_allow_is_refused(house, name, day):
    with house.begin(SYSTEM) as work:
        with pytest.raises(Invalid) as refused:
            schools.import_districts(
                work, f"name,city,county,zip,kind,entry_cutoff\n{name},X,Y,65001,district,{day}\n".encode(), **FROM
            )
        assert "RSMo 160.053 to 160.055" in refused.value.grounds[0].message
        schools.import_districts(work, f"name,city,county,zip\n{name},X,Y,65001\n".encode(), **FROM)
        (found,) = schools.districts(work)
        with pytest.raises(Invalid):
            schools.set_entry_cutoff(work, found.id, day)


def test_what_stands_and_is_not_in_the_list_is_told_and_stays(house):
    districts(house, "A R-I,X,Y,65001", "B R-I,X,Y,65001")
    with house.begin(SYSTEM) as work:
        done = schools.import_districts(work, b"name,city,county,zip\nA R-I,X,Y,65001\n", **FROM)
        assert done.absent == ("B R-I",)
        assert len(schools.districts(work)) == 2


def test_AMB_11_classes_of_one_district_have_no_day_in_common(house):
    districts(house, "Hayti R-II,Hayti,Pemiscot,63851")
    with house.begin(SYSTEM) as work:
        schools.import_classifications(work, classes("Hayti,provisional,2020-01-01,,minutes of 2019"), **FROM)
        (kept,) = schools.all_classifications(work)
        assert kept.source == "minutes of 2019"
    with house.begin(SYSTEM) as work, pytest.raises(Invalid) as refused:
        rows = classes("Hayti R-II,unaccredited,2024-01-01,2023-01-01,", "Hayti,unaccredited,2024-01-01,,")
        schools.import_classifications(work, rows, **FROM)
    assert [each.field for each in refused.value.grounds] == ["line 2, effective_to", "line 3, effective_from"]
    rows = classes("Hayti,provisional,2020-01-01,2024-01-01,minutes of 2019", "Hayti,unaccredited,2024-01-01,,")
    with house.begin(SYSTEM) as work:
        done = schools.import_classifications(work, rows, **FROM)
        assert (len(done.added), len(done.changed)) == (1, 1)
        assert "ends_on – → 2024-01-01" in done.changed[0]
        (hayti,) = schools.districts(work)
        days = [date(2023, 12, 31), date(2024, 1, 1)]
        assert [schools.classification_on(work, hayti.id, d) for d in days] == ["provisional", "unaccredited"]


def test_EAO_3_a_place_is_listed_not_listed_or_not_known(house):
    told = b"name,principal_place_assumed,listed_place\nA Fund,Greene County,listed\nB Fund,,\nC Fund,Boone County,not listed\n"
    with house.begin(SYSTEM) as work:
        organizations.import_organizations(work, told, **FROM)
        found = {each.name: (each.principal_place, each.in_listed_place) for each in organizations.organizations(work)}
    assert found == {"A Fund": ("Greene County", True), "B Fund": ("", None), "C Fund": ("Boone County", False)}
    with house.begin(SYSTEM) as work, pytest.raises(Invalid) as refused:
        organizations.import_organizations(work, b"name,listed_place\nA  Fund,\nD Fund,maybe\n", **FROM)
    assert {each.field for each in refused.value.grounds} == {"line 2, slug", "line 3, listed_place"}


def test_the_whole_printed_table_is_taken_with_its_row_for_each_more(house):
    whole = LUNCH + b"2027-07-01,2028-06-30,each_more,5800,7540,10730\n"
    with house.begin(SYSTEM) as work:
        done = parameters.import_lunch_guidelines(work, whole, **FROM)
        assert done.added == ("poverty from 2027-07-01 until 2028-07-01: 16400+5800",)
    for wrong, field in (
        (whole.replace(b"each_more,5800", b"each_more,5801"), "line 3, poverty"),
        (whole.replace(b"2,22200", b"3,22200"), "line 3, poverty"),
        (whole.replace(b"2028-06-30,2", b"2028-05-31,2"), "line 3, effective_to"),
        (whole + b"2027-07-01,2028-06-30,2,22200,28860,41070\n", "line 5, household_size"),
    ):
        with house.begin(SYSTEM) as work, pytest.raises(Invalid) as refused:
            parameters.import_lunch_guidelines(work, wrong, **FROM)
        assert field in {each.field for each in refused.value.grounds}


def test_the_laws_own_text_is_not_published_by_a_list(house):
    told = json.dumps(
        {
            "parameters": [
                {"key": "cap_percent", "from": "2025-07-01", "to": None, "value": 90, "cite": "x"},
                {"key": "sat_cents", "from": "2026-07-01", "to": None, "value": None, "cite": "not found"},
                {"key": "sat_cents", "from": "2027-07-01", "to": None, "value": 750_000, "cite": "163.011(18)"},
            ]
        }
    ).encode()
    with house.begin(SYSTEM) as work:
        done = parameters.import_parameters(work, told, **FROM)
        assert done.added == ("sat from 2027-07-01: 7500.00",)
        assert len(done.left_out) == 2
    bad = told.replace(b'"2027-07-01"', b'"July"').replace(b"750000", b"7500.5")
    with house.begin(SYSTEM) as work, pytest.raises(Invalid) as refused:
        parameters.import_parameters(work, bad, **FROM)
    assert {each.field for each in refused.value.grounds} == {"parameters[2].from", "parameters[2].value"}


def test_the_law_with_its_figures_is_made_once_and_again_when_a_figure_changes(house):
    with house.begin(SYSTEM) as work:
        parameters.publish(work, [("sat", date(2026, 7, 1), None, "7300.00", "x")], source="x", as_of=date(2026, 7, 1))
    laws = []
    for _ in range(2):
        with house.begin(SYSTEM) as work:
            laws.append(work.law)
    assert laws[0] is laws[1]
    with house.begin(SYSTEM) as work:
        parameters.publish(work, [("sat", date(2026, 7, 1), None, "7400.00", "x")], source="x", as_of=date(2026, 7, 1))
    with house.begin(SYSTEM) as work:
        assert work.law.money("sat", date(2026, 7, 1)) == Money(740_000)
        assert [each.value for each in parameters.entered(work)] == ["7400.00", "7300.00"]


def test_only_who_may_take_lists_takes_one(house):
    auditor = Actor(role=Role.AUDITOR, user_id=new_id())
    with house.begin(auditor) as work, pytest.raises(Forbidden):
        schools.import_districts(work, b"name,city,county,zip\n", **FROM)
    treasurer = Actor(role=Role.TREASURER, user_id=new_id())
    with house.begin(treasurer) as work:
        schools.import_districts(work, b"name,city,county,zip\nA R-I,X,Y,65001\n", **FROM)
