"""The questions that the console puts to the law: every fault named by its field, the same bytes for the same line."""

import json

import pytest
from click.testing import CliRunner

from esa.cli import main
from esa.kernel.money import Money
from esa.kernel.wire import BadLine, read_line
from esa.law.accounts.balance import Happening, Occurrence
from esa.law.questions import QUESTIONS, reader
from esa.law.questions.reading import described

GRADUATION = {"id": "a", "what": "graduation", "on": "2026-05-20", "balance": "450.00"}


def errors(question, **facts):
    made = read_line(1, json.dumps({"id": "a", **facts}), reader(question))
    assert isinstance(made, BadLine), made
    return {error.field: error.message for error in made.errors}


def asked(question, line, *options):
    return CliRunner().invoke(main, ["law", "ask", question, "-", *options], input=json.dumps(line) + "\n")


def test_facts_are_read_into_the_dataclass_of_the_rule():
    made = read_line(1, json.dumps(GRADUATION), reader("account"))
    assert isinstance(made.facts, Occurrence)
    assert (made.id, made.facts.what, made.facts.balance) == ("a", Happening.GRADUATION, Money(45000))


def test_every_fault_of_a_line_is_named_by_its_field():
    wrong = {**GRADUATION, "what": "x", "on": "2020-01-01", "balance": 450, "qualified_school": "yes", "color": "red"}
    assert set(errors("account", **{**wrong, "id": "a"})) == {"what", "on", "balance", "qualified_school", "color"}
    assert errors("account") == {"what": "is required", "on": "is required", "balance": "is required"}


def test_a_fault_inside_a_list_and_an_object_has_its_path():
    granted = [{"eao": "South", "source": "tax_credit", "amount": "1.0"}]
    found = errors("grant", proposed={"eao": "North", "source": "tax_credit"}, cap="7145.00", granted=granted)
    assert set(found) == {"granted[0].amount", "proposed.amount"}
    assert errors("agreement", on="2025-07-01", subjects="english") == {"subjects": "must be a list"}
    assert errors("counted", on="2025-07-01", school_years=True)["school_years"].startswith("must be a whole number")
    assert errors("accounts-audit", on="2025-07-01", school_year="2025-27")["school_year"].startswith(
        "must be a school"
    )
    assert "must be one of" in errors("gift", sent_on="2025-07-01", amount="1.00", method="cash")["method"]


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_question_tells_its_facts(name):
    facts = described(QUESTIONS[name].facts)
    assert facts
    assert all(what for _, what, _ in facts)


def test_the_console_answers_in_either_language():
    said = json.loads(asked("account", GRADUATION).stdout)
    assert (said["id"], said["law"], said["outcome"], said["to_eao"]) == ("a", "L2024", "closed", "450.00")
    spanish = json.loads(asked("account", GRADUATION, "--language", "es").stdout)
    assert "se graduó" in spanish["findings"][0]["because"]
    assert asked("account", GRADUATION).stdout == asked("account", GRADUATION).stdout


def test_a_figure_that_is_not_known_is_an_error_and_can_be_supplied():
    course = {"id": "c", "school_year": "2027-28", "price": "600.00"}
    answer = asked("course", course)
    assert answer.exit_code == 1
    assert json.loads(answer.stdout)["errors"][0]["field"] == "sat"
    supplied = json.loads(asked("course", course, "--set", "sat=7145.00").stdout)
    assert supplied["ceiling"] == "500.15"
    assert supplied["overrides"] == {"sat": "7145.00"}


def test_what_a_rule_cannot_answer_is_a_bad_line():
    answer = asked("account", {**GRADUATION, "what": "disenrolled_for_inactivity"})
    assert answer.exit_code == 1
    assert json.loads(answer.stdout)["errors"] == [{"field": "line", "message": "a disenrolment needs its day"}]
    nothing = asked("cap", {"id": "x", "set_on": "2025-12-01", "cap": "1.00", "current": 1, "preceding": 0})
    assert "more than nothing" in json.loads(nothing.stdout)["errors"][0]["message"]


def test_a_question_that_is_none_ends_the_run():
    answer = asked("weather", GRADUATION)
    assert answer.exit_code == 2
    assert "known are grant, account" in answer.stderr


def test_the_questions_are_listed_with_their_facts():
    listed = CliRunner().invoke(main, ["law", "questions"]).stdout
    assert "account: What becomes of the account?" in listed
    assert "    rolled_over?: amount" in listed
    assert "    proposed: {eao, source, amount}" in listed


def test_AUD_2_a_mistake_that_is_called_intentional_is_no_mistake():
    answer = asked("account", {**GRADUATION, "what": "honest_mistake"})
    assert json.loads(answer.stdout)["errors"] == [{"field": "line", "message": "an honest mistake is not intentional"}]
    honest = json.loads(asked("account", {**GRADUATION, "what": "honest_mistake", "intentional": False}).stdout)
    assert honest["outcome"] == "review"


@pytest.mark.parametrize(
    ("question", "facts", "said"),
    [
        ("grant", {"proposed": {"eao": "N", "source": "interest", "amount": "5.00"}, "cap": "5.00"}, {"outcome": "allow", "room": "5.00"}),
        ("account", {"what": "school_changed", "on": "2026-01-15", "balance": "5.00"}, {"outcome": "open", "stays": "5.00"}),
        ("account", {"what": "refund", "on": "2026-01-15", "balance": "5.00"}, {"outcome": "open", "owed_to_account": "0.00"}),
        ("agreement", {"on": "2025-07-10"}, {"outcome": "stands"}),
        ("renewal", {"exams_bought": 1, "finished_high_school": True}, {"outcome": "renewable", "scores_due": 1}),
        ("renewal", {"finished_high_school": True}, {"outcome": "not_renewable", "scores_due": 0}),
        ("attendance", {"on": "2025-10-01", "age": 10}, {"outcome": "owed"}),
        ("certification", {"on": "2025-06-02", "school_year_opens_on": "2025-07-01", "principal_place": "Cole County", "people": [{"role": "director"}]}, {"outcome": "may_certify"}),
        ("audit", {"on": "2025-12-31", "fiscal_year_ends_on": "2025-06-30"}, {"outcome": "waited_for"}),
        ("tests", {"on": "2026-04-20", "grade": "3", "subjects": ["english", "mathematics"]}, {"outcome": "owed"}),
        ("tests", {"on": "2026-04-20", "grade": "3", "subjects": ["english", "mathematics"], "state_test": True}, {"outcome": "met"}),
        ("barring", {"on": "2026-01-21", "barred_on": "2026-01-20", "families": 1}, {"outcome": "owed", "left": 1}),
        ("gift", {"sent_on": "2025-11-20", "amount": "0.01"}, {"outcome": "credit", "credit": "0.01"}),
        ("gift", {"sent_on": "2025-11-20", "amount": "0.00"}, {"outcome": "no_credit", "credit": "0.00"}),
        ("credit-use", {"on": "2026-03-01"}, {"outcome": "allowed"}),
        ("allotment", {"on": "2025-08-02", "eao": "N", "allotment": "1.00", "used": "0.00"}, {"outcome": "movable", "amount": "1.00"}),
        ("accounts-audit", {"on": "2026-06-30", "school_year": "2024-25"}, {"outcome": "waited_for"}),
        ("violation", {"misrepresents": True}, {"outcome": "disqualify", "attorney_general": "no"}),
        ("violation", {}, {"outcome": "no_disqualification"}),
        ("hold", {"on": "2026-02-01", "reason": "x"}, {"outcome": "not_a_hold"}),
        ("hold", {"on": "2026-02-01", "reason": "x", "begins_on": "2026-02-02", "ends_on": "2026-02-02"}, {"outcome": "held"}),
        ("hold", {"on": "2026-02-01", "reason": "x", "begins_on": "2026-02-03", "ends_on": "2026-02-02"}, {"outcome": "not_a_hold"}),
        ("report", {"feed": "RPT-7", "on": "2025-09-01"}, {"outcome": "owed"}),
        ("remittance", {"due": "1.00", "sent": "1.00"}, {"outcome": "delivered"}),
        ("counted", {"on": "2025-09-01"}, {"outcome": "sent"}),
        ("public", {"what": "posting", "on": "2025-09-01"}, {"outcome": "due"}),
        ("public", {"what": "test_results", "on": "2025-09-01"}, {"outcome": "not_public"}),
        ("posting-item", {"item": "PUB-6", "on": "2025-09-01"}, {"outcome": "not_due"}),
        ("posting-school", {"on": "2025-09-01", "kind": "private", "recipients": 20, "paid": "1.00"}, {"outcome": "shown", "lunch": 0, "special_education": 0}),
        ("course", {"school_year": "2025-26", "price": "473.20"}, {"outcome": "allow", "pays": "473.20"}),
        ("course", {"school_year": "2025-26", "price": "5.00", "payer": "district"}, {"outcome": "deny", "pays": "0.00"}),
        ("program", {"on": "2025-11-10", "host_district": "a", "resident_district": "b"}, {"outcome": "review", "full_time": "yes", "input_due": None}),
        ("provider", {"on": "2025-11-10"}, {"outcome": "unknown"}),
        ("fpe", {"on": "2025-11-10"}, {"outcome": "right"}),
        ("fpe-credits", {"on": "2025-11-10", "hours": 250}, {"outcome": "credit", "credits": 2}),
        ("participation", {"on": "2025-11-10"}, {"outcome": "may"}),
    ],
)  # fmt: skip
def test_a_fact_that_is_left_out_has_its_default(question, facts, said):
    answer = json.loads(asked(question, {"id": "a", **facts}).stdout)
    assert {key: answer[key] for key in said} == said
