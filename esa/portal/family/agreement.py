"""The participation agreement: read it, sign it, keep a copy."""

from flask import Response, flash, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from esa.accounts.domain.agreement import Signing, clauses_for, opening_of
from esa.accounts.service import agreements
from esa.accounts.service.agreements import ToSign
from esa.audit import service as audit
from esa.kernel.errors import NotFound
from esa.kernel.permissions import Permission
from esa.platform.web.access import requires
from esa.platform.web.edge import begin, see_other
from esa.platform.web.forms import Form, read_form
from esa.portal.family.frame import blueprint, spoken
from esa.portal.family.schemas import AgreementForm


@blueprint.get("/family/children/<reference>/agreement")
@requires(Permission.HOUSEHOLD_READ)
def agreement(reference: str) -> ResponseReturnValue:
    """Show the agreement to sign, or the one that is signed."""
    with begin() as work:
        found = agreements.agreement_of(work, reference, gettext("The parent"))
        audit.view(work, "agreement", reference, household_id=found.account.household_id)
        return _page(found, Form())


@blueprint.post("/family/children/<reference>/agreement")
@requires(Permission.HOUSEHOLD_WRITE)
def sign_agreement(reference: str) -> ResponseReturnValue:
    """Sign it; a second press finds it signed and changes nothing."""
    language = spoken()
    form = read_form(AgreementForm())
    with begin() as work:
        signed = None
        if form.is_good:
            signing = Signing(**form.command, language=language, from_address=request.remote_addr or "")
            signed = form.attempt(lambda: agreements.sign(work, reference, signing))
        if signed is None:
            return _page(agreements.agreement_of(work, reference, gettext("The parent")), form), 422
    flash(gettext("Signed. Thank you. The money can come once the school has confirmed."), "success")
    return see_other("family.agreement", reference=reference)


def _page(found: ToSign, form: Form) -> str:
    language = spoken()
    return render_template(
        "family/agreement.html",
        found=found,
        form=form,
        title=found.version.title[language],
        opening=opening_of(found.version, found.parties, language),
        clauses=clauses_for(found.version, found.parties, language),
    )


@blueprint.get("/family/children/<reference>/agreement/copy")
@requires(Permission.HOUSEHOLD_READ)
def agreement_copy(reference: str) -> ResponseReturnValue:
    """Hand out the very text that was signed, with who signed it and its digest."""
    with begin() as work:
        signed = agreements.agreement_of(work, reference).signed
    if signed is None:
        raise NotFound("Nothing has been signed yet.")
    return copy_of(signed.text, f"{signed.signed_name}, {signed.signed_at.isoformat()}\n{signed.digest}\n", reference)


def copy_of(text: str, signature: str, name: str) -> Response:
    """Return a signed text as a file to keep."""
    answer = make_response(f"{text}\n{signature}")
    answer.headers["Content-Type"] = "text/plain; charset=utf-8"
    answer.headers["Content-Disposition"] = f'attachment; filename="agreement-{name}.txt"'
    return answer
