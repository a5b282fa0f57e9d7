"""Words in English and Spanish: the catalogs of all rooms read as one, from the text files that people edit."""

from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask_babel import Domain, get_locale

LANGUAGES = ("en", "es")
CATALOGS = Path(__file__).resolve().parents[1] / "translations"


def read_catalog(language: str) -> Catalog:
    """Return all rooms' sentences in the language (`esa/translations/<language>/<room>.po`)."""
    whole = Catalog(locale=language)
    for path in sorted((CATALOGS / language).glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale=language):
                if message.id:
                    whole.add(message.id, message.string, context=message.context)
    return whole


@cache
def translations_of(language: str) -> NullTranslations:
    """Return the translations of a language; English is what stands in the templates."""
    if language == "en":
        return NullTranslations()
    compiled = BytesIO()
    write_mo(compiled, read_catalog(language))
    compiled.seek(0)
    return Translations(compiled, domain="messages")


class RoomsDomain(Domain):  # type: ignore[misc]
    """Flask-Babel's domain over the rooms' text catalogs, so that nothing has to be compiled at installation."""

    def get_translations(self) -> NullTranslations:
        """Return the translations for the language of this request."""
        locale = get_locale()
        return translations_of(locale.language if locale is not None else "en")
