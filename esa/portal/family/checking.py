"""Could we qualify? A few facts without an account, decided by the same law, worded as what it is: no decision."""

from datetime import date
from typing import Any

from flask import render_template, session
from flask.typing import ResponseReturnValue

from esa.applications.service import drafts
from esa.kernel.dates import SchoolYear
from esa.kernel.money import Money
from esa.law.facts import Facts, Iep, Sibling
from esa.platform.web.access import public
from esa.platform.web.edge import begin, see_other
from esa.platform.web.forms import Form, read_form
from esa.portal.family.frame import blueprint, spoken
from esa.portal.family.schemas import Check

# How old a child is who starts there, and the grade of one who starts nowhere (no rule turns on it).
_AGE = {"kindergarten": ("K", 6), "first_grade": ("1", 7), "no": ("5", 11)}


@blueprint.get("/check")
@public
def check() -> ResponseReturnValue:
    """Ask the few questions."""
    return render_template("family/check.html", form=Form(typed=dict(session.get("check", {}))))


@blueprint.post("/check")
@public
def check_post() -> ResponseReturnValue:
    """Keep the answers in the visitor's own browser and go to what they mean."""
    form = read_form(Check())
    if not form.is_good:
        return render_template("family/check.html", form=form), 422
    session["check"] = {name: value for name, value in form.typed.items() if value}
    session["check_facts"] = form.command.values
    return see_other("family.check_result")


@blueprint.get("/check/result")
@public
def check_result() -> ResponseReturnValue:
    """Say what the answers mean under the law of today."""
    given = session.get("check_facts")
    if given is None:
        return see_other("family.check")
    with begin() as work:
        decision = drafts.said_of(work, facts_of(given, work.today))
    answer = None if decision is None else decision.to_wire(spoken())
    return render_template("family/check_result.html", answer=answer, given=given)


def facts_of(given: dict[str, Any], today: date) -> Facts:
    """Return the facts of a child who has just what was checked; what was not asked counts as not shown."""
    year = SchoolYear.of(today)
    grade, age = _AGE[given["start"]]
    return Facts(
        id="check",
        decided_on=today,
        school_year=year,
        birth_date=date(year.opens - age + 1, 1, 2),
        grade=grade,
        missouri_resident=given["missouri_resident"],
        lawfully_present=given["lawfully_present"],
        household_size=given["size"],
        annual_income=None if given["annual_income"] is None else Money.from_wire(given["annual_income"]),
        iep=Iep("iep", today) if given["plan"] else None,
        public_semester=given["public_semester"],
        entering=None if given["start"] == "no" else given["start"],
        grant_previous_school_year=given["earlier"],
        siblings=(Sibling(grant_previous_school_year=True, grant_this_school_year="granted"),)
        if given["sibling"]
        else (),
    )
