"""May the account pay this virtual course? A price above what a district would pay is a warning, never a refusal."""

from flask import Blueprint, render_template, session
from flask.typing import ResponseReturnValue
from flask_babel import get_locale

from esa.kernel.dates import SchoolYear
from esa.kernel.money import Money
from esa.law.law import UnknownParameter
from esa.law.mocap import Course, take_course
from esa.law.ruling import Ruling
from esa.platform.web.access import public
from esa.platform.web.edge import begin, see_other
from esa.platform.web.forms import Form, read_form
from esa.portal.schemas import CourseCheck

blueprint = Blueprint("course_check", __name__)


@blueprint.get("/check/course")
@public
def ask() -> ResponseReturnValue:
    """Ask for the price, the length, and where the student is enrolled."""
    return render_template("school_check/course.html", form=Form(typed=dict(session.get("course_check", {}))))


@blueprint.post("/check/course")
@public
def ask_post() -> ResponseReturnValue:
    """Keep the answers in the visitor's own browser and go to what they mean."""
    form = read_form(CourseCheck())
    if not form.is_good:
        return render_template("school_check/course.html", form=form), 422
    given = form.command
    session["course_check"] = {name: value for name, value in form.typed.items() if value}
    session["course_check_facts"] = {**given, "price": given["price"].to_wire()}
    return see_other("course_check.result")


@blueprint.get("/check/course/result")
@public
def result() -> ResponseReturnValue:
    """Say what the law says of the course this school year (MOC-1, MOC-3 to MOC-6)."""
    given = session.get("course_check_facts")
    if given is None:
        return see_other("course_check.ask")
    ruling: Ruling | None
    with begin(read_only=True) as work:
        course = Course(
            school_year=SchoolYear.of(work.today), price=Money.from_wire(given["price"]), length=given["length"],
            full_time_public=given["full_time_public"],
        )  # fmt: skip
        try:
            ruling = take_course(course, work.law)
        except UnknownParameter:
            ruling = None
    said = [] if ruling is None else [each.to_wire(get_locale().language) for each in ruling.findings]
    return render_template("school_check/course_result.html", ruling=ruling, findings=said)
