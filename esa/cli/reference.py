"""`esa reference`: lists that others keep, each record with its source and as-of date."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import click

from esa.cli.opening import open_house, refusals
from esa.kernel.actors import SYSTEM
from esa.kernel.tables import Changes
from esa.platform.work import Work

KINDS = ("districts", "classifications", "schools", "eaos", "lunch-guidelines", "parameters")


@click.group()
def command() -> None:
    """Bring in reference data."""


@command.command("import")
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@click.option("--source", required=True, help="Where the list comes from.")
@click.option("--as-of", required=True, type=click.DateTime(["%Y-%m-%d"]), help="The day the list speaks of.")
@click.option("--dry-run", is_flag=True, help="Say what would change and change nothing.")
def bring(kind: str, file: str, source: str, as_of: datetime, dry_run: bool) -> None:
    """Bring in FILE as a list of KIND; what would change is told first, line by line."""
    with refusals():
        with open_house().begin(SYSTEM) as work:
            changes = _take(work, kind, Path(file).read_bytes(), source, as_of.date(), dry=dry_run)
        for name in changes.added[:50]:
            click.echo(f"+ {name}")
        for text in changes.changed[:50]:
            click.echo(f"~ {text}")
        more = max(len(changes.added) - 50, 0) + max(len(changes.changed) - 50, 0)
        if more:
            click.echo(f"… and {more} more")
        said = "would be" if dry_run else "were"
        click.echo(f"{len(changes.added)} {said} added, {len(changes.changed)} changed, {changes.unchanged} stay")


def _take(work: Work, kind: str, data: bytes, source: str, as_of: date, *, dry: bool) -> Changes:
    from esa.organizations import service as organizations
    from esa.parameters import service as parameters
    from esa.schools import service as schools

    takers: dict[str, Callable[..., Changes]] = {
        "districts": schools.import_districts,
        "classifications": schools.import_classifications,
        "schools": schools.import_schools,
        "eaos": organizations.import_organizations,
        "lunch-guidelines": parameters.import_lunch_guidelines,
        "parameters": parameters.import_parameters,
    }
    return takers[kind](work, data, source=source, as_of=as_of, dry=dry)
