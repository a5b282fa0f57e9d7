"""Invoices of schools and providers: what becomes of each line, what a payee sees of it, money given back."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from esa.accounts.domain.expenses.words import LineStanding
from esa.accounts.domain.invoices import Invoice, Item, Refund, Term
from esa.accounts.domain.refunds import WentTo
from esa.accounts.service import enrolment, expenses, invoices, refunds
from esa.kernel.actors import SYSTEM
from esa.kernel.errors import Conflict, Invalid, NotFound
from esa.kernel.money import Money
from esa.kernel.permissions import Role
from esa.platform.storage import storage_of
from esa.schools.domain import SchoolKind
from esa.schools.domain.payees import PayeeKind
from esa.schools.service import payees
from tests.builders import a_payee, finance, manager, of_payee
from tests.integration.schools.at_school import at_school, fill

PDF = b"%PDF-1.4\n%%EOF\n"


def bill(*items, number="1001", term=Term.FIRST):
    rows = enumerate(items or (("tuition", 100_000),), start=1)
    return Invoice(
        number=number, term=term, items=tuple(Item(row, kind, "As agreed", Money(cents)) for row, (kind, cents) in rows)
    )  # fmt: skip


@pytest.fixture
def there(house):
    made = at_school(house, enrolled=True)
    fill(house)
    return made


def school_of(there):
    return of_payee(there.school, Role.SCHOOL)


def send(house, settings, actor, number, invoice, paper=None):
    with house.begin(actor) as work:
        return invoices.send(work, storage_of(settings), number, invoice, paper)


def seen(house, actor):
    with house.begin(actor) as work:
        return list(invoices.page(work, "en").rows)


def test_EXP_a_a_schools_invoice_becomes_lines_that_it_can_follow(house, settings, there):
    send(house, settings, school_of(there), there.number, bill(("tuition", 100_000), ("textbooks", 5_000)))
    lines = {each.category: each for each in seen(house, school_of(there))}
    assert set(lines) == {"tuition", "textbooks"}
    assert lines["tuition"].standing in (LineStanding.APPROVED, LineStanding.WAITING)
    assert (lines["tuition"].amount, lines["tuition"].rule) == (Money(100_000), "EXP-a")
    assert lines["tuition"].description == "As agreed (first semester, invoice 1001)"
    assert seen(house, of_payee(a_payee(house, there.river), Role.SCHOOL)) == []


def test_the_same_invoice_is_taken_once_and_another_of_its_number_refused(house, settings, there):
    first = send(house, settings, school_of(there), there.number, bill())
    assert send(house, settings, school_of(there), there.number, bill()) == first
    assert len(seen(house, school_of(there))) == 1
    with pytest.raises(Conflict, match="this number"):
        send(house, settings, school_of(there), there.number, bill(("textbooks", 100)))


def test_a_paper_goes_with_the_invoice_and_to_the_EAO(house, settings, there):
    paper = invoices.Paper("invoice 1001.pdf", PDF)
    reference = send(house, settings, school_of(there), there.number, bill(), paper)
    with house.begin(manager(there.river)) as work:
        opened = expenses.opened(work, f"{reference}-1")
        assert [each.filename for each in opened.papers] == ["invoice 1001.pdf"]
        assert expenses.paper(work, storage_of(settings), opened.papers[0].document_id)[1] == PDF
    with pytest.raises(Invalid, match="not a photo"):
        send(house, settings, school_of(there), there.number, bill(number="2"), invoices.Paper("x.exe", b"MZ"))
    assert len(seen(house, school_of(there))) == 1


def test_a_line_over_the_balance_is_denied_and_the_balance_is_not_told(house, settings, there):
    send(house, settings, school_of(there), there.number, bill(("tuition", 90_000_000)))
    (line,) = seen(house, school_of(there))
    assert line.standing is LineStanding.DENIED
    assert line.is_short_of_money
    assert line.because == ""


def test_an_invoice_waits_for_the_schools_own_confirmation(house, settings):
    there = at_school(house)
    with pytest.raises(Conflict, match="Confirm first"):
        send(house, settings, school_of(there), there.number, bill())


def test_FPE_4_an_FPE_school_asks_for_no_tuition(house, settings):
    there = at_school(house, SchoolKind.FPE, enrolled=True)
    with pytest.raises(Invalid) as refused:
        send(house, settings, school_of(there), there.number, bill())
    assert [ground.field for ground in refused.value.grounds] == ["category_1"]
    assert "no pay for teaching" in refused.value.grounds[0].message


def test_a_suspended_payee_sends_nothing(house, settings, there):
    with house.begin(manager(there.river)) as work:
        payees.suspend(work, there.school, "Not open.")
    with pytest.raises(Conflict, match="suspended"):
        send(house, settings, school_of(there), there.number, bill())


def test_another_schools_child_cannot_be_billed(house, settings, there):
    other = of_payee(a_payee(house, there.river), Role.SCHOOL)
    with pytest.raises(NotFound):
        send(house, settings, other, there.number, bill())


@pytest.mark.parametrize(("degree", "denied"), [(3, True), (4, False), (None, False)])
def test_EXP_N3_a_tutor_related_in_the_third_degree_is_denied(house, settings, degree, denied):
    there = at_school(house, enrolled=True, kind_of_provider=PayeeKind.INDIVIDUAL)
    fill(house)
    tutor = of_payee(there.provider)
    with house.begin(SYSTEM) as work:
        name = work.tx.scalar(sa.text("SELECT family_name FROM students"))
    with house.begin(tutor) as work:
        enrolment.take_on(work, there.number, name, degree)
    send(house, settings, tutor, there.number, bill(("tutoring", 5_000)))
    (line,) = seen(house, tutor)
    assert (line.standing is LineStanding.DENIED) is denied
    if denied:
        assert line.rule == "EXP-N3"
        assert "degree" in line.because


def test_every_fault_of_an_invoice_is_told_by_its_row(house, settings, there):
    wrong = Invoice(
        number="9", term=Term.YEAR, items=(Item(1, "", "x", Money(1)), Item(3, "tuition", "", None)),
    )  # fmt: skip
    with pytest.raises(Invalid) as refused:
        send(house, settings, school_of(there), there.number, wrong)
    assert [ground.field for ground in refused.value.grounds] == ["category_1", "amount_3"]


def paid(house, there, settings):
    """A line that the bank has paid."""
    reference = f"{send(house, settings, school_of(there), there.number, bill())}-1"
    with house.begin(SYSTEM) as work:
        work.tx.execute(
            sa.text("UPDATE expense_lines SET standing = 'paid', approved_rule = 'test', approved_by = NULL")
        )
    return reference


def test_ACC_5_G52_a_refund_goes_to_the_account_and_to_a_parent_is_a_violation(house, settings, there, clock):
    reference = paid(house, there, settings)
    with house.begin(school_of(there)) as work:
        right = invoices.announce(work, reference, Refund(amount=Money(60_000), to_account=True, reason="Moved"))
        assert right.outcome == "open"
    clock.move_to(clock.now() + timedelta(minutes=1))
    with house.begin(school_of(there)) as work:
        wrong = invoices.announce(work, reference, Refund(amount=Money(40_000), to_account=False, reason="Gave it"))
        assert wrong.outcome == "violation"
        assert wrong.findings[0].rule == "ACC-5"
        assert invoices.line(work, reference, "es").refunded == Money(100_000)
    with pytest.raises(Invalid) as refused, house.begin(school_of(there)) as work:
        invoices.announce(work, reference, Refund(amount=Money(1), to_account=True, reason=""))
    assert [ground.field for ground in refused.value.grounds] == ["amount", "reason"]
    with house.begin(finance(there.river)) as work:
        owed = {each.refund.went_to: each.left for each in refunds.refunds(work)}
    assert owed == {WentTo.ACCOUNT: Money(60_000), WentTo.PARENT: Money(40_000)}
    with house.begin(finance(there.hill)) as work:
        assert refunds.refunds(work) == []


def test_nothing_goes_back_of_a_line_that_is_not_paid(house, settings, there):
    reference = f"{send(house, settings, school_of(there), there.number, bill())}-1"
    with pytest.raises(Conflict, match="not paid yet"), house.begin(school_of(there)) as work:
        invoices.announce(work, reference, Refund(amount=Money(1), to_account=True, reason="x"))


def test_a_payee_reads_no_table_of_expenses_itself(house, settings, there):
    send(house, settings, school_of(there), there.number, bill())
    with house.begin(school_of(there)) as work:
        for table in ("expense_lines", "expense_requests", "expense_decisions", "expense_papers", "documents"):
            readable = work.tx.scalar(
                sa.text("SELECT has_any_column_privilege(current_user, :t, 'SELECT')"), {"t": table}
            )
            assert not readable, table
