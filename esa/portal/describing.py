"""What receipts say of an EAO: its manager or the Treasurer enters address and federal tax number."""

from flask import Blueprint, flash, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from esa.kernel.permissions import Permission, Role
from esa.organizations import service as organizations
from esa.organizations.domain import Description
from esa.platform.web.access import requires
from esa.platform.web.edge import begin, current_actor, see_other
from esa.platform.web.forms import Form, read_form
from esa.portal.schemas import DescriptionSchema

blueprint = Blueprint("describing", __name__, url_prefix="/organizations")


@blueprint.get("/<slug>/address")
@requires(Permission.ORGANIZATION_DESCRIBE)
def edit(slug: str) -> ResponseReturnValue:
    """Show the form of an EAO's address and tax number."""
    return _page(slug, None)


@blueprint.post("/<slug>/address")
@requires(Permission.ORGANIZATION_DESCRIBE)
def keep(slug: str) -> ResponseReturnValue:
    """Keep what was entered, or show every ground against it."""
    form = read_form(DescriptionSchema())

    def act() -> bool:
        with begin() as work:
            organizations.describe(work, slug, Description(**form.command))
        return True

    if not (form.attempt(act) if form.is_good else None):
        return _page(slug, form, 422)
    flash(gettext("Kept. Receipts show it from now on; those made before stay as they are."), "success")
    return see_other("describing.edit", slug=slug)


def _page(slug: str, form: Form | None, status: int = 200) -> ResponseReturnValue:
    with begin(read_only=True) as work:
        found = organizations.to_describe(work, slug)
    is_state = current_actor().role is Role.TREASURER
    return render_template("portal/describing.html", organization=found, form=form, is_state=is_state), status
