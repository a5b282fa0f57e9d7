"""What a family is told when something is refused has its Spanish, though it is written outside the templates."""

import pytest

from esa.applications.domain.drafts import checks
from esa.documents import domain as papers
from esa.platform.translation import read_catalog

SENTENCES = sorted(
    value
    for module in (checks, papers)
    for name, value in vars(module).items()
    if name.isupper() and isinstance(value, str)
)


def test_there_are_sentences_to_look_at():
    assert len(SENTENCES) > 15


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_refusal_is_told_in_spanish_too(sentence):
    message = read_catalog("es").get(sentence)
    assert message is not None
    assert message.string
    assert message.string != sentence
