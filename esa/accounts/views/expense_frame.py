"""What the pages of expenses share: storing files of a form, who has a line, what the reader's language is."""

import uuid
from dataclasses import dataclass, replace

from flask import Response, request
from flask_babel import get_locale, gettext

from esa.accounts.domain.expenses.words import LineStanding
from esa.accounts.models import ExpenseLine
from esa.documents import service as documents
from esa.documents.domain import NewDocument
from esa.documents.service import Document
from esa.platform.storage import storage_of
from esa.platform.web import edge
from esa.platform.web.forms import Form
from esa.platform.work import Work


def spoken() -> str:
    """Return the language of this request: `en` or `es`."""
    locale = get_locale()
    return "es" if locale is not None and locale.language == "es" else "en"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a line stands in words: the color of its tag, the word, who has it, what comes next."""

    tag: str
    word: str
    holder: str
    following: str


def standing_of(line: ExpenseLine, eao: str) -> Standing:
    """Return where a line stands as its family reads it."""
    who, you = line.owner_name or eao, gettext("You")
    return {
        LineStanding.NEEDS_MORE: lambda: Standing(
            "wait", gettext("Something is missing"), you, gettext("Send what is missing. Then it goes on.")
        ),
        LineStanding.WAITING: lambda: Standing(
            "info", gettext("Waits for an answer"), who, gettext("A person looks at it and answers.")
        ),
        LineStanding.AGREED: lambda: Standing(
            "good", gettext("Agreed before you buy"), you, gettext("You can order it now. Then send us the bill.")
        ),
        LineStanding.APPROVED: lambda: Standing(
            "good", gettext("Approved"), eao, gettext("It is paid with the next payments.")
        ),
        LineStanding.RELEASED: lambda: Standing(
            "good", gettext("On its way"), gettext("The bank"), gettext("The bank pays it now.")
        ),
        LineStanding.PAID: lambda: Standing("good", gettext("Paid"), line.payee_name, gettext("Nothing more to do.")),
        LineStanding.CAME_BACK: lambda: Standing(
            "wait", gettext("Came back from the bank"), eao,
            gettext("The bank could not pay it. Your EAO asks the payee for new bank details."),
        ),
        LineStanding.DENIED: lambda: Standing(
            "bad", gettext("Denied"), you, gettext("Read the reason. You can mend it, or appeal.")
        ),
        LineStanding.WITHDRAWN: lambda: Standing(
            "", gettext("Taken back"), you, gettext("The money is back in the account.")
        ),
    }[line.standing]()  # fmt: skip


def standing_with_appeal(line: ExpenseLine, eao: str, *, appealed: bool) -> Standing:
    """Return where a line stands; while an appeal is open the EAO has it."""
    standing = standing_of(line, eao)
    if not appealed:
        return standing
    return replace(standing, tag="wait", holder=eao, following=gettext("Another person looks at your appeal."))


def stored_files(
    work: Work, form: Form, field_and_kind: tuple[str, str], household_id: uuid.UUID, subject: str
) -> list[Document]:
    """Store the files of a form's field as papers of the household; what is refused becomes the form's errors."""
    field, kind = field_and_kind
    kept = []
    for file in request.files.getlist(field):
        if not file.filename:
            continue
        new = NewDocument(
            household_id=household_id, kind=f"expense_{kind}", subject=subject, filename=file.filename, data=file.read()
        )
        # Sent again after another field was mended, or by a second press: it is the same paper.
        known = documents.stored_before(work, new)
        if known is not None:
            kept.append(known)
            continue
        given = Form()
        done = given.attempt(lambda new=new: documents.store(work, storage_of(edge.settings()), new))  # type: ignore[misc]
        if done is not None:
            kept.append(done)
        for message in given.errors.get("files", []):
            form.refuse(field, f"{file.filename}: {message}")
    return kept


def as_download(document: Document, data: bytes) -> Response:
    """Give a paper back as a file, never as a page."""
    answer = Response(data, mimetype=document.media_type)
    answer.headers.set("Content-Disposition", "attachment", filename=document.filename)
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
