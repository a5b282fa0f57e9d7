"""The staff's pages on reference data: what is held and from where, and taking a new list."""

import uuid
from datetime import date

from babel.dates import format_skeleton
from flask import Blueprint, current_app, flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, gettext
from itsdangerous import BadSignature, URLSafeSerializer

from esa.applications import service as applications
from esa.kernel.dates import parse_day
from esa.kernel.errors import NotFound
from esa.kernel.permissions import Permission
from esa.kernel.tables import Changes
from esa.organizations import service as organizations
from esa.parameters import service as parameters
from esa.platform.lists import one_at_a_time
from esa.platform.storage import digest, storage_of
from esa.platform.web.access import requires
from esa.platform.web.edge import begin, see_other, settings
from esa.platform.web.forms import read_form
from esa.platform.work import Work
from esa.portal.lists import FIGURES, Kind, fingerprint, read_figures, take
from esa.portal.reference.schemas import BringSchema
from esa.schools import service as schools

blueprint = Blueprint("reference", __name__, url_prefix="/reference")
_FAULTS = 200


def _after() -> uuid.UUID | None:
    try:
        return uuid.UUID(request.args.get("after", ""))
    except ValueError:
        return None


def _search() -> str:
    return request.args.get("search", "").strip()[:100]


@blueprint.get("/")
@requires(Permission.REFERENCE_READ)
def index() -> ResponseReturnValue:
    with begin() as work:
        held = [
            ("districts", schools.held_districts(work)),
            ("classifications", schools.held_classifications(work)),
            ("schools", schools.held_schools(work)),
            ("eaos", organizations.held_organizations(work)),
            ("figures", parameters.held_figures(work)),
        ]
    return render_template("reference/index.html", held=held)


@blueprint.get("/districts")
@requires(Permission.REFERENCE_READ)
def districts() -> ResponseReturnValue:
    with begin() as work:
        page = schools.district_page(work, _search(), _after())
        classes = schools.classifications_on(work, work.today)
    cutoffs = {text: _month_day(text) for text in {each.entry_cutoff for each in page.rows}}
    return render_template("reference/districts.html", page=page, classes=classes, cutoffs=cutoffs, search=_search())


def _month_day(text: str) -> str:
    """Return a day of every year in full, like August 1."""
    return str(format_skeleton("MMMMd", date.fromisoformat(f"2001-{text}"), locale=get_locale()))


@blueprint.get("/classifications")
@requires(Permission.REFERENCE_READ)
def classifications() -> ResponseReturnValue:
    with begin() as work:
        rows = schools.all_classifications(work)
        names = {each.id: each.name for each in schools.districts(work)}
        today = work.today
    listed = sorted(rows, key=lambda each: (names[each.district_id], each.starts_on))
    return render_template("reference/classifications.html", rows=listed, names=names, today=today)


@blueprint.get("/schools")
@requires(Permission.REFERENCE_READ)
def all_schools() -> ResponseReturnValue:
    with begin() as work:
        page = schools.school_page(work, _search(), _after())
    return render_template("reference/schools.html", page=page, search=_search())


@blueprint.get("/eaos")
@requires(Permission.REFERENCE_READ)
def eaos() -> ResponseReturnValue:
    with begin() as work:
        rows = organizations.organizations(work)
    return render_template("reference/eaos.html", rows=rows)


@blueprint.get("/bring")
@requires(Permission.REFERENCE_IMPORT)
def bring() -> ResponseReturnValue:
    return render_template("reference/bring.html", form=None, kind=request.args.get("kind", ""))


@blueprint.post("/bring")
@requires(Permission.REFERENCE_IMPORT)
def bring_post() -> ResponseReturnValue:
    """Keep the file and go on to what it would change; nothing of it is taken yet."""
    form = read_form(BringSchema())
    file = request.files.get("file")
    data = b"" if file is None else file.read()
    if not data:
        form.refuse("file", gettext("Choose a file that is not empty."))
    if form.is_good:
        given = {**form.command, "as_of": form.command["as_of"].isoformat()}
        with begin() as work:
            seen = form.attempt(lambda: _take(work, given, data, dry=True))
        if seen is not None:
            key = storage_of(settings()).put(data)
            return see_other("reference.preview", token=_signer().dumps({**given, "file": key}))
        form.errors = {"file": _told(form.errors)[:_FAULTS]}
    return render_template("reference/bring.html", form=form, kind=form.value("kind")), 422


def _told(errors: dict[str, list[str]]) -> list[str]:
    return [f"{name}: {message}" if name else message for name, messages in errors.items() for message in messages]


@blueprint.get("/preview/<token>")
@requires(Permission.REFERENCE_IMPORT)
def preview(token: str) -> ResponseReturnValue:
    given, data = _kept(token)
    with begin() as work:
        changes = _take(work, given, data, dry=True)
    return _preview_page(token, given, data, changes), 200


@blueprint.post("/preview/<token>")
@requires(Permission.REFERENCE_IMPORT)
def confirm(token: str) -> ResponseReturnValue:
    """Do exactly what was shown; where something changed in between, show it anew and do nothing."""
    given, data = _kept(token)
    with begin() as work:
        one_at_a_time(work)
        changes = _take(work, given, data, dry=True)
        if fingerprint(changes) != request.form.get("seen"):
            return _preview_page(token, given, data, changes, is_other=True), 409
        if given["kind"] in FIGURES:
            return _propose(work, given, data)
        _take(work, given, data, dry=False)
    flash(
        gettext(
            "The list was taken: %(added)s added, %(changed)s changed, %(unchanged)s stay.",
            added=len(changes.added), changed=len(changes.changed), unchanged=changes.unchanged,
        ),
        "success",
    )  # fmt: skip
    return see_other("reference.index")


def _propose(work: Work, given: dict[str, str], data: bytes) -> ResponseReturnValue:
    """Go on with a list of figures to what it would change: a person proposes figures, and a second one confirms."""
    source, as_of = given["source"], parse_day(given["as_of"])
    figures, _ = read_figures(work, Kind(given["kind"]), data, source)
    found = applications.look(work, figures, source, as_of)
    if found.is_idle:
        flash(gettext("It stood so already."), "success")
        return see_other("reference.figures")
    made = parameters.propose(work, figures, source=source, as_of=as_of, preview=found.to_wire())
    flash(gettext("Proposed. Nothing is law until a second person confirms it."), "success")
    return see_other("reference.proposed", proposal_id=made)


def _take(work: Work, given: dict[str, str], data: bytes, *, dry: bool) -> Changes:
    source, as_of = given["source"], parse_day(given["as_of"])
    return take(work, Kind(given["kind"]), data, source=source, as_of=as_of, dry=dry)


def _preview_page(token: str, given: dict[str, str], data: bytes, changes: Changes, *, is_other: bool = False) -> str:
    return render_template(
        "reference/preview.html", token=token, given=given, as_of=parse_day(given["as_of"]), file=digest(data),
        changes=changes, seen=fingerprint(changes), is_other=is_other,
    )  # fmt: skip


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(str(current_app.secret_key), salt="reference list")


def _kept(token: str) -> tuple[dict[str, str], bytes]:
    """Return what was sent with the list, and its bytes. Raises NotFound for an address that is not ours."""
    try:
        given = _signer().loads(token)
    except BadSignature:
        raise NotFound(gettext("There is no such list. Send the file again.")) from None
    return given, storage_of(settings()).get(given["file"])
