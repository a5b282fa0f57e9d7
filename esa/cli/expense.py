"""`esa expense`: may this be paid from a scholarship account?"""

from functools import partial

import click

from esa.cli import lines


@click.group()
def command() -> None:
    """Check expenses."""


@command.command("check")
@lines.options
@lines.readings
@lines.in_language
@lines.with_trace
def check(
    source: str, out: str | None, given: tuple[str, ...], chosen: tuple[str, ...], language: str, trace: bool
) -> None:
    """Answer each expense in FILE (- for standard input): allow, deny or review, with every rule that was tried."""
    from esa.law.expense import answer_request
    from esa.law.expense_changes import answer_with_trace
    from esa.law.expense_facts import read_request

    answer = partial(answer_with_trace if trace else answer_request, language=language)
    law = lines.law_read(lines.law_with(given, ()), chosen, "expense check")
    lines.answer_checks(source, out, law, read_request, answer)
