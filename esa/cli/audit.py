"""`esa audit`: seal the record of who did and saw what, and check its seals."""

import sys

import click

from esa.cli.opening import open_house, refusals
from esa.kernel.actors import SYSTEM


@click.group()
def command() -> None:
    """Seal the record and check its seals."""


@command.command()
def seal() -> None:
    """Seal what was recorded since the last block; a timer runs this every minute."""
    from esa.audit import jobs

    with refusals():
        block = jobs.seal(open_house())
        if block is None:
            click.echo("Nothing new to seal.")
            return
        click.echo(f"Block {block.number}: {block.event_count} events up to {block.last_id}, {block.hash}")


@command.command()
@click.option("--noted", default=None, metavar="HASH", help="A block's hash that was written down elsewhere.")
def check(noted: str | None) -> None:
    """Compute every block anew; exit 1 and name the first that does not hold.

    Note the hash it prints where this house cannot reach it: with --noted it shows that the chain was not made anew.
    """
    from esa.audit import service as audit

    with refusals(), open_house().begin(SYSTEM, read_only=True) as work:
        state = audit.check(work, noted)
        click.echo(f"{state.blocks} blocks, {state.events} events sealed, {state.unsealed} not sealed yet")
        if state.broken is not None:
            click.echo(f"Block {state.broken.number} does not hold: {state.broken.because}.", err=True)
            sys.exit(1)
        click.echo(f"The chain holds up to {state.newest_hash}")
