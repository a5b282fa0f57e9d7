"""The law in force, and what it says of facts alone: open to everybody, nothing is stored."""

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from flask import Response, request
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

from esa.kernel.dates import SchoolYear
from esa.kernel.errors import Ground, Invalid, NotFound
from esa.kernel.wire import BadLine, FieldError, Fields, encode, read_line, split_lines
from esa.law import Law, expense, schools
from esa.law.answer_text import answer_text
from esa.law.calendar.text import as_object
from esa.law.credits import claim
from esa.law.decision import NeedsParameters, decide
from esa.law.eao import answer_year, read_year
from esa.law.expense_facts import read_request
from esa.law.facts import read_facts
from esa.law.questions import QUESTIONS, answer_line
from esa.law.register import rules as registered
from esa.law.school_facts import read_school
from esa.law.showing import every, shown
from esa.parameters.schemas import (
    CalendarQuery,
    CalendarSchema,
    DayQuery,
    LanguageQuery,
    LawSchema,
    ParametersSchema,
    RulesSchema,
)
from esa.platform.web.access import public
from esa.platform.web.api import LINES, Room
from esa.platform.web.checks import (
    DonorAnswer,
    DonorFacts,
    EaoYearAnswer,
    EaoYearFacts,
    ExpenseAnswer,
    ExpenseFacts,
    QuestionAnswer,
    QuestionFacts,
    SchoolAnswer,
    SchoolFacts,
)
from esa.platform.web.edge import begin
from esa.platform.web.law import AnswerSchema, FactsSchema
from esa.platform.web.reader import is_json

T = TypeVar("T")
# The answer to one line of facts under a law: its JSON text, or what is wrong with the line.
Answerer = Callable[[int, str, Law], str | BadLine]

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
@room.query(LanguageQuery)
@room.takes(FactsSchema, LINES)
@room.answers(AnswerSchema)
@room.file(LINES)
def decide_facts(language: str) -> Any:
    """Decide on a student from facts: qualified, tier, cap, with every reason.

    One JSON object gives one answer; up to 1,000 lines of JSON (application/x-ndjson) give one answer a line, a bad
    line its errors, as `esa law decide` does. Nothing is stored.
    """
    return _answered(partial(_decision, language=language))


@room.at("/expense", "POST")
@public
@room.query(LanguageQuery)
@room.takes(ExpenseFacts, LINES)
@room.answers(ExpenseAnswer)
@room.file(LINES)
def check_expense(language: str) -> Any:
    """Check an expense: may it be paid from a scholarship account? One object or lines, as `esa expense check`."""
    return _answered(partial(_check, "expense check", read_request, partial(expense.answer_request, language=language)))


@room.at("/school", "POST")
@public
@room.query(LanguageQuery)
@room.takes(SchoolFacts, LINES)
@room.answers(SchoolAnswer)
@room.file(LINES)
def check_school(language: str) -> Any:
    """Check a school: is it a qualified school, for this student? One object or lines, as `esa school check`."""
    return _answered(partial(_check, "school check", read_school, partial(schools.answer_school, language=language)))


@room.at("/claim", "POST")
@public
@room.takes(DonorFacts, LINES)
@room.answers(DonorAnswer)
@room.file(LINES)
def claim_credit() -> Any:
    """Tell what a donor may claim of the credits, year by year. One object or lines, as `esa credit claim`."""
    return _answered(partial(_check, "credit claim", claim.read_donor, claim.answer_donor))


@room.at("/limits", "POST")
@public
@room.query(LanguageQuery)
@room.takes(EaoYearFacts, LINES)
@room.answers(EaoYearAnswer)
@room.file(LINES)
def eao_limits(language: str) -> Any:
    """Tell an EAO's yearly duties in dollars. One object or lines, as `esa eao limits`."""
    return _answered(partial(_check, "eao limits", read_year, partial(answer_year, language=language)))


@room.at("/parameters")
@public
@room.answers(ParametersSchema)
def every_parameter() -> Any:
    """Tell every parameter of the law with all its dated values, what each rests on and how sure it is."""
    with begin(read_only=True) as work:
        return {"parameters": every(work.law)}


@room.at("/rules")
@public
@room.answers(RulesSchema)
def rules() -> Any:
    """Tell the rule register: each rule with its section, code, scenarios and where it acts."""
    return {"rules": [each.to_wire() for each in registered()]}


@room.at("/calendar")
@public
@room.query(CalendarQuery)
@room.answers(CalendarSchema)
def calendar(asked: Any) -> Any:
    """Tell what is due, opens or ends in a school year, and the holidays in it."""
    year, language = asked
    with begin(read_only=True) as work:
        return as_object(year or SchoolYear.of(work.today), work.law, language)


@room.at("/ask/<question>", "POST")
@public
@room.query(LanguageQuery)
@room.takes(QuestionFacts, LINES)
@room.answers(QuestionAnswer)
@room.file(LINES)
def ask(language: str, question: str) -> Any:
    """Put a question about a duty of the law: one object or lines, as `esa law ask`.

    The questions and their facts are those that `esa law questions` lists.
    """
    if question not in QUESTIONS:
        raise NotFound("There is no such question.")
    return _answered(partial(_asked, question, language=language))


def _asked(question: str, number: int, text: str, law: Law, language: str) -> str | BadLine:
    said = answer_line(question, number, text, law, language)
    return said if isinstance(said, BadLine) else encode(_signed(said, law, f"law ask {question}"))


def _signed(answer: dict[str, object], law: Law, place: str) -> dict[str, object]:
    """Return the answer with the readings other than ours by which it was made, where there are any (AMB)."""
    read = law.readings_in(place)
    return {**answer, "readings": dict(read)} if read else answer


def _decision(number: int, text: str, law: Law, language: str) -> str | BadLine:
    facts = read_line(number, text, read_facts)
    if isinstance(facts, BadLine):
        return facts
    try:
        return answer_text(decide(facts, law), language)
    except NeedsParameters as needed:
        return BadLine(number, facts.id, tuple(FieldError(each.key, each.message) for each in needed.unknown))


def _check(
    place: str,
    read: Callable[[Fields], T],
    say: Callable[[T, Law], dict[str, object]],
    number: int,
    text: str,
    law: Law,
) -> str | BadLine:
    facts = read_line(number, text, read)
    return facts if isinstance(facts, BadLine) else encode(_signed(say(facts, law), law, place))


def _answered(answer: Answerer) -> Response:
    """Answer the body: one JSON object by one, lines of JSON line by line, in the contract's own bytes."""
    data = request.get_data()
    with begin(read_only=True) as work:
        law = work.law
    try:
        if is_json(request.mimetype):
            return _one(answer(1, data.decode(), law))
        if request.mimetype == LINES:
            return _many(split_lines(data), answer, law)
    except UnicodeDecodeError:
        raise BadRequest("The body is not UTF-8.") from None
    raise UnsupportedMediaType(f"Send application/json, or lines of it as {LINES}.")


def _one(answer: str | BadLine) -> Response:
    if isinstance(answer, BadLine):
        grounds = [Ground("" if each.field == "line" else each.field, each.message) for each in answer.errors]
        raise Invalid("These facts cannot be answered.", grounds, code="bad_facts")
    return Response(answer, mimetype="application/json")


def _many(texts: list[str], answer: Answerer, law: Law) -> Response:
    if len(texts) > _MOST_LINES:
        raise Invalid("Too many lines.", [Ground("", f"Send at most {_MOST_LINES:,} lines in one call.")])
    answers = (answer(number, text, law) for number, text in enumerate(texts, start=1))
    told = [encode(each.answer()) if isinstance(each, BadLine) else each for each in answers]
    return Response("".join(line + "\n" for line in told), mimetype=LINES)
