"""Which line of the bank's file shows what: by amount, day and number, and nothing that could be two things."""

from datetime import date

import pytest

from esa.kernel.errors import Invalid
from esa.kernel.money import Money
from esa.payments.domain.bank_file import Booked, Expected, explain, read_bank_file, signed
from esa.payments.domain.reconciling import Both, Question, processor_questions

DAY = date(2025, 12, 2)


def line(amount, mark="m", on=DAY, description="", reference=""):
    return Booked(on, Money(amount), description, reference, mark)


def expected(amount, name="p", on=DAY, words=()):
    return Expected("payout", name, Money(amount), on, words)


def found(lines, awaited):
    return {mark: each.id for mark, each in explain(lines, awaited).items()}


def test_a_line_shows_what_has_its_amount_within_seven_days():
    awaited = [expected(99_500)]
    assert found([line(99_500, on=date(2025, 12, 9))], awaited) == {"m": "p"}
    assert found([line(99_500, on=date(2025, 12, 10))], awaited) == {}
    assert found([line(99_501)], awaited) == {}


def test_of_two_that_fit_the_named_one_is_taken_and_without_a_name_none():
    awaited = [expected(500, "a", words=("PAY-A",)), expected(500, "b", words=("PAY-B",))]
    assert found([line(500, description="gift pay-b")], awaited) == {"m": "b"}
    assert found([line(500)], awaited) == {}


def test_a_thing_is_shown_once_and_money_out_shows_no_deposit():
    awaited = [expected(500)]
    assert found([line(500, "m1"), line(500, "m2")], awaited) == {"m1": "p"}
    assert found([line(-500)], awaited) == {}
    assert found([line(-500)], [expected(-500)]) == {"m": "p"}


@pytest.mark.parametrize(
    ("text", "cents"), [("1250.00", 125_000), ("-3.50", -350), ("+7", 700), ("$1,250.00", 125_000), ("0.05", 5)]
)
def test_amounts_are_read_as_banks_write_them(text, cents):
    assert signed(text) == Money(cents)


@pytest.mark.parametrize("text", ["", "1.5", "1e3", "1.234", "ten", "--1", "١"])
def test_other_amounts_are_refused(text):
    with pytest.raises(ValueError, match="must be an amount"):
        signed(text)


def test_a_file_without_its_columns_is_refused():
    with pytest.raises(Invalid) as refused:
        read_bank_file(b"date,amount\n")
    assert [ground.message for ground in refused.value.grounds] == [
        "add the column booked_on", "add the column description", "add the column reference",
    ]  # fmt: skip


def test_a_difference_is_asked_about_after_three_days():
    rows = [
        Both("A", Money(5), Money(5), 1, DAY),
        Both("B", Money(5), Money(0), 0, DAY),
        Both("C", Money(5), Money(4), 2, DAY),
    ]
    assert processor_questions(rows, date(2025, 12, 4)) == []
    asked = processor_questions(rows, date(2025, 12, 5))
    assert [(each.question, each.about, each.amount.cents) for each in asked] == [
        (Question.NO_MOVEMENT, "B", 5), (Question.AMOUNT_DIFFERS, "C", -1),
    ]  # fmt: skip
