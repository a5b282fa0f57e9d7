"""`esa books`: the journal as plain text accounting, for programs that others wrote to check."""

import sys
from datetime import date, datetime

import click

from esa.cli.opening import open_house, refusals
from esa.kernel.actors import SYSTEM
from esa.ledger import service as ledger


def _day(given: datetime | None) -> date | None:
    return None if given is None else given.date()


@click.group()
def command() -> None:
    """Write and check the books."""


@command.command()
@click.option("--format", "form", type=click.Choice(["hledger", "beancount"]), required=True)
@click.option("--eao", default=None, help="Only this EAO's books: its short name or id.")
@click.option("--from", "first", type=click.DateTime(["%Y-%m-%d"]), default=None, help="From this day on.")
@click.option("--to", "last", type=click.DateTime(["%Y-%m-%d"]), default=None, help="Up to and with this day.")
@click.option("--out", type=click.Path(dir_okay=False), default=None, help="Write to this file.")
def export(form: str, eao: str | None, first: datetime | None, last: datetime | None, out: str | None) -> None:
    """Write the whole journal; its end says what every account must hold."""
    from esa.organizations import service as organizations

    with refusals(), open_house().begin(SYSTEM, read_only=True) as work:
        organization_id = None if eao is None else organizations.find(work, eao).id
        pieces = ledger.export(work, form, organization_id, _day(first), _day(last))
        if out is None:
            sys.stdout.writelines(pieces)
            return
        with open(out, "w", encoding="utf-8") as file:  # noqa: PTH123 - click gave a path as text
            file.writelines(pieces)


@command.command()
def check() -> None:
    """Compare kept balances with the sums of their lines, and deposits with the books; exit 1 where one differs."""
    from esa.accounts import service as accounts

    with refusals(), open_house().begin(SYSTEM, read_only=True) as work:
        found = ledger.self_check(work)
        control = accounts.control(work, found)
        for path in found.differing:
            click.echo(f"{path}: the kept balance is not the sum of its lines", err=True)
        for path in control:
            click.echo(f"{path}: the deposits and the books differ", err=True)
        is_sound = found.is_sound and not control
        click.echo(f"{len(found.accounts)} accounts, sum {found.total}, {'sound' if is_sound else 'NOT SOUND'}")
        if not is_sound:
            sys.exit(1)
