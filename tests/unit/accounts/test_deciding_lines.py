"""What becomes of one line of a request: the law's answer, what is missing, what a person must look at."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from esa.accounts.domain.expenses.deciding import asked_again, decide, mending, said_in
from esa.accounts.domain.expenses.facts import LineFacts, PayeeFacts
from esa.accounts.domain.expenses.house_rules import (
    AGREED_BEFORE,
    OWN_SCHOOL,
    LowRisk,
    answer_by,
    appeal_answer_by,
    appeal_until,
    house_rule,
    house_rules,
    low_risk_rules,
    mileage_rate,
    rule_for,
)
from esa.accounts.domain.expenses.words import AskedBy, Outcome, PaperKind, Relation, Stage
from esa.kernel.dates import SchoolYear
from esa.kernel.money import Money
from esa.law import Law
from esa.law.expense_facts import CATEGORIES
from esa.law.mocap import course_ceiling

LAW, DAY = Law.load(), date(2025, 11, 25)
EVERY = frozenset(PaperKind)
TUTORS = PayeeFacts(name="Hill Tutors", kind="firm")
LINE = LineFacts(category="tutoring", amount=Money(24_000), payee=TUTORS)
SUPPLIES = replace(LINE, category="supplies")


def decided(line, papers=EVERY, balance=90_000, on=DAY, law=LAW):
    return decide(line, "E-1", on, Money(balance), papers, law)


def test_an_allowed_line_with_its_papers_is_allowed():
    found = decided(LINE)
    assert (found.outcome, found.missing, found.warnings, found.law) == (Outcome.ALLOW, (), (), "L2024")
    assert found.rule.startswith("EXP-")
    assert found.cite.startswith("RSMo 166.7")
    assert asked_again(found.facts) == LINE.request("E-1", DAY, Money(90_000))


def test_to_deny_beats_what_is_missing_and_what_is_missing_beats_the_rest():
    assert decided(LINE, frozenset()).outcome is Outcome.NEEDS_MORE
    assert decided(LINE, frozenset()).missing == (PaperKind.INVOICE,)
    assert decided(LINE, frozenset({PaperKind.OTHER, PaperKind.LICENSE})).missing == (PaperKind.INVOICE,)
    denied = decided(SUPPLIES, frozenset())
    assert (denied.outcome, denied.missing) == (Outcome.DENY, ())
    mileage = replace(LINE, category="mileage")
    assert decided(mileage, frozenset()).outcome is Outcome.NEEDS_MORE


def test_EXP_N1_more_than_the_account_holds_is_denied():
    assert decided(LINE, balance=24_000).outcome is Outcome.ALLOW
    assert decided(LINE, balance=23_999).outcome is Outcome.DENY


def test_EXP_l_mileage_always_goes_to_a_person():
    found = decided(replace(LINE, category="mileage"))
    assert (found.outcome, found.rule) == (Outcome.REVIEW, "EXP-l")


def test_EXP_j_technology_that_is_asked_for_beforehand_goes_to_a_person():
    technology = replace(LINE, category="technology", stage=Stage.BEFOREHAND)
    found = decided(technology)
    assert (found.outcome, found.rule) == (Outcome.REVIEW, "EXP-j")
    assert decided(replace(technology, approval="A-1")).outcome is Outcome.ALLOW
    assert decided(replace(technology, stage=Stage.INVOICED)).outcome is Outcome.DENY
    # Something else that is wrong with it is not the approval's to mend.
    assert decided(technology, balance=1).outcome is Outcome.DENY
    assert decided(replace(technology, relation=Relation.SIBLING)).outcome is Outcome.DENY


def test_AMB_19_a_full_time_public_program_of_another_district_is_not_paid_twice():
    school = PayeeFacts(name="V", kind="virtual_school", qualified_school=True)
    virtual = replace(LINE, category="virtual_tuition", payee=school)
    assert decided(virtual).outcome is Outcome.ALLOW
    full_time = decided(replace(virtual, full_time_public=True))
    assert (full_time.outcome, full_time.rule) == (Outcome.DENY, "AMB-19")
    assert full_time.cite == full_time.findings[-1].cite
    assert full_time.findings_to_wire()[-1]["keys"] == ["paid_twice"]
    assert [each.rule for each in full_time.findings][:-1] == [each.rule for each in decided(virtual).findings]
    denied = decided(replace(virtual, full_time_public=True), balance=1)
    assert (denied.outcome, denied.rule) == (Outcome.DENY, decided(virtual, balance=1).rule)


def test_MOC_6_a_course_dearer_than_a_district_would_pay_is_warned_of():
    school = PayeeFacts(name="V", kind="virtual_school", qualified_school=True)
    course = replace(LINE, category="virtual_tuition", payee=school, course="semester", amount=Money(5_000_000))
    found = decided(course, balance=9_000_000)
    assert (found.outcome, [each.rule for each in found.warnings]) == (Outcome.ALLOW, ["MOC-6"])
    assert [each["rule"] for each in found.warnings_to_wire()] == ["MOC-6"]
    assert found.warnings_to_wire()[0]["keys"]
    assert decided(replace(course, course="year"), balance=9_000_000).warnings
    assert decided(replace(course, amount=Money(1))).warnings == ()
    assert decided(replace(course, course=""), balance=9_000_000).warnings == ()
    later = date(2040, 11, 25)
    assert decided(course, balance=9_000_000, on=later).warnings == ()
    # A year's course may cost more than a semester's.
    between = replace(course, amount=course_ceiling(SchoolYear.of(DAY), "year", LAW))
    assert decided(between, balance=9_000_000).warnings
    assert decided(replace(between, course="year"), balance=9_000_000).warnings == ()


def test_a_decision_names_the_readings_by_which_it_was_made_and_no_others():
    assert decided(LINE).readings == {}
    assert decided(LINE, law=LAW.with_readings({"AMB-19": "barred"})).readings == {"AMB-19": "barred"}
    assert decided(LINE, law=LAW.with_readings({"AMB-24": "deny"})).readings == {"AMB-24": "deny"}
    assert decided(LINE, law=LAW.with_readings({"AMB-7": "full_retest"})).readings == {}


def test_findings_are_kept_with_the_keys_of_their_sentences():
    found = decided(LINE)
    for kept, tried in zip(found.findings_to_wire(), found.findings, strict=True):
        assert {key: value for key, value in kept.items() if key != "keys"} == tried.to_wire()
        assert len(kept["keys"]) == len(tried.reasons)
    assert decided(SUPPLIES).findings_to_wire()[0]["keys"]


def test_a_denied_line_is_told_what_would_make_it_allowed():
    denied = decided(replace(LINE, relation=Relation.SIBLING))
    (english,), (spanish,) = mending(denied.facts, LAW, "en"), mending(denied.facts, LAW, "es")
    assert english != spanish
    assert "relat" in english
    assert mending(decided(SUPPLIES).facts, LAW, "en") == []


def test_kept_findings_are_said_in_the_readers_language_and_as_kept_where_the_law_was_amended():
    found = decided(LINE)
    kept = found.findings_to_wire()
    assert said_in(found.facts, kept, LAW, "en") is kept
    spanish = said_in(found.facts, kept, LAW, "es")
    assert [each["because"] for each in spanish] == [each.because("es") for each in found.findings]
    assert [{**each, "because": ""} for each in spanish] == [{**each, "because": ""} for each in kept]
    amended = [{**kept[0], "because": "as it was said then"}, *kept[1:]]
    assert said_in(found.facts, amended, LAW, "es") is amended
    more = [*kept, {"rule": "AMB-19", "because": "paid twice"}]
    assert said_in(found.facts, more, LAW, "es")[-1] == {"rule": "AMB-19", "because": "paid twice"}


BILL = LowRisk(
    name="bill", starts_on=DAY, categories=("tuition", "testing"), payee=OWN_SCHOOL, most=Money(1_000), sample_percent=5
)


@pytest.mark.parametrize(
    ("category", "amount", "standing", "on", "lets"),
    [("tuition", 1_000, {OWN_SCHOOL}, DAY, True), ("testing", 1, {OWN_SCHOOL, AGREED_BEFORE}, DAY, True),
     ("tuition", 1_001, {OWN_SCHOOL}, DAY, False), ("tutoring", 1, {OWN_SCHOOL}, DAY, False),
     ("tuition", 1, {AGREED_BEFORE}, DAY, False), ("tuition", 1, set(), DAY, False),
     ("tuition", 1, {OWN_SCHOOL}, DAY - timedelta(days=1), False)],
)  # fmt: skip
def test_a_published_rule_lets_go_only_what_it_names(category, amount, standing, on, lets):
    assert BILL.lets(category, Money(amount), frozenset(standing), on) is lets


def test_what_is_close_to_the_ceiling_is_always_looked_at_and_of_the_rest_a_share():
    assert BILL.sampled("E-1", Money(900)) == "close_to_ceiling"
    names = [f"E-{number}" for number in range(1000)]
    drawn = [name for name in names if BILL.sampled(name, Money(899)) == "drawn"]
    assert drawn == [name for name in names if BILL.sampled(name, Money(1)) == "drawn"]
    assert 30 < len(drawn) < 70
    assert {BILL.sampled(name, Money(1)) for name in names} == {"", "drawn"}
    assert all(replace(BILL, sample_percent=100).sampled(name, Money(1)) for name in names)
    assert not any(replace(BILL, sample_percent=0).sampled(name, Money(1)) for name in names)
    # The draw can be made again by anybody: it is the digest of the reference.
    assert drawn[:3] == ["E-11", "E-33", "E-44"]


def test_the_published_rules_name_categories_of_the_law():
    school, agreed = low_risk_rules()
    assert (school.payee, school.most, school.sample_percent) == (OWN_SCHOOL, Money(150_000), 5)
    assert (agreed.payee, agreed.most, agreed.sample_percent) == (AGREED_BEFORE, Money(50_000), 20)
    assert {*school.categories, *agreed.categories} <= set(CATEGORIES)
    assert (school.name, agreed.name) == ("bill_of_own_school", "invoice_as_agreed")
    both = frozenset({OWN_SCHOOL, AGREED_BEFORE})
    assert rule_for("testing", Money(50_001), both, DAY) is school
    assert rule_for("tutoring", Money(50_000), both, DAY) is agreed
    assert rule_for("technology", Money(1), both, DAY) is None
    assert rule_for("tuition", Money(1), both, date(2021, 8, 27)) is None
    assert school.starts_on == date(2021, 8, 28)


def test_the_house_answers_in_business_days_and_waits_thirty_days_for_an_appeal():
    # Thursday 27 November 2025 is Thanksgiving.
    assert answer_by(DAY) == date(2025, 12, 3)
    assert appeal_answer_by(DAY) == date(2025, 12, 10)
    assert appeal_until(DAY) == date(2025, 12, 25)
    for asked in (answer_by, appeal_until, appeal_answer_by):
        with pytest.raises(LookupError, match="is not known for 2021-08-27"):
            asked(date(2021, 8, 27))


def test_EXP_l_the_rate_of_a_mile_is_told_with_its_status():
    assert (mileage_rate(DAY).value, mileage_rate(DAY).status) == (Money(70), "assumed")
    assert mileage_rate(date(2024, 12, 31)).value is None
    assert mileage_rate(date(2026, 1, 1)).value is None


def test_the_houses_rules_are_read_by_their_names():
    keys = [each.key for each in house_rules()]
    assert keys == sorted(keys)
    assert {"answer_days", "appeal_answer_days", "appeal_days", "mileage_rate"} <= set(keys)
    assert "without_a_person" not in keys
    assert house_rule("answer_days").title.startswith("Business days")
    with pytest.raises(OSError, match="nothing"):
        house_rule("nothing")


def test_a_line_that_a_school_sent_needs_no_second_bill():
    assert decided(replace(LINE, by=AskedBy.SCHOOL), frozenset()).outcome is Outcome.ALLOW
