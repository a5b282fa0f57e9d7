"""English and Spanish come together: a sentence without its Spanish fails the build."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.extract import extract_from_dir

from esa.platform.translation import read_catalog

PROJECT = Path(__file__).resolve().parents[2]
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "lazy_gettext": None}
# Names of languages are written in their own language and the program's name is a name.
SAME_IN_BOTH = {"MOScholars", "Total", "Error", "No", "Plan", "Sector", "Virtual", "Color", "Personal"}


def sentences() -> set[str]:
    found: set[str] = set()
    for folder, method in (("templates", [("**.html", "jinja2")]), ("esa", [("**.py", "python")])):
        options = {"**.html": {"trimmed": "true", "silent": "false"}}
        for _, _, message, _, _ in extract_from_dir(
            str(PROJECT / folder), method_map=method, options_map=options, keywords=KEYWORDS
        ):
            found.update([message] if isinstance(message, str) else [part for part in message if part])
    return {sentence for sentence in found if re.search(r"[A-Za-z]{2}", sentence)}


# Rooms whose services speak to people on pages. What only a program or an operator hears is English.
SPEAKING = (
    "accounts", "applications", "awards", "documents", "families", "grants", "identity", "parameters", "portal",
    "readings", "schools",
)  # fmt: skip
REFUSALS = {"NotFound": 0, "Forbidden": 0, "Invalid": 0, "Conflict": 0, "LimitReached": 0, "Ground": 1}


def refusals() -> Iterator[str]:
    """Yield the plain sentences with which services refuse: the pages translate them when they show them."""
    for room in SPEAKING:
        for path in (PROJECT / "esa" / room).rglob("*.py"):
            if path.name in ("api.py", "calls.py"):
                continue
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in REFUSALS:
                    said = node.args[REFUSALS[node.func.id] :][:1]
                    yield from (each.value for each in said if isinstance(each, ast.Constant))


def test_every_refusal_on_a_page_has_its_spanish():
    catalog = read_catalog("es")
    known = {message.id for message in catalog if message.string}
    # The console of the demonstration says this, no page does.
    known.add("No demonstration sign-in with a second factor has this e-mail address.")
    assert sorted(set(refusals()) - known) == []


def test_every_sentence_has_its_spanish():
    catalog = read_catalog("es")
    spanish = {}
    for message in catalog:
        for each in message.id if isinstance(message.id, tuple) else (message.id,):
            spanish[each] = message.string
    missing = sorted(s for s in sentences() if not spanish.get(s) or not any(spanish[s]))
    assert missing == []


def test_placeholders_are_the_same_in_both_languages():
    wrong = []
    for message in read_catalog("es"):
        if isinstance(message.id, str) and message.id:
            want, got = (sorted(re.findall(r"%\((\w+)\)", text)) for text in (message.id, str(message.string)))
            if want != got:
                wrong.append((message.id, want, got))
    assert wrong == []
