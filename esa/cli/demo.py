"""`esa demo`: the demonstration year and its sign-ins."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from esa.cli.opening import find_settings, open_house, refusals
from esa.kernel.actors import SYSTEM
from esa.platform import demonstration
from esa.platform.clock import SystemClock
from esa.platform.schema import create_database, is_current, migrate, unmake
from esa.platform.work import House


@click.group()
def command() -> None:
    """Build and serve the demonstration."""


@command.command()
@click.argument("email")
def code(email: str) -> None:
    """Print the second-factor code of the moment for a demonstration sign-in."""
    from esa.identity import service as identity

    with refusals():
        settings = find_settings()
        with open_house(settings).begin(SYSTEM) as work:
            click.echo(
                identity.current_code(work, email, settings.data_key, is_demonstration=settings.is_demonstration)
            )


@command.command()
@click.option("--reset", is_flag=True, help="Throw the demonstration away and build it anew.")
@click.option("--bind", default="127.0.0.1:8000", show_default=True)
def serve(reset: bool, bind: str) -> None:
    """Build the year where it is not there yet, then serve the pages."""
    from esa.cli.serve import serve as serve_pages

    with refusals():
        server = demonstration.server()
        if reset:
            server.remove()
            (demonstration.HOME / "state.json").unlink(missing_ok=True)
            demonstration.stripe_memory().unlink(missing_ok=True)
        server.start()
        settings = demonstration.settings(base_url=f"http://{bind}")
        ensure(settings.owner_database_url, server.url("esa_admin", "postgres"))
        _tell(bind)
        sys.stdout.flush()
        bank, worker = ("demo", "stripe", "--pages", settings.base_url), ("jobs", "work", "--beside")
        with at_our_end(server.stop), _beside(*bank), _beside(*worker):
            serve_pages(settings, bind)


@contextmanager
def at_our_end(end: Callable[[], object]) -> Iterator[None]:
    """Do something when this process leaves the block; processes that were forked in it leave it too and do nothing."""
    ours = os.getpid()
    try:
        yield
    finally:
        if os.getpid() == ours:
            end()


@contextmanager
def _beside(*arguments: str) -> Iterator[None]:
    """Run another of our commands in a process of its own while the pages are served."""
    child = subprocess.Popen([sys.executable, "-c", "from esa.cli import main; main()", *arguments])  # noqa: S603

    def end() -> None:
        child.terminate()
        child.wait()

    with at_our_end(end):
        yield


@command.command()
@click.option("--pages", default="http://127.0.0.1:8000", show_default=True, help="Where the pages are served.")
def stripe(pages: str) -> None:
    """Run the stand-in for Stripe: it moves no money, settles debits after days, and sends signed messages."""
    from esa.app import make_clock
    from esa.demonstration.stripe_server.beside import run

    with refusals():
        settings = demonstration.settings(base_url=pages)
        run(make_clock(settings), settings, demonstration.stripe_port(pages), demonstration.stripe_memory())


def ensure(owner_url: str, admin_url: str) -> None:
    """Make the database, migrate it, and build the year, where that has not been done."""
    begun = SystemClock().now()
    create_database(admin_url, "esa")
    if not is_current(owner_url):
        migrate(owner_url)
    from esa.demonstration import sign_ins

    house = open_house(demonstration.settings())
    if sign_ins.are_made(house):
        return
    if _is_begun(house):
        click.echo("The building of the year was broken off: it is built anew.")
        unmake(owner_url)
        migrate(owner_url)
    click.echo("Building the demonstration year 2025-26 (once; about a minute) ...")
    from esa.demonstration.year import build

    demonstration.stripe_memory().unlink(missing_ok=True)
    key = demonstration.settings().data_key
    build(house, lambda text: click.echo(f"  {text}"), stripe_memory=demonstration.stripe_memory(), data_key=key)
    sign_ins.make(house, key)
    click.echo(f"  built in {(SystemClock().now() - begun).seconds} s")


def _is_begun(house: House) -> bool:
    from esa.organizations import service as organizations

    with house.begin(SYSTEM) as work:
        return bool(organizations.organizations(work))


def _tell(bind: str) -> None:
    from esa.demonstration.sign_ins import PASSWORD, PEOPLE

    click.echo(f"\nMOScholars demonstration: http://{bind}   (invented people, schools, gifts and EAOs)\n")
    click.echo(f"  Password of every sign-in: {PASSWORD}")
    for email, _, role in PEOPLE:
        click.echo(f"  {role.value.replace('_', ' '):14} {email}")
    click.echo(
        f"  To play the bank: http://127.0.0.1:{demonstration.stripe_port(f'http://{bind}')}   (a stand-in for Stripe)"
    )
    click.echo("  Staff also need the code that `.venv/bin/esa demo code EMAIL` prints.\n")
