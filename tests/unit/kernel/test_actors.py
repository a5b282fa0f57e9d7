"""Who acts and what they may: every role reaches its own rows, a key never more than it was given."""

import uuid

import pytest

from esa.kernel.actors import SYSTEM, VISITOR, Actor, Scope
from esa.kernel.errors import (
    Conflict,
    EsaError,
    Forbidden,
    Ground,
    Invalid,
    LimitReached,
    NotFound,
    NotKnown,
    TooOften,
)
from esa.kernel.permissions import PAYEES, PERMISSIONS_OF, STAFF, Permission, Role

ID = uuid.UUID(int=1)
SCOPES = {
    Role.FAMILY: "esa_family", Role.DONOR: "esa_donor", Role.EAO_REVIEWER: "esa_organization",
    Role.EAO_MANAGER: "esa_organization", Role.EAO_FINANCE: "esa_organization", Role.SCHOOL: "esa_payee",
    Role.PROVIDER: "esa_payee", Role.TREASURER: "esa_treasury", Role.AUDITOR: "esa_state", Role.VISITOR: "esa_public",
    Role.SYSTEM: "esa_system",
}  # fmt: skip


@pytest.mark.parametrize("role", list(Role))
def test_every_role_reaches_the_rows_of_its_database_role(role):
    assert Actor(role=role).scope == SCOPES[role]
    assert SCOPES[role] in {each.value for each in Scope}


@pytest.mark.parametrize("role", list(Role))
def test_a_role_may_what_its_table_says_and_nothing_else(role):
    actor = Actor(role=role)
    for permission in Permission:
        allowed = permission in PERMISSIONS_OF[role]
        assert actor.may(permission) is allowed
        if allowed:
            actor.require(permission)
        else:
            with pytest.raises(Forbidden, match=f"^Your role does not allow this \\({permission}\\)\\.$") as refused:
                actor.require(permission)
            assert refused.value.code == "permission_missing"


def test_a_key_may_what_it_was_given_and_what_anybody_may():
    key = Actor(role=Role.EAO_MANAGER, narrowed_to=frozenset({Permission.APPLICATION_READ, Permission.CAP_SET}))
    assert {each for each in Permission if key.may(each)} == {
        Permission.APPLICATION_READ, *PERMISSIONS_OF[Role.VISITOR]
    }  # fmt: skip
    key.require(Permission.APPLICATION_READ)
    with pytest.raises(Forbidden, match=r"^This key was not given award:read\. Make one that has it\.$") as narrow:
        key.require(Permission.AWARD_READ)
    assert narrow.value.code == "key_too_narrow"
    with pytest.raises(Forbidden) as missing:
        key.require(Permission.CAP_SET)
    assert missing.value.code == "permission_missing"


@pytest.mark.parametrize(
    ("name", "code", "said"),
    [("organization", "organization_needed", "This is done for an educational assistance organization."),
     ("household", "household_needed", "This is done for a household."),
     ("payee", "payee_needed", "This is done for a school or provider."), ("user", "sign_in_needed", "Sign in first.")],
)  # fmt: skip
def test_who_acts_for_nobody_is_told_for_whom_it_is_done(name, code, said):
    acting = Actor(role=Role.FAMILY, **{f"{name}_id": ID})
    assert getattr(acting, f"require_{name}")() == ID
    with pytest.raises(Forbidden) as refused:
        getattr(VISITOR, f"require_{name}")()
    assert (refused.value.code, str(refused.value)) == (code, said)


def test_who_has_said_nothing_reads_english_and_acts_for_nobody():
    assert (VISITOR.role, SYSTEM.role, VISITOR.language, VISITOR.name, VISITOR.api_key) == (
        Role.VISITOR, Role.SYSTEM, "en", "", "",
    )  # fmt: skip
    assert VISITOR.narrowed_to is None


def test_every_refusal_has_its_stable_code():
    codes = {
        EsaError: "error", NotFound: "not_found", Forbidden: "forbidden", Invalid: "invalid", NotKnown: "key_needed",
        Conflict: "conflict", LimitReached: "limit_reached",
    }  # fmt: skip
    for kind, code in codes.items():
        assert kind("Said.").code == code
        assert kind("Said.", code="other").code == "other"
        assert (kind("Said.").message, str(kind("Said.")), kind("Said.").grounds) == ("Said.", "Said.", ())
        assert kind("Said.", [Ground("a", "b")]).grounds == (Ground("a", "b"),)
    often = TooOften("Wait a minute.", 60)
    assert (often.code, often.wait, often.grounds) == ("too_many_calls", 60, (Ground("", "Wait a minute."),))


# The principles behind the table: each would be broken by a permission too many or too few.
READ_ONLY = {each for each in Permission if each.value.endswith(":read")} | {Permission.API_KEY_MANAGE}


def test_everybody_may_see_the_cap_and_the_posting():
    assert PERMISSIONS_OF[Role.VISITOR] == {Permission.CAP_READ, Permission.POSTING_READ}
    assert all(PERMISSIONS_OF[role] >= PERMISSIONS_OF[Role.VISITOR] for role in Role)


def test_the_auditor_sees_what_the_treasurer_sees_and_changes_nothing():
    assert PERMISSIONS_OF[Role.AUDITOR] <= READ_ONLY
    assert PERMISSIONS_OF[Role.AUDITOR] == {each for each in PERMISSIONS_OF[Role.TREASURER] if each in READ_ONLY}


def test_only_the_system_may_everything():
    assert PERMISSIONS_OF[Role.SYSTEM] == set(Permission)
    assert [role for role in Role if PERMISSIONS_OF[role] == set(Permission)] == [Role.SYSTEM]


@pytest.mark.parametrize("role", [Role.VISITOR, Role.FAMILY, Role.DONOR, Role.SCHOOL, Role.PROVIDER])
def test_nobody_outside_the_offices_sees_applications_accounts_or_the_record(role):
    inside = {Permission.APPLICATION_READ, Permission.ACCOUNT_READ, Permission.AUDIT_READ, Permission.BOOKS_READ, Permission.PAYMENT_READ}  # fmt: skip
    assert not PERMISSIONS_OF[role] & inside


def test_who_records_gifts_decides_no_application_and_who_decides_records_none():
    for role in (Role.EAO_REVIEWER, Role.EAO_MANAGER, Role.EAO_FINANCE):
        deciding = Permission.APPLICATION_DECIDE in PERMISSIONS_OF[role]
        recording = Permission.PAYMENT_RECORD in PERMISSIONS_OF[role]
        assert deciding != recording


def test_two_people_of_two_offices_can_release_an_award_and_no_reviewer_can():
    releasing = {role for role in Role if Permission.AWARD_RELEASE in PERMISSIONS_OF[role]}
    assert releasing == {Role.EAO_MANAGER, Role.EAO_FINANCE, Role.SYSTEM}


def test_staff_are_all_who_see_other_peoples_children_or_move_money():
    assert {Role.SCHOOL, Role.PROVIDER} == PAYEES
    assert set(Role) - STAFF == {Role.VISITOR, Role.FAMILY, Role.DONOR, Role.SYSTEM}
