"""Districts, their class on a day, schools, and which EAO serves which school."""

import uuid
from collections.abc import Sequence
from datetime import date

from esa.audit import service as audit
from esa.kernel.errors import Ground, Invalid, NotFound
from esa.kernel.ids import new_id
from esa.kernel.permissions import Permission
from esa.law.calendar.dates import may_set_entry
from esa.platform.lists import Held, held
from esa.platform.pages import Slice
from esa.platform.work import Work
from esa.schools import store
from esa.schools.domain import ENTRY_SAID, Classification, Partner, is_month_day
from esa.schools.models import District, DistrictClassification, School, SchoolPartnership


def counties(work: Work) -> Sequence[str]:
    """Return the counties that have a district; the list is public."""
    return store.counties(work.tx)


def districts(work: Work) -> Sequence[District]:
    """Return all districts, charters and state schools by name."""
    return store.districts(work.tx)


def districts_of_county(work: Work, county: str) -> Sequence[District]:
    """Return the districts of a county; charters and state schools are none."""
    return store.districts_of_county(work.tx, county)


def district_page(work: Work, text: str = "", after: uuid.UUID | None = None) -> Slice[District]:
    """Return fifty districts, charters and state schools that hold every word of the text, by name."""
    work.authorize(Permission.REFERENCE_READ)
    return store.district_page(work.tx, text.split(), after)


def school_page(work: Work, text: str = "", after: uuid.UUID | None = None) -> Slice[School]:
    """Return fifty schools that hold every word of the text, by name."""
    work.authorize(Permission.REFERENCE_READ)
    return store.school_page(work.tx, text.split(), after)


def held_districts(work: Work) -> list[Held]:
    """Return where the districts come from."""
    return held(work.tx, District)


def held_classifications(work: Work) -> list[Held]:
    """Return where the classifications come from."""
    return held(work.tx, DistrictClassification)


def held_schools(work: Work) -> list[Held]:
    """Return where the schools come from."""
    return held(work.tx, School)


def district(work: Work, district_id: uuid.UUID) -> District:
    """Return a district. Raises NotFound."""
    found = store.district(work.tx, district_id)
    if found is None:
        raise NotFound("There is no such district.")
    return found


def district_names(work: Work) -> dict[str, uuid.UUID]:
    """Return every entry of the list by what a file may call it, in small letters: its name, its code, name and county.

    A name that two have stands only with its county, like `miami r-i (bates)`.
    """
    named: dict[str, uuid.UUID] = {}
    twice: set[str] = set()
    for each in store.districts(work.tx):
        name = each.name.casefold()
        twice |= {name} & named.keys()
        named |= {name: each.id, f"{name} ({each.county.casefold()})": each.id}
        named |= {each.code.casefold(): each.id} if each.code else {}
    return {name: found for name, found in named.items() if name not in twice}


def entry_cutoff(work: Work, district_id: uuid.UUID | None) -> str:
    """Return the month and day before which a child must have the entry age (160.053, 160.054.1, 160.055.1)."""
    found = None if district_id is None else store.district(work.tx, district_id)
    return "08-01" if found is None else found.entry_cutoff


def set_entry_cutoff(work: Work, district_id: uuid.UUID, cutoff: str) -> None:
    """Set a district's entry cut-off, a month and day; St. Louis City and Kansas City may choose it. Raises Invalid."""
    work.authorize(Permission.REFERENCE_IMPORT)
    if not is_month_day(cutoff):
        raise Invalid("The entry cut-off cannot be set.", [Ground("entry_cutoff", "must be month and day like 08-01")])
    found = district(work, district_id)
    if not may_set_entry(found.name, cutoff):
        raise Invalid("The entry cut-off cannot be set.", [Ground("entry_cutoff", ENTRY_SAID)])
    detail = {"entry_cutoff": cutoff, "was": found.entry_cutoff}
    found.entry_cutoff = cutoff
    work.tx.flush()
    audit.record(work, "district.entry_cutoff_set", subject_kind="district", subject_id=str(district_id), detail=detail)


def classifications_on(work: Work, day: date) -> dict[uuid.UUID, str]:
    """Return the class of every district that is not plainly accredited on the day."""
    return {each.district_id: each.classification.value for each in store.classifications_on(work.tx, day)}


def classification_on(work: Work, district_id: uuid.UUID | None, day: date) -> str:
    """Return a district's class on the day: accredited where nothing else was decided (161.092(9))."""
    found = None if district_id is None else store.classification_on(work.tx, district_id, day)
    return (Classification.ACCREDITED if found is None else found.classification).value


def all_classifications(work: Work) -> Sequence[DistrictClassification]:
    """Return every classification with its days."""
    return store.all_classifications(work.tx)


def schools(work: Work) -> Sequence[School]:
    """Return all schools by name."""
    return store.schools(work.tx)


def school(work: Work, school_id: uuid.UUID) -> School:
    """Return a school. Raises NotFound."""
    found = store.school(work.tx, school_id)
    if found is None:
        raise NotFound("There is no such school.")
    return found


def find_schools(work: Work, text: str, limit: int = 20) -> Sequence[School]:
    """Return schools whose name or city holds every word of the text."""
    words = text.split()
    return store.find_schools(work.tx, words, limit) if words else []


def partners(work: Work, school_id: uuid.UUID, day: date | None = None) -> list[Partner]:
    """Return the EAOs that serve a school on the day, by name (EAO-25)."""
    return store.partners(work.tx, school_id, day or work.today)


def served_by(work: Work, organization_id: uuid.UUID, day: date | None = None) -> Sequence[School]:
    """Return the schools that an EAO serves on the day, by name (EAO-25)."""
    return store.served_by(work.tx, organization_id, day or work.today)


def add_partnership(work: Work, organization_id: uuid.UUID, school_id: uuid.UUID, starts_on: date) -> None:
    """Record that an EAO serves a school from a day on; nothing where that is known."""
    work.authorize(Permission.REFERENCE_IMPORT)
    known = {(each.organization_id, each.school_id, each.starts_on) for each in store.all_partnerships(work.tx)}
    if (organization_id, school_id, starts_on) not in known:
        made = SchoolPartnership(id=new_id(), organization_id=organization_id, school_id=school_id, starts_on=starts_on)
        work.tx.add(made)
        work.tx.flush()


def add_partnerships(work: Work, pairs: Sequence[tuple[uuid.UUID, uuid.UUID]], starts_on: date) -> None:
    """Record many partnerships (EAO, school) from a day on."""
    work.authorize(Permission.REFERENCE_IMPORT)
    work.tx.add_all(
        SchoolPartnership(id=new_id(), organization_id=eao, school_id=school_id, starts_on=starts_on)
        for eao, school_id in pairs
    )
    work.tx.flush()
