"""Sending a draft: students get their rows, each child's application goes to its EAO, once."""

from typing import Any

from esa.applications.domain.drafts.answers import Draft
from esa.applications.domain.drafts.sending import application_of, household_of, organization_of, student_of
from esa.applications.service.drafts.papers import papers_for
from esa.applications.service.filing import submit
from esa.documents import service as documents
from esa.families import service as families
from esa.notices import service as notices
from esa.platform.work import Work


def send_all(work: Work, draft: Draft) -> list[dict[str, Any]]:
    """File the application of each child that was not sent yet and return all children, each with what was sent."""
    families.change_household(work, draft.household_id, household_of(draft, work.actor.language))
    return [child if "sent" in child else _send(work, draft, child) for child in draft.children]


def _send(work: Work, draft: Draft, child: dict[str, Any]) -> dict[str, Any]:
    student_id = families.add_student(work, student_of(draft, child))
    documents.assign(work, draft.household_id, child["key"], student_id)
    papers = papers_for(work, draft.household_id, child["key"])
    filed = submit(work, application_of(draft, child, student_id, papers, work.now))
    organization_id, organization = organization_of(child)
    notices.tell_household(
        work, draft.household_id, notices.Kind.APPLICATION_RECEIVED, f"application.received:{filed.application_id}",
        {"number": filed.reference, "organization": organization},
    )  # fmt: skip
    sent = {
        "reference": filed.reference,
        "application_id": str(filed.application_id),
        "organization_id": str(organization_id),
        "organization": organization,
        "student_id": str(student_id),
    }
    return {**child, "sent": sent}
