"""A line as a family answers for it, one thing a page: its pages, the first that is open, the facts that it makes."""

from collections.abc import Mapping
from typing import Any

from esa.accounts.domain.expenses.facts import LineFacts, PayeeFacts
from esa.accounts.domain.expenses.words import AskedBy, Relation, Stage
from esa.kernel.money import Money

Answers = Mapping[str, Any]
# What must be answered before a page counts as done.
_ASKS: Mapping[str, tuple[str, ...]] = {
    "category": ("category",),
    "payee": ("payee_name", "payee_kind"),
    "related": ("relation", "already_paid"),
    "details": ("details_done",),
    "amount": ("amount", "stage"),
    "papers": ("papers_done",),
}
STEPS = tuple(_ASKS)
# Which questions of the details page a category has.
DETAILS: Mapping[str, tuple[str, ...]] = {
    "tuition": ("course",),
    "textbooks": ("required_by_school",),
    "therapy": ("says_licensed",),
    "virtual_tuition": ("course", "full_time_public"),
    "public_school_service": ("of_residence_district", "course"),
    "technology": ("approval",),
    "mileage": ("miles",),
}


def steps_of(answers: Answers) -> tuple[str, ...]:
    """Return the pages of this line, in order."""
    return tuple(step for step in STEPS if step != "details" or answers.get("category") in DETAILS)


def first_open(answers: Answers) -> str | None:
    """Return the first page that is not answered, None where the line can be checked."""
    for step in steps_of(answers):
        if any(answers.get(name) in (None, "") for name in _ASKS[step]):
            return step
    return None


def next_step(answers: Answers, step: str) -> str | None:
    """Return the page after one, None after the last."""
    pages = steps_of(answers)
    following = pages.index(step) + 1 if step in pages else 0
    return pages[following] if following < len(pages) else None


def merged(answers: Answers, given: Answers) -> dict[str, Any]:
    """Return the answers with those of one page; another category leaves the old one's details unanswered."""
    made = {**answers, **given}
    if "category" in given and given["category"] != answers.get("category"):
        for name in ("details_done", *(name for names in DETAILS.values() for name in names)):
            made.pop(name, None)
    return made


def facts_from(answers: Answers, payee: PayeeFacts) -> LineFacts:
    """Return the facts of an answered line. Raises KeyError or ValueError for one that is not complete."""
    return LineFacts(
        category=answers["category"], amount=Money.from_wire(answers["amount"]), payee=payee,
        description=answers.get("description", ""), stage=Stage(answers["stage"]),
        relation=Relation(answers["relation"]), paid_to="parent" if answers["already_paid"] else "payee",
        required_by_school=bool(answers.get("required_by_school")), says_licensed=bool(answers.get("says_licensed")),
        approval=answers.get("approval") or None, of_residence_district=bool(answers.get("of_residence_district")),
        course=answers.get("course", ""), full_time_public=bool(answers.get("full_time_public")),
        miles=answers.get("miles"), by=AskedBy.FAMILY,
    )  # fmt: skip
