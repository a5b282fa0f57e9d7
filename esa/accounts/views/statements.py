"""An account's page for its family and for staff, its movements one by one, its statements as PDF, print and CSV."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from esa.accounts.domain.statement import Statement
from esa.accounts.service import statements
from esa.kernel.money import ZERO
from esa.kernel.permissions import Permission
from esa.platform.paper import can_make_pdf
from esa.platform.web.access import requires
from esa.platform.web.edge import begin
from esa.platform.web.sheet import LANGUAGE, Sheet, answer_csv, answer_sheet

blueprint = Blueprint("statements", __name__, url_prefix="/accounts")


@blueprint.get("/<number>")
@requires(Permission.STATEMENT_READ)
def account(number: str) -> ResponseReturnValue:
    with begin() as work:
        seen = statements.overview(work, number, request.args.get("after"), request.args.get("year"))
        today = work.today
    return render_template("accounts/account.html", seen=seen, today=today, can_make_pdf=can_make_pdf())


@blueprint.get("/<number>/movements/<entry>")
@requires(Permission.STATEMENT_READ)
def movement(number: str, entry: str) -> ResponseReturnValue:
    with begin() as work:
        whose, one = statements.movement(work, number, entry)
    return render_template("accounts/movement.html", whose=whose, one=one)


@blueprint.get(f"/<number>/statement/<span>/{LANGUAGE}")
@requires(Permission.STATEMENT_READ)
def statement(number: str, span: str, language: str) -> ResponseReturnValue:
    return _paper(number, span, language, as_pdf=False)


@blueprint.get(f"/<number>/statement/<span>/{LANGUAGE}.pdf")
@requires(Permission.STATEMENT_READ)
def statement_pdf(number: str, span: str, language: str) -> ResponseReturnValue:
    return _paper(number, span, language, as_pdf=True)


def _paper(number: str, span: str, language: str, *, as_pdf: bool) -> ResponseReturnValue:
    with begin() as work:
        whose, made = statements.statement(work, number, span)
    facts = repr((number, whose.child, whose.organization, made.opening.cents, _lines(made)))
    page = Sheet("accounts/statement.html", language, facts, whose=whose, statement=made)
    return answer_sheet(page, f"{number}-{span}", as_pdf=as_pdf)


@blueprint.get("/<number>/agreement/<year>")
@requires(Permission.STATEMENT_READ)
def agreement(number: str, year: str) -> ResponseReturnValue:
    return _agreement(number, year, as_pdf=False)


@blueprint.get("/<number>/agreement/<year>.pdf")
@requires(Permission.STATEMENT_READ)
def agreement_pdf(number: str, year: str) -> ResponseReturnValue:
    return _agreement(number, year, as_pdf=True)


def _agreement(number: str, year: str, *, as_pdf: bool) -> ResponseReturnValue:
    """Answer with the kept text in the language in which it was signed, as it was signed."""
    with begin() as work:
        whose, signed = statements.agreement(work, number, year)
    title, *lines = signed.text.splitlines()
    page = Sheet(
        "accounts/agreement_paper.html", signed.language, signed.digest, whose=whose, signed=signed, title=title,
        lines=[each for each in lines if each],
    )  # fmt: skip
    return answer_sheet(page, f"agreement-{number}-{year}", as_pdf=as_pdf)


_COLUMNS = ("day", "entry", "kind", "text", "in", "out", "step", "balance")


def _lines(made: Statement) -> list[tuple[str, ...]]:
    return [
        (
            each.on.isoformat(), str(each.number), each.kind, each.narrative,
            each.own.to_wire() if each.own > ZERO else "", (-each.own).to_wire() if each.own < ZERO else "",
            "" if each.own else each.moved.to_wire(), held.to_wire(),
        )
        for each, held in made.rows
    ]  # fmt: skip


@blueprint.get("/<number>/statement/<span>.csv")
@requires(Permission.STATEMENT_READ)
def statement_csv(number: str, span: str) -> ResponseReturnValue:
    with begin() as work:
        _, made = statements.statement(work, number, span)
    return answer_csv(_COLUMNS, _lines(made), f"{number}-{span}")
