"""What a question offers to choose from: counties, districts, grades, schools, organizations."""

from types import SimpleNamespace
from typing import Any

from flask_babel import gettext

from esa.applications.domain.drafts.answers import Draft, Place
from esa.applications.service.drafts import choices
from esa.law.facts import GRADES
from esa.platform.work import Work
from esa.schools import service as schools

_MOST_SCHOOLS = 20


def options_of(work: Work, draft: Draft, place: Place, query: str) -> SimpleNamespace:
    """Return what the question's page offers, empty for a question that is typed."""
    match place.step:
        case "address":
            return SimpleNamespace(counties=[(name, name) for name in schools.counties(work)])
        case "district":
            county = draft.at(Place("address")).get("county", "")
            listed = [(str(each.id), each.name) for each in schools.districts_of_county(work, county)]
            return SimpleNamespace(county=county, districts=listed)
        case "grade":
            return SimpleNamespace(grades=[(grade, _grade(grade)) for grade in GRADES])
        case "school":
            return SimpleNamespace(query=query, schools=_schools(work, draft, place, query))
        case "organization":
            return SimpleNamespace(organizations=choices.organizations_for(work, draft, place.child))
        case _:
            return SimpleNamespace()


def _grade(grade: str) -> str:
    return str(gettext("Kindergarten") if grade == "K" else gettext("Grade %(number)s", number=grade))


def _schools(work: Work, draft: Draft, place: Place, query: str) -> list[tuple[str, str, str]]:
    found: list[Any] = list(schools.find_schools(work, query, _MOST_SCHOOLS)) if query else []
    listed = [(str(school.id), school.name, school.city) for school in found]
    chosen = draft.at(place)
    if chosen.get("school_id") and chosen["school_id"] not in {each[0] for each in listed}:
        listed.insert(0, (chosen["school_id"], chosen["name"], gettext("chosen before")))
    return listed
