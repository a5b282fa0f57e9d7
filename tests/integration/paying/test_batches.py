"""Batches: only what is approved, checked against the books, released whole by a second person, once."""

import pytest
import sqlalchemy as sa

from esa.kernel.actors import SYSTEM
from esa.kernel.errors import Conflict, Forbidden, Invalid, NotFound
from esa.kernel.ids import new_id
from esa.kernel.money import Money
from esa.ledger import service as ledger
from esa.ledger.domain.chart import Source, bank, payable
from esa.ledger.domain.entry import Entry, credit, debit
from esa.payments.domain.paying.words import BatchStanding, Waiting
from esa.payments.service import paying
from esa.schools.service import payees
from tests.builders import an_organization, auditor, finance, manager, treasurer
from tests.outgoing import KEY, an_outgoing


@pytest.fixture
def out(house, clock):
    return an_outgoing(house, clock)


def test_an_approval_is_kept_once_by_its_reference(out):
    out.approve("Hill School", 50_000, reference="EXP-1")
    with out.house.begin(SYSTEM) as work:
        paying.intend(work, out.intent("Hill School", "EXP-1", {"tax_credit": 50_000}))
        assert work.tx.scalar(sa.text("SELECT count(*) FROM payment_intents")) == 1
    with pytest.raises(Conflict) as refusal, out.house.begin(SYSTEM) as work:
        paying.intend(work, out.intent("Hill School", "EXP-1", {"tax_credit": 50_001}))
    assert refusal.value.code == "intended_otherwise"


def test_an_amount_whose_parts_do_not_sum_to_it_is_no_intent(out):
    with pytest.raises(Invalid) as refusal:
        paying.Intent(
            reference="EXP-1", organization_id=out.river, payee=new_id(), amount=Money(100), parts={"interest": Money(99)},
            account_number="ACC-1", household_id=new_id(), narrative="Tuition",
        )  # fmt: skip
    assert refusal.value.code == "parts_differ"


def test_a_batch_pays_each_payee_in_one_sum_and_moves_the_books_to_in_transit(out):
    first = out.approve("Hill School", 50_000)
    second = out.approve("Hill School", 30_000, {"interest": 10_000, "general_revenue": 20_000})
    assert out.books()[:2] == (80_000, 0)
    reference = out.prepare()
    assert out.standing(first) == ("in_batch", 1)
    assert out.books()[:2] == (80_000, 0)
    batch = out.release(reference)
    assert (batch.total, batch.payments, batch.standing) == (Money(80_000), 1, BatchStanding.RELEASED)
    assert out.books()[:2] == (0, 80_000)
    assert out.standing(second) == ("released", 1)
    assert len(batch.file_sha256) == 64


def test_who_prepared_a_batch_cannot_release_it_here_or_in_the_database(out):
    out.approve("Hill School", 50_000)
    reference = out.prepare()
    with pytest.raises(Forbidden) as refusal:
        out.release(reference, by=out.ann)
    assert refusal.value.code == "second_person_needed"
    with pytest.raises(sa.exc.IntegrityError, match="two_people"), out.house.begin(SYSTEM) as work:
        work.tx.execute(
            sa.text(
                "UPDATE payment_batches SET standing = 'released', released_at = now(), released_by = prepared_by,"
                " file_sha256 = 'x', effective_on = now()::date"
            )
        )


def test_a_second_press_of_release_changes_nothing_and_a_third_person_is_told(out):
    out.approve("Hill School", 50_000)
    reference = out.prepare()
    first = out.release(reference)
    assert out.release(reference).file_sha256 == first.file_sha256
    assert out.books()[:2] == (0, 50_000)
    with pytest.raises(Conflict):
        out.release(reference, by=finance(out.river))


def test_an_amount_is_never_in_two_batches(out):
    out.approve("Hill School", 50_000)
    out.prepare()
    with pytest.raises(Invalid) as refusal:
        out.prepare()
    assert refusal.value.code == "nothing_to_pay"


def test_a_dropped_batch_sets_all_back_and_they_can_be_paid_in_the_next(out):
    reference = out.approve("Hill School", 50_000)
    batch = out.prepare()
    with out.house.begin(out.ann) as work:
        paying.drop(work, batch, "Wrong day")
    assert out.standing(reference) == ("to_pay", 1)
    out.release(out.prepare())
    assert out.books()[:2] == (0, 50_000)


def test_a_batch_that_the_bank_refused_is_reopened_whole_and_paid_under_the_next_turn(out):
    reference = out.approve("Hill School", 50_000)
    batch = out.prepare()
    out.release(batch)
    with out.house.begin(out.bob) as work:
        paying.reopen(work, batch, "The bank could not read the file")
    assert out.standing(reference) == ("to_pay", 2)
    assert out.books()[:2] == (50_000, 0)
    out.release(out.prepare())
    assert out.books()[:2] == (0, 50_000)


def test_nothing_is_prepared_while_the_books_and_the_approvals_differ(out):
    out.approve("Hill School", 50_000)
    with out.house.begin(SYSTEM) as work:
        source, amount = Source.TAX_CREDIT, Money(1)
        lines = (debit(bank(source), amount), credit(payable(source), amount))
        entry = Entry(organization_id=out.river, on=work.today, kind="approve", narrative="?", key="odd", lines=lines)
        ledger.post(work, entry)
    with pytest.raises(Conflict) as refusal:
        out.prepare()
    assert refusal.value.code == "books_differ"
    assert [each.field for each in refusal.value.grounds] == ["Liabilities:Payable:TaxCredit"]


def test_every_payee_is_listed_with_what_it_waits_for(out):
    for name in ("Oak School", "Elm School", "Ash School"):
        out.payee(name)
        out.approve(name, 10_000)
    out.approve("Hill School", 50_000)
    out.propose("Elm School", "555666777")
    out.confirm(out.propose("Ash School", "888666777"))
    with out.house.begin(out.ann) as work:
        found = {each.name: each.ready.waiting for each in paying.to_pay(work)}
    assert found == {
        "Ash School": Waiting.COOLING, "Elm School": Waiting.NOT_CONFIRMED, "Hill School": None,
        "Oak School": Waiting.NO_DETAILS,
    }  # fmt: skip
    with out.house.begin(out.ann) as work:
        assert paying.prepare(work).total == Money(50_000)


def test_a_payee_that_is_suspended_after_the_approval_is_not_paid(out):
    out.approve("Hill School", 50_000)
    with out.house.begin(out.bob) as work:
        payees.suspend(work, out.payees["Hill School"], "Under review")
    with out.house.begin(out.ann) as work:
        assert paying.to_pay(work)[0].ready.waiting is Waiting.NOT_ACTIVE
    with pytest.raises(Invalid):
        out.prepare()


def test_a_release_is_refused_whole_when_one_payees_details_changed_meanwhile(out):
    out.payee("Elm School")
    out.confirm(out.propose("Elm School", "555666777"))
    out.days(5)
    out.approve("Hill School", 50_000)
    out.approve("Elm School", 20_000)
    reference = out.prepare()
    out.confirm(out.propose("Elm School", "999999999"))
    with pytest.raises(Conflict) as refusal:
        out.release(reference)
    assert [each.field for each in refusal.value.grounds] == ["Elm School"]
    assert out.books()[:2] == (70_000, 0)


def test_an_approval_can_be_withdrawn_only_while_it_is_in_no_batch(out):
    reference = out.approve("Hill School", 50_000)
    batch = out.prepare()
    with pytest.raises(Conflict), out.house.begin(SYSTEM) as work:
        paying.withdraw(work, out.river, reference, "Not needed")
    with out.house.begin(out.ann) as work:
        paying.drop(work, batch, "Not needed")
        assert paying.withdraw(work, out.river, reference, "Not needed") == {"tax_credit": Money(50_000)}
    assert out.standing(reference) == ("withdrawn", 1)


def test_what_was_approved_and_what_was_released_stand_for_good_in_the_database(out):
    out.approve("Hill School", 50_000)
    out.release(out.prepare())
    for statement, name in (
        ("UPDATE payment_intents SET amount = 1", "payment_intent_kept"),
        ("UPDATE payment_batches SET file_sha256 = 'y'", "payment_batch_kept"),
    ):
        with pytest.raises(sa.exc.IntegrityError) as refusal, out.house.begin(SYSTEM) as work:
            work.tx.execute(sa.text(statement))
        assert refusal.value.orig.diag.constraint_name == name


def test_another_EAO_finds_nothing_and_the_state_reads_and_cannot_act(out):
    out.approve("Hill School", 50_000)
    reference = out.prepare()
    with out.house.begin(SYSTEM) as work:
        lake = an_organization(work, "lake")
    with pytest.raises(NotFound), out.house.begin(finance(lake)) as work:
        paying.batch(work, reference)
    for actor in (treasurer(), auditor()):
        with out.house.begin(actor) as work:
            assert paying.batch(work, reference)[0].total == Money(50_000)
            assert [each.reference for each in paying.batches(work)] == [reference]
        with pytest.raises(Forbidden), out.house.begin(actor) as work:
            paying.release(work, KEY, reference)
    with out.house.begin(manager(out.river)) as work:
        assert paying.release(work, KEY, reference).released_by == work.actor.user_id


def test_a_look_at_a_batch_and_each_taking_of_its_file_are_recorded(out):
    out.approve("Hill School", 50_000)
    reference = out.prepare()
    out.release(reference)
    out.file(reference)
    with out.house.begin(out.bob) as work:
        paying.batch(work, reference)
    with out.house.begin(SYSTEM) as work:
        rows = work.tx.execute(sa.text("SELECT action FROM audit_events WHERE subject_id = :r"), {"r": reference})
        assert {row[0] for row in rows} >= {
            "batch.prepared", "batch.released", "batch.file_taken", "payment_batch.viewed",
        }  # fmt: skip
