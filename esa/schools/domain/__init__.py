"""The words of districts and schools, and what a name in a public list tells."""

import re
import uuid
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class DistrictKind(StrEnum):
    """Only a district is a "district" in the law's sense; charters and state schools are in the same public lists."""

    DISTRICT = "district"
    CHARTER = "charter"
    STATE = "state"


class Classification(StrEnum):
    """The State Board's classification of a district (161.092(9))."""

    DISTINCTION = "accredited_with_distinction"
    ACCREDITED = "accredited"
    PROVISIONAL = "provisional"
    UNACCREDITED = "unaccredited"


class SchoolKind(StrEnum):
    """The kinds of qualified school (166.700(8)), and the home school that is none (SCH-6)."""

    FPE = "fpe"
    CHARTER = "charter"
    PRIVATE = "private"
    PUBLIC = "public"
    VIRTUAL = "virtual"
    HOME = "home"


@dataclass(frozen=True, slots=True)
class Partner:
    """An EAO that serves a school."""

    id: uuid.UUID
    name: str


# Most districts carry their number in the name; a few names would mislead and are told one by one.
_NUMBER = re.compile(r"\s+(?:(?:R|C|CO|U|RE|S|K)-?\s?[IVXO0-9]+|[0-9]+)\s*$", re.IGNORECASE)
_DISTRICTS_BY_NAME = frozenset(
    (
        "joplin schools", "lindbergh schools", "neosho school district", "nixa public schools", "school of the osage",
        "normandy schools collaborative", "pemiscot co. special school district",
        "specl. school district st. louis co.",
    )
)  # fmt: skip
_CHARTERS_BY_NAME = frozenset(("allen village",))
_STATE = re.compile(r"school for the|department of|division of youth|schls for the sev", re.IGNORECASE)
_CHARTER = re.compile(
    r"academy|academies|academie |\bacad\b|charter|kipp|prep\b|preparatory|college|montessori|scuola|elem\.|school|"
    r"schl\b|leadership|biome|learning|institute|integrated arts|confluence",
    re.IGNORECASE,
)

# Why another day than 1 August is refused (DEF-7).
ENTRY_SAID = "must be 08-01; only St. Louis City and Kansas City 33 may set a day up to 10-01 (RSMo 160.053 to 160.055)"

_MONTH_DAY = re.compile(r"[0-9]{2}-[0-9]{2}", re.ASCII)


def kind_of(name: str) -> DistrictKind:
    """Return what an entry of the public list is: the list has districts, charters and state schools in one.

    A numbered name is a district's, and so is a name that has no word of a charter in it; the few that mislead are told
    one by one. A list with a column `kind` needs no such reading.
    """
    if name.casefold() in _DISTRICTS_BY_NAME or _NUMBER.search(name):
        return DistrictKind.DISTRICT
    if name.casefold() in _CHARTERS_BY_NAME:
        return DistrictKind.CHARTER
    if _STATE.search(name):
        return DistrictKind.STATE
    return DistrictKind.CHARTER if _CHARTER.search(name) else DistrictKind.DISTRICT


def plain(name: str) -> str:
    """Return a name by which lists that write it differently agree: small letters and digits only."""
    return re.sub(r"[^a-z0-9]", "", name.casefold())


def bare(name: str) -> str:
    """Return the plain name without the district's number: Hayti R-II and Hayti are the same."""
    return plain(_NUMBER.sub("", name))


def is_month_day(text: str) -> bool:
    """Say whether the text is a day of every year, like 08-01."""
    try:
        date.fromisoformat(f"2001-{text}")
    except ValueError:
        return False
    return _MONTH_DAY.fullmatch(text) is not None
