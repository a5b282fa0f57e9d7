"""Answers that are chosen from the state's lists: districts of the county, schools, the EAOs that serve a school."""

import uuid
from collections.abc import Mapping
from typing import Any

from esa.applications.domain.drafts.answers import Draft, Place
from esa.applications.domain.drafts.checks import NO_ORGANIZATION, NO_SCHOOL, NOT_IN_COUNTY, NOT_OFFERED
from esa.kernel.errors import Ground, Invalid, NotFound
from esa.organizations import service as organizations
from esa.platform.work import Work
from esa.schools import service as schools


def settled(work: Work, draft: Draft, place: Place, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values to keep, names beside ids. Raises Invalid where a choice is not, or no longer, on its list."""
    match place.step:
        case "district":
            return _district(work, draft, values)
        case "school":
            return _school(work, draft, values)
        case "organization":
            return _organization(work, draft, place, values)
        case _:
            return dict(values)


def organizations_for(work: Work, draft: Draft, child: str) -> list[tuple[str, str]]:
    """Return id and name of each certified EAO that a child's application may go to: those of its school, else all."""
    chosen = draft.at(Place("school", child)).get("school_id")
    return _serving(work, draft, uuid.UUID(chosen) if chosen else None)


def _serving(work: Work, draft: Draft, school_id: uuid.UUID | None) -> list[tuple[str, str]]:
    serving = None if school_id is None else {each.id for each in schools.partners(work, school_id, work.today)}
    return [
        (str(each.id), each.name)
        for each in organizations.certified(work, draft.school_year)
        if serving is None or each.id in serving
    ]


def _district(work: Work, draft: Draft, values: Mapping[str, Any]) -> dict[str, Any]:
    wanted = values["district_id"]
    if not wanted:
        return {"district_id": "", "name": ""}
    county = draft.at(Place("address")).get("county", "")
    for district in schools.districts_of_county(work, county):
        if str(district.id) == wanted:
            return {"district_id": wanted, "name": district.name}
    raise Invalid(NOT_IN_COUNTY, [Ground("district_id", NOT_IN_COUNTY)])


def _school(work: Work, draft: Draft, values: Mapping[str, Any]) -> dict[str, Any]:
    if not values["school_id"]:
        return {"school_id": "", "name": "", "organization_choice": True, "organization_id": "", "organization": ""}
    try:
        school = schools.school(work, uuid.UUID(values["school_id"]))
    except (NotFound, ValueError):
        raise Invalid(NO_SCHOOL, [Ground("school_id", NO_SCHOOL)]) from None
    serving = _serving(work, draft, school.id)
    if not serving:
        raise Invalid(NO_ORGANIZATION, [Ground("school_id", NO_ORGANIZATION)])
    only = serving[0] if len(serving) == 1 else ("", "")
    return {
        "school_id": str(school.id),
        "name": school.name,
        "organization_choice": len(serving) > 1,
        "organization_id": only[0],
        "organization": only[1],
    }


def _organization(work: Work, draft: Draft, place: Place, values: Mapping[str, Any]) -> dict[str, Any]:
    for identity, name in organizations_for(work, draft, place.child):
        if identity == values["organization_id"]:
            return {"organization_id": identity, "name": name}
    raise Invalid(NOT_OFFERED, [Ground("organization_id", NOT_OFFERED)])
