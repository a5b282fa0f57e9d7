"""Filing one child's application, as a family does it."""

import uuid
from dataclasses import dataclass

from esa.applications.domain.filing import NewApplication
from esa.applications.models import ApplicationPaper
from esa.applications.service.deciding import decide
from esa.applications.store import bulk
from esa.audit import service as audit
from esa.kernel.errors import Conflict, Forbidden
from esa.kernel.ids import new_id
from esa.kernel.permissions import Permission
from esa.platform.work import Work


@dataclass(frozen=True, slots=True)
class Submitted:
    """The number of a filed application and its id."""

    reference: str
    application_id: uuid.UUID


def submit(work: Work, new: NewApplication) -> Submitted:
    """File a child's application with its papers and decide it at once.

    Raises Conflict where the child has an application with this EAO for the year: nothing is filed twice.
    """
    work.authorize(Permission.APPLICATION_SUBMIT)
    if work.actor.household_id not in (None, new.household_id):
        raise Forbidden("This household is not yours.")
    work.tx.flush()
    fresh = bulk.file_one(work.connection, new, work.now)
    if not fresh:
        raise Conflict("This child has an application with this organization already.", code="filed_already")
    for paper in new.papers:
        work.tx.add(
            ApplicationPaper(
                id=new_id(), organization_id=new.organization_id, household_id=new.household_id, application_id=new.id,
                document_id=paper.document_id, kind=paper.kind, filename=paper.filename, media_type=paper.media_type,
                size=paper.size, sha256=paper.sha256, storage_key=paper.storage_key, received_at=work.now,
            )
        )  # fmt: skip
    decide(work, new.school_year, [new.id], new.organization_id)
    audit.record(
        work, "application.submitted", subject_kind="application", subject_id=new.reference,
        household_id=new.household_id,
    )  # fmt: skip
    return Submitted(new.reference, new.id)
