"""The commands that give reasons say them in the language asked for; all else in the answer stays the same."""

import json

import pytest
from click.testing import CliRunner

from esa.cli import main

STUDENT = {
    "id": "s", "decided_on": "2025-11-01", "school_year": "2025-26",
    "student": {"birth_date": "2014-05-01", "grade": "5", "missouri_resident": True, "lawfully_present": True},
    "household": {"size": 4},
}  # fmt: skip
EXPENSE = {
    "id": "e", "on": "2025-10-02", "category": "supplies", "amount": "240.00", "balance": "900.00",
    "payee": {"kind": "individual", "state": "MO"},
}  # fmt: skip
YEAR = {
    "id": "y", "contributions": "100.00", "interest": "0.00", "spent_on_accounts": "0.00",
    "interest_spent_on_accounts": "0.00", "overhead": "0.00", "remitted_to_fund": "0.00",
}  # fmt: skip
COMMANDS = {
    ("law", "decide"): (STUDENT, "el estudiante vive en Missouri"),
    ("expense", "check"): (EXPENSE, "los materiales de consumo como papel y lápices nunca se pagan"),
    ("school", "check"): ({"id": "s", "on": "2025-10-02", "kind": "home"}, "una escuela en el hogar"),
    ("eao", "limits"): (YEAR, "solo se enviaron 0.00 al fondo"),
    ("credit", "replay"): ({"at": "2025-01-01T12:00:00Z", "kind": "open", "year": 2025, "cap": None}, "2025 comienza"),
}


def answer(command, line, *options):
    result = CliRunner().invoke(main, [*command, "-", *options], input=json.dumps(line) + "\n")
    assert result.exit_code == 0, result.output
    return result.stdout


def without_words(text):
    told = json.loads(text)
    for finding in told.get("findings", []):
        del finding["because"]
    return {name: value for name, value in told.items() if name not in {"trace", "reason"}}


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_reasons_are_said_in_the_language_asked_for(command):
    line, said = COMMANDS[command]
    english, spanish = answer(command, line), answer(command, line, "--language", "es")
    assert answer(command, line, "--language", "en") == english
    assert said not in english
    assert said in spanish
    assert without_words(english) == without_words(spanish)


def test_a_language_that_is_not_there_is_refused():
    result = CliRunner().invoke(main, ["law", "decide", "-", "--language", "fr"], input="")
    assert result.exit_code == 2
    assert "'en', 'es'" in result.output


def test_with_trace_a_check_says_what_would_change_it():
    tutoring = {**EXPENSE, "category": "tutoring", "paid_to": "parent", "amount": "900.01"}
    plain, traced = (json.loads(answer(("expense", "check"), tutoring, *flags)) for flags in ((), ("--trace",)))
    assert traced.pop("trace") == [
        (
            "All of these together would make it allowed: (1) money paid to the payee, not to the parent; "
            "(2) an amount of 900.00 or less."
        )
    ]
    assert traced == plain
    assert json.loads(answer(("expense", "check"), EXPENSE, "--trace"))["trace"] == []
    school = {"id": "s", "on": "2025-10-02", "kind": "virtual", "incorporated_in_missouri": True}
    plain, traced = (
        json.loads(answer(("school", "check"), school, *flags)) for flags in ((), ("--trace", "--language", "es"))
    )
    assert traced["trace"] == ["Con prueba de que no discrimina, calificaría."]
    assert "trace" not in plain


@pytest.mark.parametrize(
    ("command", "line"),
    [
        (("expense", "check"), EXPENSE),
        (("school", "check"), {"id": "s", "on": "2025-10-02", "kind": "virtual", "incorporated_in_missouri": True}),
    ],
)
def test_with_trace_the_findings_are_said_in_the_same_language(command, line):
    for flags in ((), ("--language", "es")):
        plain, traced = (json.loads(answer(command, line, *more, *flags)) for more in ((), ("--trace",)))
        del traced["trace"]
        assert traced == plain
