"""The auditor's pages on the record of acts: who did or saw what, its seals, and the check of their chain."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from esa.audit import service
from esa.audit.schemas import AskedSchema
from esa.kernel.permissions import Permission
from esa.platform.web.access import requires
from esa.platform.web.edge import begin
from esa.platform.web.forms import form_values

blueprint = Blueprint("record", __name__, url_prefix="/record")


@blueprint.get("/")
@requires(Permission.AUDIT_READ)
def index() -> ResponseReturnValue:
    """Show the newest acts that fit what was asked, with the newest seals."""
    schema = AskedSchema()
    values = form_values(schema, request.args)
    bad = schema.validate(values)
    asked = schema.load({name: value for name, value in values.items() if name not in bad})
    with begin(read_only=True) as work:
        page = service.page(work, asked)
        seals = service.newest_seals(work)
    return render_template("audit/index.html", page=page, seals=seals, asked=asked, bad=bad, typed=request.args)


@blueprint.get("/check")
@requires(Permission.AUDIT_READ)
def check() -> ResponseReturnValue:
    """Compute every block anew, as a stranger would, and say whether the chain holds."""
    noted = request.args.get("noted", "").strip()[:64] or None
    with begin(read_only=True) as work:
        state = service.check(work, noted)
    return render_template("audit/check.html", state=state, noted=noted or "")
