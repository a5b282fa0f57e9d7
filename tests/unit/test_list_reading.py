"""Lists that others keep: what is read, what is refused, which entry of the state's list is a district."""

import pytest

from esa.kernel.errors import Invalid
from esa.kernel.tables import Changes, differences, needed, read_table
from esa.schools.domain import DistrictKind, bare, is_month_day, kind_of, plain


def read(data, columns=("name", "city")):
    return read_table(data, columns, lambda cells: (needed(cells, "name"), cells["city"]))


def faults(data):
    with pytest.raises(Invalid) as refused:
        read(data).checked()
    return {ground.field for ground in refused.value.grounds}


def test_a_mark_of_order_quotes_and_blanks_around_a_cell_are_no_part_of_it():
    data = b'\xef\xbb\xbfname,city\r\n"Smith, Ada and Sons" , Hill\r\n\r\n'
    assert read(b'\xef\xbb\xbfname,city\r\n"Smith, Ada", Hill\r\n\r\n').checked() == [(2, ("Smith, Ada", "Hill"))]
    assert faults(data) == {"line 2, file"}


@pytest.mark.parametrize(
    ("data", "field"),
    [
        (b"name,city\nA,\xff\n", "file"),
        (b"name\nA\n", "header"),
        (b"name,city,name\nA,B,C\n", "header"),
        (b"", "header"),
        (b"name,city\nA\n", "line 2, row"),
        (b"name,city\nA,B,C\n", "line 2, row"),
        (b"name,city\n ,B\n", "line 2, name"),
        (b'name,city\nA,"B\n', "line 2, file"),
    ],
)
def test_what_is_no_row_of_the_list_is_named(data, field):
    assert faults(data) == {field}


def test_a_double_is_named_with_the_line_it_repeats_even_where_it_has_another_fault():
    found = read(b"name,city\n,B\n,B\n")
    found.once("name", lambda cells: cells["name"])
    assert [ground.message for ground in found.faults] == ["must not be empty"] * 2 + ["stands on line 2 already"]


def test_a_difference_tells_each_column_and_nothing_where_there_is_none():
    assert differences("A", [("city", "Hill", "Hills"), ("code", None, "1"), ("zip", "1", "1")]) == (
        "A: city Hill → Hills, code – → 1"
    )
    assert differences("A", [("city", "Hill", "Hill")]) == ""
    assert Changes() == Changes((), (), 0, (), ())


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Kansas City 33", DistrictKind.DISTRICT),
        ("St. Louis City", DistrictKind.DISTRICT),
        ("Normandy Schools Collaborative", DistrictKind.DISTRICT),
        ("Hickman Mills C-1", DistrictKind.DISTRICT),
        ("Kingston K-14", DistrictKind.DISTRICT),
        ("Osborn R-O", DistrictKind.DISTRICT),
        ("School Of The Osage", DistrictKind.DISTRICT),
        ("Maplewood-Richmond Heights", DistrictKind.DISTRICT),
        ("Academie Lafayette", DistrictKind.CHARTER),
        ("Gateway Science Acad/St. Louis", DistrictKind.CHARTER),
        ("The Biome", DistrictKind.CHARTER),
        ("Kansas City Girls Prep Academy", DistrictKind.CHARTER),
        ("Mo School For The Blind", DistrictKind.STATE),
        ("Department Of Corrections", DistrictKind.STATE),
    ],
)
def test_only_a_district_is_a_district_in_the_sense_of_the_law(name, kind):
    assert kind_of(name) is kind


def test_a_name_is_met_with_its_number_and_without():
    assert plain("Hickman Mills C-1") == plain("HICKMAN MILLS C1")
    assert bare("Hayti R-II") == bare("Hayti") != bare("Hay")
    assert bare("Clay Co. R-I") != bare("Clayton")


@pytest.mark.parametrize(("text", "good"), [("08-01", True), ("8-1", False), ("02-30", False), ("13-01", False)])
def test_an_entry_cutoff_is_a_day_of_every_year(text, good):
    assert is_month_day(text) is good
