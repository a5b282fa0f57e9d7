"""What would make an expense allowed or a school qualify: it does, nothing less does, and a way is told where one is."""

from dataclasses import replace
from datetime import date
from itertools import chain, combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from esa.kernel.money import Money
from esa.law import Law, expense, schools
from esa.law.expense_changes import allowing
from esa.law.expense_facts import CATEGORIES, PAID_TO, PAYEE_KINDS, Payee, Request
from esa.law.expense_sentences import EXPENSE_CHANGES
from esa.law.school_changes import qualifying
from esa.law.school_facts import KINDS, RECORDS, FpeSchool, Pupil, School
from esa.law.school_sentences import SCHOOL_CHANGES

LAW = Law.load()
days = st.sampled_from([date(2023, 10, 2), date(2025, 10, 2)])
# Facts as a person would write them who reads the sentence: told apart from the rules' own changes.
OF_PAYEE = {
    "in_missouri": {"state": "MO"}, "qualified_school": {"qualified_school": True},
    "licensed": {"licensed_or_accredited": True}, "virtual_school": {"kind": "virtual_school"},
    "on_list": {"on_eao_firm_list": True}, "public_school": {"kind": "public_school"},
    "no_relative": {"relation_degree": 4},
}  # fmt: skip
OF_REQUEST = {
    "required": {"required_by_school": True},
    "approval": {"eao_approval": "A-17"},
    "payee_paid": {"paid_to": "payee"},
}
OF_SCHOOL = {
    "incorporated": {"incorporated_in_missouri": True}, "nondiscrimination": {"nondiscrimination": True},
    "tuition": {"charges_tuition": True},
}  # fmt: skip
OF_FPE = {"no_pay": {"takes_pay": False}, "records": {"records": "all_three"}}
NUMBERS = {
    "unrelated": "unrelated_children", "hours": "hours_total", "hours_core": "hours_core",
    "hours_core_at_location": "hours_core_at_location", "age": "student_age",
}  # fmt: skip
requests = st.builds(
    Request,
    id=st.just("e"),
    on=days,
    category=st.sampled_from(CATEGORIES),
    amount=st.integers(1, 200).map(Money),
    balance=st.integers(0, 200).map(Money),
    payee=st.builds(
        Payee,
        kind=st.sampled_from(PAYEE_KINDS),
        state=st.sampled_from(["MO", "KS"]),
        qualified_school=st.booleans(),
        licensed_or_accredited=st.booleans(),
        relation_degree=st.sampled_from([None, 1, 3, 4]),
        on_eao_firm_list=st.booleans(),
    ),
    required_by_school=st.booleans(),
    eao_approval=st.sampled_from([None, "A-1"]),
    paid_to=st.sampled_from(PAID_TO),
)


@st.composite
def any_school(draw):
    kind = draw(st.sampled_from(KINDS))
    fpe = st.builds(
        FpeSchool, st.integers(0, 7), st.booleans(), st.sampled_from([5, 7, 15, 16]), st.sampled_from([0, 999, 1000]),
        st.sampled_from([0, 599, 600]), st.sampled_from([0, 399, 400]), st.sampled_from(RECORDS),
    )  # fmt: skip
    district = st.sampled_from([None, "096095", "048078"])
    return School(
        id="s", on=draw(days), kind=kind, incorporated_in_missouri=draw(st.booleans()),
        nondiscrimination=draw(st.booleans()), charges_tuition=draw(st.booleans()),
        fpe=draw(fpe) if kind == "fpe" else None, pupil=draw(st.none() | st.builds(Pupil, st.just("096095"), st.booleans())),
        operated_by_district=draw(district), located_in_district=draw(district),
    )  # fmt: skip


def asked_with(asked, names):
    for name in names:
        if name == "within_balance":
            asked = replace(asked, amount=min(asked.amount, asked.balance))
        elif name in OF_PAYEE:
            asked = replace(asked, payee=replace(asked.payee, **OF_PAYEE[name]))
        else:
            asked = replace(asked, **OF_REQUEST[name])
    return asked


def school_with(school, would):
    for name, said in zip(would.shown, would.facts, strict=True):
        if name in NUMBERS:
            school = replace(school, fpe=replace(school.fpe, **{NUMBERS[name]: dict(said.values)["amount"]}))
        elif name in OF_FPE:
            school = replace(school, fpe=replace(school.fpe, **OF_FPE[name]))
        elif name == "other_district":
            school = replace(school, operated_by_district="110014", located_in_district="110014")
        else:
            school = replace(school, **OF_SCHOOL[name])
    return school


def fewer(names):
    return chain.from_iterable(combinations(names, count) for count in range(len(names)))


@settings(max_examples=400, deadline=None)
@given(requests)
def test_what_would_allow_an_expense_does(asked):
    found = allowing(asked, LAW)
    outcome = expense.check(asked, LAW).outcome
    for would in found:
        assert expense.check(asked_with(asked, would.shown), LAW).outcome == "allow"
        assert all(expense.check(asked_with(asked, some), LAW).outcome != "allow" for some in fewer(would.shown))
    never = asked.category in ("supplies", "other") or not asked.balance
    assert bool(found) == (outcome != "allow" and not never)


@settings(max_examples=400, deadline=None)
@given(any_school())
def test_what_would_qualify_a_school_does(school):
    found = qualifying(school, LAW)
    outcome = schools.check(school, LAW)[0]
    for would in found:
        assert schools.check(school_with(school, would), LAW)[0] == "qualified"
        for some in fewer(range(len(would.shown))):
            less = replace(
                would, shown=tuple(would.shown[at] for at in some), facts=tuple(would.facts[at] for at in some)
            )
            assert schools.check(school_with(school, less), LAW)[0] != "qualified"
    hopeless = (school.kind == "home" and school.on.year > 2023) or (school.kind == "fpe" and school.on.year < 2024)
    assert bool(found) == (outcome != "qualified" and not hopeless)


def test_every_fact_that_can_be_told_is_tried_here():
    assert {*OF_PAYEE, *OF_REQUEST, "within_balance"} == set(EXPENSE_CHANGES)
    assert {*OF_SCHOOL, *OF_FPE, *NUMBERS, "other_district"} == set(SCHOOL_CHANGES)
