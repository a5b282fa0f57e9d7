"""TCAP-3 beside the entered cap: the rule's result where its figures are known, and which are missing where not."""

from datetime import date

import pytest

from esa.kernel.money import Money
from esa.law import Law
from esa.law.credits.cap_by_rule import CapByRule, cap_by_rule
from esa.law.credits.growth import CapYear, next_cap


def law(**figures):
    """The law with state aid of fiscal years, `fy2026="…"`, and caps of calendar years, `cap2026="…"`."""
    laid = []
    for name, value in figures.items():
        year = int(name[-4:])
        if name.startswith("fy"):
            laid.append(("state_aid_distributed", date(year - 1, 7, 1), date(year, 7, 1), value, "test"))
        else:
            laid.append(("credit_cap", date(year, 1, 1), date(year + 1, 1, 1), value, "test"))
    return Law.load().with_published(laid)


AID = {"fy2025": "3000000000.00", "fy2026": "3393000000.00"}


def test_TCAP_3_the_cap_is_what_the_question_of_the_console_answers():
    found = cap_by_rule(2026, law(**AID))
    asked = CapYear(set_on=date(2025, 12, 1), cap=Money(75_000_000_00), current=3_393_000_000, preceding=3_000_000_000)
    assert found.cap == next_cap(asked, Law.load()).figures["cap"] == Money(84_825_000_00)
    assert (found.ratio, found.fiscal_years, found.is_assumed) == ("0.131", (2026, 2025), True)


@pytest.mark.parametrize(
    ("entered", "difference"),
    [("84825000.00", 0), ("84825000.01", 1), ("84824999.99", -1), ("75000000.00", -982500000)],
)
def test_TCAP_3_the_entered_cap_is_compared_to_the_cent(entered, difference):
    found = cap_by_rule(2026, law(**AID, cap2026=entered))
    assert found.difference == Money(difference)


@pytest.mark.parametrize(
    "figures", [{}, {"fy2025": AID["fy2025"]}, {"fy2026": AID["fy2026"]}, {**AID, "fy2025": "0.00"}]
)
def test_TCAP_3_where_a_figure_is_missing_the_rule_gives_nothing(figures):
    found = cap_by_rule(2026, law(**figures, cap2026="80000000.00"))
    assert (found.cap, found.ratio, found.difference) == (None, "", None)
    assert found.entered == Money(80_000_000_00)


def test_TCAP_3_without_the_cap_of_the_year_before_the_rule_gives_nothing():
    known = law(fy2026="1.00", fy2027="2.00")
    assert cap_by_rule(2027, known).cap is None
    assert cap_by_rule(2027, known).before is None


def test_TCAP_3_it_compounds_on_the_cap_of_the_year_before_and_falls_with_aid():
    found = cap_by_rule(2027, law(fy2026="2000000.00", fy2027="1900000.00", cap2026="80000000.00"))
    assert (found.cap, found.ratio, found.is_assumed) == (Money(76_000_000_00), "-0.050", False)


@pytest.mark.parametrize("year", [2022, 2024, 2025])
def test_TCAP_3_moves_no_cap_of_the_law_before(year):
    assert cap_by_rule(year, law(**AID, fy2024="1.00")) is None


def test_AMB_15_another_reading_gives_another_cap():
    other = law(fy2025="3.00", fy2026="3.39").with_readings({"AMB-15": "percent_to_three_decimals"})
    uneven = law(fy2025="3.00", fy2026="3.40")
    assert cap_by_rule(2026, other).ratio == "0.13000"
    assert cap_by_rule(2026, uneven).cap == Money(84_975_000_00)
    assert cap_by_rule(2026, uneven.with_readings(dict(other.readings))).cap == Money(84_999_750_00)


def test_what_was_kept_is_read_as_it_was():
    for known in (law(**AID, cap2026="80000000.00"), law()):
        found = cap_by_rule(2026, known)
        assert CapByRule.from_wire(found.to_wire()) == found
