"""Opening the house for a command: by the environment's settings, else the demonstration made in this checkout."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from esa.kernel.errors import EsaError, Ground, Invalid
from esa.platform import demonstration
from esa.platform.config import Settings, read_settings
from esa.platform.work import House


def find_settings() -> Settings:
    """Return the settings of this run. Raises Invalid where there is neither an environment nor a demonstration."""
    if "ESA_DATABASE_URL" in os.environ:  # noqa: TID251 - only to choose; the values are read by the settings reader
        return read_settings()
    if demonstration.exists():
        demonstration.server().start()
        return demonstration.settings()
    way_out = "run scripts/dev for the demonstration, or set ESA_DATABASE_URL (see .env.example)"
    raise Invalid("There is no database to work on.", [Ground("ESA_DATABASE_URL", way_out)])


def open_house(settings: Settings | None = None) -> House:
    """Return the composed house of this run."""
    from esa.app import make_house

    return make_house(settings or find_settings())


@contextmanager
def refusals() -> Iterator[None]:
    """Tell a refusal on standard error, all grounds, and exit 1; a defect stays a traceback."""
    try:
        yield
    except EsaError as refusal:
        click.echo(f"{refusal.message}", err=True)
        for ground in refusal.grounds:
            click.echo(f"  {ground.field}: {ground.message}" if ground.field else f"  {ground.message}", err=True)
        sys.exit(1)
