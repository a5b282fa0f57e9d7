"""`esa payments`: what is due with the processor, done now."""

import sys

import click

from esa.cli.opening import find_settings, open_house, refusals


@click.group()
def command() -> None:
    """Money that comes in: messages of the processor, refunds, payments that nobody has heard of for a while."""


@command.command()
def check() -> None:
    """Tell what waits for a person: messages that cannot be taken, lines of the processor that are nobody's; exit 1."""
    from esa.kernel.actors import SYSTEM
    from esa.payments import service as payments

    with refusals():
        with open_house().begin(SYSTEM) as work:
            messages, lines = payments.stuck(work), payments.nobodys_movements(work)
        for each in messages:
            click.echo(f"{each.external_id}  {each.kind}  tried {each.attempts} times: {each.outcome}", err=True)
        for line in lines:
            click.echo(f"{line.external_id}  {line.kind}  ${line.amount}  of no payment here", err=True)
        if messages or lines:
            sys.exit(1)
        click.echo("Nothing waits.")


@command.command("work-off")
def work_off() -> None:
    """Do everything that is due with the processor; a worker does the same every minute."""
    from esa.payments import jobs
    from esa.platform.stripe_gateway import gateway_of

    with refusals():
        settings = find_settings()
        gateway = gateway_of(settings)
        if gateway is None:
            click.echo("No key of the processor is set (ESA_STRIPE_SECRET_KEY).", err=True)
            sys.exit(1)
        house = open_house(settings)
        done = jobs.work_off(house, gateway)
        lines = jobs.read_accounts(house, gateway)
        click.echo(
            f"{done.handled} messages handled, {done.waiting} wait, {done.refunds} refunds sent,"
            f" {done.looked} payments had news, {lines} new lines in the processor's account"
        )
