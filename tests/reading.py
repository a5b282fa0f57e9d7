"""How hard a text is to read, in school grades: ARI for English, Crawford for Spanish, and what is taken of a text.

A formula wants sentences, so this is what it gets:

- citations (RSMo 166.700(9)(b)a) and amounts of money are taken out; days, ages, letters and percentages stay;
- each item of a list in a sentence, numbered (1), (2) …, is a sentence of its own;
- on a page each heading, paragraph, list item, label, legend, hint, button, link that stands alone, and table heading is
  a sentence, whether it ends in a full stop or not; the cells of a table and what people typed are facts, not prose;
- a sentence of the law is judged by itself, as short as it is; a page is judged as one text, since no formula says
  anything of a button with one word.
"""

import re

import textstat

GRADE = 8.0
_CITATION = re.compile(r"\(?RSMo \d+\.\d+[\w().,]*(?:(?:;| to| and| a| y|,) \d+\.\d+[\w().]*)*( as of 2021)?\)?")
_AMOUNT = re.compile(r"-?\$?\b\d[\d,]*\.\d\d\b")
_ITEM = re.compile(r"[:;] \(\d\) ")
_PROSE = {
    "h1",
    "h2",
    "h3",
    "h4",
    "p",
    "li",
    "label",
    "legend",
    "button",
    "dt",
    "dd",
    "th",
    "caption",
    "summary",
    "a",
    "span",
    "div",
}


def plain(text: str) -> str:
    """Return the text without citations and amounts, with list items as sentences."""
    text = _AMOUNT.sub("", _CITATION.sub("", text))
    text = re.sub(r"\s+([.,;:])", r"\1", _ITEM.sub(". ", text))
    return re.sub(r"\s+", " ", text).strip()


def grade(text: str, language: str) -> float:
    """Return the school grade of the text."""
    text = plain(text)
    if text[-1:] not in ".?!":
        text += "."
    textstat.set_lang("en" if language == "en" else "es")
    return float(textstat.automated_readability_index(text) if language == "en" else textstat.crawford(text))
