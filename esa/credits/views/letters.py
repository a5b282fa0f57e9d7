"""What was written to a donor, whether it went out, and the language of what comes next."""

from flask import Blueprint, flash, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from esa.credits import service
from esa.credits.schemas.forms import LanguageSchema
from esa.credits.views.link import donor_of, goes_by_mail
from esa.notices import service as notices
from esa.notices.domain import MOST_TRIES, addressed
from esa.platform.web.access import public
from esa.platform.web.edge import house, see_other, settings
from esa.platform.web.forms import Form, read_form

blueprint = Blueprint("letters", __name__, url_prefix="/give")


@blueprint.get("/<token>/letters")
@public
def index(token: str) -> ResponseReturnValue:
    """Show every letter, the newest first."""
    return _page(token, None)


@blueprint.post("/<token>/letters")
@public
def language(token: str) -> ResponseReturnValue:
    """Keep the language of the donor's letters."""
    form, actor = read_form(LanguageSchema()), donor_of(token)
    if not form.is_good or actor.donor_id is None:
        return _page(token, form, 422)
    with house().begin(actor) as work:
        service.set_language(work, actor.donor_id, form.command["language"])
    flash(gettext("We write to you in this language from now on."), "success")
    return see_other("letters.index", token=token)


def _page(token: str, form: Form | None, status: int = 200) -> ResponseReturnValue:
    actor = donor_of(token)
    with house().begin(actor, read_only=True) as work:
        mine = notices.of_donor(work)
        kept = None if actor.donor_id is None else service.find_donor(work, actor.donor_id)
    own = f"{settings().base_url.rstrip('/')}/give/{token}"
    page = render_template(
        "credits/letters.html", letters=[(each, addressed(each.body, own)) for each in mine], donor=kept, token=token,
        form=form, is_on=goes_by_mail(), most_tries=MOST_TRIES,
    )  # fmt: skip
    return page, status
