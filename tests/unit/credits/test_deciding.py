"""A request to reserve: granted in full, in part, waiting or refused with all its grounds; nothing else is needed."""

import uuid
from datetime import date

import pytest

from esa.credits.domain.commands import ReserveCredits
from esa.credits.domain.deciding import Free, attesting_grounds, decide, designates
from esa.credits.domain.donors import Owner, check_owners, credit_shares, plain_number
from esa.credits.domain.fiscal import FiscalYear
from esa.credits.domain.words import Outcome, TaxpayerType
from esa.kernel.errors import Invalid
from esa.kernel.money import ZERO, Money
from esa.law import Law

LAW, DAY = Law.load(), date(2025, 3, 3)
ATTESTED = {"no_dependent_benefits": True, "no_student_named": True}


def asked(amount=60_000, **more):
    ids = {name: uuid.UUID(int=1) for name in ("claim_id", "donor_id", "organization_id")}
    return ReserveCredits(**ids, amount=Money(amount), **{**ATTESTED, **more})


def answer(request, free, *, allotted=False, day=DAY):
    outcome, taken, grounds = decide(request, day, 2025, Free(Money(free), allotted, "blue"), LAW)
    return outcome, taken, [(field, each.text()) for field, each in grounds]


def test_TCAP_3_the_whole_is_reserved_where_it_is_free():
    assert answer(asked(), 60_000) == (Outcome.RESERVED, Money(60_000), [])
    assert answer(asked(partial_ok=True, wait=True), 60_001) == (Outcome.RESERVED, Money(60_000), [])


def test_TCAP_3_a_part_is_reserved_where_the_donor_takes_one():
    assert answer(asked(partial_ok=True), 1) == (Outcome.REDUCED, Money(1), [])
    assert answer(asked(partial_ok=True, wait=True), 59_999) == (Outcome.REDUCED, Money(59_999), [])


def test_TCAP_4_else_the_request_waits_where_the_donor_wants_to():
    assert answer(asked(wait=True), 59_999) == (Outcome.WAITING, ZERO, [])
    assert answer(asked(wait=True, partial_ok=True), 0) == (Outcome.WAITING, ZERO, [])


def test_TCAP_3_else_it_is_refused_for_want_of_cap_or_of_allotment():
    assert answer(asked(), 59_999) == (
        Outcome.REFUSED, ZERO, [("amount", "600.00 was asked and only 599.99 is free")]
    )  # fmt: skip
    assert answer(asked(partial_ok=True), 0, allotted=True) == (
        Outcome.REFUSED, ZERO, [("amount", "600.00 was asked and only 0.00 of the allotment of blue is free")]
    )  # fmt: skip


def test_RES_1_every_ground_is_named_and_none_can_wait():
    request = asked(49_999, no_dependent_benefits=False, no_student_named=False, note="for my grandson", wait=True)
    outcome, taken, grounds = answer(request, 100, day=date(2026, 1, 1))
    assert (outcome, taken) == (Outcome.REFUSED, ZERO)
    assert [field for field, _ in grounds] == [
        "no_dependent_benefits", "no_student_named", "note", "amount", "amount", "amount"
    ]  # fmt: skip
    assert [said for field, said in grounds if field == "amount"] == [
        "499.99 is under the least reservation of 500.00",
        "January 1, 2026 is not in 2025, the year of this cap",
        "499.99 was asked and only 1.00 is free",
    ]


def test_RES_1_the_least_amount_is_enough():
    assert answer(asked(50_000), 50_000) == (Outcome.RESERVED, Money(50_000), [])


def test_TAX_8_what_is_attested_has_no_ground():
    assert attesting_grounds(asked(note="Keep up the good work")) == ()


@pytest.mark.parametrize(
    "note",
    ["for my grandson's tuition", "My NIECE", "for the child", "two kids", "para mi hija", "para la niña Ana", "la matrícula",
     "our sisters and brother", "godchild", "sobrinas"],
)  # fmt: skip
def test_TAX_8_a_note_that_means_one_child_is_found(note):
    assert designates(note)


@pytest.mark.parametrize("note", ["", "In memory of Anderson", "For Missouri", "with kindness", "Johnson family fund"])
def test_TAX_8_other_notes_are_let_be(note):
    assert not designates(note)


@pytest.mark.parametrize("text", ["123-45-6789", "123456789", "12-3456789", " 123 45 6789 "])
def test_a_taxpayer_number_is_read_in_any_usual_way(text):
    assert plain_number(text) == "123456789"


@pytest.mark.parametrize("text", ["12345678", "1234567890", "12345678a", "111111111", "١٢٣٤٥٦٧٨٩", ""])
def test_what_is_no_taxpayer_number_is_refused_with_an_example_of_its_kind(text):
    for kind, example in ((TaxpayerType.INDIVIDUAL, "123-45-6789"), (TaxpayerType.BUSINESS, "12-3456789")):
        with pytest.raises(Invalid) as refused:
            plain_number(text, kind)
        said = f"Enter the nine digits of the taxpayer number, like {example}."
        assert str(refused.value) == said
        assert [(each.field, each.message) for each in refused.value.grounds] == [("taxpayer_number", said)]


def test_owners_are_named_and_their_shares_are_the_whole():
    whole = [Owner(name="A", share=333_333), Owner(name="B", share=666_667)]
    check_owners(whole)
    check_owners([])
    assert credit_shares(Money(100), [each.share for each in whole]) == (Money(33), Money(67))
    with pytest.raises(Invalid) as refused:
        check_owners([Owner(name=" ", share=1), Owner(name="B", share=2)])
    assert [(each.field, each.message) for each in refused.value.grounds] == [
        ("owners", "Name every owner."), ("owners", "The owners' shares must add up to 100 percent.")
    ]  # fmt: skip
    assert str(refused.value) == "Name every owner."


@pytest.mark.parametrize(
    ("ends", "day", "first", "last"),
    [("06-30", "2025-06-30", "2024-07-01", "2025-06-30"), ("06-30", "2025-07-01", "2025-07-01", "2026-06-30"),
     ("12-31", "2025-12-31", "2025-01-01", "2025-12-31"), ("02-29", "2025-03-01", "2025-03-01", "2026-02-28"),
     ("02-29", "2024-02-29", "2023-03-01", "2024-02-29")],
)  # fmt: skip
def test_AMB_6_a_fiscal_year_is_the_one_around_the_day(ends, day, first, last):
    assert FiscalYear.of(ends, date.fromisoformat(day)) == FiscalYear(
        date.fromisoformat(first), date.fromisoformat(last)
    )


def test_the_same_request_under_the_same_id_is_known_by_its_digest():
    assert asked().digest == asked().digest
    others = [asked(60_001), asked(note="x"), asked(wait=True), asked(partial_ok=True)]
    assert len({asked().digest, *(each.digest for each in others)}) == 5
