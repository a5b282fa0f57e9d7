"""Answers of a draft as the facts of a decision, in the words of the file contract, and what shows each of them."""

from collections.abc import Mapping
from typing import Any

from esa.applications.domain.drafts.answers import Draft, Place
from esa.applications.domain.words import Evidence

# Where the answer to the question about starting school leads: what the child enters, whether kindergarten is done.
_STARTS: Mapping[str, tuple[str | None, bool]] = {
    "kindergarten": ("kindergarten", False),
    "first_grade": ("first_grade", False),
    "first_after_kindergarten": ("first_grade", True),
    "no": (None, False),
}
# The facts that a kind of paper shows.
_SHOWN_BY: Mapping[Evidence, tuple[str, ...]] = {
    Evidence.RESIDENCE_PROOF: ("missouri_resident",),
    Evidence.TAX_RETURN: ("annual_income", "household_size"),
    Evidence.PAY_RECORD: ("annual_income",),
    Evidence.BENEFIT_LETTER: ("lunch_categorical",),
    Evidence.BIRTH_CERTIFICATE: ("birth_date",),
    Evidence.IEP_DOCUMENT: ("iep",),
    Evidence.SERVICE_PLAN_DOCUMENT: ("iep",),
    Evidence.DIAGNOSIS_LETTER: ("dyslexia_diagnosed",),
    Evidence.SCHOOL_RECORD: ("public_semester_in_previous_12_months",),
    Evidence.CUSTODY_ORDER: ("in_state_custody",),
    Evidence.MILITARY_ORDERS: ("military",),
}


def student_facts(draft: Draft, child: Mapping[str, Any]) -> dict[str, Any]:
    """Return the student's facts under the contract's names; district and siblings are not the family's to state."""
    grade, plan = child["grade"]["grade"], child["plan"]
    entering, completed = (
        _STARTS[child.get("starting", {}).get("start", "no")] if grade in ("K", "1") else (None, False)
    )
    military = {name: bool(value) for name, value in child["military"].items()}
    category = child["lunch"]["category"]
    return {
        "birth_date": child["birth"]["birth_on"],
        "grade": grade,
        "missouri_resident": draft.at(Place("missouri"))["missouri_resident"],
        "lawfully_present": child["presence"]["lawfully_present"],
        "in_state_custody": child["custody"]["in_state_custody"],
        "iep": None if plan["kind"] == "none" else {"kind": plan["kind"], "dated": plan["dated"]},
        "dyslexia_diagnosed": child["dyslexia"]["dyslexia"],
        "limited_english": child["english"]["limited_english"],
        "lunch_categorical": None if category == "none" else category,
        "public_semester_in_previous_12_months": child["last_school"]["public_semester"],
        "entering": entering,
        "completed_kindergarten": completed,
        "grant_previous_school_year": child["earlier"]["grant_previous_school_year"],
        "military": military if any(military.values()) else None,
    }


def shown_facts(kinds: Mapping[Evidence, str]) -> dict[str, dict[str, str]]:
    """Return for each fact that a paper shows its kind and day; `kinds` gives each kind of paper its day."""
    return {
        fact: {"kind": kind.value, "dated": day}
        for kind, day in kinds.items()
        for fact in _SHOWN_BY.get(kind, ())
    }  # fmt: skip
