"""`esa law`: the parameters in force on a day, and decisions on students from a file of facts."""

import json
from datetime import date

import click

from esa.cli import lines
from esa.kernel.dates import SchoolYear, central_day, parse_day
from esa.kernel.wire import BadLine, FieldError, read_line
from esa.law import Law
from esa.law.parameter import DatedValue, Parameter
from esa.law.showing import in_force, shown
from esa.law.units import value_to_wire
from esa.law.versions import PROPOSED_2026, version_on

DECIDE_KEYS = ("sat", "poverty", "iep_max_age_months", "new_scholarships_frozen")
# Keys that a decision needs only under another reading.
_KEYS_READ = {"AMB-2=after_withholding": "sat_after_withholding"}


@click.group()
def command() -> None:
    """Show the law in force, and decide from facts."""


@command.command("show")
@click.option("--on", "day_text", metavar="DATE", help="The day asked for; today (Central time) when left out.")
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object.")
@lines.proposals
def show(day_text: str | None, as_json: bool, bill: str | None) -> None:
    """Print every parameter in force on a day with its value, unit, citation and status."""
    day = _day_asked_for(day_text)
    law = lines.law_of(bill, Law.load())
    if as_json:
        click.echo(json.dumps(shown(law, day), ensure_ascii=False, indent=2))
        return
    version = law.proposal or version_on(day)
    click.echo(f"The law on {day.isoformat()}: {version}, {version.acts}")
    topic = ""
    for parameter, value in in_force(law, day):
        if parameter.topic != topic:
            topic = parameter.topic
            click.echo(f"\n{topic}")
        click.echo(_to_text(parameter, value))


def _day_asked_for(text: str | None) -> date:
    """Return the day of --on, or today; ends the run on no day or one before the program began."""
    if text is None:
        from esa.platform.clock import SystemClock

        return central_day(SystemClock().now())
    try:
        day = parse_day(text)
        version_on(day)
    except ValueError as fault:
        lines.refuse_run(f"--on {text}: {fault}")
    return day


def _to_text(parameter: Parameter, value: DatedValue) -> str:
    wire = None if value.value is None else value_to_wire(value.value)
    shown = "not known" if wire is None else wire if isinstance(wire, str) else json.dumps(wire, ensure_ascii=False)
    return (
        f"  {parameter.key} = {shown}  ({parameter.unit}, {value.status.value})\n"
        f"      {parameter.title} ({parameter.rule})\n      {value.cite}"
    )


@command.command("rules")
@click.argument("ids", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object.")
@click.option("--page", "as_markdown", is_flag=True, help="Write the page docs/law/register.md.")
def rules(ids: tuple[str, ...], as_json: bool, as_markdown: bool) -> None:
    """Print the rule register, or the rules named by IDS: section, code, scenarios and where each acts.

    A rule of a bill that is not in force (PROP-…) is printed where it is named, and says so.
    """
    from esa.law.register import known, proposed_rules
    from esa.law.register import rules as registered
    from esa.law.register.page import as_lines, as_page

    proposed = [each for each in proposed_rules() if each.id in ids]
    unknown = [each for each in ids if not known(each) and each not in {rule.id for rule in proposed}]
    if unknown:
        lines.refuse_run(f"{unknown[0]}: is no rule; `esa law rules` lists them")
    found = [each for each in registered() if not ids or each.id in ids]
    if as_markdown:
        click.echo(as_page(), nl=False)
        return
    bill = PROPOSED_2026.name
    if as_json:
        wire = [each.to_wire() for each in found] + [{**each.to_wire(), "law": bill} for each in proposed]
        click.echo(json.dumps({"rules": wire}, ensure_ascii=False, indent=2))
        return
    for each in found:
        click.echo("\n".join(as_lines(each)))
    for each in proposed:
        click.echo(
            "\n".join([*as_lines(each), f"    not the law: a bill, answered by `esa law decide FILE --law {bill}`"])
        )


@command.command("calendar")
@click.option("--school-year", "year_text", metavar="YEAR", required=True, help="The school year, like 2025-26.")
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object.")
@lines.in_language
def calendar(year_text: str, as_json: bool, language: str) -> None:
    """Print what is due, opens or ends in a school year, and the holidays in it."""
    from esa.law.calendar.text import as_lines, as_object

    try:
        year = SchoolYear.parse(year_text)
        version_on(year.first_day)
    except ValueError as fault:
        lines.refuse_run(f"--school-year {year_text}: {fault}")
    law = Law.load()
    if as_json:
        click.echo(json.dumps(as_object(year, law, language), ensure_ascii=False, indent=2))
        return
    click.echo("\n".join(as_lines(year, law, language)))


@command.command("questions")
def questions() -> None:
    """Print every question that `esa law ask` answers, with the facts it takes."""
    from esa.law.questions import QUESTIONS
    from esa.law.questions.reading import described

    for name, question in QUESTIONS.items():
        click.echo(f"{name}: {question.asks}")
        for fact, what, required in described(question.facts):
            click.echo(f"    {fact}{'' if required else '?'}: {what}")


@command.command("ask")
@click.argument("question")
@lines.options
@lines.readings
@lines.in_language
def ask(
    question: str, source: str, out: str | None, given: tuple[str, ...], chosen: tuple[str, ...], language: str
) -> None:
    """Answer QUESTION for each line of facts in FILE (- for standard input); see `esa law questions`."""
    from esa.law.questions import QUESTIONS, answer_line

    if question not in QUESTIONS:
        lines.refuse_run(f"{question}: is no question; known are {', '.join(QUESTIONS)}")
    keys = tuple(parameter.key for parameter in Law.load().parameters())
    law = lines.law_read(lines.law_with(given, keys), chosen, f"law ask {question}")

    def answered(number: int, text: str) -> lines.Answer:
        said = answer_line(question, number, text, law, language)
        return said if isinstance(said, BadLine) else lines.signed(said, law)

    lines.answer_file(source, out, answered, overrides=law.given)


@command.command("readings")
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object.")
@click.option("--page", "as_markdown", is_flag=True, help="Write the page docs/law/readings.md.")
@lines.in_language
def readings(as_json: bool, as_markdown: bool, language: str) -> None:
    """Print how the law is read where its text leaves room: each question, its options, ours and the reason."""
    from esa.law.readings import readings as known
    from esa.law.readings.page import as_lines, as_page

    if as_markdown:
        click.echo(as_page(), nl=False)
        return
    if as_json:
        click.echo(json.dumps({"readings": [each.to_wire(language) for each in known()]}, ensure_ascii=False, indent=2))
        return
    for each in known():
        click.echo("\n".join(as_lines(each, language)))


@command.command("decide")
@lines.options
@lines.readings
@lines.proposals
@lines.in_language
def decide(
    source: str, out: str | None, given: tuple[str, ...], chosen: tuple[str, ...], bill: str | None, language: str
) -> None:
    """Decide each line of facts in FILE (- for standard input): qualified, tier, cap, with every reason."""
    from esa.law.answer_text import answer_text
    from esa.law.decision import NeedsParameters
    from esa.law.decision import decide as decide_facts
    from esa.law.facts import read_facts

    keys = (*DECIDE_KEYS, *(_KEYS_READ[pair] for pair in chosen if pair in _KEYS_READ))
    law = lines.law_of(bill, lines.law_read(lines.law_with(given, keys), chosen, "law decide"))

    def answer(number: int, text: str) -> lines.Answer:
        facts = read_line(number, text, read_facts)
        if isinstance(facts, BadLine):
            return facts
        try:
            return answer_text(decide_facts(facts, law), language)
        except NeedsParameters as needed:
            errors = tuple(FieldError(unknown.key, unknown.message) for unknown in needed.unknown)
            return BadLine(number, facts.id, errors)

    lines.answer_file(source, out, answer, overrides=law.given)
