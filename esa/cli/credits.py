"""`esa credits`: what time does to reservations; a timer runs these where no worker does."""

import click

from esa.cli.opening import open_house, refusals
from esa.kernel.actors import SYSTEM


@click.group()
def command() -> None:
    """Let reservations lapse, make those of plans, see who is to be reminded."""


@command.command()
def lapse() -> None:
    """Let reservations lapse whose last day is over, and give what they free to those who wait."""
    from esa.credits import service as credits_

    with refusals(), open_house().begin(SYSTEM) as work:
        done = credits_.lapse_due(work)
        for each in done.lapsed:
            click.echo(f"{each.reference} lapsed, {each.amount.to_wire()}")
        for each in done.served:
            click.echo(f"{each.reference} served, {each.amount.to_wire()}, until {each.lapses_after}")
        click.echo(f"{len(done.lapsed)} lapsed ({done.amount.to_wire()}), {len(done.served)} served")


@command.command()
@click.argument("year", type=int)
def check(year: int) -> None:
    """Compare the cap of YEAR with its reservations, gifts and allotments; exit 1 where they differ."""
    from esa.credits import service as credits_

    with refusals(), open_house().begin(SYSTEM, read_only=True) as work:
        differing = credits_.self_check(work, year)
        for each in differing:
            click.echo(f"{each.what}: kept {each.kept.to_wire()}, counted {each.counted.to_wire()}", err=True)
        if differing:
            raise SystemExit(1)
        click.echo(f"The cap of {year} is what its rows say.")


@command.command()
def plans() -> None:
    """Make the reservations that plans are to make by today."""
    from esa.credits import service as credits_

    with refusals(), open_house().begin(SYSTEM) as work:
        made = credits_.plans_due(work)
        for _, each in made:
            click.echo(f"{each.reference or '-'} {each.outcome.value} {each.amount.to_wire()}")
        click.echo(f"{len(made)} made")


@command.command()
def tell() -> None:
    """Write donors' letters: what happened since the last time, and the reminders that are due."""
    from esa.credits import jobs

    with refusals():
        house = open_house()
        jobs.tell(house)
        jobs.remind(house)
    click.echo("Written.")


@command.command()
def reminders() -> None:
    """Show whose reservation ends in 10, 3 or 1 days; changes nothing."""
    from esa.credits import service as credits_

    with refusals(), open_house().begin(SYSTEM, read_only=True) as work:
        for each in credits_.reminders_due(work):
            click.echo(f"{each.reference} {each.days_left} days, {each.amount.to_wire()}, {each.email or 'no address'}")
