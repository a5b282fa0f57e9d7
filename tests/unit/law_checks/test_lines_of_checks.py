"""The file commands on expenses, schools, donors, EAOs and the cap, as a stranger runs them: bad lines, exit codes."""

import json

import pytest
from click.testing import CliRunner

from esa.cli import main

PAYEE = {"kind": "individual", "state": "MO"}
EXPENSE = {"id": "e", "on": "2025-10-02", "category": "tutoring", "amount": "1.00", "balance": "9.00", "payee": PAYEE}
SCHOOL = {"id": "s", "on": "2025-11-01", "kind": "public"}
PUPIL = {"resident_district": "048078"}
FPE = {
    "unrelated_children": 4, "takes_pay": False, "student_age": 12, "hours_total": 1000, "hours_core": 600,
    "hours_core_at_location": 400, "records": "all_three",
}  # fmt: skip
DONOR = {"id": "d", "years": [{"year": 2024, "liability": "1.00", "gifts": "1.00"}]}
AMOUNTS = ("contributions", "interest", "spent_on_accounts", "interest_spent_on_accounts", "overhead")
EAO = {"id": "y", **dict.fromkeys((*AMOUNTS, "remitted_to_fund"), "1.00")}
OPEN = {"at": "2025-01-01T00:00:00-06:00", "kind": "open", "year": 2025, "cap": "10000.00"}
AT = "2025-03-03T09:00:00-06:00"
RESERVE = {"at": AT, "kind": "reserve", "id": "r", "eao": "E1", "amount": "1000.00", "partial_ok": False}
ALLOT = {"at": AT, "kind": "allot", "mode": "custom", "eaos": ["E1", "E2"], "amounts": {"E1": "1.00", "E2": "2.00"}}
COMMANDS = {
    "expense check": EXPENSE,
    "school check": SCHOOL,
    "credit claim": DONOR,
    "credit replay": OPEN,
    "eao limits": EAO,
}


def run(command, *facts, options=()):
    text = "".join((each if isinstance(each, str) else json.dumps(each)) + "\n" for each in facts)
    result = CliRunner().invoke(main, [*command.split(), "-", *options], input=text)
    return result, [json.loads(line) for line in result.stdout.splitlines()]


def without(facts, name):
    return {key: value for key, value in facts.items() if key != name}


def fields_of(answer):
    return sorted(error["field"] for error in answer["errors"])


def year(number, **facts):
    return {"year": number, "liability": "1.00", "gifts": "1.00", **facts}


@pytest.mark.parametrize(
    ("command", "facts", "fields"),
    [
        *[("expense check", without(EXPENSE, name), [name]) for name in EXPENSE if name != "id"],
        ("expense check", {**EXPENSE, "on": "2021-08-27"}, ["on"]),
        ("expense check", {**EXPENSE, "on": "20251002"}, ["on"]),
        ("expense check", {**EXPENSE, "amount": "0.00"}, ["amount"]),
        ("expense check", {**EXPENSE, "amount": 1.0}, ["amount"]),
        ("expense check", {**EXPENSE, "amount": "9" * 5000 + ".00"}, ["amount"]),
        ("expense check", {**EXPENSE, "balance": "-1.00"}, ["balance"]),
        ("expense check", {**EXPENSE, "eao_approval": ""}, ["eao_approval"]),
        ("expense check", {**EXPENSE, "paid_to": "child"}, ["paid_to"]),
        ("expense check", {**EXPENSE, "paid_to": None}, ["paid_to"]),
        ("expense check", {**EXPENSE, "required_by_school": 1}, ["required_by_school"]),
        ("expense check", {**EXPENSE, "payee": None}, ["payee"]),
        ("expense check", {**EXPENSE, "payee": {**PAYEE, "state": "Mo"}}, ["payee.state"]),
        ("expense check", {**EXPENSE, "payee": {**PAYEE, "relation_degree": 0}}, ["payee.relation_degree"]),
        ("expense check", {**EXPENSE, "payee": {**PAYEE, "relation_degree": True}}, ["payee.relation_degree"]),
        ("expense check", {**EXPENSE, "payee": {**PAYEE, "kin": 1, "kind": "bank"}}, ["payee.kin", "payee.kind"]),
        ("expense check", {**EXPENSE, "amount": "1", "note": "x"}, ["amount", "note"]),
        ("school check", {**SCHOOL, "kind": "boarding"}, ["kind"]),
        ("school check", {**SCHOOL, "on": "2021-01-01"}, ["on"]),
        ("school check", {**SCHOOL, "kind": "fpe"}, ["fpe"]),
        ("school check", {**SCHOOL, "kind": "fpe", "fpe": None}, ["fpe"]),
        ("school check", {**SCHOOL, "kind": "fpe", "on": "2023-10-02"}, ["fpe"]),
        ("school check", {**SCHOOL, "kind": "private", "fpe": FPE}, ["fpe"]),
        ("school check", {**SCHOOL, "kind": "fpe", "fpe": without(FPE, "records")}, ["fpe.records"]),
        ("school check", {**SCHOOL, "kind": "fpe", "fpe": {**FPE, "hours_core": "600"}}, ["fpe.hours_core"]),
        ("school check", {**SCHOOL, "kind": "fpe", "fpe": {**FPE, "student_age": 12.0}}, ["fpe.student_age"]),
        ("school check", {**SCHOOL, "student": PUPIL}, ["operated_by_district"]),
        ("school check", {**SCHOOL, "student": PUPIL, "operated_by_district": None}, ["operated_by_district"]),
        ("school check", {**SCHOOL, "kind": "charter", "student": PUPIL}, ["located_in_district"]),
        (
            "school check",
            {**SCHOOL, "student": {"in_state_custody": True}},
            ["operated_by_district", "student.resident_district"],
        ),
        ("credit claim", without(DONOR, "years"), ["years"]),
        ("credit claim", {**DONOR, "years": []}, ["years"]),
        ("credit claim", {**DONOR, "years": [year(2020)]}, ["years[0].year"]),
        ("credit claim", {**DONOR, "years": [year(2024), year(2024)]}, ["years[1].year"]),
        ("credit claim", {**DONOR, "years": [year(2024), year(2023)]}, ["years[1].year"]),
        ("credit claim", {**DONOR, "years": [year(2024), year(2026), year(2027)]}, ["years[1].year"]),
        (
            "credit claim",
            {**DONOR, "years": [year(2024, gifts="1"), year("2025")]},
            ["years[0].gifts", "years[1].year"],
        ),
        ("credit claim", {**DONOR, "years": [year(2024, gift="1.00")]}, ["years[0].gift"]),
        *[("eao limits", without(EAO, name), [name]) for name in EAO if name != "id"],
        ("eao limits", {**EAO, "interest": "01.00", "rent": "1.00"}, ["interest", "rent"]),
        *[("credit replay", without(OPEN, name), [name]) for name in OPEN],
        *[("credit replay", without(RESERVE, name), [name]) for name in RESERVE],
        ("credit replay", {**OPEN, "id": "x"}, ["id"]),
        ("credit replay", {**OPEN, "at": "2021-08-28T04:59:59Z"}, ["at"]),
        ("credit replay", {**OPEN, "at": "0001-01-01T00:00:00Z"}, ["at"]),
        ("credit replay", {**OPEN, "year": 2025.0}, ["year"]),
        ("credit replay", {**OPEN, "year": 2020}, ["year"]),
        ("credit replay", {**OPEN, "year": 10000}, ["year"]),
        ("credit replay", {**OPEN, "year": 2026, "cap": None}, ["credit_cap"]),
        ("credit replay", {**OPEN, "year": 2021, "cap": None}, ["credit_cap"]),
        ("credit replay", {**RESERVE, "kind": "receive"}, ["eao", "method", "partial_ok"]),
        ("credit replay", {"at": AT, "kind": "void", "id": "r"}, ["reason"]),
        ("credit replay", {"at": AT, "kind": "reallocate", "from": "", "to": "E1", "amount": "1.00"}, ["from"]),
        ("credit replay", {**ALLOT, "eaos": ["E1", "E2", "E1"]}, ["eaos[2]"]),
        ("credit replay", {**ALLOT, "eaos": []}, ["eaos"]),
        ("credit replay", {**ALLOT, "amounts": {"E1": "1.00"}}, ["amounts.E2"]),
        ("credit replay", {**ALLOT, "amounts": {**ALLOT["amounts"], "E3": "1.00"}}, ["amounts.E3"]),
        ("credit replay", {**ALLOT, "mode": "equal"}, ["amounts.E1", "amounts.E2"]),
        ("credit replay", {**ALLOT, "mode": "half"}, ["mode"]),
    ],
)
def test_a_bad_line_names_every_field_and_stops_nothing(command, facts, fields):
    good = COMMANDS[command]
    result, (bad, then) = run(command, facts, good)
    assert result.exit_code == 1
    assert (bad["line"], bad["id"]) == (1, facts.get("id"))
    assert fields_of(bad) == fields
    assert "errors" not in then
    assert result.stderr.splitlines() == [f"line 1: {e['field']}: {e['message']}" for e in bad["errors"]]


@pytest.mark.parametrize("command", COMMANDS)
def test_no_object_no_id_and_a_field_twice(command):
    _, answers = run(command, "", "[]", '{"id": "a", "id": "b"}', COMMANDS[command])
    assert [fields_of(answer) for answer in answers[:2]] == [["line"], ["line"]]
    assert answers[2]["id"] == "b"
    assert "id" in fields_of(answers[2])
    assert "errors" not in answers[3]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_key_that_is_none_ends_the_run(command):
    result, answers = run(command, COMMANDS[command], options=["--set", "sat=7145.00"])
    assert (result.exit_code, answers, len(result.stderr.splitlines())) == (2, [], 1)


def test_credit_cap_given_stands_on_every_answer_as_given_and_a_bad_one_ends_the_run():
    unknown = {**OPEN, "at": "2026-01-01T00:00:00-06:00", "year": 2026, "cap": None}
    result, answers = run("credit replay", unknown, unknown, options=["--set", "credit_cap=84825000.00"])
    assert result.exit_code == 0
    assert [answer["overrides"] for answer in answers] == [{"credit_cap": "84825000.00"}] * 2
    assert [answer["amount"] for answer in answers] == ["84825000.00", "0.00"]
    assert run("credit replay", unknown, options=["--set", "credit_cap=84825000"])[0].exit_code == 2


@pytest.mark.parametrize("command", COMMANDS)
def test_the_same_file_gives_the_same_bytes(command):
    first, again = (run(command, *[COMMANDS[command]] * 3)[0].stdout for _ in range(2))
    assert first == again
