"""The words of expense requests: where a line stands, what is asked, which paper shows what, who is related how."""

from collections.abc import Mapping
from enum import StrEnum


class AskedBy(StrEnum):
    """Who asked for the expense."""

    FAMILY = "family"
    SCHOOL = "school"
    EAO = "eao"


class Stage(StrEnum):
    """Whether the line asks for a yes before anything is ordered, or has its invoice."""

    BEFOREHAND = "beforehand"
    INVOICED = "invoiced"


class Outcome(StrEnum):
    """What is said of a line: by the law, by a published rule, or by a person."""

    ALLOW = "allow"
    DENY = "deny"
    REVIEW = "review"
    NEEDS_MORE = "needs_more"


class LineStanding(StrEnum):
    """Where a line stands; stored, never computed on read."""

    NEEDS_MORE = "needs_more"
    WAITING = "waiting"
    AGREED = "agreed"
    APPROVED = "approved"
    RELEASED = "released"
    PAID = "paid"
    CAME_BACK = "came_back"
    DENIED = "denied"
    WITHDRAWN = "withdrawn"


# Where the money of a line is, by where the line stands; for the others it is in the account or at the payee's.
HELD = (LineStanding.NEEDS_MORE, LineStanding.WAITING, LineStanding.AGREED)
PAYABLE = (LineStanding.APPROVED, LineStanding.CAME_BACK)


class PaperKind(StrEnum):
    """What a paper of a line is to show."""

    INVOICE = "invoice"
    SCHOOL_LIST = "school_list"
    LICENSE = "license"
    TRIP_LOG = "trip_log"
    OTHER = "other"


class Relation(StrEnum):
    """How the payee is related to the student, by blood or marriage."""

    NONE = "none"
    PARENT = "parent"
    SIBLING = "sibling"
    GRANDPARENT = "grandparent"
    AUNT_UNCLE = "aunt_uncle"
    NIECE_NEPHEW = "niece_nephew"
    GREAT_GRANDPARENT = "great_grandparent"
    FIRST_COUSIN = "first_cousin"
    FARTHER = "farther"


# Degrees as the civil law counts them: steps up to the common ancestor and down again (EXP-N3).
DEGREE_OF: Mapping[Relation, int | None] = {
    Relation.NONE: None,
    Relation.PARENT: 1,
    Relation.SIBLING: 2,
    Relation.GRANDPARENT: 2,
    Relation.AUNT_UNCLE: 3,
    Relation.NIECE_NEPHEW: 3,
    Relation.GREAT_GRANDPARENT: 3,
    Relation.FIRST_COUSIN: 4,
    Relation.FARTHER: 5,
}


class AppealOutcome(StrEnum):
    """What became of an appeal against a denial."""

    OPEN = "open"
    UPHELD = "upheld"
    OVERTURNED = "overturned"


class SampleOutcome(StrEnum):
    """What a look afterwards found of a line that no person had approved."""

    FINE = "fine"
    MISTAKE = "mistake"
