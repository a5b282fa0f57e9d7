"""What a name in the public lists tells of a district or school."""

import pytest

from esa.schools.domain import ENTRY_SAID, DistrictKind, bare, is_month_day, kind_of, plain

DISTRICT, CHARTER, STATE = DistrictKind.DISTRICT, DistrictKind.CHARTER, DistrictKind.STATE


@pytest.mark.parametrize(
    ("name", "kind"),
    [("Hayti R-II", DISTRICT), ("Kansas City 33", DISTRICT), ("Academy R-IV", DISTRICT), ("Dent-Phelps R-III", DISTRICT),
     ("Green City C 1", DISTRICT), ("Academy r-iv", DISTRICT), ("St. Louis City", DISTRICT), ("Clayton", DISTRICT),
     ("Joplin Schools", DISTRICT), ("LINDBERGH SCHOOLS", DISTRICT), ("Neosho School District", DISTRICT),
     ("Nixa Public Schools", DISTRICT), ("School of the Osage", DISTRICT), ("Normandy Schools Collaborative", DISTRICT),
     ("Pemiscot Co. Special School District", DISTRICT), ("Specl. School District St. Louis Co.", DISTRICT),
     ("Allen Village", CHARTER), ("Frontier Schools", CHARTER), ("KIPP Endeavor", CHARTER), ("Hope Leadership", CHARTER),
     ("Lafayette Preparatory", CHARTER), ("University Prep", CHARTER), ("The Biome", CHARTER), ("Citizens of the World Charter", CHARTER),
     ("Scuola Vita Nuova", CHARTER), ("Gordon Parks Elem.", CHARTER), ("Crossroads Acad", CHARTER), ("Academie Lafayette", CHARTER),
     ("St. Louis Lang Immersion Schl", CHARTER), ("DeLaSalle Learning", CHARTER), ("Genesis Institute", CHARTER),
     ("Kairos Academies", CHARTER), ("Confluence", CHARTER), ("Premier College", CHARTER), ("Lee A. Tolbert Com. Integrated Arts", CHARTER),
     ("La Salle Montessori", CHARTER), ("Mo School for the Deaf", STATE), ("Department of Corrections", STATE),
     ("Division of Youth Services", STATE), ("MO Schls for the Sev Disabled", STATE)],
)  # fmt: skip
def test_an_entry_of_the_list_is_a_district_a_charter_or_the_states(name, kind):
    assert kind_of(name) is kind


def test_names_that_lists_write_differently_agree():
    assert plain("St. Louis-City (33)") == "stlouiscity33"
    assert plain("Ñandú") == "and"
    assert bare("Hayti R-II") == bare("HAYTI") == "hayti"
    assert bare("Kansas City 33") == "kansascity"
    assert bare("Academy R-IV ") == "academy"


@pytest.mark.parametrize(
    ("text", "is_one"),
    [("08-01", True), ("12-31", True), ("02-28", True), ("02-29", False), ("13-01", False), ("8-01", False), ("08-1", False),
     ("", False), ("٠٨-01", False), ("08-01T00", False)],
)  # fmt: skip
def test_DEF_7_a_day_of_every_year(text, is_one):
    assert is_month_day(text) is is_one


def test_DEF_7_another_day_is_refused_with_who_may_set_one():
    assert ENTRY_SAID.startswith("must be 08-01; only St. Louis City and Kansas City 33 may set a day up to 10-01")
