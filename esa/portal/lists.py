"""The lists that others keep: which there are, and taking one by the room that holds it."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from enum import StrEnum

from esa.kernel.tables import Changes
from esa.organizations import service as organizations
from esa.parameters import service as parameters
from esa.platform.lists import one_at_a_time
from esa.platform.work import Work
from esa.schools import service as schools


class Kind(StrEnum):
    """A list that is brought in as a file."""

    DISTRICTS = "districts"
    CLASSIFICATIONS = "classifications"
    SCHOOLS = "schools"
    EAOS = "eaos"
    LUNCH_GUIDELINES = "lunch-guidelines"
    PARAMETERS = "parameters"


_TAKERS: dict[Kind, Callable[..., Changes]] = {
    Kind.DISTRICTS: schools.import_districts,
    Kind.CLASSIFICATIONS: schools.import_classifications,
    Kind.SCHOOLS: schools.import_schools,
    Kind.EAOS: organizations.import_organizations,
    Kind.LUNCH_GUIDELINES: parameters.import_lunch_guidelines,
    Kind.PARAMETERS: parameters.import_parameters,
}


# What is law and not a list of things: a person proposes it, and a second one confirms.
FIGURES = (Kind.LUNCH_GUIDELINES, Kind.PARAMETERS)


def read_figures(work: Work, kind: Kind, data: bytes, source: str) -> tuple[list[parameters.Figure], tuple[str, ...]]:
    """Return the figures of a list of one of FIGURES, and what of it is left out. Raises Invalid with every fault."""
    if kind is Kind.LUNCH_GUIDELINES:
        return parameters.lunch_figures(work, data, source), ()
    return parameters.listed_figures(data)


def take(work: Work, kind: Kind, data: bytes, *, source: str, as_of: date, dry: bool) -> Changes:
    """Take a list, or only say what it would change. Raises Invalid with every fault: whole or not at all."""
    if not dry:
        one_at_a_time(work)
    return _TAKERS[kind](work, data, source=source, as_of=as_of, dry=dry)


def fingerprint(changes: Changes) -> str:
    """Return a digest of what would change: equal only where the same would be done."""
    return hashlib.sha256(json.dumps(asdict(changes)).encode()).hexdigest()
