"""Choosing a reading of the law on pages: how each question is read and since when, a proposal, the second person."""

import uuid
from hashlib import sha256
from typing import Any

from flask import Blueprint, flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, gettext
from marshmallow import Schema, fields, validate

from esa.accounts.service import expenses
from esa.applications import service as applications
from esa.credits import service as credits_
from esa.kernel.errors import NotFound
from esa.kernel.permissions import Permission, Role
from esa.law.readings import Reading, acting_on
from esa.law.readings import readings as known_readings
from esa.organizations import service as organizations
from esa.platform.web.access import public, requires
from esa.platform.web.edge import begin, current_actor, see_other
from esa.platform.web.forms import Form, read_form
from esa.platform.work import Work
from esa.readings import service as choices
from esa.readings.domain import Standing, offered

blueprint = Blueprint("readings", __name__, url_prefix="/law/readings")


class ChoiceSchema(Schema):
    """A reading from its first day on, with the reason."""

    option = fields.String(required=True, error_messages={"required": "Choose a way to read it."})
    reason = fields.String(
        required=True, validate=validate.Length(max=1000), error_messages={"required": "Say why this way is chosen."}
    )
    starts_on = fields.Date(
        required=True, error_messages={"required": "Enter a date.", "invalid": "Enter a date like 2025-11-01."}
    )


@blueprint.get("")
@public
def index() -> ResponseReturnValue:
    """Show each question that the law leaves open: the ways to read it, which holds since when, for whom, by whom."""
    with begin(read_only=True) as work:
        shown, state = choices.shown(work), work.laws(None)
        names = _names(work)
    of = {each.id: [one for one in shown if one.choice.reading == each.id] for each in known_readings()}
    return render_template(
        "law/readings.html", readings=known_readings(), of=of, names=names, language_code=get_locale().language,
        held={each.id: state.reads(each.id) for each in known_readings()}, offered=_offered_here, Standing=Standing,
        waiting=[each for each in shown if each.standing is Standing.PROPOSED], by_id=_reading,
    )  # fmt: skip


@blueprint.get("/<name>/choose")
@requires(Permission.READING_CHOOSE)
def choose(name: str) -> ResponseReturnValue:
    """Show the form of a choice."""
    return _choose_page(name, None), 200


@blueprint.post("/<name>/choose")
@requires(Permission.READING_CHOOSE)
def choose_post(name: str) -> ResponseReturnValue:
    """Propose a choice and go on to what it would change."""
    _offerable(name)
    form = read_form(ChoiceSchema())
    if form.is_good:
        given = form.command
        with begin() as work:
            made = form.attempt(
                lambda: choices.propose(work, name, given["option"], given["reason"], given["starts_on"])
            )
        if made is not None:
            flash(gettext("Proposed. A second person confirms it."), "success")
            return see_other("readings.show", choice_id=made)
    return _choose_page(name, form), 422


@blueprint.get("/choices/<uuid:choice_id>")
@requires(Permission.REFERENCE_READ)
def show(choice_id: uuid.UUID) -> ResponseReturnValue:
    """Show a choice with what it would change while it waits for the second person."""
    with begin(read_only=True) as work:
        return _show_page(work, choice_id), 200


@blueprint.post("/choices/<uuid:choice_id>/confirm")
@requires(Permission.READING_CONFIRM)
def confirm(choice_id: uuid.UUID) -> ResponseReturnValue:
    """Confirm exactly what was shown; where it would do something else by now, show that and do nothing."""
    form = Form()
    with begin() as work:
        found = choices.one(work, choice_id)
        if _seen(_effect(work, found)) != request.form.get("seen"):
            return _show_page(work, choice_id, is_other=True), 409
        form.attempt(lambda: choices.confirm(work, choice_id))
    return _answer(choice_id, form, gettext("Confirmed. It holds from its first day on."))


@blueprint.post("/choices/<uuid:choice_id>/withdraw")
@requires(Permission.READING_CONFIRM)
def withdraw(choice_id: uuid.UUID) -> ResponseReturnValue:
    """Take a choice back before it begins."""
    form = Form()
    with begin() as work:
        form.attempt(lambda: choices.withdraw(work, choice_id))
    return _answer(choice_id, form, gettext("Withdrawn. Nothing changes."))


def _answer(choice_id: uuid.UUID, form: Form, done: str) -> ResponseReturnValue:
    if form.errors:
        with begin(read_only=True) as work:
            return _show_page(work, choice_id, form=form), 409
    flash(done, "success")
    return see_other("readings.show", choice_id=choice_id)


@blueprint.app_template_global("reading_option")
def reading_option(name: str, option: str, language: str) -> str:
    """Return an option of a reading in words, as a decision's page tells by what it was made."""
    found = next(
        (each for one in known_readings() if one.id == name for each in one.options if each.id == option), None
    )
    return option if found is None else found.title.text(language)


def _reading(name: str) -> Reading:
    return next(each for each in known_readings() if each.id == name)


def _offered_here(reading: Reading) -> tuple[str, ...]:
    """Return the options that whoever asks may choose for their body."""
    actor = current_actor()
    return offered(reading, eao=actor.role is not Role.TREASURER) if actor.may(Permission.READING_CHOOSE) else ()


def _offerable(name: str) -> Reading:
    """Return the reading of that name. Raises NotFound where whoever asks may choose none of its options."""
    found = next((each for each in known_readings() if each.id == name), None)
    if found is None or not _offered_here(found):
        raise NotFound("There is no such choice.")
    return found


def _choose_page(name: str, form: Form | None) -> str:
    reading = _offerable(name)
    with begin(read_only=True) as work:
        law = work.law
    return render_template(
        "law/choose.html", reading=reading, offered=_offered_here(reading), form=form, held=law.reads(name),
        language_code=get_locale().language,
    )  # fmt: skip


def _effect(work: Work, found: choices.Shown) -> dict[str, Any]:
    """Return what a proposal would change: decisions on students and expenses, each EAO's limit of overhead."""
    choice = found.choice
    effect: dict[str, Any] = {"decisions": None, "lines": None, "limits": []}
    if found.standing is not Standing.PROPOSED or not work.actor.may(Permission.READING_CONFIRM):
        return effect
    if applications.acts_on_decisions(choice.reading):
        effect["decisions"] = applications.effect_of_reading(
            work, choice.reading, choice.option, choice.organization_id
        )
    if expenses.acts_on_expenses(choice.reading):
        effect["lines"] = sorted(
            expenses.effect_of_reading(work, choice.reading, choice.option, choice.organization_id).items()
        )
    if choice.reading in acting_on("eao limits") | acting_on("credits"):
        effect["limits"] = [
            (each.name, credits_.duties(work, each.id).limits.overhead_limit,
             credits_.duties(work, each.id, None, choices.law_under(work, choice, each.id)).limits.overhead_limit)
            for each in organizations.organizations(work)
        ]  # fmt: skip
    return effect


def _seen(effect: dict[str, Any]) -> str:
    return sha256(str(effect).encode()).hexdigest()


def _show_page(work: Work, choice_id: uuid.UUID, *, form: Form | None = None, is_other: bool = False) -> str:
    found = choices.one(work, choice_id)
    effect = _effect(work, found)
    owner = work.actor.organization_id
    return render_template(
        "law/choice.html", found=found, choice=found.choice, reading=_reading(found.choice.reading), effect=effect,
        seen=_seen(effect), names=_names(work), form=form, is_other=is_other, Standing=Standing,
        is_ours=work.actor.may(Permission.READING_CONFIRM) and found.choice.organization_id == owner,
        is_mine=found.choice.proposed_by == work.actor.user_id, language_code=get_locale().language,
    )  # fmt: skip


def _names(work: Work) -> dict[uuid.UUID, str]:
    return {each.id: each.name for each in organizations.organizations(work)}
