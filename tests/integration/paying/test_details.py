"""Bank details of payees: two people, some days of waiting, a notice to the old contact, alerts, every look recorded."""

from dataclasses import replace

import pytest
import sqlalchemy as sa

from esa.kernel.actors import SYSTEM
from esa.kernel.errors import Conflict, Forbidden, Invalid, NotFound
from esa.payments.domain.paying.words import DetailsStanding, Waiting
from esa.payments.service import paying
from tests.builders import an_organization, auditor, finance, manager
from tests.outgoing import KEY, ROUTING, an_outgoing


@pytest.fixture
def out(house, clock):
    return an_outgoing(house, clock)


def shown(out, name):
    with out.house.begin(out.ann) as work:
        return paying.payee_details(work, out.payees[name])


def notices(out):
    with out.house.begin(SYSTEM) as work:
        return [tuple(row) for row in work.tx.execute(sa.text("SELECT address, body FROM notices ORDER BY sequence"))]


def test_every_fault_is_named_with_its_field(out):
    bad = out.details("Hill School", account="12 3", routing="081000046", holder="", verified_how="", contact_email="x")
    with pytest.raises(Invalid) as refusal, out.house.begin(out.ann) as work:
        paying.propose_details(work, KEY, bad)
    assert [each.field for each in refusal.value.grounds] == [
        "holder", "routing", "account", "contact_email", "verified_how",
    ]  # fmt: skip


def test_the_account_number_lies_sealed_and_only_its_last_four_are_shown(out):
    out.propose("Hill School", "4455667788")
    with out.house.begin(SYSTEM) as work:
        rows = work.tx.execute(sa.text("SELECT * FROM payee_bank_details")).mappings().all()
        told = str(work.tx.execute(sa.text("SELECT detail FROM audit_events")).all())
    assert all("4455667788" not in str(row) and b"4455667788" not in bytes(row["account_sealed"]) for row in rows)
    assert "4455667788" not in told
    assert {row["last_four"] for row in rows} == {"5678", "7788"}


def test_who_proposed_a_change_cannot_confirm_it_here_or_in_the_database(out):
    details = out.propose("Hill School", "4455667788")
    with pytest.raises(Forbidden) as refusal, out.house.begin(out.ann) as work:
        paying.confirm_details(work, details)
    assert refusal.value.code == "second_person_needed"
    with pytest.raises(sa.exc.IntegrityError, match="two_people"), out.house.begin(SYSTEM) as work:
        work.tx.execute(
            sa.text("UPDATE payee_bank_details SET confirmed_by = proposed_by WHERE id = :id"), {"id": details}
        )


def test_a_confirmed_change_waits_and_the_old_contact_is_told_at_once(out):
    out.approve("Hill School", 50_000)
    out.confirm(out.propose("Hill School", "4455667788", contact_email="thief@example.org"))
    newest, before = shown(out, "Hill School")
    assert (newest.ready.waiting, newest.details.standing) == (Waiting.COOLING, DetailsStanding.CONFIRMED)
    assert before.details.standing is DetailsStanding.REPLACED
    address, body = notices(out)[-1]
    assert address == "office@example.org"
    assert "5678" in body
    assert "7788" in body
    with pytest.raises(Invalid):
        out.prepare()
    out.days(3)
    assert shown(out, "Hill School")[0].ready.waiting is None
    out.release(out.prepare())


def test_one_change_waits_at_a_time_and_a_refused_one_leaves_all_as_it_was(out):
    details = out.propose("Hill School", "4455667788")
    with pytest.raises(Conflict) as refusal:
        out.propose("Hill School", "99887766")
    assert refusal.value.code == "change_waits"
    with out.house.begin(out.bob) as work:
        paying.refuse_details(work, details, "The school knows nothing of it")
    assert [each.details.standing.value for each in shown(out, "Hill School")] == ["refused", "confirmed"]
    assert len(notices(out)) == 1
    with pytest.raises(Conflict):
        out.confirm(details)


def test_an_account_that_stands_for_two_payees_is_told_of_both(out):
    out.payee("Elm School")
    out.propose("Elm School", "12345678")
    assert shown(out, "Elm School")[0].same_account == ("Hill School",)
    assert shown(out, "Hill School")[0].same_account == ("Elm School",)
    out.payee("Oak School")
    out.propose("Oak School", "12345678", routing="101000048")
    assert shown(out, "Oak School")[0].same_account == ()


def test_an_account_that_another_EAO_keeps_for_somebody_else_is_told_without_a_name(out):
    with out.house.begin(SYSTEM) as work:
        lake = an_organization(work, "lake")
    there = replace(out, river=lake, ann=finance(lake), bob=finance(lake), payees={})
    there.payee("Elm School")
    there.propose("Elm School", "12345678")
    mine = shown(out, "Hill School")[0]
    assert (mine.elsewhere, mine.same_account) == (True, ())
    assert shown(there, "Elm School")[0].elsewhere
    there.payees["Hill School"] = out.payees["Hill School"]
    there.propose("Hill School", "99990000")
    assert not shown(there, "Hill School")[0].elsewhere


def test_every_look_at_bank_details_is_recorded(out):
    shown(out, "Hill School")
    with out.house.begin(out.bob) as work:
        paying.payees_details(work)
    with out.house.begin(SYSTEM) as work:
        rows = work.tx.execute(sa.text("SELECT action, actor_user_id FROM audit_events WHERE is_view")).all()
    assert ("payee_bank_details.viewed", out.ann.user_id) in rows
    assert ("payees_bank_details.viewed", out.bob.user_id) in rows


def test_a_prenote_goes_before_the_first_payment_and_is_good_after_three_banking_days(house, clock):
    out = an_outgoing(house, clock, prenotes=True)
    out.approve("Hill School", 50_000)
    with out.house.begin(out.ann) as work:
        assert paying.to_pay(work)[0].ready.waiting is Waiting.PRENOTE
    reference = out.prepare()
    out.release(reference)
    assert " 0000000000RMT-" in out.file(reference)
    with out.house.begin(out.ann) as work:
        assert paying.to_pay(work)[0].ready.until is not None
    with pytest.raises(Invalid):
        out.prepare()
    out.days(3)
    out.release(out.prepare())
    assert out.books()[:2] == (0, 50_000)


def test_a_prenote_goes_while_the_details_still_wait_for_their_days(house, clock):
    out = an_outgoing(house, clock, prenotes=True, cooling_days=10)
    out.approve("Hill School", 50_000)
    out.release(out.prepare())
    out.days(4)
    with out.house.begin(out.ann) as work:
        assert paying.to_pay(work)[0].ready.waiting is Waiting.COOLING
    out.days(1)
    out.release(out.prepare())
    assert out.books()[:2] == (0, 50_000)


def test_another_EAO_sees_no_details_and_a_manager_confirms(out):
    details = out.propose("Hill School", "4455667788")
    with out.house.begin(SYSTEM) as work:
        lake = an_organization(work, "lake")
    with out.house.begin(finance(lake)) as work:
        assert paying.payee_details(work, out.payees["Hill School"]) == []
    with pytest.raises(NotFound), out.house.begin(finance(lake)) as work:
        paying.confirm_details(work, details)
    with out.house.begin(auditor()) as work:
        assert len(paying.payee_details(work, out.payees["Hill School"])) == 2
    with out.house.begin(manager(out.river)) as work:
        assert paying.confirm_details(work, details).routing == ROUTING
