"""What cannot be true of an answer, given the day and the rest of the draft; each ground says how to mend it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from esa.applications.domain.drafts.answers import Place
from esa.kernel.errors import Ground

STALE = (
    "You changed this answer in another window after you opened this page. Look at both. Save again to keep this one."
)
SENT = "This child's application has been sent. Call the organization that handles it to change an answer."
PAPER_SENT = "This paper went out with your application. Send a better one beside it, or call the organization."
NOT_BORN = "This day is in the future. Enter the day your child was born."
PLAN_LATER = "This day is in the future. Enter the date that is printed on the plan."
PLAN_BEFORE_BIRTH = "This day is before your child was born. Enter the date that is printed on the plan."
NOT_IN_COUNTY = "This district is not in your county. Choose one from the list, or change your county."
NO_SCHOOL = "This school is not in our list any more. Search for it again."
NO_ORGANIZATION = "No organization works with this school now. Choose another school, or go on without one."
NOT_OFFERED = "Choose one of the organizations in the list."
CHANGED = "Your answers changed in another window after you opened this page. Look at them again, then send."
INCOMPLETE = "Some questions have no answer yet. Answer them, then send the application."


def impossible(place: Place, values: Mapping[str, Any], child: Mapping[str, Any], today: date) -> list[Ground]:
    """Return the grounds on which a dated answer cannot stand."""
    if place.step == "birth" and date.fromisoformat(values["birth_on"]) > today:
        return [Ground("birth_on", NOT_BORN)]
    if place.step == "plan" and "dated" in values:
        dated = date.fromisoformat(values["dated"])
        if dated > today:
            return [Ground("dated", PLAN_LATER)]
        born = child.get("birth", {}).get("birth_on")
        if born and dated < date.fromisoformat(born):
            return [Ground("dated", PLAN_BEFORE_BIRTH)]
    return []
