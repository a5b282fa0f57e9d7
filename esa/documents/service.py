"""Papers of a household: stored under their digest, seen by few, taken back but never lost from the record."""

import uuid
from collections.abc import Sequence

from esa.audit import service as audit
from esa.documents import domain
from esa.documents import store as rows
from esa.documents.models import Document
from esa.kernel.errors import Conflict, Forbidden, Ground, NotFound
from esa.kernel.ids import new_id
from esa.kernel.permissions import Permission
from esa.platform.storage import Storage, digest
from esa.platform.work import Work

__all__ = [
    "Document",
    "assign",
    "digests",
    "of_household",
    "read",
    "read_shown",
    "remove",
    "show_to",
    "store",
    "store_invoice",
    "stored_before",
]


def store(work: Work, storage: Storage, new: domain.NewDocument) -> Document:
    """Keep a file as a paper of the household and return its row.

    Raises Invalid where it is empty, too large, no photo or PDF, or cut off; Conflict where it is there already.
    """
    work.authorize(Permission.HOUSEHOLD_WRITE)
    return _store(work, storage, new)


def store_invoice(work: Work, storage: Storage, new: domain.NewDocument) -> uuid.UUID:
    """Keep a payee's invoice with the household's papers and return its id; the same file again finds the first.

    Raises Invalid where it is empty, too large, no photo or PDF, or cut off.
    """
    work.authorize(Permission.INVOICE_SEND)
    known = rows.twin(work.tx, new.household_id, new.kind, new.subject, digest(new.data))
    return _store(work, storage, new).id if known is None else known.id


def _store(work: Work, storage: Storage, new: domain.NewDocument) -> Document:
    _own(work, new.household_id)
    media_type = domain.check(new.data)
    if rows.twin(work.tx, new.household_id, new.kind, new.subject, digest(new.data)) is not None:
        raise Conflict(domain.DUPLICATE, [Ground("files", domain.DUPLICATE)], code="file_there_already")
    key = storage.put(new.data)
    document = Document(
        id=new_id(),
        household_id=new.household_id,
        kind=new.kind,
        subject=new.subject,
        student_id=new.student_id,
        filename=domain.clean_name(new.filename, media_type),
        media_type=media_type,
        size=len(new.data),
        sha256=key,
        storage_key=key,
        uploaded_at=work.now,
        uploaded_by=work.actor.user_id,
    )
    rows.add(work.tx, document)
    _record(work, "document.stored", document)
    return document


def stored_before(work: Work, new: domain.NewDocument) -> Document | None:
    """Return the household's paper with the very bytes of a file for the same purpose, None where it is new."""
    work.authorize(Permission.HOUSEHOLD_READ)
    return rows.twin(work.tx, new.household_id, new.kind, new.subject, digest(new.data))


def of_household(work: Work, household_id: uuid.UUID) -> Sequence[Document]:
    """Return the household's papers, oldest first."""
    work.authorize(Permission.HOUSEHOLD_READ)
    return rows.of_household(work.tx, household_id)


def read(work: Work, storage: Storage, document_id: uuid.UUID) -> tuple[Document, bytes]:
    """Return a paper with its bytes, and record that it was looked at. Raises NotFound."""
    work.authorize(Permission.HOUSEHOLD_READ)
    document = rows.find(work.tx, document_id)
    if document is None:
        raise NotFound("There is no such paper.")
    audit.view(work, "document", str(document.id), household_id=document.household_id)
    return document, storage.get(document.storage_key)


def show_to(work: Work, household_id: uuid.UUID, document_id: uuid.UUID, organization_id: uuid.UUID) -> Document:
    """Show a paper of the household to an EAO from now on. Raises NotFound, also for another household's."""
    document = rows.find(work.tx, document_id)
    if document is None or document.household_id != household_id:
        raise NotFound("There is no such paper.")
    document.intake_organization_id = organization_id
    work.tx.flush()
    return document


def read_shown(work: Work, storage: Storage, document_id: uuid.UUID) -> tuple[Document, bytes]:
    """Return a paper that was shown to the actor's EAO with its bytes, and record the look. Raises NotFound."""
    work.authorize(Permission.APPLICATION_READ)
    document = rows.find(work.tx, document_id)
    if document is None:
        raise NotFound("There is no such paper.")
    audit.view(work, "document", str(document.id), household_id=document.household_id)
    return document, storage.get(document.storage_key)


def remove(work: Work, document_id: uuid.UUID) -> Document:
    """Take a paper back before anybody was shown it; the row stays with its day. Raises NotFound, Conflict."""
    work.authorize(Permission.HOUSEHOLD_WRITE)
    document = rows.find(work.tx, document_id)
    if document is None:
        raise NotFound("There is no such paper.")
    if document.intake_organization_id is not None:
        raise Conflict("Your EAO has this paper, so it stays.", code="paper_shown")
    rows.remove(document, work.now)
    _record(work, "document.removed", document)
    return document


def assign(work: Work, household_id: uuid.UUID, subject: str, student_id: uuid.UUID) -> None:
    """Say which student the papers of a subject are about, once that student has a row."""
    work.authorize(Permission.HOUSEHOLD_WRITE)
    rows.assign(work.tx, household_id, subject, student_id)


def _own(work: Work, household_id: uuid.UUID) -> None:
    mine = work.actor.household_id
    if mine is not None and mine != household_id:
        raise Forbidden("This household is not yours.")


def _record(work: Work, action: str, document: Document) -> None:
    audit.record(
        work,
        action,
        subject_kind="document",
        subject_id=str(document.id),
        household_id=document.household_id,
        detail={"kind": document.kind, "sha256": document.sha256, "size": document.size},
    )


def digests(work: Work, document_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Return the digests of documents, by which one paper that was handed in twice is found; nothing else of them."""
    work.authorize(Permission.ACCOUNT_READ)
    with work.by_the_system():
        return rows.digests(work.tx, document_ids)
