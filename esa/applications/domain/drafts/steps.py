"""The order of the questions: which ones a household and a child are asked, which comes next, which are missing."""

from collections.abc import Mapping
from typing import Any

from esa.applications.domain.drafts.answers import Draft, Place

HOME_STEPS = ("missouri", "contact", "size", "income", "address", "district")
CHILD_STEPS = (
    "name",
    "birth",
    "grade",
    "presence",
    "earlier",
    "last_school",
    "starting",
    "plan",
    "dyslexia",
    "english",
    "lunch",
    "custody",
    "military",
    "school",
    "organization",
)
# Questions that only some answers open.
_OPENED = ("starting", "organization")
_FIRST_GRADES = ("K", "1")


def is_asked(step: str, child: Mapping[str, Any]) -> bool:
    """Say whether a question is put to this child: only one who starts school is asked about starting it (DEF-7)."""
    if step == "starting":
        return child.get("grade", {}).get("grade") in _FIRST_GRADES
    if step == "organization":
        return child.get("school", {}).get("organization_choice") is True
    return True


def child_steps(child: Mapping[str, Any]) -> list[str]:
    """Return the questions put to this child, in order."""
    return [step for step in CHILD_STEPS if is_asked(step, child)]


def missing_of_home(draft: Draft) -> list[str]:
    """Return the household's questions without an answer."""
    return [step for step in HOME_STEPS if not draft.at(Place(step))]


def missing_of_child(child: Mapping[str, Any]) -> list[str]:
    """Return the child's questions without an answer."""
    return [step for step in child_steps(child) if not child.get(step)]


def opened(draft: Draft, place: Place) -> Place | None:
    """Return a question that another answer opened and that has none yet, None where there is no such question."""
    if not place.child:
        return None if draft.at(Place("district")) or not draft.at(Place("address")) else Place("district")
    child = draft.child(place.child)
    left = [step for step in _OPENED if is_asked(step, child) and not child.get(step)]
    return Place(left[0], place.child) if left else None


def following(draft: Draft, place: Place) -> Place | None:
    """Return the question after this one, None at the end of its part."""
    steps = child_steps(draft.child(place.child)) if place.child else list(HOME_STEPS)
    after = steps[steps.index(place.step) + 1 :] if place.step in steps else []
    return Place(after[0], place.child) if after else None


def preceding(draft: Draft, place: Place) -> Place | None:
    """Return the question before this one, None at the start of its part."""
    steps = child_steps(draft.child(place.child)) if place.child else list(HOME_STEPS)
    before = steps[: steps.index(place.step)] if place.step in steps else []
    return Place(before[-1], place.child) if before else None


def is_complete(draft: Draft) -> bool:
    """Say whether all is answered that must be before sending; papers may follow later."""
    unsent = draft.unsent
    return (
        bool(unsent)
        and not missing_of_home(draft)
        and not any(missing_of_child(child) for child in unsent)
        and bool(draft.at(Place("payment")))
    )
