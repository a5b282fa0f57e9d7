"""What no rule may read: a private school's creed, curriculum or admissions, and the background of FPE families."""

import dataclasses
import importlib
import pkgutil
import re

import esa.law
from esa.law import Law
from esa.law.school_facts import FpeSchool, Pupil, School
from esa.law.settings import FpeSetting, Participation
from esa.schools import models

# Words for what RSMo 166.720 leaves to the school (SCH-8).
LEFT_TO_THE_SCHOOL = re.compile(
    r"creed|belief|faith|religio|worship|prayer|doctrine|denominat|admission|admit|curricul|textbook|subject|practice"
)
CHECKS = re.compile(r"background|criminal|fingerprint")


def fields_of(kind):
    return {field.name for field in dataclasses.fields(kind)}


def test_SCH_8_the_facts_of_a_school_are_these_and_no_others():
    assert fields_of(School) == {
        "id", "on", "kind", "incorporated_in_missouri", "nondiscrimination", "charges_tuition", "fpe", "pupil",
        "operated_by_district", "located_in_district",
    }  # fmt: skip
    assert fields_of(Participation) == {"on", "kind", "partners", "accredited"}
    assert fields_of(Pupil) == {"resident_district", "in_state_custody"}
    assert fields_of(FpeSchool) == {
        "unrelated_children", "takes_pay", "student_age", "hours_total", "hours_core", "hours_core_at_location", "records"
    }  # fmt: skip


def test_SCH_8_no_fact_about_a_school_is_its_creed_its_curriculum_or_its_admissions():
    for kind in (School, Participation, Pupil, FpeSchool, FpeSetting):
        assert [name for name in fields_of(kind) if LEFT_TO_THE_SCHOOL.search(name)] == []
    columns = {column.name for column in models.School.__table__.columns}
    assert [name for name in columns if LEFT_TO_THE_SCHOOL.search(name)] == []


def test_SCH_8_no_parameter_of_schools_is_about_what_is_taught_or_believed():
    # An FPE school has hours in core subjects (FPE-7); no other school is asked for any.
    of_schools = [each for each in Law.load().parameters() if each.topic == "schools"]
    assert len(of_schools) > 8
    assert [
        each.key
        for each in of_schools
        if each.rule != "FPE-7" and LEFT_TO_THE_SCHOOL.search(f"{each.key} {each.title}".lower())
    ] == []


def test_FPE_5_nobody_at_an_FPE_school_is_asked_for_a_background_check():
    for kind in (School, FpeSchool, Pupil, Participation):
        assert [name for name in fields_of(kind) if CHECKS.search(name)] == []
    columns = {column.name for column in models.School.__table__.columns}
    assert [name for name in columns if CHECKS.search(name)] == []


def test_FPE_10_no_fact_asks_for_the_records_themselves():
    """The law reads whether records are kept, never what is in them."""
    for module in pkgutil.walk_packages(esa.law.__path__, "esa.law."):
        for kind in vars(importlib.import_module(module.name)).values():
            if dataclasses.is_dataclass(kind) and isinstance(kind, type):
                assert not fields_of(kind) & {"plan_book", "portfolio", "evaluations", "diary"}
