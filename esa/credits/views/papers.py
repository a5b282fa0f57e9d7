"""Receipts, certificates and statements: as PDF, to print, and the check that is open to everybody."""

from datetime import date, datetime
from typing import Any

from flask import Blueprint, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from esa.credits import service
from esa.credits.schemas.papers import CheckSchema, ReplaceSchema
from esa.credits.views.link import donor_of
from esa.kernel.actors import SYSTEM
from esa.kernel.errors import Conflict, NotFound
from esa.kernel.money import Money
from esa.kernel.permissions import Permission
from esa.platform.paper import can_make_pdf
from esa.platform.web.access import public, requires
from esa.platform.web.edge import begin, house, see_other, settings
from esa.platform.web.forms import Form, read_form
from esa.platform.web.sheet import LANGUAGE, Sheet, answer_csv, answer_sheet

blueprint = Blueprint("papers", __name__)


@blueprint.get(f"/give/<token>/papers/<number>/{LANGUAGE}")
@public
def own(token: str, number: str, language: str) -> ResponseReturnValue:
    return _own(token, number, language, as_pdf=False)


@blueprint.get(f"/give/<token>/papers/<number>/{LANGUAGE}.pdf")
@public
def own_pdf(token: str, number: str, language: str) -> ResponseReturnValue:
    return _own(token, number, language, as_pdf=True)


def _own(token: str, number: str, language: str, *, as_pdf: bool) -> ResponseReturnValue:
    with house().begin(donor_of(token)) as work:
        paper = service.read_paper(work, number)
    return answer_sheet(_paper(paper, language), paper.made.number, as_pdf=as_pdf)


@blueprint.get(f"/papers/<number>/{LANGUAGE}")
@requires(Permission.BOOKS_READ)
def staff(number: str, language: str) -> ResponseReturnValue:
    return _staff(number, language, as_pdf=False)


@blueprint.get(f"/papers/<number>/{LANGUAGE}.pdf")
@requires(Permission.BOOKS_READ)
def staff_pdf(number: str, language: str) -> ResponseReturnValue:
    return _staff(number, language, as_pdf=True)


def _staff(number: str, language: str, *, as_pdf: bool) -> ResponseReturnValue:
    with begin() as work:
        paper = service.read_paper(work, number)
    return answer_sheet(_paper(paper, language), paper.made.number, as_pdf=as_pdf)


def _paper(paper: service.Paper, language: str) -> Sheet:
    made = paper.made
    check = settings().base_url.rstrip("/") + url_for("papers.check", number=made.number)
    facts = {**made.content, "received_on": date.fromisoformat(made.content["received_on"])}
    facts["made_on"] = date.fromisoformat(made.content["made_on"])
    if "certified_at" in facts:
        facts["certified_at"] = datetime.fromisoformat(facts["certified_at"])
    digest = f"{made.digest} {paper.void.at.isoformat() if paper.void else ''} {paper.replaced_by}"
    name = f"credits/papers/{made.content['form']}.html"
    return Sheet(name, language, digest, paper=paper, facts=facts, check=check)


@blueprint.get(f"/give/<token>/statement/<int(min=2000, max=9999):year>/{LANGUAGE}")
@public
def statement(token: str, year: int, language: str) -> ResponseReturnValue:
    return answer_sheet(_statement(token, year, language), f"gifts-{year}", as_pdf=False)


@blueprint.get(f"/give/<token>/statement/<int(min=2000, max=9999):year>/{LANGUAGE}.pdf")
@public
def statement_pdf(token: str, year: int, language: str) -> ResponseReturnValue:
    return answer_sheet(_statement(token, year, language), f"gifts-{year}", as_pdf=True)


def _year(token: str, year: int) -> service.Statement:
    actor = donor_of(token)
    if actor.donor_id is None:
        raise NotFound("There is no gift of that year.")
    with house().begin(actor) as work:
        return service.statement(work, actor.donor_id, year)


def _statement(token: str, year: int, language: str) -> Sheet:
    found = _year(token, year)
    digest = repr((found.donor, found.last_four, year, [_line(row) for row in found.rows]))
    return Sheet("credits/papers/statement.html", language, digest, statement=found)


_COLUMNS = (
    "received_on", "organization", "reservation", "receipt", "method", "given", "went_back", "credit", "certified_on",
)  # fmt: skip


def _line(row: tuple[Any, Any, str]) -> tuple[str, ...]:
    gift, reserved, name = row
    certified = "" if gift.certified_at is None else gift.certified_at.date().isoformat()
    back = gift.gross - gift.amount
    return (
        gift.received_on.isoformat(), name, reserved.reference, gift.receipt_number, gift.method.value,
        gift.gross.to_wire(), back.to_wire(), gift.credit.to_wire(), certified,
    )  # fmt: skip


@blueprint.get("/give/<token>/statement/<int(min=2000, max=9999):year>.csv")
@public
def statement_csv(token: str, year: int) -> ResponseReturnValue:
    found = _year(token, year)
    return answer_csv(_COLUMNS, (_line(row) for row in found.rows), f"gifts-{year}")


@blueprint.post("/give/<token>/statement/<int(min=2000, max=9999):year>/issue")
@public
def issue(token: str, year: int) -> ResponseReturnValue:
    actor = donor_of(token)
    if actor.donor_id is None:
        raise NotFound("There is no gift of that year.")
    with house().begin(actor) as work:
        number = service.issue(work, actor.donor_id, year)
    flash(gettext("%(number)s states your year and is kept as it is.", number=number), "success")
    return see_other("give.mine", token=token)


@blueprint.get(f"/give/<token>/statements/<number>/{LANGUAGE}")
@public
def kept(token: str, number: str, language: str) -> ResponseReturnValue:
    return answer_sheet(_kept(token, number, language), number, as_pdf=False)


@blueprint.get(f"/give/<token>/statements/<number>/{LANGUAGE}.pdf")
@public
def kept_pdf(token: str, number: str, language: str) -> ResponseReturnValue:
    return answer_sheet(_kept(token, number, language), number, as_pdf=True)


def _kept(token: str, number: str, language: str) -> Sheet:
    with house().begin(donor_of(token)) as work:
        found, replaced_by = service.read_statement(work, number)
    facts = {**found.content, "made_on": date.fromisoformat(found.content["made_on"])}
    days = ("received_on", "certified_on")
    facts["rows"] = [
        {**each, **{name: date.fromisoformat(each[name]) if each[name] else None for name in days}}
        for each in found.content["rows"]
    ]
    name = f"credits/papers/{found.content['form']}.html"
    digest = f"{found.digest} {replaced_by}"
    return Sheet(name, language, digest, facts=facts, made=found, replaced_by=replaced_by)


@blueprint.get("/papers/<number>")
@requires(Permission.BOOKS_READ)
def about(number: str) -> ResponseReturnValue:
    return _about(number, None)


@blueprint.post("/papers/<number>/replace")
@requires(Permission.BOOKS_READ)
def replace(number: str) -> ResponseReturnValue:
    form = read_form(ReplaceSchema())

    def act() -> str:
        with begin() as work:
            return service.replace(work, number, form.command["reason"])

    made = form.attempt(act) if form.is_good else None
    if made is None:
        return _about(number, form, 422)
    flash(gettext("%(old)s is void. %(new)s replaces it.", old=number, new=made), "success")
    return see_other("papers.about", number=made)


def _about(number: str, form: Form | None, status: int = 200) -> ResponseReturnValue:
    with begin() as work:
        paper = service.read_paper(work, number)
        others = service.papers_of(work, [paper.made.reservation_id])[paper.made.reservation_id]
    page = render_template(
        "credits/papers/about.html", paper=paper, others=others, form=form, can_make_pdf=can_make_pdf()
    )
    return page, status


@blueprint.post("/eao/gifts/<reference>/papers")
@requires(Permission.CONTRIBUTION_RECORD)
def make(reference: str) -> ResponseReturnValue:
    with begin() as work:
        found, _ = service.eao_gift(work, reference)
        try:
            service.make_missing(work, found.id)
        except Conflict as refusal:
            flash(gettext(refusal.message), "error")
    return see_other("gifts.show", reference=reference)


@blueprint.get("/genuine")
@public
def check() -> ResponseReturnValue:
    return render_template(
        "credits/papers/check.html", form=None, answer=None, number=request.args.get("number", "")[:40]
    )


@blueprint.post("/genuine")
@public
def check_post() -> ResponseReturnValue:
    form = read_form(CheckSchema())
    answer = form.attempt(lambda: _genuine(form)) if form.is_good else None
    page = render_template("credits/papers/check.html", form=form, answer=answer, number="")
    return page, 200 if answer is not None else 422


def _genuine(form: Form) -> bool:
    number: str = form.command["number"]
    amount: Money = form.command["amount"]
    with house().begin(SYSTEM) as work:
        return service.is_genuine(work, number, amount, request.remote_addr or "")
