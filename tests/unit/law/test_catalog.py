"""Every sentence of the law has its words in every other language, from a catalog that gettext's own tools read too."""

import importlib
import pkgutil
import re
import string
from collections.abc import Mapping

import pytest
from babel.messages.pofile import read_po

import esa.law
from esa.law.catalog import CATALOGS, CONTEXT, entries_of, sentences_in
from esa.law.sentences import FINDINGS, FRAMES
from esa.law.wording import LANGUAGES, say, translated

OTHERS = [language for language in LANGUAGES if language != "en"]


def all_templates():
    """Return (file, key, template) of every mapping in a module of esa.law whose name ends in `sentences`."""
    found = []
    for module in pkgutil.walk_packages(esa.law.__path__, "esa.law."):
        if module.name.endswith("sentences"):
            for name, templates in vars(importlib.import_module(module.name)).items():
                if name.isupper() and isinstance(templates, Mapping):
                    found += [(f"{module.name.replace('.', '/')}.py", key, text) for key, text in templates.items()]
    return found


TEMPLATES = all_templates()


def values_in(text):
    return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


def read_by_babel(language):
    with (CATALOGS / language / "law.po").open("rb") as file:
        return [message for message in read_po(file, locale=language) if message.id]


def test_the_sentences_are_found_where_they_are():
    assert len(TEMPLATES) > 190
    assert {text for _, _, text in TEMPLATES} > {FINDINGS["resident"], FRAMES["opens"]}


@pytest.mark.parametrize("language", OTHERS)
def test_every_sentence_is_translated_and_nothing_obsolete_is_kept(language):
    known = sentences_in(language)
    assert [(file, key) for file, key, text in TEMPLATES if not known.get(text, "").strip()] == []
    assert sorted(set(known) - {text for _, _, text in TEMPLATES}) == []
    assert "\n#~" not in (CATALOGS / language / "law.po").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", OTHERS)
def test_a_sentence_has_the_same_values_in_every_language(language):
    wrong = [(text, said) for text, said in sentences_in(language).items() if values_in(text) != values_in(said)]
    assert wrong == []
    assert [text for text, said in sentences_in(language).items() if text == said] == []


@pytest.mark.parametrize("language", OTHERS)
def test_a_sentence_keeps_its_edges_and_shows_no_word_of_the_machine(language):
    for text, said in sentences_in(language).items():
        assert (text[0] == " ", text[-1] in " .") == (said[0] == " ", said[-1] in " ."), text
        for words in (text, said):
            assert not re.search(r"_|None|True|False", re.sub(r"\{\w+\}", "", words))


@pytest.mark.parametrize("language", OTHERS)
def test_the_catalog_is_one_that_gettext_reads_the_same(language):
    messages = read_by_babel(language)
    assert {message.id: message.string for message in messages} == dict(sentences_in(language))
    assert len(messages) == len(sentences_in(language))
    assert {message.context for message in messages} == {CONTEXT}
    assert [message.id for message in messages if message.fuzzy] == []
    files = {text: file for file, _, text in TEMPLATES}
    assert [
        message.id for message in messages if files[message.id] not in {path for path, _ in message.locations}
    ] == []


def test_a_text_may_go_on_over_lines_and_holds_its_escapes():
    text = '# said\nmsgctxt "law"\nmsgid "one \\"two\\""\n" three"\nmsgstr ""\n"uno"\n\nmsgid "x"\nmsgstr "y"\n'
    assert list(entries_of(text)) == [
        {"msgctxt": "law", "msgid": 'one "two" three', "msgstr": "uno"}, {"msgid": "x", "msgstr": "y"}
    ]  # fmt: skip


@pytest.mark.parametrize("text", ['msgid_plural "x"\n', '"x"\n', 'said "x"\n'])
def test_what_is_no_entry_is_told(text):
    with pytest.raises(ValueError, match="no keyword of a catalog"):
        list(entries_of(text))


def test_a_template_without_translation_stays_english():
    assert translated("no such sentence", "es") == "no such sentence"
    assert say("{n} children", (("n", 2),), "es") == "2 children"
