"""What each command says of a line with one fault, for every field and every kind of fault, word for word.

`lines/<command>.txt` has one row for each: the field, what was put there, and what is said of it; of a line that is good
all the same, what is read otherwise. A line without a fault comes first, with all that is read of it.
"""

import json
from copy import deepcopy
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path

import pytest

from esa.kernel.wire import BadLine, read_line
from esa.law.credits.claim import read_donor
from esa.law.credits.events import reader
from esa.law.eao import read_year
from esa.law.expense_facts import read_request
from esa.law.facts import read_facts
from esa.law.school_facts import read_school

FACTS = {
    "id": "s1", "decided_on": "2025-11-01", "school_year": "2025-26",
    "student": {
        "birth_date": "2019-05-01", "grade": "1", "missouri_resident": True, "lawfully_present": True, "in_state_custody": True,
        "district": {"code": "096095", "accreditation": "provisional"}, "county_has_charter_government": True,
        "city_population": 9000, "iep": {"kind": "iep", "dated": "2025-01-15"}, "dyslexia_diagnosed": True,
        "limited_english": True, "lunch_categorical": "reduced", "public_semester_in_previous_12_months": True,
        "entering": "first_grade", "completed_kindergarten": True, "entry_cutoff": "09-15",
        "grant_previous_school_year": True, "qualified_before": True,
        "military": {"sponsor_on_active_duty": True, "relocated_to_missouri": True, "first_missouri_school": True},
        "siblings": [{"grant_previous_school_year": True, "grant_this_school_year": "granted"}],
    },
    "household": {"size": 4, "annual_income": "41795.00"},
}  # fmt: skip
EXPENSE = {
    "id": "e1", "on": "2025-10-02", "category": "tutoring", "amount": "240.00", "balance": "900.00",
    "payee": {
        "kind": "individual", "name": "N", "state": "MO", "qualified_school": True, "licensed_or_accredited": True,
        "relation_degree": 4, "on_eao_firm_list": True,
    },
    "required_by_school": True, "eao_approval": "A-1", "district_of_residence_service": True, "paid_to": "parent",
}  # fmt: skip
FPE = {
    "id": "f1", "on": "2025-10-02", "kind": "fpe", "incorporated_in_missouri": True, "nondiscrimination": True,
    "charges_tuition": True,
    "fpe": {
        "unrelated_children": 2, "takes_pay": True, "student_age": 9, "hours_total": 1000, "hours_core": 600,
        "hours_core_at_location": 400, "records": "equivalent",
    },
}  # fmt: skip
PUBLIC = {
    "id": "p1", "on": "2025-10-02", "kind": "public", "student": {"resident_district": "096095", "in_state_custody": True},
    "operated_by_district": "048078",
}  # fmt: skip
CHARTER = {**PUBLIC, "id": "c1", "kind": "charter", "located_in_district": "048078"}
YEARS = [
    {"year": 2025, "liability": "10000.00", "gifts": "7000.00"},
    {"year": 2026, "liability": "1.00", "gifts": "2.00"},
]
LIMITS = {
    "id": "y1", "contributions": "100.00", "interest": "1.00", "spent_on_accounts": "2.00",
    "interest_spent_on_accounts": "3.00", "overhead": "4.00", "remitted_to_fund": "5.00",
}  # fmt: skip
AT = {"at": "2025-03-01T12:00:00-06:00"}
EVENTS = [
    {**AT, "kind": "open", "year": 2025, "cap": "10.00"},
    {**AT, "kind": "reserve", "id": "r1", "eao": "blue", "amount": "500.00", "partial_ok": True},
    {**AT, "kind": "receive", "id": "r1", "amount": "500.00", "method": "check"},
    {**AT, "kind": "certify", "id": "r1"},
    {**AT, "kind": "void", "id": "r1", "reason": "why"},
    {**AT, "kind": "reallocate", "from": "blue", "to": "river", "amount": "1.00"},
    {**AT, "kind": "allot", "mode": "fcfs", "eaos": [], "amounts": {}},
    {**AT, "kind": "allot", "mode": "equal", "eaos": ["blue", "river"], "amounts": {}},
    {**AT, "kind": "allot", "mode": "custom", "eaos": ["blue", "river"], "amounts": {"blue": "1.00", "river": "2.00"}},
]
LATEST = datetime(2025, 3, 1, 18, 0, tzinfo=UTC)
COMMANDS = {
    "decide": (read_facts, [FACTS]),
    "expense": (read_request, [EXPENSE]),
    "school": (read_school, [FPE, PUBLIC, CHARTER]),
    "claim": (read_donor, [{"id": "d1", "years": YEARS}]),
    "limits": (read_year, [LIMITS]),
    "replay": (reader(LATEST), EVENTS),
}
FAULTS = (None, True, 0, 1, -1, 9999, 10000, 1.5, "", "x", "0.00", "1.005", "2021-08-27", "2030-01-01", "2025-02-30", [], [3], {}, {"x": 1})  # fmt: skip
GONE = object()


def paths(value, at=()):
    """Every place in a line, the line itself left out."""
    if at:
        yield at
    if isinstance(value, dict):
        for key in value:
            yield from paths(value[key], (*at, key))
    elif isinstance(value, list):
        for index in range(len(value)):
            yield from paths(value[index], (*at, index))


def with_fault(line, path, fault):
    changed = deepcopy(line)
    *way, last = path
    inner = changed
    for step in way:
        inner = inner[step]
    if fault is GONE:
        del inner[last]
    else:
        inner[last] = fault
    return changed


def said(line, read, sound):
    """All that is said of a line, or what is read otherwise than of the line without a fault."""
    made = read_line(1, json.dumps(line), read)
    if isinstance(made, BadLine):
        return "; ".join(f"{each.field}: {each.message}" for each in made.errors)
    if type(made) is not type(sound):
        return f"good: {made!r}"
    read_of, other = ({each.name: getattr(of, each.name) for each in fields(of)} for of in (made, sound))
    return "good: " + ", ".join(f"{name}={value!r}" for name, value in read_of.items() if value != other[name])


def rows(read, lines):
    for line in lines:
        sound = read_line(1, json.dumps(line), read)
        yield repr(sound)
        yield f"more = 1 → {said({**line, 'more': 1}, read, sound)}"
        for path in paths(line):
            answers = {}
            for fault in (GONE, *FAULTS):
                shown = "gone" if fault is GONE else json.dumps(fault)
                answers.setdefault(said(with_fault(line, path, fault), read, sound), []).append(shown)
            for answer, faults in answers.items():
                yield f"{'.'.join(map(str, path))} = {' | '.join(faults)} → {answer}"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_fault_of_a_line_is_named(command):
    known = (Path(__file__).parent / "lines" / f"{command}.txt").read_text(encoding="utf-8").splitlines()
    assert list(rows(*COMMANDS[command])) == known
