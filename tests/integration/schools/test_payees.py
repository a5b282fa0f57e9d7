"""The register of payees: two people, what a decision reads of it, licenses and relations, the State's bar."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from esa.kernel.actors import SYSTEM
from esa.kernel.errors import Conflict, Forbidden, Invalid, NotFound
from esa.kernel.ids import new_id
from esa.kernel.permissions import Role
from esa.schools.domain import SchoolKind
from esa.schools.domain.payees import CredentialKind, Inactive, ListingStanding, NewCredential, NewPayee, PayeeKind
from esa.schools.service import payees
from esa.schools.service.payees.own import OfWhom
from tests.builders import a_payee, an_organization, finance, manager, of_payee, treasurer
from tests.integration.schools.at_school import a_school

TODAY = date(2025, 11, 25)
LICENSE = NewCredential(
    kind=CredentialKind.LICENSE, number="L-1", issuer="Missouri Division of Professional Registration",
    valid_from=date(2025, 1, 1), valid_until=TODAY,
)  # fmt: skip


@pytest.fixture
def eaos(house):
    with house.begin(SYSTEM) as work:
        return an_organization(work), an_organization(work, "hill")


def facts_of(house, payee_id, organization_id):
    with house.begin(SYSTEM) as work:
        return payees.payee(work, payee_id, organization_id)


def test_a_payee_is_approved_by_another_person_than_proposed_it(house, eaos):
    river, hill = eaos
    proposer = finance(river)
    with house.begin(proposer) as work:
        made = payees.record(work, NewPayee(kind=PayeeKind.FIRM, name="Hill Speech", city="Rolla"))
    assert facts_of(house, made, river).inactive is Inactive.WAITS_FOR_APPROVAL
    with pytest.raises(Conflict, match="Another person"), house.begin(proposer) as work:
        payees.approve(work, made)
    with pytest.raises(NotFound), house.begin(manager(hill)) as work:
        payees.approve(work, made)
    with house.begin(manager(river)) as work:
        payees.approve(work, made)
    assert facts_of(house, made, river).active
    assert facts_of(house, made, hill).inactive is Inactive.NOT_LISTED
    with pytest.raises(Conflict, match="Nothing waits"), house.begin(manager(river)) as work:
        payees.approve(work, made)


def test_the_database_too_wants_two_people(house, eaos):
    made = a_payee(house, eaos[0])
    with pytest.raises(sa.exc.IntegrityError, match="two_people"), house.begin(SYSTEM) as work:
        work.tx.execute(sa.text("UPDATE payee_listings SET approved_by = proposed_by WHERE payee_id = :p"), {"p": made})


def test_a_payee_is_in_the_register_once(house, eaos):
    river, hill = eaos
    made = a_payee(house, river, name="Hill Speech", city="Rolla")
    with pytest.raises(Conflict, match="The register has this payee"), house.begin(finance(hill)) as work:
        payees.record(work, NewPayee(kind=PayeeKind.FIRM, name="HILL speech", city="rolla"))
    with house.begin(finance(hill)) as work:
        payees.propose(work, made)
    with house.begin(manager(hill)) as work:
        payees.approve(work, made)
        assert [row.payee.id for row in payees.page(work, payees.Wanted(words=("speech",))).rows] == [made]


def test_a_suspended_payee_is_approved_anew_by_two_people(house, eaos):
    made = a_payee(house, eaos[0])
    with pytest.raises(Invalid, match="Give the reason"), house.begin(manager(eaos[0])) as work:
        payees.suspend(work, made, "  ")
    with house.begin(manager(eaos[0])) as work:
        payees.suspend(work, made, "Its phone is not answered.")
        assert payees.standing_of(work, made).reason == "Its phone is not answered."
    assert facts_of(house, made, eaos[0]).inactive is Inactive.SUSPENDED
    with house.begin(finance(eaos[0])) as work:
        payees.propose(work, made)
        assert payees.standing_of(work, made).standing is ListingStanding.PROPOSED


def test_AUD_2_a_disqualified_payee_is_paid_by_no_EAO(house, eaos):
    made = a_payee(house, eaos[0])
    with pytest.raises(Forbidden), house.begin(manager(eaos[0])) as work:
        payees.disqualify(work, made, "False invoices")
    with house.begin(treasurer()) as work:
        payees.disqualify(work, made, "False invoices")
    assert facts_of(house, made, eaos[0]).inactive is Inactive.DISQUALIFIED
    with house.begin(SYSTEM) as work:
        assert list(payees.choices(work, eaos[0])) == []
    with house.begin(treasurer()) as work:
        payees.reinstate(work, made)
    assert facts_of(house, made, eaos[0]).active


def test_EXP_c_a_license_counts_to_its_last_day_once_another_person_looked(house, eaos, clock):
    made, recorder = a_payee(house, eaos[0]), finance(eaos[0])
    with house.begin(recorder) as work:
        kept = payees.record_credential(work, made, LICENSE)
    assert not facts_of(house, made, eaos[0]).licensed_or_accredited
    with pytest.raises(Conflict, match="Another person"), house.begin(recorder) as work:
        payees.verify(work, made, kept)
    with house.begin(manager(eaos[0])) as work:
        payees.verify(work, made, kept)
    found = facts_of(house, made, eaos[0])
    assert (found.licensed_or_accredited, found.licensed_until) == (True, TODAY)
    clock.move_to(clock.now() + timedelta(days=1))
    assert not facts_of(house, made, eaos[0]).licensed_or_accredited


def test_EXP_c_a_withdrawn_license_counts_no_more(house, eaos):
    made = a_payee(house, eaos[0])
    with house.begin(of_payee(made)) as work:
        kept = payees.record_credential(work, made, LICENSE)
    with house.begin(manager(eaos[0])) as work:
        payees.verify(work, made, kept)
    assert facts_of(house, made, eaos[0]).licensed_or_accredited
    with house.begin(manager(eaos[0])) as work:
        payees.withdraw(work, made, kept, "The board ended it.")
    assert not facts_of(house, made, eaos[0]).licensed_or_accredited


def test_a_license_that_ends_before_it_begins_names_its_faults(house, eaos):
    made = a_payee(house, eaos[0])
    bad = NewCredential(
        kind=CredentialKind.LICENSE, number=" ", issuer="", valid_from=TODAY, valid_until=date(2025, 1, 1)
    )
    with pytest.raises(Invalid) as refused, house.begin(finance(eaos[0])) as work:
        payees.record_credential(work, made, bad)
    assert [ground.field for ground in refused.value.grounds] == ["number", "issuer", "valid_until"]


def test_EXP_h_a_firm_is_on_the_list_of_the_EAO_that_chose_it_only(house, eaos):
    river, hill = eaos
    made = a_payee(house, river, is_chosen_firm=True)
    assert facts_of(house, made, river).on_eao_firm_list
    assert not facts_of(house, made, hill).on_eao_firm_list
    with pytest.raises(Invalid, match="cannot be recorded"), house.begin(finance(river)) as work:
        payees.record(work, NewPayee(kind=PayeeKind.INDIVIDUAL, name="Ann", is_chosen_firm=True))


def test_EXP_N3_the_newest_word_of_a_payee_on_its_relation_counts(house, eaos, clock):
    made, student = a_payee(house, eaos[0], kind=PayeeKind.INDIVIDUAL), new_id()
    whom = OfWhom(student, new_id(), eaos[0])
    assert not facts_of(house, made, eaos[0]).attested(student)
    for degree in (None, 3):
        with house.begin(of_payee(made)) as work:
            payees.attest(work, made, whom, degree)
        clock.move_to(clock.now() + timedelta(minutes=1))
    found = facts_of(house, made, eaos[0])
    assert found.attested(student)
    assert found.relation_degree(student) == 3
    assert found.for_law(student).relation_degree == 3
    with pytest.raises(Invalid, match="relation cannot"), house.begin(of_payee(made)) as work:
        payees.attest(work, made, whom, 10)
    with pytest.raises(NotFound), house.begin(of_payee(new_id())) as work:
        payees.attest(work, made, whom, None)


@pytest.mark.parametrize(
    ("kind", "facts", "qualified", "paid_as"),
    [
        (SchoolKind.PRIVATE, {}, True, PayeeKind.SCHOOL),
        (SchoolKind.PRIVATE, {"charges_tuition": False}, False, PayeeKind.SCHOOL),
        (SchoolKind.PUBLIC, {}, True, PayeeKind.PUBLIC_SCHOOL),
        (SchoolKind.CHARTER, {"nondiscrimination": False}, False, PayeeKind.PUBLIC_SCHOOL),
        (SchoolKind.VIRTUAL, {}, True, PayeeKind.VIRTUAL_SCHOOL),
        (SchoolKind.FPE, {"incorporated_in_missouri": False}, True, PayeeKind.SCHOOL),
        (SchoolKind.HOME, {}, False, PayeeKind.SCHOOL),
    ],
)
def test_SCH_a_school_of_the_list_is_judged_by_the_law(house, eaos, kind, facts, qualified, paid_as):
    school = a_school(house, kind, **facts)
    made = a_payee(house, eaos[0], school_id=school, name="")
    found = facts_of(house, made, eaos[0])
    assert (found.qualified_school, found.kind, found.school_id) == (qualified, paid_as, school)
    with house.begin(SYSTEM) as work:
        assert payees.payees_of_schools(work, [school]) == {school: made}


def test_a_payee_reaches_its_own_rows_and_no_others(house, eaos):
    river, hill = eaos
    mine, other = a_payee(house, river), a_payee(house, hill)
    for made, owner in ((mine, river), (other, hill)):
        with house.begin(finance(owner)) as work:
            payees.record_credential(work, made, LICENSE)
        with house.begin(of_payee(made)) as work:
            payees.attest(work, made, OfWhom(new_id(), new_id(), river), None)
    with house.begin(of_payee(mine, Role.SCHOOL)) as work:
        for table, column in (
            ("payees", "id"), ("payee_listings", "payee_id"), ("payee_credentials", "payee_id"),
            ("payee_relations", "payee_id"),
        ):  # fmt: skip
            assert set(work.tx.scalars(sa.text(f"SELECT {column} FROM {table}"))) == {mine}, table
        for table in ("students", "households", "applications", "decisions", "scholarship_accounts", "deposits"):
            readable = work.tx.scalar(
                sa.text("SELECT has_any_column_privilege(current_user, :t, 'SELECT')"), {"t": table}
            )
            assert not readable, table
    with pytest.raises(sa.exc.ProgrammingError, match="permission denied"), house.begin(of_payee(mine)) as work:
        work.tx.execute(sa.text("UPDATE payees SET name = 'Other'"))
    with pytest.raises(sa.exc.ProgrammingError, match="row-level"), house.begin(of_payee(mine)) as work:
        payees.record_credential(work, mine, LICENSE)
        work.tx.execute(
            sa.text(
                "INSERT INTO payee_relations SELECT gen_random_uuid(), organization_id, household_id, student_id, :o,"
                " said_on, said_at, said_by, degree FROM payee_relations"
            ),
            {"o": other},
        )


def test_a_payee_cannot_verify_its_own_license(house, eaos):
    made = a_payee(house, eaos[0])
    with house.begin(of_payee(made)) as work:
        kept = payees.record_credential(work, made, LICENSE)
    with pytest.raises(Forbidden), house.begin(of_payee(made)) as work:
        payees.verify(work, made, kept)
    with pytest.raises(sa.exc.ProgrammingError), house.begin(of_payee(made)) as work:
        work.tx.execute(sa.text("UPDATE payee_credentials SET verified_at = now()"))


def test_an_EAO_changes_nothing_of_a_payee_that_is_not_on_its_list(house, eaos):
    river, hill = eaos
    made = a_payee(house, river)
    with house.begin(finance(river)) as work:
        kept = payees.record_credential(work, made, LICENSE)
    for act in (
        lambda work: payees.record_credential(work, made, LICENSE),
        lambda work: payees.verify(work, made, kept),
        lambda work: payees.withdraw(work, made, kept, "Not ours"),
        lambda work: payees.change_contact(work, made, "Eve", "eve@example.org", ""),
        lambda work: payees.put_w9(work, made, TODAY),
        lambda work: payees.suspend(work, made, "Not ours"),
    ):
        with pytest.raises(NotFound, match="on your list"), house.begin(manager(hill)) as work:
            act(work)
