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
    assert asked("cap", {"id": "x", "set_on": "2025-12-01", "cap": "1.00", "current": 1, "preceding": 0}).exit_code == 1


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
