"""Every parameter of the law as a public page: its dated values, how sure each is, what it rests on, its source."""

from collections.abc import Iterator
from datetime import date

from babel.dates import format_skeleton
from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, gettext

from esa.law.parameter import Parameter, Status
from esa.law.register import known
from esa.parameters import service as parameters
from esa.platform.web.access import public
from esa.platform.web.edge import begin

blueprint = Blueprint("law_figures", __name__)
# A bill's values are no law and are not listed here.
STATUSES = tuple(each.value for each in Status if each is not Status.PROPOSED)


@blueprint.get("/law/parameters")
@public
def listed() -> ResponseReturnValue:
    """Show all parameters, or those that have the words asked for and a value of the status asked for."""
    asked, status = request.args.get("q", "").strip()[:100], request.args.get("status", "")
    status = status if status in STATUSES else ""
    with begin(read_only=True) as work:
        every = list(work.law.parameters())
        sources = parameters.sources(work)
        today = work.today
    found = [each for each in every if _has(each, asked, status)]
    return render_template(
        "law/parameters.html", topics=list(_by_topic(found)), count=len(found), every=len(every), asked=asked,
        status=status, statuses=STATUSES, sources=sources, today=today, month_day=_month_day, is_rule=known,
    )  # fmt: skip


def _by_topic(found: list[Parameter]) -> Iterator[tuple[str, list[Parameter]]]:
    for topic in dict.fromkeys(each.topic for each in found):
        yield topic, [each for each in found if each.topic == topic]


def _has(each: Parameter, asked: str, status: str) -> bool:
    wanted = asked.casefold()
    cites = [text for value in each.values for text in (value.cite, gettext(value.cite))]
    shown = (each.key, each.title, gettext(each.title), each.rule, *cites)
    has_words = any(wanted in text.casefold() for text in shown)
    return has_words and (not status or any(value.status.value == status for value in each.values))


def _month_day(text: str) -> str:
    """Return a day of every year in full, like August 1."""
    return str(format_skeleton("MMMMd", date.fromisoformat(f"2000-{text}"), locale=get_locale()))
