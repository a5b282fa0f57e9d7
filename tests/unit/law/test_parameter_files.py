"""The parameter files: each is read whole, and what it may not say is refused by name."""

from datetime import date

import pytest

from esa.kernel.errors import Invalid
from esa.kernel.money import Money
from esa.law import Law, UnknownParameter
from esa.law.parameter import DatedValue, MalformedParameter, Status, read_parameter
from esa.law.units import Bracket, Guideline, value_to_wire
from esa.law.versions import BEGINNING, L2021, L2024, version_on

GOOD = """
title = "A figure"
unit = "money"
rule = "CAP-4"

[[value]]
from = 2024-07-01
value = "6760.00"
cite = "RSMo 163.011(18)"
status = "published"

[[value]]
from = 2025-07-01
to = 2026-07-01
value = "7145.00"
cite = "RSMo 163.011(18)"
status = "published"
"""
UNKNOWN = '\n[[value]]\nfrom = 2026-07-01\ncite = "not found"\nstatus = "unknown"\n'


def test_every_file_of_the_law_can_be_read_and_says_where_it_comes_from():
    parameters = list(Law.load().parameters())
    assert len(parameters) > 35
    for parameter in parameters:
        assert parameter.values[0].starts_on <= date(2026, 7, 1)
        for value in parameter.values:
            assert (value.value is None) == (value.status is Status.UNKNOWN)
            assert value.cite


def test_a_value_runs_until_the_next_and_ends_where_it_says():
    figure = read_parameter("figure", "grants", GOOD)
    assert figure.on(date(2024, 6, 30)) is None
    assert figure.on(date(2025, 6, 30)).value == Money(676000)
    assert figure.on(date(2025, 7, 1)).value == Money(714500)
    assert figure.on(date(2026, 7, 1)) is None
    assert read_parameter("figure", "grants", GOOD + UNKNOWN).on(date(2026, 7, 1)).status is Status.UNKNOWN


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('rule = "CAP-4"', 'rule = "CAP-4"\nnote = "x"', "unknown key note"),
        ('status = "published"', 'status = "published"\nsource = "x"', "unknown key source"),
        ('unit = "money"', 'unit = "pounds"', "pounds is not a unit"),
        ('cite = "RSMo 163.011(18)"\n', "", "needs the text cite"),
        ('cite = "RSMo 163.011(18)"', 'cite = " "', "needs the text cite"),
        ('title = "A figure"\n', "", "needs the text title"),
        ('status = "published"', 'status = "guessed"', "guessed"),
        ('value = "6760.00"', "value = 6760.00", "float"),
        ('value = "6760.00"', 'value = "6,760.00"', "two places"),
        ('value = "6760.00"\n', "", "must be given"),
        ('status = "published"', 'status = "unknown"', "must be given"),
        ("from = 2025-07-01", "from = 2024-07-01", "not in order"),
        ("from = 2025-07-01", "from = 2024-06-01", "not in order"),
        ("from = 2024-07-01", "from = 2024-07-01\nto = 2025-08-01", "overlap"),
        ("to = 2026-07-01", "to = 2025-07-01", "ends before it starts"),
        ("from = 2025-07-01", 'from = "2025-07-01"', "needs the date from"),
        ("from = 2025-07-01", "from = 2025-07-01T00:00:00Z", "needs the date from"),
        ("[[value]]", "[value]", ""),
    ],
)
def test_a_malformed_file_is_refused_by_name(old, new, says):
    assert old in GOOD
    with pytest.raises(MalformedParameter) as refused:
        read_parameter("figure", "grants", GOOD.replace(old, new, 1))
    assert str(refused.value).startswith("grants/figure: ")
    assert says in str(refused.value)


def test_a_file_without_values_is_refused():
    with pytest.raises(MalformedParameter, match=r"at least one"):
        read_parameter("figure", "grants", GOOD.split("[[value]]", maxsplit=1)[0])


@pytest.mark.parametrize(
    ("unit", "given", "read"),
    [
        ("guideline", '"15650+5500"', Guideline(15650, 5500)),
        ("percent", "300", 300),
        ("flag", "true", True),
        ("texts", '["a", "b"]', ("a", "b")),
        ("month_day", '"08-01"', "08-01"),
        ("brackets", '[["250000.00", 10], ["rest", 3]]', (Bracket(Money(25000000), 10), Bracket(None, 3))),
    ],
)
def test_each_unit_reads_its_form(unit, given, read):
    text = GOOD.replace('"money"', f'"{unit}"').replace('"6760.00"', given).replace('"7145.00"', given)
    assert read_parameter("figure", "grants", text).on(date(2024, 7, 1)).value == read


@pytest.mark.parametrize(
    ("unit", "given"),
    [
        ("guideline", '"15650"'),
        ("guideline", '"15650.00+5500"'),
        ("percent", "-1"),
        ("percent", "true"),
        ("flag", "1"),
        ("texts", "[]"),
        ("month_day", '"8-1"'),
        ("brackets", '[["250000.00", 10]]'),
        ("brackets", '[["rest", 10], ["rest", 3]]'),
        ("brackets", '[["250000.00"]]'),
    ],
)
def test_each_unit_refuses_another_form(unit, given):
    text = GOOD.replace('"money"', f'"{unit}"').replace('"6760.00"', given).replace('"7145.00"', given)
    with pytest.raises(MalformedParameter):
        read_parameter("figure", "grants", text)


def test_a_published_figure_lies_over_the_file_in_its_days_only():
    law = Law.load().with_published([("sat", date(2026, 7, 1), date(2027, 7, 1), "7300.00", "DESE, June 2026")])
    assert law.money("sat", date(2026, 6, 30)) == Money(714500)
    assert law.money("sat", date(2027, 6, 30)) == Money(730000)
    assert law.entry("sat", date(2026, 9, 1)).cite == "DESE, June 2026"
    with pytest.raises(UnknownParameter):
        law.money("sat", date(2027, 7, 1))
    with pytest.raises(UnknownParameter):
        Law.load().money("sat", date(2026, 7, 1))


def test_a_published_figure_without_an_end_runs_to_the_next_value():
    law = Law.load().with_published([("poverty", date(2024, 7, 1), None, "15000+5000", "a correction")])
    assert law.guideline("poverty", date(2025, 6, 30)) == Guideline(15000, 5000)
    assert law.guideline("poverty", date(2025, 7, 1)) == Guideline(15650, 5500)
    assert law.guideline("poverty", date(2024, 6, 30)) == Guideline(14580, 5140)


def test_a_published_figure_in_the_middle_of_a_value_leaves_both_ends():
    figure = read_parameter("figure", "grants", GOOD)
    given = DatedValue(date(2024, 9, 1), date(2024, 10, 1), Money(1), "x", Status.PUBLISHED)
    days = [date(2024, 8, 31), date(2024, 9, 1), date(2024, 9, 30), date(2024, 10, 1)]
    laid = figure.overlaid(given)
    assert [laid.on(day).value.cents for day in days] == [676000, 1, 1, 676000]


@pytest.mark.parametrize(("key", "text"), [("saat", "1.00"), ("sat", "7145"), ("poverty", "15650")])
def test_a_figure_that_cannot_be_used_is_refused_with_its_key(key, text):
    with pytest.raises(Invalid) as refused:
        Law.load().with_overrides({key: text})
    assert [ground.field for ground in refused.value.grounds] == [key]
    with pytest.raises(Invalid):
        Law.load().with_published([(key, date(2026, 7, 1), None, text, "x")])


def test_a_value_given_for_a_run_holds_on_every_day():
    law = Law.load().with_overrides({"sat": "7000.00"}).with_overrides({"poverty": "1+1"})
    assert law.money("sat", date(2019, 7, 1)) == law.money("sat", date(2030, 7, 1)) == Money(700000)
    assert law.given == {"sat": "7000.00", "poverty": "1+1"}
    assert Law.load().given == {}


def test_asking_for_the_wrong_kind_is_a_defect():
    with pytest.raises(TypeError):
        Law.load().number("sat", date(2025, 7, 1))


def test_versions_follow_one_another_from_the_first_day_on():
    assert version_on(date(2021, 8, 28)) is version_on(date(2024, 8, 27)) is L2021
    assert version_on(date(2024, 8, 28)) is L2024
    with pytest.raises(ValueError, match="2021-08-28"):
        version_on(date(2021, 8, 27))


def test_the_shape_of_each_version_agrees_with_its_parameters():
    law = Law.load()
    for version in (L2021, L2024):
        newer = version is L2024
        assert law.flag("lawful_presence_required", version.first_day) is newer
        assert law.flag("sibling_limb", version.first_day) is newer
        assert law.flag("place_required", version.first_day) is not newer
        assert len(law.texts("order", version.first_day)) == (9 if newer else 3)
    assert L2021.first_day == BEGINNING


def test_a_value_goes_back_to_the_form_it_is_written_in():
    law, day = Law.load(), date(2025, 11, 1)
    for parameter in law.parameters():
        entry = law.entry(parameter.key, day)
        if entry is not None and entry.value is not None:
            assert parameter.read(value_to_wire(entry.value)) == entry.value
