"""From an application to the facts of its decision: what was filed, with what the state's lists and the grants say."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from esa.applications.domain.words import Status
from esa.kernel.dates import SchoolYear
from esa.kernel.money import Money
from esa.law.facts import Facts, Iep, Military, Sibling

_OUT = (Status.NOT_QUALIFIED, Status.WITHDRAWN)
STATUS_OF = {
    "qualified": Status.QUALIFIED,
    "conditional": Status.CONDITIONAL,
    "review": Status.REVIEW,
    "not_qualified": Status.NOT_QUALIFIED,
}
# Once money has been decided on, a new decision of the law no longer moves the application by itself (AMB-11).
SETTLED = (Status.AWARDED, Status.WAITLISTED, Status.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Filed:
    """An application as the decision reads it."""

    id: uuid.UUID
    reference: str
    household_id: uuid.UUID
    person_id: uuid.UUID
    sibling_group: str
    facts: Mapping[str, Any]
    district_id: uuid.UUID | None
    status: Status
    sequence: int
    answer: Mapping[str, Any] | None
    decided_facts: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Granted:
    """What is known of a child's grants from anybody: cents granted this school year, whether any the year before."""

    this_year: int
    before: bool


NOTHING = Granted(0, before=False)


@dataclass(frozen=True, slots=True)
class Lists:
    """The state's lists on the day of decision: classes of districts not plainly accredited, entry cut-offs."""

    classes: Mapping[uuid.UUID, str]
    cutoffs: Mapping[uuid.UUID, str]


def had_grant(filed: Filed, granted: Granted) -> bool:
    """Say whether the child had a grant in the previous school year: by our own books, or shown from before them."""
    return granted.before or bool(filed.facts["student"].get("grant_previous_school_year"))


def sibling_of(filed: Filed, granted: Granted) -> Sibling:
    """Return what a child's application says to its siblings (DEF-8, ORD-b, AMB-25)."""
    before = had_grant(filed, granted)
    if granted.this_year:
        return Sibling(before, "granted")
    return Sibling(before, "pending" if before and filed.status not in _OUT else "no")


def siblings(rows: Iterable[Filed], granted: Mapping[uuid.UUID, Granted]) -> dict[uuid.UUID, tuple[Sibling, ...]]:
    """Return for each application what its siblings are; the children of one group are siblings (AMB-3)."""
    groups: dict[str, list[Filed]] = defaultdict(list)
    found: dict[uuid.UUID, tuple[Sibling, ...]] = {}
    for each in rows:
        if each.sibling_group:
            groups[each.sibling_group].append(each)
    for members in groups.values():
        said = [(each, sibling_of(each, granted.get(each.person_id, NOTHING))) for each in members]
        for each in members:
            found[each.id] = tuple(word for other, word in said if other.person_id != each.person_id)
    return found


def facts_of(
    filed: Filed,
    year: SchoolYear,
    on: date,
    lists: Lists,
    granted: Granted,
    known_siblings: Sequence[Sibling],
) -> Facts:
    """Return the facts of a decision on the day `on` for the school year (AMB-11: lists as of that day)."""
    student, household = filed.facts["student"], filed.facts["household"]
    plan, military, income = student.get("iep"), student.get("military"), household.get("annual_income")
    district = filed.district_id
    return Facts(
        id=filed.reference,
        decided_on=on,
        school_year=year,
        birth_date=date.fromisoformat(student["birth_date"]),
        grade=student["grade"],
        missouri_resident=student["missouri_resident"],
        lawfully_present=student["lawfully_present"],
        household_size=household["size"],
        annual_income=None if income is None else Money.from_wire(income),
        in_state_custody=student.get("in_state_custody", False),
        accreditation="accredited" if district is None else lists.classes.get(district, "accredited"),
        county_has_charter_government=student.get("county_has_charter_government", False),
        city_population=student.get("city_population", 0),
        iep=None if plan is None else Iep(plan["kind"], date.fromisoformat(plan["dated"])),
        dyslexia_diagnosed=student.get("dyslexia_diagnosed", False),
        limited_english=student.get("limited_english", False),
        lunch_categorical=student.get("lunch_categorical"),
        public_semester=student.get("public_semester_in_previous_12_months", False),
        entering=student.get("entering"),
        completed_kindergarten=student.get("completed_kindergarten", False),
        entry_cutoff="08-01" if district is None else lists.cutoffs.get(district, "08-01"),
        grant_previous_school_year=had_grant(filed, granted),
        qualified_before=student.get("qualified_before", False),
        military=None if military is None else Military(**military),
        siblings=tuple(known_siblings),
    )


def is_news(filed: Filed, facts: Mapping[str, Any], answer: Mapping[str, Any]) -> bool:
    """Say whether a decision differs from the last one in more than its day, or ends the wait for a figure."""
    return filed.status is Status.SUBMITTED or not has_seen(filed, facts) or filed.answer != answer


def has_seen(filed: Filed, facts: Mapping[str, Any]) -> bool:
    """Say whether the last decision saw these facts, whatever its day."""
    before = filed.decided_facts
    return before is not None and {**before, "decided_on": None} == {**facts, "decided_on": None}
