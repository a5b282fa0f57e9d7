"""`esa expense`: may this be paid from a scholarship account?"""

import click

from esa.cli import lines
from esa.kernel.wire import BadLine, read_line


@click.group()
def command() -> None:
    """Check expenses."""


@command.command("check")
@lines.options
def check(source: str, out: str | None, given: tuple[str, ...]) -> None:
    """Answer each expense in FILE (- for standard input): allow, deny or review, with every rule that was tried."""
    from esa.law.expense import answer_request
    from esa.law.expense_facts import read_request

    law = lines.law_with(given, ())

    def answer(number: int, text: str) -> lines.Answer:
        asked = read_line(number, text, read_request)
        return asked if isinstance(asked, BadLine) else answer_request(asked, law)

    lines.answer_file(source, out, answer, overrides=law.given)
