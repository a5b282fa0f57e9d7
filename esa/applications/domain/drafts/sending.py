"""What a draft turns into when it is sent: the household, its students, one application for each child."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from esa.applications.domain.drafts.answers import Draft, Place
from esa.applications.domain.drafts.facts import evidence_of, student_facts
from esa.applications.domain.filing import NewApplication, NewPaper
from esa.applications.domain.words import Evidence, Origin, PaymentPlan
from esa.families.domain import NewHousehold, NewStudent
from esa.kernel.dates import central_day
from esa.kernel.money import Money


def household_of(draft: Draft, language: str) -> NewHousehold:
    """Return the household as the draft describes it (AMB-4: income may be not given)."""
    contact, address = draft.at(Place("contact")), draft.at(Place("address"))
    income = draft.at(Place("income"))["annual_income"]
    return NewHousehold(
        contact_name=contact["contact_name"],
        phone=contact["phone"],
        street=address["street"],
        city=address["city"],
        zip=address["zip"],
        county=address["county"],
        district_id=_id(draft.at(Place("district"))["district_id"]),
        size=draft.at(Place("size"))["size"],
        annual_income=Money.from_wire(income) if income else None,
        language=language,
    )


def student_of(draft: Draft, child: Mapping[str, Any]) -> NewStudent:
    """Return the child as a student of the household."""
    return NewStudent(
        household_id=draft.household_id,
        given_name=child["name"]["given_name"],
        family_name=child["name"]["family_name"],
        birth_on=date.fromisoformat(child["birth"]["birth_on"]),
    )


def organization_of(child: Mapping[str, Any]) -> tuple[uuid.UUID, str]:
    """Return the EAO that a child's application goes to: that of its school, or the family's choice (EAO-25)."""
    if child["school"]["organization_choice"]:
        return uuid.UUID(child["organization"]["organization_id"]), child["organization"]["name"]
    return uuid.UUID(child["school"]["organization_id"]), child["school"]["organization"]


def application_of(
    draft: Draft, child: Mapping[str, Any], student_id: uuid.UUID, papers: Sequence[NewPaper], at: datetime
) -> NewApplication:
    """Return the child's application: complete at the instant of sending, its number that of the child in the draft."""
    student, household = student_of(draft, child), household_of(draft, "")
    income = household.annual_income
    facts = {
        "student": student_facts(draft, child),
        "household": {"size": household.size, "annual_income": None if income is None else income.to_wire()},
    }
    return NewApplication(
        organization_id=organization_of(child)[0],
        household_id=draft.household_id,
        student_id=student_id,
        person_id=student_id,
        school_year=draft.school_year,
        external_id=f"{draft.household_id}/{child['key']}",
        given_name=student.given_name,
        family_name=student.family_name,
        birth_on=student.birth_on,
        grade=child["grade"]["grade"],
        completed_at=at,
        facts=facts,
        evidence=evidence_of(facts, [Evidence(paper.kind) for paper in papers], central_day(at).isoformat()),
        payment_plan=PaymentPlan(draft.at(Place("payment"))["payment_plan"]),
        origin=Origin.ONLINE,
        sibling_group=str(draft.household_id),
        school_id=_id(child["school"]["school_id"]),
        district_id=household.district_id,
        papers=tuple(papers),
    )


def _id(text: str) -> uuid.UUID | None:
    return uuid.UUID(text) if text else None
