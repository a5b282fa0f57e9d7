"""How the law is read where its text leaves room: one place, in agreement with the parameters and the register."""

from datetime import date
from pathlib import Path

import pytest

from esa.kernel.dates import SchoolYear
from esa.kernel.errors import Invalid
from esa.kernel.money import Money
from esa.law import Law
from esa.law.decision import NeedsParameters, decide
from esa.law.facts import Facts, Iep, Sibling
from esa.law.readings import reading, readings
from esa.law.readings.page import as_page
from esa.law.register import rules
from tests.reading import GRADE, grade

PAGE = Path(__file__).parents[3] / "docs" / "law" / "readings.md"
POOR = Money(4_000_000)


def student(**more):
    known = {
        "id": "s", "decided_on": date(2025, 11, 1), "school_year": SchoolYear(2025), "birth_date": date(2014, 5, 1),
        "grade": "5", "missouri_resident": True, "lawfully_present": True, "household_size": 4,
    }  # fmt: skip
    return Facts(**{**known, **more})


def read_as(**chosen):
    return Law.load().with_readings({name.replace("_", "-"): option for name, option in chosen.items()})


def test_every_reading_is_there_once_in_order():
    assert [each.id for each in readings()] == [f"AMB-{number}" for number in range(1, 27)]


@pytest.mark.parametrize("each", readings(), ids=lambda each: each.id)
def test_a_reading_is_told_whole_in_both_languages(each):
    assert len(each.options) > 1
    for words in (each.question, each.reason, *(option.title for option in each.options)):
        assert words.en.strip()
        assert words.es.strip()
    assert each.question.en.endswith("?")
    assert each.question.es.startswith("¿")


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("each", readings(), ids=lambda each: each.id)
def test_a_reading_is_read_in_grade_eight(each, language):
    told = [each.question, each.reason, *(option.title for option in each.options)]
    assert [
        words.text(language) for words in told if grade(words.text(language).rstrip(".?") + ".", language) > GRADE
    ] == []


@pytest.mark.parametrize("each", [each for each in readings() if each.parameter], ids=lambda each: each.id)
def test_our_reading_is_the_value_of_its_parameter(each):
    parameter = Law.load().parameter(each.parameter)
    assert parameter.rule == each.id
    assert [value.value for value in parameter.values] == [each.ours]


def test_the_parameters_of_readings_are_all_told():
    keys = {parameter.key for parameter in Law.load().parameters() if parameter.topic == "readings"}
    assert keys <= {each.parameter for each in readings()}


def test_readings_and_register_name_the_same_sections():
    registered = {each.id: each.cite for each in rules()}
    told = {each.id: each.cite for each in readings()}
    assert {name: cite for name, cite in told.items() if name in registered and registered[name] != cite} == {}


def test_the_page_is_what_the_command_writes():
    assert PAGE.read_text(encoding="utf-8") == as_page()


@pytest.mark.parametrize(("option", "percent"), [("lowest", 125), ("highest", 175), ("additive", 300)])
def test_AMB_1_which_of_several_caps_applies(option, percent):
    facts = student(annual_income=POOR, iep=Iep("iep", date(2025, 1, 1)))
    assert decide(facts, read_as(AMB_1=option)).cap_percent == percent


def test_AMB_1_the_trace_promises_no_higher_cap_than_the_reading_gives():
    facts = student(annual_income=POOR, public_semester=True)
    shown = [change.effect.shown for change in decide(facts, read_as(AMB_1="lowest")).trace if change.cap_percent]
    assert shown == []


def test_AMB_2_target_of_the_day_of_decision():
    facts = student(decided_on=date(2025, 5, 1), iep=Iep("iep", date(2025, 1, 1)))
    assert decide(facts, read_as()).cap == Money(1_250_375)
    assert decide(facts, read_as(AMB_2="latest_on_day_of_decision")).cap == Money(1_183_000)


def test_AMB_7_a_renewal_tested_in_full_must_qualify_anew():
    facts = student(grant_previous_school_year=True)
    assert decide(facts, read_as()).outcome == "qualified"
    again = decide(facts, read_as(AMB_7="full_retest"))
    assert again.outcome == "not_qualified"
    assert "all is tested again" in next(each.because() for each in again.findings if each.rule == "AMB-7")


def test_AMB_10_only_a_renewed_grant_moves_a_sibling_up():
    facts = student(annual_income=POOR, public_semester=True, siblings=(Sibling(False, "granted"),))
    assert decide(facts, read_as()).tier == "b"
    assert decide(facts, read_as(AMB_10="renewals_only")).tier == "f"
    renewed = student(annual_income=POOR, siblings=(Sibling(True, "granted"),))
    assert decide(renewed, read_as(AMB_10="renewals_only")).tier == "b"


def test_AMB_12_limits_of_the_school_year_that_is_paid_for():
    facts = student(decided_on=date(2025, 5, 1), annual_income=Money(17_843_400), public_semester=True)
    assert decide(facts, read_as()).outcome == "not_qualified"
    assert decide(facts, read_as(AMB_12="of_the_school_year")).outcome == "qualified"


def test_AMB_14_a_dead_trigger_stops_nobody():
    facts = student(iep=Iep("iep", date(2025, 1, 1)))
    frozen = Law.load().with_overrides({"new_scholarships_frozen": "true"})
    assert decide(facts, frozen).outcome == "not_qualified"
    assert decide(facts, frozen.with_readings({"AMB-14": "dead"})).outcome == "qualified"


def test_AMB_25_a_student_who_must_wait_is_not_in_yet():
    facts = student(annual_income=POOR, siblings=(Sibling(True, "pending"),))
    assert decide(facts, read_as()).outcome == "conditional"
    assert decide(facts, read_as(AMB_25="wait")).outcome == "not_qualified"


def test_an_answer_tells_the_readings_only_where_they_differ():
    facts = student(iep=Iep("iep", date(2025, 1, 1)))
    assert "readings" not in decide(facts, read_as(AMB_1="highest")).to_wire()
    assert decide(facts, read_as(AMB_1="lowest")).to_wire()["readings"] == {"AMB-1": "lowest"}


@pytest.mark.parametrize(
    ("name", "option", "told"),
    [
        ("AMB-1", "best", "is no option"),
        ("AMB-8", "missouri_only", "cannot be decided by"),
        ("AMB-99", "x", "no reading"),
    ],
)
def test_a_reading_that_would_change_nothing_is_refused(name, option, told):
    with pytest.raises(Invalid) as fault:
        Law.load().with_readings({name: option})
    assert fault.value.grounds[0].field == name
    assert told in fault.value.grounds[0].message


def test_readings_stay_when_figures_are_given_after():
    law = read_as(AMB_1="lowest").with_overrides({"sat": "7000.00"}).with_published([])
    assert law.readings == (("AMB-1", "lowest"),)


def test_an_option_is_found_by_its_id():
    assert reading("AMB-26").option("cards_count").acts is True
    with pytest.raises(KeyError):
        reading("AMB-26").option("crypto")


def test_AMB_2_the_target_after_withholding_waits_until_somebody_publishes_it():
    facts = student(iep=Iep("iep", date(2025, 1, 1)))
    read = read_as(AMB_2="after_withholding")
    with pytest.raises(NeedsParameters) as missing:
        decide(facts, read)
    assert [each.key for each in missing.value.unknown] == ["sat_after_withholding"]
    known = read.with_published([("sat_after_withholding", date(2025, 7, 1), None, "7000.00", "test")])
    assert decide(facts, known).cap == Money(1_225_000)
    assert decide(facts, known.read_only_by({})).cap == Money(1_250_375)
