"""The register of payees: what a decision asks of it, what is refused, how long a license holds (EXP-N3, EXP-c)."""

import uuid
from dataclasses import replace
from datetime import date, timedelta

import pytest

from esa.kernel.errors import Invalid
from esa.law.expense_facts import Payee
from esa.schools.domain import SchoolKind
from esa.schools.domain.payees import (
    PROVIDERS,
    SCHOOLS,
    Attested,
    CredentialKind,
    Inactive,
    NewCredential,
    NewPayee,
    PayeeFacts,
    PayeeKind,
    is_soon_over,
    is_valid_on,
    kind_of_school,
    refuse_bad_credential,
    refuse_bad_degree,
    refuse_bad_payee,
)

DAY = date(2025, 11, 25)
BEFORE, AFTER = DAY - timedelta(days=1), DAY + timedelta(days=1)
LEO, ANA, MAX = (uuid.UUID(int=number) for number in range(3))
KNOWN = PayeeFacts(
    id=uuid.UUID(int=9), name="Hill Tutors", kind=PayeeKind.FIRM, state="KS", school_id=None, school_kind=None,
    qualified_school=False, licensed_or_accredited=True, licensed_until=None, on_eao_firm_list=True, w9_on_file=True,
    inactive=None, relations={LEO: Attested(3, DAY), ANA: Attested(None, DAY)},
)  # fmt: skip
FIRM = NewPayee(kind=PayeeKind.FIRM, name="Hill Tutors")
LICENSE = NewCredential(kind=CredentialKind.LICENSE, number="L-1", issuer="State Board", valid_from=DAY)


def refused(refuse, given):
    with pytest.raises(Invalid) as caught:
        refuse(given)
    return str(caught.value), [(each.field, each.message) for each in caught.value.grounds]


def test_EXP_N3_a_relation_counts_for_the_student_of_whom_it_was_said():
    assert [KNOWN.relation_degree(each) for each in (LEO, ANA, MAX)] == [3, None, None]
    assert [KNOWN.attested(each) for each in (LEO, ANA, MAX)] == [True, True, False]


def test_the_law_is_told_what_the_register_knows():
    assert KNOWN.for_law(LEO) == Payee(
        kind="firm",
        state="KS",
        name="Hill Tutors",
        licensed_or_accredited=True,
        on_eao_firm_list=True,
        relation_degree=3,
    )
    school = replace(
        KNOWN, kind=PayeeKind.SCHOOL, qualified_school=True, licensed_or_accredited=False, on_eao_firm_list=False
    )
    assert school.for_law(ANA) == Payee(kind="school", state="KS", name="Hill Tutors", qualified_school=True)


def test_only_who_is_active_can_be_paid():
    assert KNOWN.active
    assert not any(replace(KNOWN, inactive=each).active for each in Inactive)


def test_why_a_payee_cannot_be_paid_is_a_word_that_lines_keep():
    assert [each.value for each in Inactive] == ["not_listed", "waits_for_approval", "suspended", "disqualified"]


def test_a_school_is_paid_as_the_kind_that_it_is():
    assert {kind.value: kind_of_school(kind).value for kind in SchoolKind} == {
        "fpe": "school", "private": "school", "home": "school", "charter": "public_school", "public": "public_school",
        "virtual": "virtual_school",
    }  # fmt: skip
    assert set(PayeeKind) == SCHOOLS | PROVIDERS
    assert {PayeeKind.INDIVIDUAL, PayeeKind.FIRM} == PROVIDERS
    assert not SCHOOLS & PROVIDERS


@pytest.mark.parametrize(
    ("first", "last", "holds"),
    [(DAY, None, True), (DAY, DAY, True), (BEFORE, AFTER, True), (AFTER, None, False), (BEFORE, BEFORE, False)],
)
def test_EXP_c_a_license_holds_from_its_first_day_through_its_last(first, last, holds):
    assert is_valid_on(DAY, first, last) is holds


def test_a_reminder_is_due_sixty_days_before_the_end_and_after_it():
    assert [is_soon_over(DAY, DAY + timedelta(days=days)) for days in (-1, 0, 60, 61)] == [True, True, True, False]
    assert not is_soon_over(DAY, None)


def test_a_payee_that_can_be_recorded_is():
    refuse_bad_payee(FIRM)
    refuse_bad_payee(replace(FIRM, is_chosen_firm=True))
    assert (FIRM.school_id, FIRM.is_chosen_firm) == (None, False)
    assert (FIRM.state, FIRM.city, FIRM.contact_name, FIRM.email, FIRM.phone) == ("MO", "", "", "", "")


@pytest.mark.parametrize("state", ["", "Mo", "M", "MOO", "МО", "M1"])
def test_a_state_is_two_capital_letters(state):
    assert refused(refuse_bad_payee, replace(FIRM, state=state)) == (
        "The payee cannot be recorded.", [("state", "Enter the two capital letters of a state, like MO.")],
    )  # fmt: skip


def test_every_fault_of_a_payee_is_said():
    bad = NewPayee(kind=PayeeKind.INDIVIDUAL, name=" ", state="x", is_chosen_firm=True)
    _, grounds = refused(refuse_bad_payee, bad)
    assert [field for field, _ in grounds] == ["name", "state", "is_chosen_firm"]
    assert grounds[0][1] == "Enter the name."
    assert grounds[2][1] == "Only a firm can manage accounts. Choose the kind firm."


def test_every_fault_of_a_license_is_said():
    refuse_bad_credential(LICENSE)
    refuse_bad_credential(replace(LICENSE, valid_until=DAY))
    bad = replace(LICENSE, number=" ", issuer="", valid_until=BEFORE)
    assert refused(refuse_bad_credential, bad) == (
        "The license cannot be recorded.",
        [("number", "Enter the number of the license or accreditation."), ("issuer", "Enter who gave it."),
         ("valid_until", "The last day is before the first day. Check both.")],
    )  # fmt: skip


def test_EXP_N3_a_degree_is_from_one_to_nine():
    for good in (None, 1, 9):
        refuse_bad_degree(good)
    for bad in (0, 10, -1):
        assert refused(refuse_bad_degree, bad) == (
            "The relation cannot be recorded.",
            [("degree", "Enter a degree from 1 to 9. A parent or child is 1, a cousin is 4.")],
        )  # fmt: skip
