"""Papers of the family's application: sent before or after it, shown to the EAO of the child they are about."""

import uuid

from esa.applications.domain.drafts.checks import PAPER_SENT
from esa.applications.domain.filing import NewPaper
from esa.applications.models import ApplicationPaper
from esa.applications.store import drafts as store
from esa.documents import service as documents
from esa.documents.domain import NewDocument
from esa.documents.service import Document
from esa.kernel.dates import SchoolYear
from esa.kernel.errors import Conflict
from esa.kernel.ids import new_id
from esa.kernel.permissions import Permission
from esa.platform.storage import Storage
from esa.platform.work import Work


def send_paper(work: Work, storage: Storage, new: NewDocument) -> Document:
    """Keep a paper and, where the application it helps has been sent, show it to that application's EAO at once.

    Raises what `documents.store` raises.
    """
    document = documents.store(work, storage, new)
    draft = store.find(work.tx, new.household_id, SchoolYear.of(work.today))
    for child in draft.children:
        if "sent" in child and new.subject in ("", child["key"]):
            work.tx.add(_row(work, document, child["sent"]))
    work.tx.flush()
    return document


def take_back(work: Work, document_id: uuid.UUID) -> None:
    """Take a paper back. Raises Conflict once it went out with an application: what an EAO judged by must stay."""
    work.authorize(Permission.HOUSEHOLD_WRITE)
    if store.is_sent(work.tx, document_id):
        raise Conflict(PAPER_SENT, code="paper_sent")
    documents.remove(work, document_id)


def papers_for(work: Work, household_id: uuid.UUID, child: str) -> list[NewPaper]:
    """Return the papers about the household and about this child, as the EAO may see them."""
    return [
        NewPaper(
            document_id=each.id,
            kind=each.kind,
            filename=each.filename,
            media_type=each.media_type,
            size=each.size,
            sha256=each.sha256,
            storage_key=each.storage_key,
        )
        for each in documents.of_household(work, household_id)
        if each.subject in ("", child)
    ]


def _row(work: Work, document: Document, sent: dict[str, str]) -> ApplicationPaper:
    return ApplicationPaper(
        id=new_id(),
        organization_id=uuid.UUID(sent["organization_id"]),
        household_id=document.household_id,
        application_id=uuid.UUID(sent["application_id"]),
        document_id=document.id,
        kind=document.kind,
        filename=document.filename,
        media_type=document.media_type,
        size=document.size,
        sha256=document.sha256,
        storage_key=document.storage_key,
        received_at=work.now,
    )
