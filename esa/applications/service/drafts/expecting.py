"""What the law would say of a draft as it stands, so that nobody sends it without knowing; it decides nothing."""

from collections.abc import Mapping
from typing import Any

from esa.applications.domain.drafts.answers import Draft
from esa.applications.domain.drafts.facts import student_facts
from esa.applications.domain.drafts.sending import household_of
from esa.applications.domain.drafts.steps import missing_of_child, missing_of_home
from esa.kernel.wire import Fields
from esa.law.decision import Decision, NeedsParameters, decide
from esa.law.facts import Facts, read_facts
from esa.platform.work import Work
from esa.schools import service as schools


def expected(work: Work, draft: Draft) -> dict[str, Decision]:
    """Return by child what the law says today of the answers, for the children of whom all is answered.

    Grants of siblings are not looked up: only the decision itself knows them.
    """
    if missing_of_home(draft):
        return {}
    found = {child["key"]: _expect(work, draft, child) for child in draft.unsent if not missing_of_child(child)}
    return {key: decision for key, decision in found.items() if decision is not None}


def said_of(work: Work, facts: Facts) -> Decision | None:
    """Return what the law of today says of the facts, None where a figure it needs is not published yet."""
    try:
        return decide(facts, work.law)
    except NeedsParameters:
        return None


def _expect(work: Work, draft: Draft, child: Mapping[str, Any]) -> Decision | None:
    household = household_of(draft, "")
    income, district = household.annual_income, household.district_id
    student = {
        **student_facts(draft, child),
        "district": {"accreditation": schools.classification_on(work, district, work.today)},
        "entry_cutoff": schools.entry_cutoff(work, district),
    }
    line = {
        "id": child["key"],
        "decided_on": work.today.isoformat(),
        "school_year": str(draft.school_year),
        "student": student,
        "household": {"size": household.size, "annual_income": None if income is None else income.to_wire()},
    }
    return said_of(work, read_facts(Fields(line)))
