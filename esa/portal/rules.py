"""The law as public pages: every rule in one sentence with an anchor for its id, and the calendar of a school year."""

from flask import Blueprint, current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, gettext

from esa.kernel.dates import SchoolYear
from esa.kernel.errors import NotFound
from esa.law.calendar import closed_days, entries
from esa.law.register import FAMILIES, Rule, rules
from esa.law.versions import BEGINNING
from esa.platform.web.access import MARK, public
from esa.platform.web.edge import begin

blueprint = Blueprint("rules", __name__)
_YEARS_AHEAD = 2


@blueprint.get("/law/rules")
@public
def register() -> ResponseReturnValue:
    """Show all rules, or those that have the words asked for in their id, sentence or section."""
    asked = request.args.get("q", "").strip()
    found = [each for each in rules() if _has(each, asked)]
    families = [(title, [each for each in found if each.family == name]) for name, title in FAMILIES.items()]
    return render_template(
        "law/rules.html", families=[each for each in families if each[1]], asked=asked, count=len(found), place=_place
    )


def _place(name: str) -> tuple[str, str | None]:
    """Return how a place where a rule acts is shown, and the address to go to where anybody may go there."""
    kind, _, what = name.partition(" ")
    if kind != "page":
        return what, None
    rule = min(current_app.url_map.iter_rules(what), key=lambda each: len(each.arguments))
    open_to_all = getattr(current_app.view_functions[what], MARK, None) == "public"
    return rule.rule, url_for(what) if open_to_all and not rule.arguments and "GET" in (rule.methods or ()) else None


def _has(each: Rule, asked: str) -> bool:
    wanted = asked.casefold()
    shown = (each.id, each.says, gettext(each.says), each.cite)
    return any(wanted in text.casefold() for text in shown)


@blueprint.get("/law/calendar")
@blueprint.get("/law/calendar/<year>")
@public
def calendar(year: str | None = None) -> ResponseReturnValue:
    """Show the days of a school year, this one when none is named: from the program's first to two years ahead."""
    with begin(read_only=True) as work:
        this = SchoolYear.of(work.today)
        law = work.law
    years = [SchoolYear(opens) for opens in range(BEGINNING.year + 1, this.opens + _YEARS_AHEAD + 1)]
    wanted = _year(year, years) if year else this
    return render_template(
        "law/calendar.html", year=wanted, years=years, entries=entries(wanted, law), closed=closed_days(wanted),
        language_code=get_locale().language,
    )  # fmt: skip


def _year(text: str, years: list[SchoolYear]) -> SchoolYear:
    found = {str(each): each for each in years}
    if text not in found:
        raise NotFound("There is no calendar for this school year.")
    return found[text]
