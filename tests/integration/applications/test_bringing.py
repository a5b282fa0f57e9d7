"""Applications in bulk: all rows or the good ones, once, every fault named by line and field."""

import json
from datetime import date

import pytest
import sqlalchemy as sa

from esa.applications import service as applications
from esa.applications.domain.words import Status
from esa.applications.service import Rows
from esa.kernel.actors import SYSTEM
from esa.kernel.errors import Invalid, NotFound
from esa.kernel.money import Money
from tests.builders import YEAR, an_organization, manager


def a_child(number, **more):
    return {
        "external_id": f"c{number}", "given_name": "Ada", "family_name": "Miller", "birth_date": "2014-05-01",
        "grade": "5", "completed_at": f"2025-10-0{number}T08:00:00-05:00", "missouri_resident": True,
        "lawfully_present": True, "public_semester_in_previous_12_months": True,
        "evidence": {"annual_income": {"kind": "tax_return", "dated": "2025-04-15"}}, **more,
    }  # fmt: skip


def a_file(*children, key="h1", **household):
    said = {"key": key, "contact_name": "Pat Miller", "size": 4, "annual_income": "41795.00", **household}
    return (json.dumps({"household": said, "children": list(children)}) + "\n").encode()


@pytest.fixture
def river(house):
    with house.begin(SYSTEM) as work:
        return an_organization(work)


def bring(house, organization_id, data, name="file.jsonl", **more):
    with house.begin(manager(organization_id)) as work:
        return applications.bring(work, data, name, YEAR, **more)


def all_of(house, organization_id):
    with house.begin(manager(organization_id)) as work:
        return applications.listed(work, applications.Listing(school_year=YEAR)).rows


def test_a_household_with_two_children_is_filed_and_decided(house, river):
    brought = bring(house, river, a_file(a_child(1), a_child(2, given_name="Ben", grade="3", birth_date="2016-03-02")))
    assert (brought.children, brought.new, brought.decided, brought.faults) == (2, 2, 2, ())
    first = all_of(house, river)[0]
    assert (first.status, first.base_tier, first.cap, first.lunch) == (Status.QUALIFIED, "f", Money(893125), "free")
    with house.begin(manager(river)) as work:
        opened = applications.opened(work, first.reference)
    decision = opened.decisions[0]
    assert decision.law == "L2024"
    assert decision.facts["student"]["siblings"] == [
        {"grant_previous_school_year": False, "grant_this_school_year": "no"}
    ]
    assert {finding["rule"] for finding in decision.answer["findings"]} >= {f"DEF-{number}" for number in range(1, 9)}


def test_the_same_file_again_changes_nothing(house, river):
    data = a_file(a_child(1))
    bring(house, river, data)
    again = bring(house, river, data)
    assert (again.new, again.changed, again.unchanged, again.decided, again.seen_before) == (0, 0, 1, 0, True)


def test_a_later_file_changes_only_what_differs_and_decides_it_anew(house, river):
    bring(house, river, a_file(a_child(1), a_child(2, given_name="Ben")))
    changed = a_child(2, given_name="Ben", iep={"kind": "iep", "dated": "2025-01-15"})
    brought = bring(house, river, a_file(a_child(1), changed))
    assert (brought.new, brought.changed, brought.unchanged, brought.decided) == (0, 1, 1, 1)
    found = {row.external_id: row for row in all_of(house, river)}
    assert (found["c1"].base_tier, found["c2"].base_tier) == ("f", "c")
    with house.begin(manager(river)) as work:
        assert [each.sequence for each in applications.opened(work, found["c2"].reference).decisions] == [2, 1]


BAD = a_file(a_child(1)) + b"{no json\n" + a_file(a_child(3, grade="13", birth_date="2030-01-01"), key="h3")


def test_one_bad_row_keeps_all_out_and_every_fault_is_named(house, river):
    brought = bring(house, river, BAD)
    assert brought.refused
    said = [sentence for fault in brought.faults for sentence in fault.sentences()]
    assert said[0] == "line 2: line: is not JSON"
    assert any(sentence.startswith("line 3: children[0].grade: ") for sentence in said)
    assert any(sentence.startswith("line 3: children[0].birth_date: ") for sentence in said)
    assert all_of(house, river) == []


def test_the_good_rows_are_taken_where_the_caller_chose_so(house, river):
    brought = bring(house, river, BAD, rows=Rows.GOOD)
    assert (brought.new, len(brought.faults)) == (1, 2)
    assert len(all_of(house, river)) == 1


def test_a_dry_run_says_what_would_happen_and_writes_nothing(house, river):
    bring(house, river, a_file(a_child(1)))
    brought = bring(house, river, a_file(a_child(1, grade="6"), a_child(2)), dry=True)
    assert (brought.new, brought.changed) == (1, 1)
    assert len(all_of(house, river)) == 1


CSV = (
    "household_key,contact_name,household_size,annual_income,external_id,given_name,family_name,birth_date,grade,"
    "completed_at,missouri_resident,lawfully_present,iep_kind,iep_dated,iep_evidence,iep_evidence_dated\n"
    "h1,Pat,4,50000.00,c1,Ada,Miller,2014-05-01,5,2025-10-01T08:00:00-05:00,yes,yes,iep,2025-01-15,iep_document,2025-01-15\n"
    "h1,Pat,4,50000.00,c2,Ben,Miller,2016-05-01,3,2025-10-01T08:00:00-05:00,yes,no,,,,\n"
)


def test_a_csv_file_has_one_row_a_child(house, river):
    brought = bring(house, river, CSV.encode(), "file.csv")
    assert (brought.new, brought.faults) == (2, ())
    found = {row.external_id: row for row in all_of(house, river)}
    assert (found["c1"].base_tier, found["c2"].status) == ("c", Status.NOT_QUALIFIED)
    assert found["c1"].evidence == {"iep": {"kind": "iep_document", "dated": "2025-01-15"}}
    assert found["c1"].household_id == found["c2"].household_id


@pytest.mark.parametrize(
    ("old", "new", "line", "field"),
    [
        ("h1,Pat,4,50000.00,c2", "h1,Pat,5,50000.00,c2", 3, "household.size"),
        ("c2,Ben", "c1,Ben", 3, "external_id"),
        ("2016-05-01,3", "2016-13-01,3", 3, "birth_date"),
        ("yes,no,,,,", "yes,maybe,,,,", 3, "lawfully_present"),
        ("50000.00,c1", "50000,c1", 2, "household.annual_income"),
    ],
)
def test_a_fault_of_a_csv_row_is_named_by_its_line_and_field(house, river, old, new, line, field):
    text = CSV.replace(old, new)
    if field == "household.annual_income":
        text = text.replace("50000.00,c2", "50000,c2")
    brought = bring(house, river, text.encode(), "file.csv")
    assert (line, field) in [(fault.line, error.field) for fault in brought.faults for error in fault.errors]


def test_a_file_that_is_no_such_file_is_refused_as_a_whole(house, river):
    for data in (b"name,age\nx,1\n", b"\xff\xfe"):
        with pytest.raises(Invalid):
            bring(house, river, data, "file.csv")


def test_DEF_8_a_sibling_whose_renewal_is_pending_makes_a_child_conditional(house, river):
    elder = a_child(1, grant_previous_school_year=True)
    younger = a_child(2, given_name="Ben", public_semester_in_previous_12_months=False)
    bring(house, river, a_file(elder, younger))
    found = {row.external_id: row for row in all_of(house, river)}
    assert (found["c1"].base_tier, found["c2"].status) == ("a", Status.CONDITIONAL)


def test_nothing_is_decided_by_a_guess(house, river):
    from esa.kernel.dates import SchoolYear

    with house.begin(manager(river)) as work:
        brought = applications.bring(work, a_file(a_child(1)), "file.jsonl", SchoolYear(2026))
        row = applications.listed(work, applications.Listing(school_year=SchoolYear(2026))).rows[0]
        assert (brought.decided, brought.waiting) == (0, 1)
        assert (row.status, row.outcome, row.cap) == (Status.SUBMITTED, None, None)


def test_one_EAO_finds_no_application_of_another_in_SQL_either(house, river):
    with house.begin(SYSTEM) as work:
        hill = an_organization(work, "hill")
    bring(house, river, a_file(a_child(1)))
    reference = all_of(house, river)[0].reference
    with house.begin(manager(hill)) as work:
        for table in ("applications", "decisions", "households", "students", "application_imports"):
            assert work.tx.scalar(sa.text(f"SELECT count(*) FROM {table}")) == 0, table
        with pytest.raises(NotFound):
            applications.opened(work, reference)


def test_a_decision_is_never_changed(house, river, _owner):
    bring(house, river, a_file(a_child(1)))
    with pytest.raises(sa.exc.IntegrityError, match="append-only"), _owner.connect() as connection:
        connection.exec_driver_sql("UPDATE decisions SET outcome = 'qualified'")


def test_opening_a_child_is_recorded(house, river):
    bring(house, river, a_file(a_child(1)))
    reference = all_of(house, river)[0].reference
    with house.begin(manager(river)) as work:
        applications.opened(work, reference)
    with house.begin(SYSTEM) as work:
        seen = work.tx.execute(sa.text("SELECT subject_id FROM audit_events WHERE is_view")).all()
    assert [each.subject_id for each in seen] == [reference]


def test_the_day_of_the_tests_is_in_the_demonstration_year(clock):
    assert clock.now().date() == date(2025, 11, 25)
