"""Is this a qualified school? Asked by kind, without an account, answered by the same law with every rule tried."""

from datetime import date
from typing import Any

from flask import Blueprint, render_template, session
from flask.typing import ResponseReturnValue
from flask_babel import get_locale

from esa.kernel.errors import NotFound
from esa.law import Law
from esa.law.ruling import Ruling
from esa.law.school_changes import qualifying
from esa.law.school_facts import KINDS, FpeSchool, Pupil, School
from esa.law.schools import SchoolOutcome, check
from esa.law.settings import BACKGROUND_CHECK, FpeSetting, Participation, fpe_setting, participate
from esa.law.tried import Tried
from esa.platform.web.access import public
from esa.platform.web.edge import begin, see_other
from esa.platform.web.forms import Form, read_form
from esa.portal.schemas import FORMS_OF_A_SCHOOL

blueprint = Blueprint("school_check", __name__)
# For these the rule is about the student's district too: which one runs the school, or where a charter lies (ACC-2).
_OF_A_DISTRICT = ("public", "charter", "virtual")


@blueprint.get("/check/school")
@public
def kinds() -> ResponseReturnValue:
    """Ask which kind of school it is."""
    return render_template("school_check/kinds.html", kinds=KINDS)


@blueprint.get("/check/school/<kind>")
@public
def questions(kind: str) -> ResponseReturnValue:
    """Ask what the law asks of that kind."""
    _known(kind)
    if kind == "home":
        return see_other("school_check.result", kind=kind)
    return render_template("school_check/questions.html", kind=kind, form=Form(typed=dict(session.get(_key(kind), {}))))


@blueprint.post("/check/school/<kind>")
@public
def questions_post(kind: str) -> ResponseReturnValue:
    """Keep the answers in the visitor's own browser and go to what they mean."""
    _known(kind)
    form = read_form(FORMS_OF_A_SCHOOL[kind]())
    if not form.is_good:
        return render_template("school_check/questions.html", kind=kind, form=form), 422
    session[_key(kind)] = {name: value for name, value in form.typed.items() if value}
    session[f"{_key(kind)}_facts"] = form.command
    return see_other("school_check.result", kind=kind)


@blueprint.get("/check/school/<kind>/result")
@public
def result(kind: str) -> ResponseReturnValue:
    """Say what the answers mean under the law of today; a home school has no questions."""
    _known(kind)
    given = session.get(f"{_key(kind)}_facts")
    if given is None and kind != "home":
        return see_other("school_check.questions", kind=kind)
    with begin(read_only=True) as work:
        outcome, findings = judged(kind, given or {}, work.today, work.law)
        changes = qualifying(school_of(kind, given or {}, work.today), work.law)
    language = get_locale().language
    said, trace = [each.to_wire(language) for each in findings], [each.sentence(language) for each in changes]
    return render_template("school_check/result.html", kind=kind, outcome=outcome, findings=said, trace=trace)


def judged(kind: str, given: dict[str, Any], today: date, law: Law) -> tuple[str, tuple[Tried, ...]]:
    """Return the outcome and every rule tried: kind, enrolment, an FPE school's setting, and taking part.

    A school that qualifies by the statute and lacks what the Treasurer's practice asks is `not_yet` (SCH-7).
    """
    outcome, found = check(school_of(kind, given, today), law)
    more = _practice(kind, given, today, law)
    if more is None:
        return outcome.value, found
    bad = bool(more.failed)
    if bad and kind == "fpe":
        return SchoolOutcome.NOT_QUALIFIED.value, (*found, *more.findings)
    later = "not_yet" if bad and outcome is SchoolOutcome.QUALIFIED else outcome.value
    return later, (*found, *more.findings)


def school_of(kind: str, given: dict[str, Any], today: date) -> School:
    """Return the school that the answers describe; what was not checked counts as not shown."""
    home, runs = str(given.get("home_district", "")), str(given.get("school_district", ""))
    enrols = kind in _OF_A_DISTRICT and bool(home and runs)
    return School(
        id="check",
        on=today,
        kind=kind,
        incorporated_in_missouri=given.get("incorporated", False),
        nondiscrimination=given.get("nondiscrimination", False),
        charges_tuition=given.get("charges_tuition", False),
        fpe=_fpe(given) if kind == "fpe" else None,
        pupil=Pupil(home, given.get("in_state_custody", False)) if enrols else None,
        operated_by_district=runs if enrols and kind != "charter" else None,
        located_in_district=runs if enrols and kind == "charter" else None,
    )


def _fpe(given: dict[str, Any]) -> FpeSchool:
    names = ("unrelated_children", "student_age", "hours_total", "hours_core", "hours_core_at_location")
    return FpeSchool(**{name: given[name] for name in names}, takes_pay=given["takes_pay"], records=given["records"])


def _practice(kind: str, given: dict[str, Any], today: date, law: Law) -> Ruling | None:
    """Return the setting of an FPE school, or what a private school needs to take part; None for the others."""
    if kind == "fpe":
        conditions = (BACKGROUND_CHECK,) if given["background_check"] else ()
        setting = FpeSetting(on=today, instruction_is_main_purpose=given["main_purpose"], conditions=conditions)
        return fpe_setting(setting, law)
    if kind == "private":
        partners = 1 if given["partner"] else 0
        return participate(Participation(on=today, kind=kind, partners=partners, accredited=given["accredited"]), law)
    return None


def _known(kind: str) -> None:
    if kind not in KINDS:
        raise NotFound("There is no such kind of school.")


def _key(kind: str) -> str:
    return f"school_check_{kind}"
