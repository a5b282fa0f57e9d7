"""Answers of a draft: where each one lies, how it is replaced, and how an outdated page is recognised."""

import hashlib
import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from esa.kernel.dates import SchoolYear
from esa.kernel.errors import NotFound

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Place:
    """Where an answer lies: a question of the household (`child` empty), or of one child."""

    step: str
    child: str = ""


@dataclass(frozen=True, slots=True)
class Answers:
    """What a good page gives: the values of one question, as JSON types."""

    values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Signature:
    """The name under the declaration, and the version of the answers that it stands under."""

    name: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A household's application for a school year as it stands; `version` 0 is one not begun."""

    household_id: uuid.UUID
    school_year: SchoolYear
    answers: dict[str, Any] = field(default_factory=dict)
    version: int = 0
    updated_at: datetime | None = None
    submitted_at: datetime | None = None

    def at(self, place: Place) -> dict[str, Any]:
        """Return the values that stand at a place, empty where none do. Raises NotFound for an unknown child."""
        whose = self.child(place.child) if place.child else self.answers.get("household", {})
        return dict(whose.get(place.step, {}))

    @property
    def children(self) -> list[dict[str, Any]]:
        """Return the children in the order in which they were added."""
        return list(self.answers.get("children", []))

    @property
    def unsent(self) -> list[dict[str, Any]]:
        """Return the children whose application has not been sent."""
        return [child for child in self.children if "sent" not in child]

    def child(self, key: str) -> dict[str, Any]:
        """Return a child's answers. Raises NotFound."""
        for child in self.children:
            if child["key"] == key:
                return dict(child)
        raise NotFound("There is no such child in this application.")


# An answer that was chosen under another one falls with it: (question, what of it matters) → the question that falls.
_CHOSEN_UNDER = {
    "address": ("county", "district"),
    "grade": ("grade", "starting"),
    "school": ("school_id", "organization"),
}


def with_answer(answers: Mapping[str, Any], place: Place, values: Values) -> dict[str, Any]:
    """Return the answers with one of them replaced, without an answer that was chosen under the old one."""
    if not place.child:
        return {**answers, "household": _replaced(answers.get("household", {}), place.step, values)}
    children = [
        _replaced(child, place.step, values) if child["key"] == place.child else child
        for child in answers.get("children", [])
    ]
    return {**answers, "children": children}


def _replaced(whose: Mapping[str, Any], step: str, values: Values) -> dict[str, Any]:
    matters, falls = _CHOSEN_UNDER.get(step, ("", ""))
    changed = bool(falls) and whose.get(step, {}).get(matters) != values.get(matters)
    return {**{name: each for name, each in whose.items() if not (changed and name == falls)}, step: dict(values)}


def with_child(answers: Mapping[str, Any], key: str) -> dict[str, Any]:
    """Return the answers with one more child, of whom nothing is known."""
    return {**answers, "children": [*answers.get("children", []), {"key": key}]}


def without_child(answers: Mapping[str, Any], key: str) -> dict[str, Any]:
    """Return the answers without a child that has not been sent."""
    kept = [child for child in answers.get("children", []) if child["key"] != key or "sent" in child]
    return {**answers, "children": kept}


def mark_of(values: Values) -> str:
    """Return a short mark of an answer, carried by its page: a page whose mark differs was opened before a change."""
    if not values:
        return "new"
    text = json.dumps(values, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:16]
