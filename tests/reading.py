"""How hard a text is to read, in school grades: ARI for English, Crawford for Spanish, and what is taken of a text.

A formula wants sentences, so this is what it gets:

- citations (RSMo 166.700(9)(b)a) and amounts of money are taken out; days, ages, letters and percentages stay;
- each item of a list in a sentence, numbered (1), (2) …, is a sentence of its own;
- of a page its main part is taken; each heading, paragraph, list item, label, legend, hint, button and table heading is a
  sentence, whether it ends in a full stop or not; the rows of a table, the values of a list of facts, what can be chosen
  in a list, references, digests and names of files, and examples for programs are facts and names, not prose;
- what has up to three words ("Agreement signed on") is a label: a formula for texts says nothing of it, so it is left out;
- a sentence of the law is judged by itself, as short as it is; a page is judged as one text, since no formula says
  anything of a button with one word.
"""

import re

import textstat
from lxml import html

GRADE = 8.0
_CITATION = re.compile(r"\(?RSMo \d+\.\d+[\w().,]*(?:(?:;| to| and| a| y|,) \d+\.\d+[\w().]*)*( as of 2021)?\)?")
_AMOUNT = re.compile(r"-?\$?\b\d[\d,]*\.\d\d\b")
_WORD = re.compile(r"[^\W\d_]+")
_LABEL = 3
_REFERENCE = re.compile(r"\b[A-Z]{2,4}-[A-Z0-9-]+\b|\bsha256:\S+|\b[0-9a-f]{16,}\b|\b[\w-]+\.(?:csv|json|jsonl|html)\b")
_ITEM = re.compile(r"[:;] \(\d\) ")
# What begins and ends a sentence on a page, and what is no prose.
_BLOCKS = {
    "address",
    "article",
    "button",
    "caption",
    "dd",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figure",
    "figcaption",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "header",
    "hr",
    "label",
    "legend",
    "li",
    "main",
    "nav",
    "ol",
    "option",
    "p",
    "section",
    "summary",
    "table",
    "td",
    "th",
    "tr",
    "ul",
}
_FACTS = {"tbody", "td", "dd", "code", "pre", "script", "style", "svg", "select", "textarea", "template"}


def plain(text: str) -> str:
    """Return the text without citations and amounts, with list items as sentences."""
    text = _AMOUNT.sub("", _REFERENCE.sub("", _CITATION.sub("", text)))
    text = re.sub(r"\s+([.,;:])", r"\1", _ITEM.sub(". ", text))
    return re.sub(r"\s+", " ", text).strip()


def grade(text: str, language: str) -> float:
    """Return the school grade of the text."""
    text = plain(text)
    if text[-1:] not in ".?!":
        text += "."
    textstat.set_lang("en" if language == "en" else "es")
    return float(textstat.automated_readability_index(text) if language == "en" else textstat.crawford(text))


def text_of_page(page: str) -> str:
    """Return the prose of a page's main part, each block of it as a sentence."""
    main = html.document_fromstring(page).get_element_by_id("main")
    pieces = [""]
    _gather(main, pieces)
    sentences = [plain(piece) for piece in pieces]
    return " ".join(
        each if each[-1] in ".?!" else f"{each}." for each in sentences if len(_WORD.findall(each)) > _LABEL
    )


def _gather(element: html.HtmlElement, pieces: list[str]) -> None:
    block = element.tag in _BLOCKS or element.tag == "br"
    if block:
        pieces.append("")
    if isinstance(element.tag, str) and element.tag not in _FACTS:
        pieces[-1] += element.text or ""
        for child in element:
            _gather(child, pieces)
            pieces[-1] += child.tail or ""
    if block:
        pieces.append("")
