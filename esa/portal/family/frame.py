"""The blueprint of the family's pages and how dates, months and money of a draft read on them."""

from datetime import date

from flask import Blueprint
from flask_babel import get_locale

from esa.kernel.money import Money
from esa.platform.storage import FolderStorage, storage_of
from esa.platform.web import edge, reading

blueprint = Blueprint("family", __name__)


@blueprint.app_template_filter("iso_day")
def iso_day(text: str) -> str:
    """Return a stored day like 2015-03-27 in full, in the reader's language."""
    return reading.day(date.fromisoformat(text))


@blueprint.app_template_filter("wire_money")
def wire_money(text: str) -> str:
    """Return a stored amount like 41795.00 with its thousands separated."""
    return str(Money.from_wire(text))


@blueprint.app_template_filter("first_upper")
def first_upper(sentence: str) -> str:
    """Return the sentence with a capital letter first, the rest as it is."""
    return sentence[:1].upper() + sentence[1:]


@blueprint.app_template_global("months")
def months() -> list[str]:
    """Return the names of the twelve months in the reader's language."""
    locale = get_locale()
    names = locale.months["stand-alone"]["wide"] if locale is not None else {}
    return [str(names[number]).capitalize() for number in range(1, 13)]


def spoken() -> str:
    """Return the language of this request: `en` or `es`."""
    locale = get_locale()
    return "es" if locale is not None and locale.language == "es" else "en"


def storage() -> FolderStorage:
    """Return where this process keeps papers."""
    return storage_of(edge.settings())
