"""Expense requests: each line decided by itself, its money held, denials with their rule, approvals by another."""

import pytest
import sqlalchemy as sa

from esa.accounts.domain.expenses.facts import PayeeFacts
from esa.accounts.domain.expenses.words import AskedBy, LineStanding, Outcome, PaperKind, Relation, Stage
from esa.accounts.service import expenses
from esa.kernel.actors import SYSTEM, Actor
from esa.kernel.errors import Conflict, Invalid, NotFound
from esa.kernel.ids import new_id
from esa.kernel.money import Money
from esa.kernel.permissions import Role
from esa.ledger.domain.chart import Source
from esa.schools.service import payees
from esa.schools.service.payees.own import OfWhom
from tests.builders import finance, manager
from tests.spending import STORE, a_home, a_line

KANSAS = PayeeFacts(name="Prairie School", kind="school", state="KS")


@pytest.fixture
def home(house, settings):
    return a_home(house, settings)


@pytest.fixture
def tutor(home):
    return home.listed()


def judge(home, reference, outcome=Outcome.ALLOW, actor=None, **more):
    with home.house.begin(actor or manager(home.eao)) as work:
        return expenses.judge(work, reference, expenses.Judged(outcome=outcome, **more))


def last(home, line):
    return home.line(line.reference).decisions[0]


def standing(home, line):
    return home.line(line.reference).line.standing


def test_EXP_N1_pencils_and_paper_are_denied_and_no_money_is_held(home):
    """Thirty dollars of pencils and paper."""
    [line] = home.ask(a_line("supplies", 3_000, STORE))
    kept = last(home, line)
    assert (kept.outcome, kept.rule, kept.law, kept.decided_by) == (Outcome.DENY, "EXP-N1", "L2024", None)
    assert kept.findings[0]["keys"] == ["supplies"]
    assert (standing(home, line), home.balance()) == (LineStanding.DENIED, Money(100_000))


@pytest.mark.parametrize(
    ("relation", "outcome"), [(Relation.AUNT_UNCLE, Outcome.DENY), (Relation.FIRST_COUSIN, Outcome.ALLOW)]
)
def test_EXP_N3_an_aunt_is_too_near_and_a_first_cousin_is_not(home, relation, outcome):
    [line] = home.ask(a_line(relation=relation))
    kept = last(home, line)
    assert kept.outcome is outcome
    assert kept.facts["payee"]["relation_degree"] == (3 if outcome is Outcome.DENY else 4)
    assert kept.rule == ("EXP-N3" if outcome is Outcome.DENY else "EXP-d")


def test_EXP_N2_tuition_of_a_school_in_Kansas_is_denied(home):
    [line] = home.ask(a_line("tuition", 50_000, KANSAS))
    assert (last(home, line).outcome, last(home, line).rule) == (Outcome.DENY, "EXP-N2")


def test_EXP_N3_money_for_the_parent_is_denied_whoever_gave_the_receipt(home):
    [line] = home.ask(a_line(paid_to="parent"))
    assert last(home, line).rule == "EXP-N3"


def test_EXP_j_a_laptop_without_an_approval_is_denied(home):
    [line] = home.ask(a_line("technology", 60_000, STORE))
    assert (last(home, line).outcome, last(home, line).rule) == (Outcome.DENY, "EXP-j")
    [made_up] = home.ask(a_line("technology", 60_000, STORE, approval="TA-MADEUP"))
    assert last(home, made_up).outcome is Outcome.DENY


def test_EXP_j_a_laptop_that_the_EAO_approved_is_allowed_up_to_its_amount(home):
    [asked] = home.ask(a_line("technology", 60_000, STORE, stage=Stage.BEFOREHAND), papers=[[]])
    assert last(home, asked).outcome is Outcome.REVIEW
    judge(home, asked.reference)
    approval = home.line(asked.reference).line.approval
    assert standing(home, asked) is LineStanding.AGREED
    with home.house.begin(manager(home.eao)) as work:
        assert [(each.number, each.most, number) for each, number in expenses.approvals(work)] == [
            (approval, Money(60_000), home.number)
        ]
    with home.house.begin(home.parent) as work:
        expenses.withdraw(work, asked.reference)
    [good, dearer] = home.ask(
        a_line("technology", 60_000, STORE, approval=approval), a_line("technology", 60_001, STORE, approval=approval)
    )
    assert (last(home, good).outcome, last(home, dearer).outcome) == (Outcome.ALLOW, Outcome.DENY)


def test_MOC_6_a_course_over_the_ceiling_is_allowed_with_a_warning(home):
    """A virtual course of a semester at $600, where a district would pay $473.20 at most."""
    [line] = home.ask(a_line("tuition", 60_000, home.own_school, course="semester"))
    kept = last(home, line)
    assert (kept.outcome, [each["rule"] for each in kept.warnings]) == (Outcome.ALLOW, ["MOC-6"])
    assert "473.20" in kept.warnings[0]["because"]
    assert standing(home, line) is LineStanding.WAITING
    [cheap] = home.ask(a_line("tuition", 40_000, home.own_school, course="semester"))
    assert last(home, cheap).warnings == []


def test_AMB_19_tuition_of_a_full_time_public_program_is_paid_by_the_state_already(home):
    program = PayeeFacts(name="State Virtual", kind="virtual_school", qualified_school=True)
    [line] = home.ask(a_line("virtual_tuition", 20_000, program, full_time_public=True))
    assert (last(home, line).outcome, last(home, line).rule) == (Outcome.DENY, "AMB-19")


def test_EXP_l_mileage_goes_to_a_person(home):
    [line] = home.ask(a_line("mileage", 2_000, STORE), papers=[[home.paper("trip_log")]])
    assert (last(home, line).outcome, standing(home, line)) == (Outcome.REVIEW, LineStanding.WAITING)


def test_EXP_c_a_license_that_is_said_and_not_shown_is_asked_for(home):
    [shown, not_said] = home.ask(a_line("therapy", says_licensed=True), a_line("therapy"))
    assert (last(home, shown).outcome, last(home, shown).missing) == (Outcome.NEEDS_MORE, ["license"])
    assert (last(home, not_said).outcome, last(home, not_said).rule) == (Outcome.DENY, "EXP-c")
    with home.house.begin(home.parent) as work:
        paper = home.paper("license")
        expenses.hand_in(work, shown.reference, [paper])
    assert standing(home, shown) is LineStanding.WAITING


def test_one_denied_line_does_not_stop_another(home):
    bad, good = home.ask(a_line("supplies", 3_000, STORE), a_line(cents=20_000))
    assert (standing(home, bad), standing(home, good)) == (LineStanding.DENIED, LineStanding.WAITING)
    assert home.balance() == Money(80_000)
    assert home.differing() == ()


def test_a_line_over_the_balance_is_denied_with_what_is_missing(home):
    first, second = home.ask(a_line(cents=70_000), a_line(cents=40_000))
    assert (standing(home, first), standing(home, second)) == (LineStanding.WAITING, LineStanding.DENIED)
    kept = last(home, second)
    assert (kept.rule, kept.facts["balance"]) == ("BALANCE", "300.00")
    assert "100.00 is missing" in kept.findings[-1]["because"]


def test_AMB_16_sources_are_drawn_in_the_order_of_grants(house, settings):
    home = a_home(house, settings, 30_000, sources=((Source.GENERAL_REVENUE, 20_000), (Source.TAX_CREDIT, 10_000)))
    [line] = home.ask(a_line(cents=15_000, payee=home.listed()))
    assert home.line(line.reference).line.parts == {"tax_credit": 10_000, "general_revenue": 5_000}
    judge(home, line.reference)
    assert home.differing() == ()


def test_a_person_approves_and_the_money_is_payable(home, tutor):
    [line] = home.ask(a_line(payee=tutor, cents=20_000))
    boss = manager(home.eao)
    done = judge(home, line.reference, actor=boss, reason="As agreed")
    assert (done.standing, done.approved_by, done.promised_on) == (LineStanding.APPROVED, boss.user_id, None)
    assert [each.outcome for each in home.line(line.reference).decisions] == [Outcome.ALLOW, Outcome.ALLOW]
    assert home.differing() == ()
    with pytest.raises(Conflict, match="decided already"):
        judge(home, line.reference)


def test_nobody_decides_what_he_asked_for_himself(home, tutor):
    boss = manager(home.eao)
    [line] = home.ask(a_line(payee=tutor), actor=boss, by=AskedBy.EAO, papers=[[]])
    with pytest.raises(Conflict, match="Another person"):
        judge(home, line.reference, actor=boss)
    with pytest.raises(sa.exc.IntegrityError, match="approved_by_another"), home.house.begin(boss) as work:
        work.tx.execute(sa.text("UPDATE expense_lines SET approved_by = asked_by"))
    judge(home, line.reference)
    assert standing(home, line) is LineStanding.APPROVED


def test_who_approved_does_not_release_the_payment(home, tutor):
    [line] = home.ask(a_line(payee=tutor))
    boss = manager(home.eao)
    judge(home, line.reference, actor=boss)
    with pytest.raises(Conflict, match="Another person"), home.house.begin(boss) as work:
        expenses.released(work, line.reference)
    with home.house.begin(finance(home.eao)) as work:
        expenses.released(work, line.reference)
    with pytest.raises(sa.exc.IntegrityError, match="paid_by_another"), home.house.begin(boss) as work:
        work.tx.execute(sa.text("UPDATE expense_lines SET released_by = approved_by"))


def test_nobody_approves_what_the_law_denies(home):
    [line] = home.ask(a_line("management_fee", 5_000, PayeeFacts(name="Firm", kind="firm", on_firm_list=True)))
    with home.house.begin(manager(home.eao)) as work:
        work.tx.execute(sa.text('UPDATE expense_lines SET facts = facts || \'{"relation": "sibling"}\''))
    with pytest.raises(Conflict) as refused:
        judge(home, line.reference)
    assert "EXP-N3" in refused.value.grounds[0].message


def test_a_denial_by_a_person_needs_its_reason_and_lets_the_money_go(home):
    [line] = home.ask(a_line(cents=20_000))
    with pytest.raises(Invalid) as refused:
        judge(home, line.reference, Outcome.DENY)
    assert [each.field for each in refused.value.grounds] == ["reason"]
    judge(home, line.reference, Outcome.DENY, reason="The invoice is of last year.")
    assert (standing(home, line), home.balance()) == (LineStanding.DENIED, Money(100_000))
    assert home.differing() == ()


def test_a_person_asks_for_a_paper_and_the_line_comes_back_with_it(home):
    [line] = home.ask(a_line())
    judge(home, line.reference, Outcome.NEEDS_MORE, reason="The photo is dark.", missing=(PaperKind.INVOICE,))
    assert standing(home, line) is LineStanding.NEEDS_MORE
    with home.house.begin(home.parent) as work:
        expenses.hand_in(work, line.reference, [home.paper(data=b"\x89PNG\r\n\x1a\nother" + b"IEND\xaeB`\x82")])
    assert standing(home, line) is LineStanding.WAITING


def test_withdrawn_twice_the_money_goes_back_once(home):
    [line] = home.ask(a_line(cents=20_000))
    for _ in range(2):
        with home.house.begin(home.parent) as work:
            expenses.withdraw(work, line.reference)
    assert (standing(home, line), home.balance()) == (LineStanding.WITHDRAWN, Money(100_000))
    assert home.differing() == ()


def test_asked_twice_with_the_same_key_there_is_one_request(home):
    first, second = (home.ask(a_line(cents=20_000), key="press-1") for _ in range(2))
    assert first[0].id == second[0].id
    assert home.balance() == Money(80_000)


def test_a_bill_of_the_own_school_goes_by_the_published_rule_without_a_person(home):
    [small, large] = home.ask(
        a_line("exam_fee", 5_000, home.own_school), a_line("tuition", 90_000, home.own_school), by=AskedBy.SCHOOL,
        actor=Actor(role=Role.SCHOOL, payee_id=home.own_school.id, user_id=new_id()), papers=[[], []],
    )  # fmt: skip
    assert (standing(home, small), home.line(small.reference).line.approved_rule) == (
        LineStanding.APPROVED, "bill_of_own_school",
    )  # fmt: skip
    assert last(home, small).by_rule == "bill_of_own_school"
    assert standing(home, large) is LineStanding.APPROVED


def test_what_was_agreed_beforehand_is_paid_up_to_its_amount_and_the_rest_goes_back(home, tutor):
    [line] = home.ask(a_line(payee=tutor, cents=40_000, stage=Stage.BEFOREHAND), papers=[[]])
    judge(home, line.reference)
    with pytest.raises(Invalid, match="cannot be taken"), home.house.begin(home.parent) as work:
        expenses.send_invoice(work, line.reference, Money(40_001), [home.paper()])
    with home.house.begin(home.parent) as work:
        expenses.send_invoice(work, line.reference, Money(35_000), [home.paper()])
    kept = home.line(line.reference).line
    assert (kept.standing, kept.amount, kept.approved_rule) == (
        LineStanding.APPROVED, Money(35_000), "invoice_as_agreed",
    )  # fmt: skip
    assert home.balance() == Money(65_000)
    assert home.differing() == ()


def test_like_cases_decided_both_ways_are_flagged_and_name_nobody(home, tutor):
    first, second, third = home.ask(
        a_line(payee=tutor, cents=1_000), a_line(payee=tutor, cents=2_000), a_line(payee=tutor, cents=3_000)
    )
    judge(home, first.reference)
    with home.house.begin(manager(home.eao)) as work:
        assert not expenses.like_cases(work, home.line(third.reference).line).is_split
    judge(home, second.reference, Outcome.DENY, reason="No tutor is named.")
    with home.house.begin(manager(home.eao)) as work:
        found = expenses.like_cases(work, home.line(third.reference).line)
    assert found.is_split
    decided = {(each.outcome, each.amount) for each in found.cases}
    assert decided == {(Outcome.DENY, Money(2_000)), (Outcome.ALLOW, Money(1_000))}


def test_another_EAO_and_another_family_find_nothing(home, house, settings):
    other = a_home(house, settings, slug="hill")
    [line] = home.ask(a_line())
    for actor in (other.parent, manager(other.eao)):
        with pytest.raises(NotFound), house.begin(actor) as work:
            expenses.withdraw(work, line.reference)
        with house.begin(actor) as work:
            for table in ("expense_requests", "expense_lines", "expense_decisions", "expense_papers"):
                assert work.tx.scalar(sa.text(f"SELECT count(*) FROM {table}")) == 0
    with pytest.raises(NotFound), house.begin(other.parent) as work:
        expenses.hand_in(work, home.ask(a_line(stage=Stage.BEFOREHAND), papers=[[]])[0].reference, [other.paper()])


def test_a_family_cannot_write_a_line_or_decide_it_in_SQL(home):
    home.ask(a_line())
    for statement in (
        "UPDATE expense_lines SET standing = 'approved'",
        "DELETE FROM expense_lines",
        "INSERT INTO expense_decisions SELECT * FROM expense_decisions",
    ):
        with pytest.raises(sa.exc.ProgrammingError, match="permission denied"), home.house.begin(home.parent) as work:
            work.tx.execute(sa.text(statement))


def test_a_line_stays_whose_it_is(home):
    home.ask(a_line())
    with pytest.raises(sa.exc.IntegrityError, match="stays what it is"), home.house.begin(manager(home.eao)) as work:
        work.tx.execute(sa.text("UPDATE expense_lines SET asked_by = :u"), {"u": new_id()})


def test_nobody_is_paid_who_is_not_in_the_register_or_is_suspended_there(home, tutor):
    named, listed = home.ask(a_line(), a_line(payee=tutor))
    with pytest.raises(Invalid, match="not in the register"):
        judge(home, named.reference)
    judge(home, named.reference, payee_id=tutor.id)
    with home.house.begin(manager(home.eao)) as work:
        payees.suspend(work, tutor.id, "No W-9")
    with pytest.raises(Conflict, match="cannot be paid now"):
        judge(home, listed.reference)
    assert (standing(home, named), standing(home, listed)) == (LineStanding.APPROVED, LineStanding.WAITING)


def test_EXP_N3_what_the_payee_attested_counts_over_what_the_family_said(home, tutor):
    with home.house.begin(SYSTEM) as work:
        columns = "student_id, household_id, organization_id"
        whom = OfWhom(*work.tx.execute(sa.text(f"SELECT {columns} FROM scholarship_accounts")).one())
    provider = Actor(role=Role.PROVIDER, payee_id=tutor.id, user_id=new_id())
    with home.house.begin(provider) as work:
        payees.attest(work, tutor.id, whom, 2)
    with home.house.begin(home.parent) as work:
        seen = expenses.payee_of(work, expenses.account_within_reach(work, home.number), tutor.id)
    [line] = home.ask(a_line(payee=seen))
    assert (last(home, line).outcome, last(home, line).rule) == (Outcome.DENY, "EXP-N3")


def test_after_a_refusal_a_family_reads_with_its_own_reach_alone(home, house, settings):
    other = a_home(house, settings, slug="hill")
    other.ask(a_line())
    [line] = home.ask(a_line("supplies", payee=STORE))
    with house.begin(home.parent) as work:
        with pytest.raises(Conflict):
            expenses.withdraw(work, line.reference)
        assert work.tx.scalar(sa.text("SELECT count(*) FROM expense_lines")) == 1


def test_what_is_approved_is_handed_to_payments_once_and_is_payable_in_the_books(home, tutor):
    [line] = home.ask(a_line(payee=tutor, cents=20_000))
    judge(home, line.reference)
    with home.house.begin(SYSTEM) as work:
        kept = work.tx.execute(sa.text("SELECT reference, payee_id, amount, parts FROM payment_intents")).all()
    assert kept == [(line.reference, tutor.id, 20_000, {"tax_credit": 20_000})]
    assert home.differing() == ()


def test_a_refused_approval_leaves_nothing_behind_in_a_transaction_that_goes_on(home, tutor):
    [laptop] = home.ask(a_line("technology", 60_000, STORE, stage=Stage.BEFOREHAND), papers=[[]])
    [named] = home.ask(a_line("supplies", payee=STORE))
    with home.house.begin(manager(home.eao)) as work:
        work.tx.execute(sa.text('UPDATE expense_lines SET facts = facts || \'{"relation": "sibling"}\''))
        work.tx.execute(sa.text("UPDATE expense_lines SET standing = 'waiting' WHERE category = 'supplies'"))
        for line in (laptop, named):
            with pytest.raises(Conflict):
                expenses.judge(work, line.reference, expenses.Judged(outcome=Outcome.ALLOW, payee_id=tutor.id))
    with home.house.begin(manager(home.eao)) as work:
        assert expenses.approvals(work) == []
    kept = home.line(laptop.reference)
    assert (kept.line.payee_id, kept.line.approval, len(kept.decisions)) == (None, None, 1)
