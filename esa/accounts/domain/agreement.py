"""The participation agreement of a parent and an EAO (166.705.1): its versions, its text for one child, its digest."""

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

_FILES = Path(__file__).resolve().parents[1] / "agreements"
_FOR_CUSTODY = {"yes": True, "no": False}


@dataclass(frozen=True, slots=True)
class Clause:
    """One promise with its section and its words by language; `custody` is None where it stands for every child."""

    cite: str
    words: Mapping[str, str]
    custody: bool | None


@dataclass(frozen=True, slots=True)
class Version:
    """A wording of the agreement, in use from a day on; what has been signed keeps its own."""

    name: str
    first_day: date
    title: Mapping[str, str]
    parties: Mapping[str, str]
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parties:
    """Who makes the agreement, for which child, in which school year, for which school."""

    parent: str
    child: str
    organization: str
    school: str
    year: str
    in_state_custody: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """What the parent typed and confirmed, in which language, from which network address."""

    signed_name: str
    enrolled: bool
    releases_district: bool
    agrees: bool
    language: str
    from_address: str


@cache
def versions() -> tuple[Version, ...]:
    """Return every wording, the oldest first."""
    read = [_version(tomllib.loads(path.read_text(encoding="utf-8"))) for path in sorted(_FILES.glob("*.toml"))]
    return tuple(sorted(read, key=lambda version: version.first_day))


def _version(table: Mapping[str, object]) -> Version:
    given = table["clause"]
    if not isinstance(given, list):
        raise TypeError("an agreement needs its clauses")
    clauses = tuple(
        Clause(each["cite"], {"en": each["en"], "es": each["es"]}, _FOR_CUSTODY.get(each.get("custody", "")))
        for each in given
    )
    return Version(str(table["version"]), table["from"], table["title"], table["parties"], clauses)  # type: ignore[arg-type]


def version_on(day: date) -> Version | None:
    """Return the wording in use on a day, None before the first."""
    return next((each for each in reversed(versions()) if each.first_day <= day), None)


def clauses_for(version: Version, parties: Parties, language: str) -> list[tuple[str, str]]:
    """Return the promises that stand for this child as (sentence, section); state custody takes the release out."""
    return [
        (clause.words[language].format(**_names(parties)), clause.cite)
        for clause in version.clauses
        if clause.custody is None or clause.custody == parties.in_state_custody
    ]


def opening_of(version: Version, parties: Parties, language: str) -> str:
    """Return the sentence that names who agrees with whom."""
    return version.parties[language].format(**_names(parties))


def text_of(version: Version, parties: Parties, language: str) -> str:
    """Return the whole text that is signed: the same facts give the same bytes."""
    lines = [f"{version.title[language]} ({version.name})", "", opening_of(version, parties, language), ""]
    for number, (sentence, cite) in enumerate(clauses_for(version, parties, language), start=1):
        lines.append(f"{number}. {sentence} ({cite})")
    return "\n".join(lines) + "\n"


def digest_of(text: str) -> str:
    """Return the digest of a text, as `sha256:` and 64 hexadecimal digits."""
    return "sha256:" + hashlib.sha256(text.encode("utf-8")).hexdigest()


def _names(parties: Parties) -> dict[str, str]:
    return {
        "parent": parties.parent,
        "child": parties.child,
        "organization": parties.organization,
        "school": parties.school,
        "year": parties.year,
    }
