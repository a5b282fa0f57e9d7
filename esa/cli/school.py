"""`esa school`: is this a qualified school, and may this student enroll there?"""

from functools import partial

import click

from esa.cli import lines


@click.group()
def command() -> None:
    """Check schools."""


@command.command("check")
@lines.options
@lines.readings
@lines.in_language
@lines.with_trace
def check(
    source: str, out: str | None, given: tuple[str, ...], chosen: tuple[str, ...], language: str, trace: bool
) -> None:
    """Answer each school in FILE (- for standard input): qualified or not, with every rule that was tried."""
    from esa.law.school_changes import answer_with_trace
    from esa.law.school_facts import read_school
    from esa.law.schools import answer_school

    answer = partial(answer_with_trace if trace else answer_school, language=language)
    law = lines.law_read(lines.law_with(given, ()), chosen, "school check")
    lines.answer_checks(source, out, law, read_school, answer)
