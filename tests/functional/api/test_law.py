"""The law by the API: the same bytes as the console, for every command that answers facts, in both languages."""

import json
from datetime import date

import pytest
from click.testing import CliRunner

from esa.cli import main
from esa.law import Law
from tests.builders import publish
from tests.functional.api.conftest import Caller

LINES = "application/x-ndjson"
STUDENT = {"birth_date": "2014-05-01", "grade": "5", "missouri_resident": True, "lawfully_present": True}
FACTS = {"id": "s1", "decided_on": "2025-11-01", "school_year": "2025-26", "student": STUDENT, "household": {"size": 4}}
BAD = {**FACTS, "student": {**STUDENT, "grade": "13"}, "household": {"size": 0}, "colour": "red"}
PAYEE = {"kind": "firm", "state": "MO"}
EXPENSE = {
    "id": "e1",
    "on": "2025-10-02",
    "category": "supplies",
    "amount": "240.00",
    "balance": "90.00",
    "payee": PAYEE,
}
SCHOOL = {"id": "p1", "on": "2025-10-02", "kind": "private", "incorporated_in_missouri": True}
DONOR = {"id": "d1", "years": [{"year": 2025, "liability": "10000.00", "gifts": "7000.00"}]}
EAO = dict.fromkeys(("contributions", "spent_on_accounts", "overhead", "remitted_to_fund"), "100.00") | dict.fromkeys(
    ("interest", "interest_spent_on_accounts"), "1.00"
)
CHECKS = {
    "decide": (("law", "decide"), [{**FACTS, "id": "s–1"}, {**FACTS, "household": {"size": 4, "annual_income": "41795.00"}}]),
    "expense": (("expense", "check"), [EXPENSE, {**EXPENSE, "category": "tutoring"}]),
    "school": (("school", "check"), [SCHOOL]),
    "claim": (("credit", "claim"), [DONOR]),
    "limits": (("eao", "limits"), [{"id": "o1", **EAO}]),
    "ask/account": (("law", "ask", "account"), [{"id": "a1", "what": "graduation", "on": "2026-05-20", "balance": "450.00"}]),
    "ask/course": (("law", "ask", "course"), [{"id": "c1", "school_year": "2025-26", "price": "600.00"}]),
}  # fmt: skip


def console(command, text, *more):
    answer = CliRunner().invoke(main, [*command, "-", *more], input=text)
    assert answer.exit_code in (0, 1)
    return answer.stdout_bytes


@pytest.fixture
def nobody(app):
    return Caller(app)


@pytest.mark.parametrize("name", CHECKS)
@pytest.mark.parametrize("language", ["en", "es"])
def test_lines_are_answered_in_the_bytes_of_the_console_bad_ones_too(nobody, name, language):
    command, good = CHECKS[name]
    if name == "claim" and language == "es":
        return
    text = (
        "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in [*good, {**good[0], "colour": "red"}]) + "\nx\n"
    )
    more, query = ((), "") if name == "claim" else (("--language", language), f"?language={language}")
    answer = nobody.post(f"/api/v1/law/{name}{query}", data=text.encode(), content_type=LINES)
    assert answer.status_code == 200
    assert answer.data == console(command, text, *more)
    assert len(answer.data.splitlines()) == len(text.splitlines())


@pytest.mark.parametrize("name", CHECKS)
def test_one_object_is_answered_by_the_one_line_of_the_console(nobody, name):
    command, good = CHECKS[name]
    answer = nobody.post(f"/api/v1/law/{name}", data=json.dumps(good[0], indent=1), content_type="application/json")
    assert answer.status_code == 200
    assert answer.data + b"\n" == console(command, json.dumps(good[0]) + "\n")


def test_bad_facts_are_refused_with_every_field(nobody):
    answer = nobody.post("/api/v1/law/decide", json=BAD)
    assert (answer.status_code, answer.json["code"]) == (422, "bad_facts")
    assert {each["field"] for each in answer.json["grounds"]} == {"student.grade", "household.size", "colour"}


@pytest.mark.parametrize(
    ("data", "kind", "status"),
    [(b"{", "application/json", 422), (b"\xff", LINES, 400), (b"a", "text/plain", 415), (b"{}\n" * 1001, LINES, 422)],
)
def test_a_body_that_is_no_facts_is_refused(nobody, data, kind, status):
    assert nobody.post("/api/v1/law/decide", data=data, content_type=kind).status_code == status


def test_the_law_of_a_day_is_that_of_the_console(nobody):
    told = nobody.get("/api/v1/law?on=2025-11-25").json
    assert told == json.loads(CliRunner().invoke(main, ["law", "show", "--on", "2025-11-25", "--json"]).stdout)


def test_a_figure_that_the_Treasurer_published_counts(nobody, house):
    later = {
        **FACTS,
        "school_year": "2026-27",
        "decided_on": "2026-07-02",
        "student": {**STUDENT, "iep": {"kind": "iep", "dated": "2026-01-15"}},
    }
    before = nobody.post("/api/v1/law/decide", json=later)
    assert (before.status_code, before.json["grounds"][0]["field"]) == (422, "sat")
    publish(house, ("sat", date(2026, 7, 1), None, "7300.00", "DESE"))
    assert nobody.post("/api/v1/law/decide", json=later).json["cap"] == "12775.00"


def test_every_parameter_is_told_with_all_its_values_and_what_two_people_published(nobody, house):
    publish(house, ("sat", date(2026, 7, 1), None, "7300.00", "DESE"))
    told = {each["key"]: each for each in nobody.get("/api/v1/law/parameters").json["parameters"]}
    assert list(told) == [each.key for each in Law.load().parameters()]
    sat = told["sat"]
    assert (sat["unit"], sat["rule"], sat["topic"]) == ("money", "CAP-4", "grants")
    assert [(each["from"], each["to"], each["value"]) for each in sat["values"][-2:]] == [
        ("2025-07-01", "2026-07-01", "7145.00"), ("2026-07-01", None, "7300.00"),
    ]  # fmt: skip
    assert {each["status"] for each in sat["values"]} == {"published"}
    assert told["state_aid_distributed"]["values"] == [
        {"from": "2023-07-01", "to": None, "value": None, "cite": "RSMo 135.713.3, 163.031; no figure was found",
         "status": "unknown"},
    ]  # fmt: skip


def test_a_question_that_is_none_is_not_found(nobody):
    assert nobody.post("/api/v1/law/ask/weather", json={"id": "a"}).status_code == 404


def test_the_register_and_the_calendar_are_those_of_the_console(nobody):
    told = nobody.get("/api/v1/law/rules").json
    assert told == json.loads(CliRunner().invoke(main, ["law", "rules", "--json"]).stdout)
    year = ("--school-year", "2026-27", "--json", "--language", "es")
    told = nobody.get("/api/v1/law/calendar?school_year=2026-27&language=es").json
    assert told == json.loads(CliRunner().invoke(main, ["law", "calendar", *year]).stdout)
    assert nobody.get("/api/v1/law/calendar").json["school_year"] == "2025-26"
    assert nobody.get("/api/v1/law/calendar?school_year=2019-20").status_code == 422
