"""Bank details and tax forms: every fault with its way out, the year's report in full."""

import uuid
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from esa.kernel.errors import Invalid
from esa.kernel.money import ZERO, Money
from esa.payments.domain.paying import Intent
from esa.payments.domain.paying.bank_details import (
    Details,
    Ready,
    prenote_good_from,
    readiness,
    refuse_bad_details,
    usable_from,
)
from esa.payments.domain.paying.settling_days import (
    SAME_DAY_LIMIT,
    SAME_DAY_WINDOWS,
    CutOffs,
    effective_on,
    window,
)
from esa.payments.domain.paying.tax import Paid, Payer, TaxClass, TaxForm, refuse_bad_form, report, threshold
from esa.payments.domain.paying.words import AccountKind, DetailsStanding, Prenote, Waiting

TODAY = date(2025, 12, 4)
GOOD = Details(
    payee=uuid.UUID(int=1), payee_name="Hill", holder="Hill Tutors", kind=AccountKind.CHECKING, is_business=True,
    routing="081000045", account="12345678", verified_how="Called 555-0100",
)  # fmt: skip
FORM = TaxForm(
    name="Ann", tax_class=TaxClass.INDIVIDUAL, number="123456789", number_is_ein=False, signed_on=TODAY, street="1 Main",
    city="Rolla", state="MO", zip="65401",
)  # fmt: skip


def grounds(refuse, *given, code="invalid"):
    with pytest.raises(Invalid) as refused:
        refuse(*given)
    assert refused.value.code == code
    return str(refused.value), [(each.field, each.message) for each in refused.value.grounds]


def test_bank_details_that_can_be_kept_are():
    refuse_bad_details(GOOD)
    for account in ("1234", "1" * 17, "AB-1234"):
        refuse_bad_details(replace(GOOD, account=account, contact_email="office@example.org"))


def test_who_gives_details_without_more_has_no_address_and_was_not_asked_back():
    bare = Details(
        payee=GOOD.payee, payee_name="Hill", holder="H", kind=GOOD.kind, is_business=False, routing="", account=""
    )
    assert (bare.contact_email, bare.verified_how) == ("", "")


def test_every_fault_of_bank_details_has_its_way_out():
    bad = replace(GOOD, holder=" ", routing="000000000", account="123", contact_email="office", verified_how=" ")
    assert grounds(refuse_bad_details, bad) == (
        "The bank details cannot be kept.",
        [("holder", "Enter the name on the bank account."),
         ("routing", "This is not a routing number. Copy its nine digits from a check or from the bank's letter."),
         ("account", "Enter the account number: 4 to 17 digits, without spaces."),
         ("contact_email", "Enter an e-mail address like office@example.org."),
         ("verified_how", "Write how you asked the payee back: whom you called, at which number you knew before.")],
    )  # fmt: skip
    for account in ("1" * 18, "12 34", "١٢٣٤٥", "ab123"):
        assert [field for field, _ in grounds(refuse_bad_details, replace(GOOD, account=account))[1]] == ["account"]


def test_banks_work_on_a_holiday_of_the_state():
    # Friday 8 May is Truman Day.
    assert prenote_good_from(date(2026, 5, 7)) == date(2026, 5, 12)
    cut_offs = CutOffs(time(16, 0), timedelta(minutes=60))
    at = {day: datetime(2026, 5, day, 14, tzinfo=UTC) for day in (6, 7, 8)}
    assert effective_on(at[6], cut_offs, same_day=False) == date(2026, 5, 7)
    assert (
        effective_on(at[7], cut_offs, same_day=False)
        == effective_on(at[8], cut_offs, same_day=True)
        == date(2026, 5, 8)
    )
    assert effective_on(at[8], cut_offs, same_day=False) == date(2026, 5, 11)
    late = datetime(2026, 5, 7, 23, tzinfo=UTC)
    assert effective_on(late, cut_offs, same_day=False) == date(2026, 5, 11)


def test_confirmed_details_cool_and_a_prenote_is_waited_for_until_its_day():
    assert usable_from(TODAY, 5) == date(2025, 12, 9)
    confirmed, sent = DetailsStanding.CONFIRMED, Prenote.SENT
    assert readiness(confirmed, date(2025, 12, 5), Prenote.DUE, None, TODAY) == Ready(
        Waiting.COOLING, date(2025, 12, 5)
    )
    assert readiness(confirmed, TODAY, Prenote.DUE, None, TODAY) == Ready(Waiting.PRENOTE, None)
    assert readiness(confirmed, TODAY, sent, TODAY, TODAY) == Ready(Waiting.PRENOTE, date(2025, 12, 9))
    assert readiness(confirmed, TODAY, sent, None, TODAY) == Ready()
    assert readiness(confirmed, TODAY, Prenote.FAILED, TODAY, TODAY) == Ready()
    assert readiness(confirmed, None, Prenote.NOT_NEEDED, None, TODAY) == Ready(Waiting.NOT_CONFIRMED)
    assert readiness(DetailsStanding.REPLACED, TODAY, Prenote.NOT_NEEDED, None, TODAY) == Ready(Waiting.NO_DETAILS)


@pytest.mark.parametrize(
    ("hour", "minute", "made"),
    [(14, 30, time(9, 30)), (14, 31, time(13, 45)), (18, 45, time(13, 45)), (18, 46, time(15, 45)), (20, 45, time(15, 45)), (20, 46, None)],
)  # fmt: skip
def test_a_file_makes_the_next_window_that_its_bank_still_reaches(hour, minute, made):
    at = datetime(2025, 11, 25, hour, minute, tzinfo=UTC)
    assert window(at, CutOffs(time(16, 0), timedelta(minutes=60))) == made
    # 21:00 of the day before in Central time.
    assert window(datetime(2025, 11, 26, 3, tzinfo=UTC), CutOffs(time(16, 0), timedelta(minutes=60))) is None
    assert (SAME_DAY_WINDOWS[-1], Money(100_000_000)) == (time(15, 45), SAME_DAY_LIMIT)


def intent(**more):
    given = {
        "reference": "E-1", "organization_id": GOOD.payee, "payee": GOOD.payee, "amount": Money(500),
        "parts": {"tax_credit": Money(300), "returned": Money(200)}, "account_number": "AC-1",
        "household_id": GOOD.payee, "narrative": "Books", **more,
    }  # fmt: skip
    return Intent(**given)


def test_an_intent_pays_more_than_nothing_and_its_parts_are_its_amount():
    assert (intent().payee_name, intent().child) == ("", "")
    told = "An amount to pay is more than zero, and so is each part of it."
    for bad in (
        {"amount": ZERO, "parts": {}},
        {"parts": {"a": Money(500), "b": ZERO}},
        {"parts": {"a": Money(501), "b": Money(-1)}},
    ):
        assert grounds(lambda given: intent(**given), bad, code="amount_not_positive") == (told, [("amount", told)])
    differ = "The parts by source do not sum to the amount."
    assert grounds(lambda given: intent(parts=given), {"a": Money(499)}, code="parts_differ") == (
        differ,
        [("parts", differ)],
    )


def test_a_tax_form_that_can_be_kept_is():
    refuse_bad_form(FORM, TODAY)
    refuse_bad_form(replace(FORM, zip="65401-1234"), TODAY)
    for name, bad in (
        ("number", "12345678x"),
        ("number", "١٢٣٤٥٦٧٨٩"),
        ("zip", "65401-"),
        ("zip", "6540"),
        ("state", "MOO"),
    ):
        assert [field for field, _ in grounds(refuse_bad_form, replace(FORM, **{name: bad}), TODAY)[1]] == [name]


def test_every_fault_of_a_tax_form_has_its_way_out():
    bad = TaxForm(
        name=" ", tax_class=TaxClass.LLC, number="", number_is_ein=True, signed_on=date(2025, 12, 5), street=" ", city=" ",
        state="", zip="",
    )  # fmt: skip
    assert grounds(refuse_bad_form, bad, TODAY) == (
        "The tax form cannot be kept.",
        [("name", "Enter the name as the form has it."), ("number", "Enter the nine digits of the taxpayer number."),
         ("signed_on", "The day of signature has not come yet."), ("street", "Enter the street."),
         ("city", "Enter the town."), ("state", "Enter the two capital letters of a state, like MO."),
         ("zip", "Enter the ZIP code, like 65101.")],
    )  # fmt: skip


def test_the_years_report_in_full():
    def paid(payee, cents, form=FORM):
        return Paid(payee=payee, amount=Money(cents), form=form)

    made = report(
        2025, Payer("River EAO", "43-1"),
        [paid("Ben", 60_000, replace(FORM, name="Ben", number_is_ein=True, tax_class=TaxClass.LLC)), paid("Ann", 90_000),
         paid("Ann", 70_000), paid("Zoe", 60_000, None), paid("Cy", 60_000, None), paid("Low", 59_999), paid("Low", 1, None),
         paid("S", 60_000, replace(FORM, tax_class=TaxClass.S_CORPORATION)),
         paid("E", 60_000, replace(FORM, tax_class=TaxClass.EXEMPT))],
        Money(60_000),
    )  # fmt: skip
    assert made.text == (
        "tax_year,form,payer_name,payer_tin,recipient_name,recipient_tin,recipient_tin_type,recipient_street,"
        "recipient_city,recipient_state,recipient_zip,nonemployee_compensation\n"
        "2025,1099-NEC,River EAO,43-1,Ann,123456789,SSN,1 Main,Rolla,MO,65401,700.00\n"
        "2025,1099-NEC,River EAO,43-1,Ann,123456789,SSN,1 Main,Rolla,MO,65401,900.00\n"
        "2025,1099-NEC,River EAO,43-1,Ben,123456789,EIN,1 Main,Rolla,MO,65401,600.00\n"
    )
    assert (made.reported, made.amount, made.without_form, made.exempt, made.under) == (
        3, Money(220_000), ("Cy", "Zoe"), 2, 2,
    )  # fmt: skip


def test_a_year_before_the_first_that_is_kept_has_no_threshold():
    assert grounds(threshold, 1999) == (
        "The threshold of this year is not kept.", [("year", "Choose a year from 2021 on.")],
    )  # fmt: skip
    assert threshold(2025).cite
