"""What an organization filed becomes the facts on which the law decides its certification (135.714, 135.715)."""

from dataclasses import fields, replace
from datetime import date

import pytest

from esa.kernel.dates import SchoolYear
from esa.kernel.money import Money
from esa.law.organizations.certification import Applicant, Person
from esa.organizations.domain import Proof
from esa.treasury.domain.certifying import Field, Filing, applicant, last_fiscal_year_end

YEAR, DAY = SchoolYear(2025), date(2025, 6, 1)
OTHERS = Field(certified=9, certified_in_listed_places=6, most_contributions=Money(1_000))
WHOLE = Filing(
    gave_notice=True, federally_exempt=True, receipts_in_treasurers_form=True, shows_viability=True, other_proof=True,
    expected_dollars=12, bond_dollars=34, applied_on=date(2025, 3, 1), deadline=date(2025, 4, 1),
    bankrupt_on=date(2010, 1, 1), proof_filed_on=date(2025, 5, 1),
)  # fmt: skip


def read(filing, **more):
    return applicant(filing, "Rolla", OTHERS, YEAR, DAY, **more)


def test_what_is_not_there_counts_as_not_shown():
    assert read(Filing()) == Applicant(
        on=DAY, school_year_opens_on=date(2025, 7, 1), principal_place="Rolla", certified=9, certified_in_listed_places=6,
        most_contributions=Money(1_000), gave_notice=False, federally_exempt=False, receipts_in_treasurers_form=False,
        shows_viability=False,
    )  # fmt: skip
    assert Filing().to_wire() == {}


def test_all_that_was_filed_is_read_in_cents_and_days():
    assert read(WHOLE, listed=True) == Applicant(
        on=DAY, school_year_opens_on=date(2025, 7, 1), principal_place="Rolla", in_listed_place=True, certified=9,
        certified_in_listed_places=6, most_contributions=Money(1_000), gave_notice=True, federally_exempt=True,
        receipts_in_treasurers_form=True, applied_on=date(2025, 3, 1), deadline=date(2025, 4, 1),
        bankrupt_on=date(2010, 1, 1), shows_viability=True, expected_donations=Money(1_200), bond=Money(3_400),
        other_proof=True, proof_filed_on=date(2025, 5, 1),
    )  # fmt: skip


def test_EAO_14_the_proof_is_what_was_filed_in_cents():
    assert WHOLE.proof() == Proof(expected=Money(1_200), bond=Money(3_400), other_proof=True)
    assert Filing().proof() == Proof()


@pytest.mark.parametrize(
    ("name", "person"),
    [("leader_owns_school", Person(role="director", owns_or_operates_school=True)),
     ("board_child_has_account", Person(role="director", child_has_account=True)),
     ("checks_missing", Person(role="employee", check_given=False)),
     ("endangers_funds", Person(role="employee", endangers_funds=True))],
)  # fmt: skip
def test_each_bar_is_somebody_of_the_organization(name, person):
    found = read(replace(WHOLE, **{name: True}))
    assert found.people == (person,)
    assert found.checks_asked == (name == "checks_missing")


def test_bars_stand_side_by_side():
    bars = ("leader_owns_school", "board_child_has_account", "checks_missing", "endangers_funds")
    assert len(read(replace(WHOLE, **dict.fromkeys(bars, True))).people) == 4


def test_the_record_holds_what_was_filed_and_nothing_else():
    assert WHOLE.to_wire() == {
        "gave_notice": True, "federally_exempt": True, "receipts_in_treasurers_form": True, "shows_viability": True,
        "other_proof": True, "expected_dollars": 12, "bond_dollars": 34, "applied_on": "2025-03-01",
        "deadline": "2025-04-01", "bankrupt_on": "2010-01-01", "proof_filed_on": "2025-05-01",
    }  # fmt: skip
    assert {each.name for each in fields(Filing)} >= WHOLE.to_wire().keys()


@pytest.mark.parametrize(
    ("ends", "day", "ended"),
    [("06-30", date(2025, 7, 1), date(2025, 6, 30)), ("06-30", date(2025, 6, 30), date(2024, 6, 30)),
     ("12-31", date(2025, 1, 1), date(2024, 12, 31)), ("02-29", date(2025, 3, 1), date(2025, 2, 28)),
     ("02-29", date(2024, 3, 1), date(2024, 2, 29)), ("02-29", date(2025, 2, 28), date(2024, 2, 29))],
)  # fmt: skip
def test_PUB_10_the_fiscal_year_that_ended_last(ends, day, ended):
    assert last_fiscal_year_end(ends, day) == ended
