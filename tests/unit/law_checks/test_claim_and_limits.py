"""What a donor may claim and what an EAO's year owes, to the cent."""

import pytest

from esa.kernel.money import ZERO, Money
from esa.law import Law
from esa.law.credits.claim import Donor, TaxYear, answer_donor
from esa.law.eao import EaoYear, answer_year, by_steps, limits
from esa.law.units import Bracket

LAW = Law.load()


def claimed(first, *years):
    given = tuple(
        TaxYear(first + index, Money(liability), Money(gifts)) for index, (liability, gifts) in enumerate(years)
    )
    return answer_donor(Donor("d", given), LAW)["years"]


def an_eao(contributions=0, interest=0, **done):
    given = dict.fromkeys(("spent_on_accounts", "interest_spent_on_accounts", "overhead", "remitted_to_fund"), ZERO)
    return EaoYear(
        id="y",
        contributions=Money(contributions),
        interest=Money(interest),
        **{**given, **{name: Money(cents) for name, cents in done.items()}},
    )


def holding(year):
    return {each["rule"]: each["holds"] for each in answer_year(year, LAW)["findings"]}


def test_an_answer_names_its_donor_and_the_newest_law():
    assert answer_donor(Donor("d", ()), LAW) == {"id": "d", "law": "L2024", "years": []}


def test_TAX_4_half_of_an_odd_cent_is_floored():
    (year,) = claimed(2025, (1, 100))
    assert (year["limit"], year["claimed"], year["carried"][0]["amount"]) == ("0.00", "0.00", "1.00")


def test_TAX_4_a_gift_under_the_limit_is_claimed_whole():
    assert claimed(2025, (1_000_000, 30_000)) == [
        {"year": 2025, "limit": "5000.00", "claimed": "300.00", "expired": "0.00", "carried": []}
    ]


def test_TAX_5_three_credits_are_used_oldest_first_and_the_rest_goes_on_in_order():
    *_, last = claimed(2022, (0, 1000), (0, 1000), (3000, 1000))
    assert last["claimed"] == "15.00"
    assert last["carried"] == [
        {"from": 2023, "amount": "5.00", "last_year": 2027},
        {"from": 2024, "amount": "10.00", "last_year": 2028},
    ]


def test_TAX_5_each_credit_expires_after_its_own_fourth_year():
    years = claimed(2021, (0, 100), (0, 200), (0, 0), (0, 0), (0, 0), (100, 0), (0, 0))
    assert [year["expired"] for year in years] == ["0.00"] * 4 + ["1.00", "1.50", "0.00"]
    assert years[5]["claimed"] == "0.50"
    assert years[6]["carried"] == []


def test_TAX_6_the_money_of_all_years_adds_up():
    years = claimed(2021, *[(index * 7919 % 50_001, index * 104_729 % 30_011) for index in range(12)])
    gifts = sum(index * 104_729 % 30_011 for index in range(12))
    cents = [Money.from_wire(year[part]).cents for year in years for part in ("claimed", "expired")]
    left = [Money.from_wire(credit["amount"]).cents for credit in years[-1]["carried"]]
    assert sum(cents) + sum(left) == gifts


def test_EAO_9_the_steps_take_their_share_of_each_part():
    brackets = LAW.brackets("overhead_brackets", LAW.parameter("overhead_brackets").values[0].starts_on)
    assert by_steps(Money(25_000_000), brackets) == Money(2_500_000)
    assert by_steps(Money(25_000_099), brackets) == Money(2_500_007)
    assert by_steps(Money(75_000_000), brackets) == Money(6_500_000)
    assert by_steps(Money(100_000_000), brackets) == Money(7_250_000)
    # One floor at the end, not one a step: 0.5 + 0.5 cents are a cent.
    assert by_steps(Money(33), (Bracket(None, 3),)) == ZERO
    assert by_steps(Money(10), (Bracket(Money(5), 10), Bracket(None, 10))) == Money(1)


@pytest.mark.parametrize(
    ("contributions", "owed"),
    [
        (0, ("0.00", "0.00", "0.00")),
        (1, ("0.01", "0.01", "0.00")),
        (24, ("0.01", "0.22", "0.01")),
        (25, ("0.01", "0.23", "0.01")),
        (100, ("0.04", "0.90", "0.06")),
        (100_000_001, ("40000.01", "900000.01", "59999.99")),
        (137_500_000, ("55000.00", "1237500.00", "82500.00")),
        (150_000_000, ("60000.00", "1350000.00", "87500.00")),
    ],
)
def test_AMB_5_owed_is_rounded_up_and_allowed_down_and_never_under_nothing(contributions, owed):
    due = limits(Money(contributions), ZERO, LAW)
    assert (due.remittance_due.to_wire(), due.minimum_on_accounts.to_wire(), due.overhead_limit.to_wire()) == owed


def test_each_duty_is_met_to_the_cent_and_missed_by_one():
    met = {
        "remitted_to_fund": 4_000_000, "spent_on_accounts": 90_000_000, "overhead": 6_000_000,
        "interest_spent_on_accounts": 1_200_000,
    }  # fmt: skip
    year = {"contributions": 100_000_000, "interest": 1_200_000}
    assert holding(an_eao(**year, **met)) == dict.fromkeys(("FUND-1", "EAO-8", "EAO-9", "EAO-7"), True)
    for rule, name, by in (
        ("FUND-1", "remitted_to_fund", -1), ("EAO-8", "spent_on_accounts", -1), ("EAO-9", "overhead", 1),
        ("EAO-7", "interest_spent_on_accounts", -1),
    ):  # fmt: skip
        missed = holding(an_eao(**year, **{**met, name: met[name] + by}))
        assert [each for each, holds in missed.items() if not holds] == [rule]


def test_AMB_5_the_stricter_reading_is_said_beside_the_limit():
    answer = answer_year(an_eao(100_000_000), LAW)
    said = next(each["because"] for each in answer["findings"] if each["rule"] == "EAO-9")
    assert "72,500.00" in said
    assert "60,000.00" in said
    assert "6,000.00" in said
