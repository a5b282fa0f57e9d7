"""`esa eao`: an EAO's yearly duties in dollars, from a file."""

import click

from esa.cli import lines
from esa.kernel.wire import BadLine, read_line


@click.group()
def command() -> None:
    """Work out an EAO's yearly duties."""


@command.command("limits")
@lines.options
def limits(source: str, out: str | None, given: tuple[str, ...]) -> None:
    """Answer each year in FILE (- for standard input): what is due to the fund and accounts, what overhead may take."""
    from esa.law.eao import answer_year, read_year

    law = lines.law_with(given, ())

    def answer(number: int, text: str) -> lines.Answer:
        year = read_line(number, text, read_year)
        return year if isinstance(year, BadLine) else answer_year(year, law)

    lines.answer_file(source, out, answer, overrides=law.given)
