"""The rule register as a public page: every rule in one sentence with its section, an anchor for each id."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from esa.law.register import FAMILIES, Rule, rules
from esa.platform.web.access import public

blueprint = Blueprint("rules", __name__)


@blueprint.get("/law/rules")
@public
def register() -> ResponseReturnValue:
    """Show all rules, or those that have the words asked for in their id, sentence or section."""
    asked = request.args.get("q", "").strip()
    found = [each for each in rules() if _has(each, asked)]
    families = [(title, [each for each in found if each.family == name]) for name, title in FAMILIES.items()]
    return render_template(
        "law/rules.html", families=[each for each in families if each[1]], asked=asked, count=len(found)
    )


def _has(each: Rule, asked: str) -> bool:
    wanted = asked.casefold()
    shown = (each.id, each.says, gettext(each.says), each.cite)
    return any(wanted in text.casefold() for text in shown)
