"""`esa school`: is this a qualified school, and may this student enroll there?"""

import click

from esa.cli import lines
from esa.kernel.wire import BadLine, read_line


@click.group()
def command() -> None:
    """Check schools."""


@command.command("check")
@lines.options
def check(source: str, out: str | None, given: tuple[str, ...]) -> None:
    """Answer each school in FILE (- for standard input): qualified or not, with every rule that was tried."""
    from esa.law.school_facts import read_school
    from esa.law.schools import answer_school

    law = lines.law_with(given, ())

    def answer(number: int, text: str) -> lines.Answer:
        school = read_line(number, text, read_school)
        return school if isinstance(school, BadLine) else answer_school(school, law)

    lines.answer_file(source, out, answer, overrides=law.given)
