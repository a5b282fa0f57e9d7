"""The auditor reads the record of acts, finds an act, sees its seal, and has the chain computed anew."""

import pytest
import sqlalchemy as sa

from esa.audit import jobs
from esa.audit import service as audit
from esa.kernel.actors import SYSTEM
from esa.kernel.ids import new_id
from esa.kernel.permissions import Role


@pytest.fixture
def recorded(house):
    with house.begin(SYSTEM) as work:
        audit.record(work, "cap.set", subject_kind="cap", subject_id="2026")
        audit.record_many(work, "grant.made", "grant", [f"g{n}" for n in range(60)])
    jobs.seal(house)


def shown(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_the_record_is_found_by_act_subject_and_day_and_goes_on(recorded, signed_in):
    auditor = signed_in(Role.AUDITOR)
    first = shown(auditor, "/record/?action=grant")
    assert first.count("<code>grant.made</code>") == 50
    following = first.split("before=")[1].split('"')[0]
    second = shown(auditor, f"/record/?action=grant&before={following}")
    assert second.count("<code>grant.made</code>") == 10
    assert shown(auditor, "/record/?subject=2026").count("<code>cap.set</code>") == 1
    assert "Nothing in the record fits" in shown(auditor, "/record/?action=cap&since=2025-11-26")
    assert "<code>cap.set</code>" in shown(auditor, "/record/?action=cap&since=2025-11-25")


def test_what_cannot_be_looked_for_is_told_and_kept(recorded, signed_in):
    page = shown(signed_in(Role.AUDITOR), "/record/?since=yesterday&before=0")
    assert "This cannot be looked for." in page
    assert 'value="yesterday"' in page
    for odd in ("since=0001-01-01", f"before={2**70}", f"subject={'x' * 101}", "role=king"):
        shown(signed_in(Role.AUDITOR), f"/record/?{odd}")
    assert signed_in(Role.AUDITOR).get("/record/?action=%00").status_code == 422


def test_the_chain_is_checked_and_a_changed_act_shows(recorded, signed_in, _owner):
    auditor = signed_in(Role.AUDITOR)
    assert "The chain holds" in shown(auditor, "/record/check")
    assert "made anew" in shown(auditor, f"/record/check?noted={'a' * 64}")
    with _owner.connect() as connection:
        connection.execute(sa.text("ALTER TABLE audit_events DISABLE TRIGGER audit_events_append_only"))
        connection.execute(sa.text("UPDATE audit_events SET subject_id = '2027' WHERE action = 'cap.set'"))
        connection.execute(sa.text("ALTER TABLE audit_events ENABLE TRIGGER audit_events_append_only"))
    assert "Block 1 does not hold" in shown(auditor, "/record/check")


@pytest.mark.parametrize("role", [Role.EAO_MANAGER, Role.FAMILY])
def test_the_record_is_not_for_EAOs_and_families(recorded, signed_in, role):
    acts_for = {"organization_id": new_id()} if role is Role.EAO_MANAGER else {"household_id": new_id()}
    assert signed_in(role, **acts_for).get("/record/").status_code == 403
