"""What the commands say in full: each rule that was tried with its section and its reason, word for word.

A reason is part of the answer that a family or a court reads; a wrong section or amount in it is a wrong answer.
"""

import json
import re
import string
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from esa.cli import main
from esa.law.credits.sentences import REPLAY
from esa.law.eao_sentences import LIMITS
from esa.law.expense_sentences import EXPENSES
from esa.law.school_sentences import SCHOOLS
from esa.law.sentences import FINDINGS

FILES = {
    "decide": (("law", "decide"), FINDINGS),
    "expense": (("expense", "check"), EXPENSES),
    "school": (("school", "check"), SCHOOLS),
    "limits": (("eao", "limits"), LIMITS),
    "replay": (("credit", "replay"), REPLAY),
}
# Faults of a line that the reader of events names before the rules are asked; the pages ask the rules.
OF_PAGES = {"no_eaos", "eao_twice", "amount_missing", "amount_unasked", "card_excluded"}

FIELDS = {
    "decide": {"id", "law", "outcome", "limbs", "tier", "cap", "cap_percent", "findings", "trace"},
    "expense": {"id", "law", "outcome", "rule", "cite", "findings"},
    "school": {"id", "law", "outcome", "findings"},
    "limits": {
        "id",
        "law",
        "remittance_due",
        "minimum_on_accounts",
        "overhead_limit",
        "interest_due_to_accounts",
        "findings",
    },
    "replay": {"n", "outcome", "id", "amount", "reason", "reserved", "received", "certified", "available"},
}
HOLDS = {"true": "holds", "false": "fails"}


def cases(name):
    text = Path(__file__).with_name(f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)["case"]


def answers(command, case):
    lines = case.get("lines") or [case["line"]]
    result = CliRunner().invoke(main, [*command, "-", *case.get("options", [])], input="\n".join(lines) + "\n")
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def in_words(answer):
    if "findings" not in answer:
        return [f"{answer['outcome']} {answer['amount']}: {answer['reason']}"]
    found = [
        f"{each['rule']} {HOLDS[json.dumps(each['holds'])]} ({each['cite']}): {each['because']}"
        for each in answer["findings"]
    ]
    return [*found, *answer.get("trace", [])]


@pytest.mark.parametrize(
    ("name", "case"), [pytest.param(name, case, id=f"{name}:{case['why']}") for name in FILES for case in cases(name)]
)
def test_an_answer_in_full(name, case):
    assert [words for answer in answers(FILES[name][0], case) for words in in_words(answer)] == case["said"]


@pytest.mark.parametrize("name", FILES)
def test_an_answer_has_the_fields_of_the_contract_and_the_name_of_its_line(name):
    for case in cases(name):
        lines = [json.loads(line) for line in case.get("lines") or [case["line"]]]
        for number, (line, answer) in enumerate(zip(lines, answers(FILES[name][0], case), strict=True), 1):
            assert set(answer) - {"overrides", "readings"} == FIELDS[name]
            assert answer["id"] == line.get("id")
            assert answer.get("n", number) == number


@pytest.mark.parametrize("name", FILES)
def test_every_sentence_is_said_in_some_answer(name):
    said = [words for case in cases(name) for words in case["said"]]
    for key, template in FILES[name][1].items():
        parts = [re.escape(text) + (".+?" if value else "") for text, value, _, _ in string.Formatter().parse(template)]
        whole = re.compile(rf"(: |; ){''.join(parts)}($|; )")
        assert key in OF_PAGES or any(whole.search(words) for words in said), key
