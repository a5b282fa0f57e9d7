"""`esa reference`: lists that others keep, each record with its source and as-of date."""

from datetime import datetime
from pathlib import Path

import click

from esa.cli.opening import open_house, refusals
from esa.kernel.actors import SYSTEM
from esa.kernel.tables import Changes

KINDS = ("districts", "classifications", "schools", "eaos", "lunch-guidelines", "parameters")
_SHOWN = 50


@click.group()
def command() -> None:
    """Bring in reference data."""


@command.command("import")
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@click.option("--source", help="Where the list comes from; else the name of the file.")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="The day the list speaks of; else today.")
@click.option("--dry-run", is_flag=True, help="Say what would change and change nothing.")
def bring(kind: str, file: str, source: str | None, as_of: datetime | None, dry_run: bool) -> None:
    """Bring in FILE as a list of KIND; what would change is told first, line by line."""
    from esa.portal.lists import Kind, take

    with refusals():
        with open_house().begin(SYSTEM) as work:
            said, day = source or f"file {Path(file).name}", as_of.date() if as_of else work.today
            changes = take(work, Kind(kind), Path(file).read_bytes(), source=said, as_of=day, dry=dry_run)
        _tell(changes, dry=dry_run)


def _tell(changes: Changes, *, dry: bool) -> None:
    for mark, names in (("+", changes.added), ("~", changes.changed), ("?", changes.absent), ("-", changes.left_out)):
        for name in names[:_SHOWN]:
            click.echo(f"{mark} {name}")
        if len(names) > _SHOWN:
            click.echo(f"{mark} … and {len(names) - _SHOWN} more")
    said = "would be" if dry else "were"
    click.echo(f"{len(changes.added)} {said} added, {len(changes.changed)} changed, {changes.unchanged} stay")
    if changes.absent:
        click.echo(f"{len(changes.absent)} stand here and not in the list (?): they stay as they are")
    if changes.left_out:
        click.echo(f"{len(changes.left_out)} are not taken from lists (-)")
