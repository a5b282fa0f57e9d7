"""The words of districts and schools."""

import uuid
from dataclasses import dataclass
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
