"""`esa applications`: bring in a file, decide, and say why."""

import csv
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from esa.cli.opening import open_house, refusals
from esa.kernel.actors import Actor
from esa.kernel.dates import SchoolYear
from esa.kernel.errors import Ground, Invalid
from esa.kernel.permissions import Role
from esa.kernel.wire import BadLine
from esa.platform.work import House


@click.group()
def command() -> None:
    """Applications in bulk."""


def acting_for(house: House, organization: str) -> Actor:
    """Return the actor of an EAO named by its short name or id. Raises NotFound."""
    from esa.kernel.actors import SYSTEM
    from esa.organizations import service as organizations

    with house.begin(SYSTEM) as work:
        found = organizations.find(work, organization)
        return Actor(role=Role.EAO_MANAGER, organization_id=found.id, name="console")


def school_year(text: str | None, house: House) -> SchoolYear:
    """Return the school year given, else that of today."""
    from esa.kernel.dates import central_day

    if text is None:
        return SchoolYear.of(central_day(house.clock.now()))
    try:
        return SchoolYear.parse(text)
    except ValueError as fault:
        raise Invalid("The school year cannot be read.", [Ground("--school-year", str(fault))]) from None


@command.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@click.option("--organization", required=True, help="The EAO: its short name or id.")
@click.option("--school-year", "year", default=None, help="Like 2025-26; this year when not given.")
@click.option(
    "--rows",
    type=click.Choice(["all", "good"]),
    default="all",
    show_default=True,
    help="What to take when a row is bad.",
)
@click.option("--dry-run", is_flag=True, help="Say what would happen and change nothing.")
@click.option(
    "--report", type=click.Path(dir_okay=False, writable=True), help="Write the faults to this CSV file, too."
)
def bring(file: str, organization: str, year: str | None, rows: str, dry_run: bool, report: str | None) -> None:
    """Bring in FILE (.csv or .jsonl); faults go to standard error, and exit is 1 where there are any."""
    from esa.applications import service as applications

    with refusals():
        house = open_house()
        actor, wanted = acting_for(house, organization), school_year(year, house)
        with house.begin(actor) as work:
            done = applications.bring(work, Path(file).read_bytes(), file, wanted, applications.Rows(rows), dry=dry_run)
        _tell(done.faults, report)
        if done.refused:
            click.echo("Nothing was taken. Mend the rows above, or take the good ones with --rows good.", err=True)
        said = "would be" if dry_run else "were"
        click.echo(
            f"{done.children} children: {done.new} {said} new, {done.changed} changed, {done.unchanged} unchanged; "
            f"{done.decided} decided; {len(done.faults)} faults{_waiting(done.waiting)}"
        )
        if done.faults:
            sys.exit(1)


def _tell(faults: Sequence[BadLine], report: str | None) -> None:
    """Write every fault to standard error, and as rows of line, child, field and message to the report."""
    for fault in faults:
        for sentence in fault.sentences():
            click.echo(sentence, err=True)
    if report is not None:
        with Path(report).open("w", encoding="utf-8", newline="") as opened:
            writer = csv.writer(opened)
            writer.writerow(("line", "external_id", "field", "message"))
            writer.writerows((f.line, f.id or "", each.field, each.message) for f in faults for each in f.errors)


@command.command()
@click.option("--organization", required=True, help="The EAO: its short name or id.")
@click.option("--school-year", "year", default=None, help="Like 2025-26; this year when not given.")
def decide(organization: str, year: str | None) -> None:
    """Decide all applications of an EAO and year anew; a decision is stored where it says something new."""
    from esa.applications import service as applications

    with refusals():
        house = open_house()
        actor, wanted = acting_for(house, organization), school_year(year, house)
        with house.begin(actor) as work:
            done = applications.decide(work, wanted)
        click.echo(f"{done.looked_at} applications looked at, {done.stored} new decisions{_waiting(done.waiting)}")


def _waiting(count: int) -> str:
    return f"; {count} wait for a figure that is not published yet" if count else ""


@command.command()
@click.option("--organization", required=True, help="The EAO: its short name or id.")
@click.option("--school-year", "year", default=None, help="Like 2025-26; this year when not given.")
def duplicates(organization: str, year: str | None) -> None:
    """Look for applications that seem to be of the same child, also at another EAO, and list the open ones."""
    from esa.applications import service as applications

    with refusals():
        house = open_house()
        with house.begin(acting_for(house, organization)) as work:
            new = applications.find_duplicates(work, school_year(year, house))
            listing: applications.PairListing | None = applications.PairListing()
            while listing is not None:
                page = applications.duplicates(work, listing)
                for pair, application, other in page.rows:
                    where = "at another EAO" if other is None else other.reference
                    click.echo(f"{application.reference}  {pair.score:3}  {where:14}  {', '.join(pair.reasons)}")
                listing = applications.PairListing(after=page.following) if page.following else None
        click.echo(f"{new} new pairs")


@command.command()
@click.argument("reference")
@click.option("--organization", required=True, help="The EAO: its short name or id.")
def show(reference: str, organization: str) -> None:
    """Say why an application was decided as it was, rule by rule."""
    from esa.applications import service as applications

    with refusals():
        house = open_house()
        with house.begin(acting_for(house, organization)) as work:
            opened = applications.opened(work, reference)
        decision = opened.decisions[0] if opened.decisions else None
        if decision is None:
            click.echo(f"{reference}: not decided yet")
            return
        answer = decision.answer
        click.echo(f"{reference}, decided on {decision.decided_on} under {decision.law}: {answer['outcome']}")
        click.echo(f"  tier {answer['tier']}, cap {answer['cap']}, limbs {', '.join(answer['limbs']) or 'none'}")
        for name, option in answer.get("readings", {}).items():
            click.echo(f"  the law was read otherwise than is recommended: {name}={option}")
        for finding in answer["findings"]:
            click.echo(f"  {_mark(finding['holds'])} {finding['rule']:6} {finding['because']} ({finding['cite']})")
        for sentence in answer["trace"]:
            click.echo(f"  → {sentence}")


def _mark(holds: object) -> str:
    return "yes" if holds else "no "
