"""Every sentence of the checks stands in English and Spanish, with the same values, and can be said."""

import string
from datetime import date

import pytest

from esa.kernel.money import Money
from esa.law.credits.sentences import REPLAY
from esa.law.eao_sentences import LIMITS
from esa.law.expense_sentences import EXPENSES
from esa.law.school_sentences import SCHOOLS
from esa.law.sentences import LANGUAGES
from esa.law.tried import Tried, sentence

ALL = [(name, key, words) for name, templates in
       (("replay", REPLAY), ("limits", LIMITS), ("expense", EXPENSES), ("school", SCHOOLS))
       for key, words in templates.items()]  # fmt: skip


def names_in(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize(("name", "key", "words"), ALL, ids=lambda value: value if isinstance(value, str) else "")
def test_a_sentence_says_the_same_values_in_both_languages(name, key, words):
    assert set(words) == set(LANGUAGES)
    assert names_in(words["en"]) == names_in(words["es"])
    assert words["en"] != words["es"]
    assert not words["en"].endswith(".")


def test_a_rule_says_all_its_reasons_with_amounts_and_days_as_people_write_them():
    day, amount = date(2025, 4, 2), Money(123456789)
    words = {"said": {"en": "{amount} until {day}", "es": "{amount} hasta el {day}"}}
    reason = sentence(words, "said", amount=amount, day=day)
    tried = Tried("RES-2", True, "RSMo 135.713.3", (reason, reason))
    assert tried.because() == "1,234,567.89 until April 2, 2025; 1,234,567.89 until April 2, 2025"
    assert tried.to_wire("es")["because"].startswith("1,234,567.89 hasta el 2 de abril de 2025; ")
