"""Papers from a phone or a computer: what would help, sending several photos at once, looking again, taking back."""

import uuid

from flask import Response, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from esa.applications.domain.drafts.answers import Draft, Place
from esa.applications.domain.drafts.papers import KINDS, papers_wanted
from esa.applications.service import drafts
from esa.documents import service as documents
from esa.documents.domain import NewDocument
from esa.kernel.errors import NotFound
from esa.kernel.permissions import Permission
from esa.platform.web.access import requires
from esa.platform.web.edge import begin, see_other
from esa.platform.web.forms import Form
from esa.platform.work import Work
from esa.portal.family.frame import blueprint, storage
from esa.portal.family.questions import name_of


@blueprint.get("/family/apply/papers")
@requires(Permission.APPLICATION_SUBMIT)
def papers() -> ResponseReturnValue:
    """Show which papers would help and which are here."""
    with begin() as work:
        draft = drafts.current(work)
        here = documents.of_household(work, draft.household_id)
    rows = [
        (wanted, [each for each in here if (each.kind, each.subject) == (wanted.kind, wanted.child)])
        for wanted in papers_wanted(draft)
    ]
    listed = {each.id for _, found in rows for each in found}
    kinds = {each.value for each in KINDS}
    return render_template(
        "family/papers.html", rows=rows, others=[each for each in here if each.id not in listed and each.kind in kinds],
        name_of=lambda child: name_of(draft, child) if _has(draft, child) else "",
    )  # fmt: skip


def _has(draft: Draft, child: str) -> bool:
    return any(each["key"] == child for each in draft.children)


@blueprint.get("/family/apply/papers/<kind>")
@requires(Permission.APPLICATION_SUBMIT)
def paper(kind: str) -> ResponseReturnValue:
    """Show the page that sends one kind of paper."""
    with begin() as work:
        return _page(work, kind, Form())


@blueprint.post("/family/apply/papers/<kind>")
@requires(Permission.HOUSEHOLD_WRITE)
def send_paper(kind: str) -> ResponseReturnValue:
    """Store the chosen files; the good ones stay even where another is refused."""
    form = Form()
    stored = 0
    files = [each for each in request.files.getlist("files") if each.filename]
    if not files:
        form.refuse("files", gettext("Choose a file or take a photo first."))
    with begin() as work:
        draft, child = _about(work, kind)
        for file in files:
            new = NewDocument(
                household_id=draft.household_id,
                kind=kind,
                subject=child,
                filename=file.filename or "",
                data=file.read(),
            )
            given = Form()
            done = given.attempt(lambda new=new: drafts.send_paper(work, storage(), new))  # type: ignore[misc]
            stored += done is not None
            for message in given.errors.get("files", []):
                form.refuse("files", f"{file.filename}: {message}")
        if form.errors:
            return _page(work, kind, form), 422
    flash(gettext("Saved: %(count)s", count=stored), "success")
    return see_other("family.papers")


def _about(work: Work, kind: str) -> tuple[Draft, str]:
    draft, child = drafts.current(work), request.args.get("child", "")
    if kind not in {each.value for each in KINDS}:
        raise NotFound("There is no such kind of paper.")
    if child:
        draft.at(Place("name", child))
    return draft, child


def _page(work: Work, kind: str, form: Form) -> str:
    draft, child = _about(work, kind)
    here = [
        each
        for each in documents.of_household(work, draft.household_id)
        if each.kind == kind and each.subject == child
    ]  # fmt: skip
    return render_template(
        "family/paper.html", form=form, kind=kind, child=child, name=name_of(draft, child), here=here,
        action=url_for("family.send_paper", kind=kind, child=child or None),
    )  # fmt: skip


@blueprint.get("/family/papers/<uuid:document_id>")
@requires(Permission.HOUSEHOLD_READ)
def download(document_id: uuid.UUID) -> ResponseReturnValue:
    """Give a paper back as a file, never as a page."""
    with begin() as work:
        document, data = documents.read(work, storage(), document_id)
    answer = Response(data, mimetype=document.media_type)
    answer.headers.set("Content-Disposition", "attachment", filename=document.filename)
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


@blueprint.post("/family/papers/<uuid:document_id>/remove")
@requires(Permission.HOUSEHOLD_WRITE)
def remove_paper(document_id: uuid.UUID) -> ResponseReturnValue:
    """Take a paper back."""
    with begin() as work:
        drafts.take_back(work, document_id)
    flash(gettext("The file was taken back."), "success")
    return see_other("family.papers")
