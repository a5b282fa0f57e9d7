"""Which papers show what a family said: wanted, never a bar to sending the application."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from esa.applications.domain.drafts.answers import Draft, Place
from esa.applications.domain.words import Evidence

INCOME_KINDS = (Evidence.TAX_RETURN, Evidence.PAY_RECORD)
KINDS = (
    Evidence.RESIDENCE_PROOF,
    Evidence.TAX_RETURN,
    Evidence.PAY_RECORD,
    Evidence.BENEFIT_LETTER,
    Evidence.BIRTH_CERTIFICATE,
    Evidence.IEP_DOCUMENT,
    Evidence.SERVICE_PLAN_DOCUMENT,
    Evidence.DIAGNOSIS_LETTER,
    Evidence.SCHOOL_RECORD,
    Evidence.CUSTODY_ORDER,
    Evidence.MILITARY_ORDERS,
    Evidence.OTHER,
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A paper that would help: its kind and the child it is about (empty: the household)."""

    kind: Evidence
    child: str = ""


def papers_wanted(draft: Draft) -> list[Wanted]:
    """Return the papers that show what was answered, the household's first."""
    wanted = [Wanted(Evidence.RESIDENCE_PROOF)]
    if draft.at(Place("income")).get("annual_income"):
        wanted.append(Wanted(Evidence.TAX_RETURN))
    for child in draft.children:
        wanted.extend(Wanted(kind, child["key"]) for kind in _of_child(child))
    return wanted


def _of_child(child: Mapping[str, Any]) -> list[Evidence]:
    plan = child.get("plan", {}).get("kind", "none")
    found = [Evidence.BIRTH_CERTIFICATE]
    if plan == "iep":
        found.append(Evidence.IEP_DOCUMENT)
    if plan == "service_plan":
        found.append(Evidence.SERVICE_PLAN_DOCUMENT)
    shows = (
        ("dyslexia", "dyslexia", True, Evidence.DIAGNOSIS_LETTER),
        ("last_school", "public_semester", True, Evidence.SCHOOL_RECORD),
        ("custody", "in_state_custody", True, Evidence.CUSTODY_ORDER),
        ("military", "sponsor_on_active_duty", True, Evidence.MILITARY_ORDERS),
    )
    found.extend(kind for step, name, value, kind in shows if child.get(step, {}).get(name) is value)
    if child.get("lunch", {}).get("category") in ("free", "reduced"):
        found.append(Evidence.BENEFIT_LETTER)
    return found
