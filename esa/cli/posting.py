"""`esa posting`: the Treasurer's annual posting as files."""

from pathlib import Path

import click

from esa.cli.opening import find_settings, open_house, refusals
from esa.kernel.actors import SYSTEM
from esa.kernel.dates import SchoolYear
from esa.kernel.errors import Ground, Invalid


@click.group()
def command() -> None:
    """Build the annual posting."""


def _year(text: str) -> SchoolYear:
    try:
        return SchoolYear.parse(text)
    except ValueError as fault:
        raise Invalid("The school year cannot be read.", [Ground("--school-year", str(fault))]) from None


@command.command()
@click.option("--school-year", "year", required=True, help="Like 2025-26.")
@click.option("--out", required=True, type=click.Path(file_okay=False), help="Folder to write into.")
def build(year: str, out: str) -> None:
    """Write the posting of a school year into a folder; the last line is its digest."""
    from esa.treasury import service as treasury

    with refusals():
        settings, wanted = find_settings(), _year(year)
        with open_house(settings).begin(SYSTEM, read_only=True) as work:
            built = treasury.build_posting(work, wanted, invented=settings.is_demonstration)
        folder = Path(out)
        folder.mkdir(parents=True, exist_ok=True)
        for path, content in built.files.items():
            (folder / path).write_bytes(content)
        click.echo(f"posting {wanted} {built.digest}")
