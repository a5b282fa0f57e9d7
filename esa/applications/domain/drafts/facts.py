"""Answers of a draft as the facts of a decision, in the words of the file contract, and what shows each of them."""

from collections.abc import Iterable, Mapping
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
    Evidence.TAX_RETURN: ("annual_income",),
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
# The facts that somebody may ask to see.
_NEED_SHOWING = (
    "birth_date", "missouri_resident", "lawfully_present", "in_state_custody", "iep", "dyslexia_diagnosed",
    "limited_english", "lunch_categorical", "public_semester_in_previous_12_months", "grant_previous_school_year",
    "military", "annual_income",
)  # fmt: skip


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


def evidence_of(facts: Mapping[str, Any], kinds: Iterable[Evidence], day: str) -> dict[str, dict[str, str]]:
    """Return for each fact stated what shows it on the day: a paper of one of the kinds, else the family's own word."""
    stated = {**facts["student"], "annual_income": facts["household"]["annual_income"]}
    by_paper = {fact: kind for kind in kinds for fact in _SHOWN_BY.get(kind, ())}
    return {
        fact: {"kind": by_paper.get(fact, Evidence.ATTESTATION).value, "dated": day}
        for fact in _NEED_SHOWING
        if stated.get(fact)
    }
