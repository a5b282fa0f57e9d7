"""`esa school`: is this a qualified school, and may this student enroll there?"""

from functools import partial

import click

from esa.cli import lines


@click.group()
def command() -> None:
    """Check schools."""


@command.command("check")
@lines.options
@lines.in_language
def check(source: str, out: str | None, given: tuple[str, ...], language: str) -> None:
    """Answer each school in FILE (- for standard input): qualified or not, with every rule that was tried."""
    from esa.law.school_facts import read_school
    from esa.law.schools import answer_school

    lines.answer_checks(source, out, lines.law_with(given, ()), read_school, partial(answer_school, language=language))
