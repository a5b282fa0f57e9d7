"""Every letter is there in English and in Spanish, asks for the same values, and is read in grade 8."""

import re

import pytest

from esa.notices.domain import Kind
from esa.platform.config import PROJECT
from esa.platform.translation import LANGUAGES
from tests.reading import GRADE, grade

FOLDER = PROJECT / "templates" / "mail"


def text_of(kind, language):
    return (FOLDER / language / f"{kind}.txt").read_text(encoding="utf-8")


def values_of(text):
    return set(re.findall(r"\$(\w+)", text))


@pytest.mark.parametrize("kind", list(Kind))
def test_a_letter_asks_for_the_same_values_in_both_languages(kind):
    english, spanish = (text_of(kind, language) for language in LANGUAGES)
    assert values_of(english) == values_of(spanish)
    assert "\n" not in english.partition("\n")[0]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", list(Kind))
def test_a_letter_is_read_in_grade_eight(kind, language):
    plain = re.sub(r"\$\w+", "X", text_of(kind, language).partition("\n")[2])
    assert grade(plain, language) <= GRADE


def test_no_letter_stands_there_that_nobody_sends():
    for language in LANGUAGES:
        assert {path.stem for path in (FOLDER / language).glob("*.txt")} == {each.value for each in Kind}
