"""`esa database`: what an administrator does to the database."""

import click

from esa.cli.opening import find_settings, refusals
from esa.kernel.errors import Ground, Invalid
from esa.platform import schema


@click.group()
def command() -> None:
    """Make, migrate and check the database."""


@command.command()
@click.option(
    "--admin-url", required=True, help="Address of a superuser, for example postgresql+psycopg://postgres@/postgres."
)
@click.option("--name", default="esa", show_default=True, help="Name of the database.")
def create(admin_url: str, name: str) -> None:
    """Make the roles and an empty database; what is there already stays."""
    with refusals():
        schema.create_database(admin_url, name)
        click.echo(f"Database {name} is there. Next: esa database migrate")


@command.command()
def migrate() -> None:
    """Bring the database to the newest version, as its owner."""
    with refusals():
        settings = find_settings()
        if not settings.owner_database_url:
            raise Invalid("The owner's address is missing.", [Ground("ESA_OWNER_DATABASE_URL", "set it to migrate")])
        schema.migrate(settings.owner_database_url)
        click.echo("The database stands at the newest version.")
