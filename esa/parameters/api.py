"""The law in force, and decisions by it from facts alone: open to everybody, nothing is stored."""

from typing import Any

from flask import Response, request
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

from esa.kernel.errors import Ground, Invalid
from esa.kernel.wire import BadLine, FieldError, encode, read_line, split_lines
from esa.law import Law
from esa.law.answer_text import answer_text
from esa.law.decision import NeedsParameters, decide
from esa.law.facts import read_facts
from esa.law.showing import shown
from esa.parameters.schemas import DayQuery, LawSchema
from esa.platform.web.access import public
from esa.platform.web.api import LINES, Room
from esa.platform.web.edge import begin
from esa.platform.web.law import AnswerSchema, FactsSchema
from esa.platform.web.reader import is_json

room = Room("law", "/law", "The law in force, and what it says of facts.")
_MOST_LINES = 1000


@room.at("")
@public
@room.query(DayQuery)
@room.answers(LawSchema)
def show(day: Any) -> Any:
    """Tell every parameter in force on a day, with value, unit, citation and status."""
    with begin(read_only=True) as work:
        return shown(work.law, day or work.today)


@room.at("/decide", "POST")
@public
@room.takes(FactsSchema, LINES)
@room.answers(AnswerSchema)
@room.file(LINES)
def decide_facts() -> Any:
    """Decide on a student from facts: qualified, tier, cap, with every reason.

    One JSON object gives one answer; up to 1,000 lines of JSON (application/x-ndjson) give one answer a line, a bad
    line its errors, as `esa law decide` does. Nothing is stored.
    """
    data = request.get_data()
    with begin(read_only=True) as work:
        law = work.law
    try:
        if is_json(request.mimetype):
            return _one(data.decode(), law)
        if request.mimetype == LINES:
            return _many(split_lines(data), law)
    except UnicodeDecodeError:
        raise BadRequest("The body is not UTF-8.") from None
    raise UnsupportedMediaType(f"Send application/json, or lines of it as {LINES}.")


def _answer(number: int, text: str, law: Law) -> str | BadLine:
    facts = read_line(number, text, read_facts)
    if isinstance(facts, BadLine):
        return facts
    try:
        return answer_text(decide(facts, law))
    except NeedsParameters as needed:
        return BadLine(number, facts.id, tuple(FieldError(each.key, each.message) for each in needed.unknown))


def _one(text: str, law: Law) -> Response:
    answer = _answer(1, text, law)
    if isinstance(answer, BadLine):
        grounds = [Ground("" if each.field == "line" else each.field, each.message) for each in answer.errors]
        raise Invalid("These facts cannot be decided on.", grounds, code="bad_facts")
    return Response(answer, mimetype="application/json")


def _many(texts: list[str], law: Law) -> Response:
    if len(texts) > _MOST_LINES:
        raise Invalid("Too many lines.", [Ground("", f"Send at most {_MOST_LINES} lines in one call.")])
    answers = (_answer(number, text, law) for number, text in enumerate(texts, start=1))
    told = [encode(each.answer()) if isinstance(each, BadLine) else each for each in answers]
    return Response("".join(line + "\n" for line in told), mimetype=LINES)
