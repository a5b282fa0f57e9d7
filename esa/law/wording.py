"""How a sentence of the law is said: its template in the reader's language, its values as people write them.

Templates are English; the other languages stand in gettext catalogs, so that they can be edited without a program.
"""

from collections.abc import Sequence
from datetime import date

from esa.law.catalog import sentences_in

LANGUAGES = ("en", "es")
_MONTHS = {
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
    "es": (
        "enero", "febrero", "marzo", "abril", "mayo", "junio",
        "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
    ),
}  # fmt: skip


def translated(template: str, language: str) -> str:
    """Return the template in the language; as in any gettext catalog, one that has no translation stays English."""
    return template if language == "en" else sentences_in(language).get(template, template)


def written(value: object, language: str) -> str:
    """Return a value as a sentence shows it: days in words, amounts with separators, the rest as it is."""
    if isinstance(value, date):
        month = _MONTHS[language][value.month - 1]
        return f"{month} {value.day}, {value.year}" if language == "en" else f"{value.day} de {month} de {value.year}"
    return str(value)


def say(template: str, values: tuple[tuple[str, object], ...], language: str) -> str:
    """Return the sentence of a template in the language, with its values written into it."""
    return translated(template, language).format(**{name: written(value, language) for name, value in values})


def said_together(frame: str, facts: Sequence[str], **values: object) -> str:
    """Return a frame with its `fact`, or with its `facts` numbered, as a sentence that begins in capitals."""
    listed = "; ".join([f"({number}) {fact}" for number, fact in enumerate(facts, 1)])
    said = frame.format(fact=facts[0], facts=listed, **values)
    return said[0].upper() + said[1:]
