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
@click.option("--keep", is_flag=True, help="Keep the results as today's, as the worker does each night.")
def check(*, keep: bool) -> None:
    """Check every EAO's books against themselves, rows, bank and closed periods; exit 1 where one differs."""
    from esa.organizations import service as organizations
    from esa.treasury.service import self_check

    with refusals(), open_house().begin(SYSTEM, read_only=not keep) as work:
        listed = organizations.organizations(work)
        found = self_check.keep_all(work) if keep else {each.slug: self_check.run(work, each.id) for each in listed}
        accounts = len(ledger.self_check(work).accounts)
    bad = [(slug, each) for slug, checks in found.items() for each in checks if not each.is_good]
    for slug, each in bad:
        click.echo(f"{slug} {each.held.value}: {', '.join(each.differing)}", err=True)
    checks = sum(len(each) for each in found.values())
    click.echo(f"{len(found)} EAOs, {accounts} accounts, {checks} checks, {'NOT SOUND' if bad else 'sound'}")
    if bad:
        sys.exit(1)
