"""A line of an expense request: the pages on which it is answered, the facts it makes, the papers it needs."""

import uuid
from dataclasses import fields, replace
from datetime import date

import pytest

from esa.accounts.domain.expenses import words
from esa.accounts.domain.expenses.draft import DETAILS, STEPS, facts_from, first_open, merged, next_step, steps_of
from esa.accounts.domain.expenses.facts import (
    UNNAMED,
    Asked,
    Kept,
    LineFacts,
    PayeeFacts,
    extra_to_wire,
    request_to_wire,
)
from esa.accounts.domain.expenses.listing import QueueListing
from esa.accounts.domain.expenses.sources import draw, first_of
from esa.accounts.domain.expenses.words import DEGREE_OF, AskedBy, LineStanding, PaperKind, Relation, Stage
from esa.kernel.money import Money
from esa.kernel.wire import Fields
from esa.law.expense_facts import CATEGORIES, Payee, Request, read_request
from esa.ledger.domain.chart import Source

DAY = date(2025, 11, 25)
PAYEE = PayeeFacts(name="Hill Tutors", kind="firm")
LINE = LineFacts(category="tutoring", amount=Money(24_000), payee=PAYEE)
ANSWERED = {
    "category": "tutoring", "payee_name": "Hill Tutors", "payee_kind": "firm", "relation": "none", "already_paid": False,
    "amount": "240.00", "stage": "invoiced", "papers_done": True,
}  # fmt: skip


def test_the_pages_of_a_line_follow_one_another_and_details_stand_where_a_category_has_some():
    plain = ("category", "payee", "related", "amount", "papers")
    assert steps_of(ANSWERED) == plain
    assert steps_of({"category": "tuition"}) == STEPS == ("category", "payee", "related", "details", "amount", "papers")
    assert [next_step(ANSWERED, step) for step in plain] == [*plain[1:], None]
    assert next_step({"category": "tuition"}, "related") == "details"
    assert next_step(ANSWERED, "elsewhere") == "category"


@pytest.mark.parametrize(("name", "page"), [("category", "category"), ("payee_name", "payee"), ("payee_kind", "payee"), ("relation", "related"), ("already_paid", "related"), ("amount", "amount"), ("stage", "amount"), ("papers_done", "papers")])  # fmt: skip
@pytest.mark.parametrize("empty", [None, ""])
def test_the_first_page_with_an_open_question_is_the_next_one(name, page, empty):
    assert first_open(ANSWERED) is None
    assert first_open({**ANSWERED, name: empty}) == page
    assert first_open({key: value for key, value in ANSWERED.items() if key != name}) == page


@pytest.mark.parametrize("category", list(DETAILS))
def test_a_category_with_details_is_open_until_they_are_done(category):
    assert first_open({**ANSWERED, "category": category}) == "details"
    assert first_open({**ANSWERED, "category": category, "details_done": True}) is None


def test_each_category_is_asked_what_its_paragraph_turns_on():
    assert DETAILS == {
        "tuition": ("course",), "textbooks": ("required_by_school",), "therapy": ("says_licensed",),
        "virtual_tuition": ("course", "full_time_public"), "public_school_service": ("of_residence_district", "course"),
        "technology": ("approval",), "mileage": ("miles",),
    }  # fmt: skip
    assert set(DETAILS) <= set(CATEGORIES)
    assert {name for names in DETAILS.values() for name in names} <= {each.name for each in fields(LineFacts)}


def test_another_category_leaves_the_details_of_the_old_one_unanswered():
    details = {name: "x" for names in DETAILS.values() for name in names}
    told = {**ANSWERED, **details, "details_done": True}
    assert merged(told, {"category": "tuition"}) == {**ANSWERED, "category": "tuition"}
    assert merged(told, {"category": "tutoring", "amount": "1.00"}) == {**told, "amount": "1.00"}
    assert merged({}, {"category": "tuition", "course": "year"}) == {"category": "tuition"}
    assert merged(told, {"course": "year"}) == {**told, "course": "year"}


def test_the_facts_of_a_line_are_what_was_answered():
    assert facts_from(ANSWERED, PAYEE) == LINE
    whole = {
        **ANSWERED, "description": "Algebra", "stage": "beforehand", "relation": "sibling", "already_paid": True,
        "required_by_school": True, "says_licensed": True, "approval": "A-1", "of_residence_district": True,
        "course": "year", "full_time_public": True, "miles": 12,
    }  # fmt: skip
    assert facts_from(whole, PAYEE) == LineFacts(
        category="tutoring", amount=Money(24_000), payee=PAYEE, description="Algebra", stage=Stage.BEFOREHAND,
        relation=Relation.SIBLING, paid_to="parent", required_by_school=True, says_licensed=True, approval="A-1",
        of_residence_district=True, course="year", full_time_public=True, miles=12,
    )  # fmt: skip
    assert facts_from({**ANSWERED, "approval": ""}, PAYEE).approval is None
    for name in ("category", "amount", "stage", "relation", "already_paid"):
        with pytest.raises(KeyError):
            facts_from({key: value for key, value in ANSWERED.items() if key != name}, PAYEE)


def test_the_law_is_asked_with_the_facts_of_the_line():
    payee = PayeeFacts(name="X", kind="individual", state="KS", qualified_school=True, licensed=True, on_firm_list=True)
    line = replace(
        LINE, payee=payee, relation=Relation.AUNT_UNCLE, required_by_school=True, approval="A-1",
        of_residence_district=True, paid_to="parent",
    )  # fmt: skip
    asked = line.request("E-1", DAY, Money(90_000))
    assert asked == Request(
        id="E-1", on=DAY, category="tutoring", amount=Money(24_000), balance=Money(90_000),
        payee=Payee(
            kind="individual", state="KS", qualified_school=True, licensed_or_accredited=True, relation_degree=3,
            on_eao_firm_list=True,
        ),
        required_by_school=True, eao_approval="A-1", district_of_residence_service=True, paid_to="parent",
    )  # fmt: skip
    read = Fields(request_to_wire(asked))
    assert read_request(read) == asked
    assert read.errors == []


@pytest.mark.parametrize(
    ("said", "shown", "counts"), [(True, None, True), (False, None, False), (True, False, False), (False, True, True)]
)
def test_EXP_c_a_license_that_the_register_shows_counts_before_what_is_only_said(said, shown, counts):
    line = replace(LINE, says_licensed=said, payee=replace(PAYEE, licensed=shown))
    assert line.request("E-1", DAY, Money(1)).payee.licensed_or_accredited is counts


@pytest.mark.parametrize(
    ("relation", "attested", "degree"),
    [(Relation.NONE, None, None), (Relation.SIBLING, None, 2), (Relation.NONE, 4, 4), (Relation.FIRST_COUSIN, 3, 3),
     (Relation.PARENT, 3, 1)],
)  # fmt: skip
def test_EXP_N3_the_nearest_degree_that_anybody_says_counts(relation, attested, degree):
    line = replace(LINE, relation=relation, payee=replace(PAYEE, attested_degree=attested))
    assert line.request("E-1", DAY, Money(1)).payee.relation_degree == degree


def test_EXP_N3_degrees_are_counted_as_the_civil_law_counts_them():
    assert {relation.value: degree for relation, degree in DEGREE_OF.items()} == {
        "none": None, "parent": 1, "sibling": 2, "grandparent": 2, "aunt_uncle": 3, "niece_nephew": 3,
        "great_grandparent": 3, "first_cousin": 4, "farther": 5,
    }  # fmt: skip


BEFOREHAND = replace(LINE, stage=Stage.BEFOREHAND)
OWN = replace(PAYEE, is_own_school=True)


@pytest.mark.parametrize(
    ("line", "wanted"),
    [(LINE, [PaperKind.INVOICE]), (BEFOREHAND, []), (replace(LINE, by=AskedBy.SCHOOL), []), (replace(LINE, by=AskedBy.EAO), []),
     (replace(LINE, category="mileage"), [PaperKind.TRIP_LOG]), (replace(BEFOREHAND, category="mileage"), [PaperKind.TRIP_LOG]),
     (replace(LINE, category="textbooks"), [PaperKind.INVOICE, PaperKind.SCHOOL_LIST]),
     (replace(LINE, category="textbooks", payee=OWN), [PaperKind.INVOICE]),
     (replace(LINE, category="textbooks", by=AskedBy.SCHOOL), []),
     (replace(BEFOREHAND, category="therapy"), [PaperKind.LICENSE]),
     (replace(BEFOREHAND, category="therapy", payee=replace(PAYEE, licensed=False)), []),
     (replace(BEFOREHAND, payee=replace(PAYEE, licensed=None)), [])],
)  # fmt: skip
def test_a_line_needs_the_papers_that_show_it(line, wanted):
    assert line.papers_wanted() == tuple(wanted)


def test_a_stored_line_is_read_as_it_was_asked():
    payee = PayeeFacts(
        name="X", kind="individual", state="KS", id=uuid.UUID(int=1), qualified_school=True, licensed=True, on_firm_list=True,
        is_own_school=True, inactive="suspended", attested_degree=4,
    )  # fmt: skip
    line = LineFacts(
        category="tuition", amount=Money(1), payee=payee, description="d", stage=Stage.BEFOREHAND,
        relation=Relation.SIBLING, paid_to="parent", required_by_school=True, says_licensed=True, approval="A-1",
        of_residence_district=True, course="year", full_time_public=True, miles=3, by=AskedBy.SCHOOL,
    )  # fmt: skip
    bare = LineFacts(category="tuition", amount=Money(1))
    assert all(
        getattr(line, each.name) != getattr(bare, each.name)
        for each in fields(line)
        if each.name not in {"category", "amount"}
    )

    def kept(each):
        return Kept(
            category=each.category, amount=each.amount, description=each.description, stage=each.stage, by=each.by,
            payee_id=each.payee.id, payee_name=each.payee.name, payee_kind=each.payee.kind, payee_state=each.payee.state,
            approval=each.approval, extra=extra_to_wire(each),
        )  # fmt: skip

    assert kept(line).facts() == line
    assert kept(bare).facts() == bare
    # What lies in the database under these names is read for years.
    assert extra_to_wire(line) == {
        "relation": "sibling", "required_by_school": True, "says_licensed": True, "licensed": True,
        "qualified_school": True, "on_firm_list": True, "is_own_school": True, "inactive": "suspended",
        "attested_degree": 4, "of_residence_district": True, "course": "year", "full_time_public": True, "miles": 3,
        "paid_to": "parent",
    }  # fmt: skip


def test_AMB_16_an_expense_draws_gifts_first_and_state_money_last():
    holds = {
        Source.GENERAL_REVENUE: Money(400), Source.RETURNED: Money(300), Source.INTEREST: Money(200), Source.TAX_CREDIT: Money(100),
    }  # fmt: skip
    assert draw(holds, Money(100)) == {"tax_credit": 100}
    assert draw(holds, Money(101)) == {"tax_credit": 100, "interest": 1}
    assert draw(holds, Money(1000)) == {"tax_credit": 100, "interest": 200, "returned": 300, "general_revenue": 400}
    assert draw(holds, Money(1001)) is None
    assert draw({}, Money(1)) is None
    assert draw({Source.RETURNED: Money(5)}, Money(5)) == {"returned": 5}


def test_a_smaller_amount_takes_the_first_parts_and_leaves_the_rest():
    parts = {"tax_credit": 100, "returned": 50}
    assert first_of(parts, Money(100)) == ({"tax_credit": 100}, {"returned": 50})
    assert first_of(parts, Money(120)) == ({"tax_credit": 100, "returned": 20}, {"returned": 30})
    assert first_of(parts, Money(150)) == (parts, {})
    assert first_of(parts, Money(151)) == ({}, parts)


def test_what_nobody_has_shown_or_asked_is_nothing():
    assert PayeeFacts(name="X", kind="firm") == PayeeFacts(
        name="X", kind="firm", state="MO", id=None, qualified_school=False, licensed=None, on_firm_list=False,
        is_own_school=False, inactive="", attested_degree=None,
    )  # fmt: skip
    assert (PAYEE.id, PAYEE.is_own_school, UNNAMED) == (None, False, PayeeFacts(name="", kind="firm"))
    asked = Asked(account="AC-1", lines=(LINE,))
    assert (asked.payee_id, asked.by, asked.papers, asked.key) == (None, AskedBy.FAMILY, (), "")
    assert QueueListing() == QueueListing(standing=None, category="", mine=False, late_on=None, mark=None)
    listing = QueueListing()
    assert (listing.standing, listing.late_on, listing.mark) == (None, None, None)


def test_where_a_lines_money_is_follows_from_where_it_stands():
    assert words.HELD == (LineStanding.NEEDS_MORE, LineStanding.WAITING, LineStanding.AGREED)
    assert words.PAYABLE == (LineStanding.APPROVED, LineStanding.CAME_BACK)
