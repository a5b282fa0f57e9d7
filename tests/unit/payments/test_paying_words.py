"""Return codes, notices of change, effective days and waiting days: what each decides, at its edge."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from esa.kernel.errors import Invalid
from esa.kernel.money import Money
from esa.payments.domain.paying.bank_details import is_routing_number, prenote_good_from, readiness
from esa.payments.domain.paying.returns import Action, Correction, code_of, codes, correction
from esa.payments.domain.paying.settling_days import CutOffs, effective_on
from esa.payments.domain.paying.tax import Paid, Payer, TaxClass, TaxForm, refuse_bad_form, report, threshold
from esa.payments.domain.paying.words import AccountKind, DetailsStanding, Prenote, Waiting

CUT_OFFS = CutOffs(time(16, 0), timedelta(minutes=60))


def test_every_code_has_its_meaning_in_both_languages():
    assert {f"R{number:02d}" for number in range(1, 48)} <= set(codes())
    assert {"R61", "R85", "C01", "C14"} <= set(codes())
    assert all(each.en.endswith(".") and each.es.endswith(".") and each.en != each.es for each in codes().values())


@pytest.mark.parametrize(
    ("code", "action", "gives_back", "stops"),
    [
        ("R01", Action.AGAIN, True, False), ("R02", Action.DETAILS, True, True), ("R03", Action.DETAILS, True, True),
        ("R16", Action.CONTACT, True, True), ("R23", Action.CONTACT, True, True), ("R61", Action.BANK, False, False),
        ("C01", Action.CHANGE, False, False), ("C04", Action.NOTE, False, False), ("R99", Action.NOTE, True, False),
    ],
)  # fmt: skip
def test_a_code_says_whether_money_came_back_and_whether_the_account_is_stopped(code, action, gives_back, stops):
    found = code_of(code)
    assert (found.action, found.gives_back, found.stops_details) == (action, gives_back, stops)


@pytest.mark.parametrize(
    ("code", "text", "said"),
    [
        ("C01", "123456789", Correction(account="123456789")),
        ("C02", "081000045", Correction(routing="081000045")),
        ("C03", "081000045   123456789", Correction("081000045", "123456789")),
        ("C05", "32", Correction(kind=AccountKind.SAVINGS)),
        ("C06", "123456789           32", Correction(account="123456789", kind=AccountKind.SAVINGS)),
        ("C07", "081000045123456789        22", Correction("081000045", "123456789", AccountKind.CHECKING)),
        ("C09", "123", Correction()),
    ],
)
def test_a_notice_of_change_is_read_by_the_columns_of_its_code(code, text, said):
    assert correction(code, text) == said


@pytest.mark.parametrize("text", ["081000045", "101000048", "021000021", "011401533"])
def test_routing_numbers_of_banks_are_taken(text):
    assert is_routing_number(text)


@pytest.mark.parametrize("text", ["", "000000000", "08100004", "0810000450", "081000046", "x81000045", "990000006"])
def test_what_is_no_routing_number_is_refused(text):
    assert not is_routing_number(text)


@pytest.mark.parametrize(
    ("at", "same_day", "on"),
    [
        ((2025, 11, 25, 22, 0), False, (2025, 11, 26)),  # 16:00 Central, in time: the next day
        ((2025, 11, 25, 22, 1), False, (2025, 11, 28)),  # a minute late: Wednesday's work, after Thanksgiving
        ((2025, 11, 27, 15, 0), False, (2025, 12, 1)),  # on Thanksgiving: Friday's work
        ((2025, 11, 29, 15, 0), False, (2025, 12, 2)),  # on Saturday: Monday's work
        ((2025, 11, 25, 14, 0), True, (2025, 11, 25)),  # 8:00, an hour and a half before the first window
        ((2025, 11, 25, 20, 45), True, (2025, 11, 25)),  # 14:45, an hour before the last window
        ((2025, 11, 25, 20, 46), True, (2025, 11, 26)),
        ((2025, 7, 4, 15, 0), True, (2025, 7, 8)),
        ((2025, 12, 31, 15, 0), False, (2026, 1, 2)),
    ],
)  # fmt: skip
def test_the_effective_day_follows_cut_offs_weekends_and_holidays_of_the_banks(at, same_day, on):
    assert effective_on(datetime(*at, tzinfo=UTC), CUT_OFFS, same_day=same_day) == date(*on)


def test_a_prenote_is_good_after_three_banking_days():
    assert prenote_good_from(date(2025, 11, 25)) == date(2025, 12, 1)


@pytest.mark.parametrize(
    ("standing", "prenote", "today", "waiting"),
    [
        (DetailsStanding.PROPOSED, Prenote.NOT_NEEDED, 10, Waiting.NOT_CONFIRMED),
        (DetailsStanding.REFUSED, Prenote.NOT_NEEDED, 10, Waiting.NO_DETAILS),
        (DetailsStanding.BLOCKED, Prenote.NOT_NEEDED, 10, Waiting.BLOCKED),
        (DetailsStanding.CONFIRMED, Prenote.NOT_NEEDED, 3, Waiting.COOLING),
        (DetailsStanding.CONFIRMED, Prenote.NOT_NEEDED, 4, None),
        (DetailsStanding.CONFIRMED, Prenote.DUE, 4, Waiting.PRENOTE),
        (DetailsStanding.CONFIRMED, Prenote.SENT, 8, Waiting.PRENOTE),
        (DetailsStanding.CONFIRMED, Prenote.SENT, 9, None),
    ],
)
def test_details_say_what_they_wait_for(standing, prenote, today, waiting):
    # Usable from Thursday 4 December; the prenote went on that day and is good from Tuesday 9 December.
    sent = date(2025, 12, 4)
    assert readiness(standing, date(2025, 12, 4), prenote, sent, date(2025, 12, today)).waiting is waiting


def a_form(**more):
    given = {
        "name": "Ann Example", "tax_class": TaxClass.INDIVIDUAL, "number": "123456789", "number_is_ein": False,
        "signed_on": date(2025, 9, 1), "street": "1 Main St", "city": "Rolla", "state": "MO", "zip": "65401", **more,
    }  # fmt: skip
    return TaxForm(**given)


def test_the_threshold_of_the_report_is_600_until_2025_and_2000_from_2026():
    assert (threshold(2025).amount, threshold(2026).amount) == (Money(60_000), Money(200_000))
    with pytest.raises(Invalid):
        threshold(2020)


def test_the_year_report_has_who_got_the_threshold_and_names_who_gave_no_form():
    paid = [
        Paid(payee="Ann", amount=Money(60_000), form=a_form()),
        Paid(payee="Ben", amount=Money(59_999), form=a_form()),
        Paid(payee="Cy", amount=Money(90_000), form=None),
        Paid(payee="Dee Inc.", amount=Money(90_000), form=a_form(tax_class=TaxClass.C_CORPORATION)),
    ]
    made = report(2025, Payer("River EAO", "43-1"), paid, threshold(2025).amount)
    assert (made.reported, made.without_form, made.exempt, made.under) == (1, ("Cy",), 1, 1)
    assert made.text.splitlines()[1] == (
        "2025,1099-NEC,River EAO,43-1,Ann Example,123456789,SSN,1 Main St,Rolla,MO,65401,600.00"
    )


def test_a_tax_form_names_every_fault():
    bad = a_form(name="", number="12", signed_on=date(2026, 1, 1), street="", city="", state="mo", zip="1")
    with pytest.raises(Invalid) as refusal:
        refuse_bad_form(bad, date(2025, 11, 25))
    assert [each.field for each in refusal.value.grounds] == [
        "name", "number", "signed_on", "street", "city", "state", "zip",
    ]  # fmt: skip
