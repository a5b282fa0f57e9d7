"""`esa credit`: what donors may claim, and the statewide cap replayed from its log of events."""

import click

from esa.cli import lines
from esa.kernel.wire import BadLine, FieldError, read_line

REPLAY_KEYS = ("credit_cap",)


@click.group()
def command() -> None:
    """Work out tax credits from files."""


@command.command("claim")
@lines.options
@lines.proposals
def claim(source: str, out: str | None, given: tuple[str, ...], bill: str | None) -> None:
    """Answer each donor in FILE (- for standard input): what may be claimed, carried on, and what expires."""
    from esa.law.credits.claim import answer_donor, read_donor

    law = lines.law_of(bill, lines.law_with(given, ()))
    lines.answer_checks(source, out, law, read_donor, answer_donor)


@command.command("replay")
@lines.options
@lines.readings
@lines.in_language
def replay(source: str, out: str | None, given: tuple[str, ...], chosen: tuple[str, ...], language: str) -> None:
    """Answer each event in FILE (- for standard input), in time order: what happened, and how the cap stands."""
    from esa.law import UnknownParameter
    from esa.law.credits.events import METHODS, WITH_CARDS, reader
    from esa.law.credits.gift import cards_count
    from esa.law.credits.replay import Replay

    law = lines.law_read(lines.law_with(given, REPLAY_KEYS), chosen, "credit replay")
    state, methods = Replay(law), WITH_CARDS if cards_count(law) else METHODS

    def answer(number: int, text: str) -> lines.Answer:
        event = read_line(number, text, reader(state.latest, methods))
        if isinstance(event, BadLine):
            return event
        try:
            return lines.signed(state.apply(event).to_wire(number, language), law)
        except UnknownParameter as missing:
            return BadLine(number, None, (FieldError(missing.key, missing.message),))

    lines.answer_file(source, out, answer, overrides=law.given, alone=True)
