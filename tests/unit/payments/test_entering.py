"""Money that came by hand: which papers each means needs, and how an employer's list of payroll gifts is read (135.715.5)."""

from dataclasses import replace
from datetime import date

import pytest

from esa.kernel.errors import Invalid
from esa.kernel.money import ZERO, Money
from esa.payments.domain.entering import (
    BAD_ROUTING,
    LATER,
    NO_AMOUNT,
    NO_BANK,
    NO_IMAGE,
    NO_NUMBER,
    NO_PAYER,
    NOT_US,
    Entered,
    PayrollRow,
    entering_grounds,
    means_of,
    read_payroll,
)
from esa.payments.domain.paying.bank_details import is_routing_number
from esa.payments.domain.words import Means

TODAY = date(2025, 11, 25)
CHECK = Entered(
    method="check", amount=Money(50_000), given_on=TODAY, payer="Ana Ruiz", bank="River Bank", routing="081000210",
    number="1041", is_us_bank=True, image=b"scan",
)  # fmt: skip
HEADER = b"reservation,amount,paid_on,employer\n"


def said(entered, today=TODAY):
    assert all(" " in each.message for each in entering_grounds(entered, today))
    return [(each.field, each.message) for each in entering_grounds(entered, today)]


@pytest.mark.parametrize("text", ["081000210", "021000021", "121000358", "322271627", "011000015", "072000096"])
def test_a_routing_number_has_its_district_and_its_check_digit(text):
    assert is_routing_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "08100021",
        "0810002100",
        "081000211",
        "810000210",
        "181000210",
        "o81000210",
        "٠81000210",
        "130000006",
        "000000000",
    ],
)
def test_other_numbers_are_no_routing_numbers(text):
    assert not is_routing_number(text)


@pytest.mark.parametrize("district", [*range(13), *range(21, 33), *range(61, 73), 80])
def test_every_district_has_routing_numbers(district):
    first = f"{district:02}100000"
    fitting = [f"{first}{digit}" for digit in range(10) if is_routing_number(f"{first}{digit}")]
    assert len(fitting) == 1


@pytest.mark.parametrize("district", [13, 20, 33, 60, 73, 79, 81, 99])
def test_no_other_district_has(district):
    assert not any(is_routing_number(f"{district:02}100000{digit}") for digit in range(10))


def test_PAY_2_a_whole_check_has_no_ground():
    assert said(CHECK) == []
    for method in ("third_party_check", "cashiers_check"):
        assert said(replace(CHECK, method=method, routing=" 081000210 ")) == []
        assert said(replace(CHECK, method=method, routing="")) == [("routing", BAD_ROUTING)]
    bare = Entered(method="check", amount=Money(1), given_on=TODAY)
    assert (bare.payer, bare.bank, bare.routing, bare.number, bare.is_us_bank, bare.image) == (
        "",
        "",
        "",
        "",
        False,
        b"",
    )


def test_PAY_2_everything_that_a_check_lacks_is_said_at_once():
    empty = Entered(method="check", amount=ZERO, given_on=date(2025, 11, 26), payer=" ", bank=" ", number=" ")
    assert said(empty) == [
        ("amount", NO_AMOUNT), ("given_on", LATER), ("payer", NO_PAYER), ("number", NO_NUMBER), ("image", NO_IMAGE),
        ("bank", NO_BANK), ("routing", BAD_ROUTING), ("is_us_bank", NOT_US),
    ]  # fmt: skip
    assert said(replace(CHECK, amount=Money(1))) == []
    assert said(replace(CHECK, routing="000000000")) == [("routing", BAD_ROUTING)]


@pytest.mark.parametrize(
    ("method", "fields"),
    [("third_party_check", ["number", "image", "bank", "routing", "is_us_bank"]), ("money_order", ["number", "image"]),
     ("electronic", ["number"]), ("payroll", [])],
)  # fmt: skip
def test_PAY_2_each_means_needs_its_own_papers(method, fields):
    bare = Entered(method=method, amount=Money(50_000), given_on=TODAY, payer="Ana Ruiz")
    assert [field for field, _ in said(bare)] == fields


def test_a_means_that_does_not_count_is_none():
    assert means_of("check") is Means.CHECK
    with pytest.raises(ValueError, match="cash"):
        means_of("cash")


def test_an_employers_list_is_read_line_by_line():
    rows = read_payroll(HEADER + b'res-1,"1,250.00",2025-11-25,Mill\nRES-2,0.50,2025-11-24,Mill\n').checked()
    assert rows == [
        (2, PayrollRow("RES-1", Money(125_000), TODAY, "Mill")),
        (3, PayrollRow("RES-2", Money(50), date(2025, 11, 24), "Mill")),
    ]


def test_every_fault_of_an_employers_list_is_told_by_its_line():
    with pytest.raises(Invalid) as refused:
        read_payroll(
            HEADER + b"RES-1,5,2025-11-25,Mill\nRES-2,,2025-11-25,Mill\n,5.00,2025-11-25,Mill\nRES-4,5.00,soon,Mill\n"
            b"RES-5,5.00,2025-11-25,\nRES-5,5.00,2025-11-25,Mill\n"
        ).checked()
    fields = [each.field for each in refused.value.grounds]
    assert fields == [
        "line 2, amount", "line 3, amount", "line 4, reservation", "line 5, paid_on", "line 6, employer",
        "line 7, reservation",
    ]  # fmt: skip
    told = [each.message for each in refused.value.grounds]
    assert told[1:3] == ["must not be empty", "must not be empty"]
    assert told[5] == "stands on line 6 already"
    assert "amount" not in told[0].partition(" ")[0]
