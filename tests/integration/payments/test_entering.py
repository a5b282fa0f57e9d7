"""What comes by hand: only qualifying means, each with its papers; taken back where the bank returns it."""

from datetime import date

import pytest

from esa.credits import service as credits_
from esa.credits.domain import TaxpayerType
from esa.kernel.actors import SYSTEM
from esa.kernel.errors import Conflict, Forbidden, Invalid
from esa.kernel.money import Money
from esa.payments import service as payments
from esa.payments.domain.entering import Entered, is_routing_number
from esa.payments.domain.words import Standing
from esa.platform.storage import storage_of
from tests.builders import finance, manager
from tests.paying import a_giving

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 40 + b"IEND\xaeB`\x82"
TODAY = date(2025, 11, 25)


@pytest.fixture
def giving(house, clock, stand_in):
    return a_giving(house, clock, stand_in, amount=1_000_000)


def a_check(**more):
    given = {
        "method": "check", "amount": Money(1_000_000), "given_on": TODAY, "payer": "Ann", "bank": "First Example",
        "routing": "081000032", "number": "1001", "is_us_bank": True, "image": PNG, **more,
    }  # fmt: skip
    return Entered(**given)


def enter(giving, settings, entered, reservation=None, actor=None):
    with giving.house.begin(actor or finance(giving.river)) as work:
        return credits_.enter_gift(work, storage_of(settings), reservation or giving.reservation, entered)


def fields_of(giving, settings, entered, **more):
    with pytest.raises(Invalid) as refused:
        enter(giving, settings, entered, **more)
    assert giving.balances() == {}
    return [ground.field for ground in refused.value.grounds]


def test_a_check_is_a_gift_with_its_receipt_and_its_picture(giving, settings):
    made = enter(giving, settings, a_check())
    assert made.receipt_number.startswith("RCP-")
    assert giving.balances() == {
        "Assets:Bank:TaxCredit": 1_000_000, "Equity:Fund:TaxCredit": -960_000, "Liabilities:TreasurersFund": -40_000,
    }  # fmt: skip
    with giving.house.begin(finance(giving.river)) as work:
        found, data = payments.image(work, storage_of(settings), made.reference)
    assert (data, found.image_type, found.bank) == (PNG, "image/png", "First Example, 081000032")


@pytest.mark.parametrize("method", ["third_party_check", "money_order", "electronic", "payroll"])
def test_each_qualifying_means_is_a_gift(giving, settings, method):
    assert enter(giving, settings, a_check(method=method)).receipt_number


def test_T06_a_cashiers_check_is_refused_with_the_section(giving, settings):
    with pytest.raises(Invalid, match=r"135\.715\.5") as refused:
        enter(giving, settings, a_check(method="cashiers_check", amount=Money(200_000)))
    assert [ground.field for ground in refused.value.grounds] == ["method"]
    assert giving.standing() == "reserved"


def test_T06_a_third_party_check_of_10_000_is_a_gift_and_a_cent_more_is_none(giving, settings):
    fault = fields_of(giving, settings, a_check(method="third_party_check", amount=Money(1_000_001)))
    assert fault == ["method"]
    assert enter(giving, settings, a_check(method="third_party_check")).receipt_number


@pytest.mark.parametrize("method", ["stock", "other"])
def test_T05_stock_and_other_property_are_refused(giving, settings, method):
    assert fields_of(giving, settings, a_check(method=method)) == ["method"]


def test_every_missing_paper_and_number_is_named_at_once(giving, settings):
    empty = a_check(
        payer=" ", bank="", routing="081000033", number="", is_us_bank=False, image=b"", given_on=date(2025, 11, 26)
    )
    assert fields_of(giving, settings, empty) == [
        "given_on", "payer", "number", "image", "bank", "routing", "is_us_bank",
    ]  # fmt: skip


def test_a_picture_that_is_none_is_refused_and_a_foreign_reservation_is_unknown(giving, settings):
    assert fields_of(giving, settings, a_check(image=b"MZ not a picture")) == ["image"]
    assert fields_of(giving, settings, a_check(), reservation="RES-NONESUCH") == ["reservation"]


def test_only_finance_enters(giving, settings):
    with pytest.raises(Forbidden):
        enter(giving, settings, a_check(), actor=manager(giving.river))


def test_a_second_entry_for_one_reservation_is_refused(giving, settings):
    enter(giving, settings, a_check())
    with pytest.raises(Conflict, match="under way or has come"):
        enter(giving, settings, a_check(number="1002"))


def test_T08_a_check_given_after_the_last_day_is_not_taken(giving, settings):
    giving.days(40)
    with pytest.raises(Conflict) as refused:
        enter(giving, settings, a_check(given_on=date(2025, 12, 27)))
    assert refused.value.grounds[0].field == "reservation"
    assert giving.balances() == {}
    assert enter(giving, settings, a_check(given_on=date(2025, 12, 24))).receipt_number


def test_a_check_that_the_bank_returns_takes_gift_books_and_receipt_back(giving, settings):
    made = enter(giving, settings, a_check())
    with giving.house.begin(finance(giving.river)) as work:
        with pytest.raises(Invalid, match="why"):
            payments.give_back(work, made.reference, " ", bounced=True)
        payments.give_back(work, made.reference, "account closed", bounced=True)
    assert giving.balances() == {}
    assert giving.standing() == "reserved"
    found = giving.now(made)
    assert (found.standing, found.receipt_number, found.reason) == (Standing.RETURNED, "", "account closed")
    assert enter(giving, settings, a_check(number="1002")).receipt_number


def test_a_payroll_file_is_taken_whole_or_with_every_fault_not_at_all(giving, settings):
    with giving.house.begin(SYSTEM) as work:
        donor = credits_.add_donor(work, "Bo", TaxpayerType.INDIVIDUAL, giving.river)
        second = credits_.reserve(work, donor, giving.river, Money(60_000))
    head = "reservation,amount,paid_on,employer\n"
    bad = (
        f"{giving.reservation},10000.00,2025-11-20,Example Works\n"
        f"{second},6oo.00,2025-11-20,Example Works\n"
        f"RES-NONESUCH,600.00,2025-11-20,Example Works\n"
        f"{second},600.00,2025-12-20,\n"
    )
    with pytest.raises(Invalid) as refused, giving.house.begin(finance(giving.river)) as work:
        credits_.take_payroll(work, storage_of(settings), (head + bad).encode())
    assert sorted({ground.field for ground in refused.value.grounds}) == [
        "line 3, amount", "line 4, reservation", "line 5, employer", "line 5, reservation",
    ]  # fmt: skip
    assert giving.balances() == {}
    good = f"{giving.reservation},10000.00,2025-11-20,Example Works\n{second},600.00,2025-11-20,Example Works\n"
    with giving.house.begin(finance(giving.river)) as work:
        taken = credits_.take_payroll(work, storage_of(settings), (head + good).encode())
    assert taken == (2, Money(1_060_000))
    with pytest.raises(Invalid) as again, giving.house.begin(finance(giving.river)) as work:
        credits_.take_payroll(work, storage_of(settings), (head + good).encode())
    assert {ground.field for ground in again.value.grounds} == {"line 2, reservation", "line 3, reservation"}


@pytest.mark.parametrize(
    ("text", "good"),
    [("081000032", True), ("081000033", False), ("990000002", False), ("08100003", False), ("٠81000032", False)],
)
def test_a_routing_number_has_its_check_digit(text, good):
    assert is_routing_number(text) is good
