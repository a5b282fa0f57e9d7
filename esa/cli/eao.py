"""`esa eao`: an EAO's yearly duties in dollars, from a file."""

from functools import partial

import click

from esa.cli import lines


@click.group()
def command() -> None:
    """Work out an EAO's yearly duties."""


@command.command("limits")
@lines.options
@lines.readings
@lines.in_language
def limits(source: str, out: str | None, given: tuple[str, ...], chosen: tuple[str, ...], language: str) -> None:
    """Answer each year in FILE (- for standard input): what is due to the fund and accounts, what overhead may take."""
    from esa.law.eao import answer_year, read_year

    law = lines.law_read(lines.law_with(given, ()), chosen, "eao limits")
    lines.answer_checks(source, out, law, read_year, partial(answer_year, language=language))
