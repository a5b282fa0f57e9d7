"""`esa run`: an EAO's award runs in the application."""

import sys
from pathlib import Path

import click

from esa.cli.applications import acting_for, school_year
from esa.cli.opening import open_house, refusals


@click.group()
def command() -> None:
    """Look at award runs and take their files out; drafting, freezing and releasing is for people who sign in."""


@command.command("list")
@click.option("--organization", required=True, help="The EAO: its short name or id.")
def list_runs(organization: str) -> None:
    """List the EAO's runs, the newest first."""
    from esa.awards import service as awards

    with refusals():
        house = open_house()
        with house.begin(acting_for(house, organization)) as work:
            for run in awards.runs(work):
                click.echo(
                    f"{run.reference}  {run.school_year}  {run.standing.value:9}  awarded {run.summary['awarded']}"
                    f"  spent {run.summary['spent']}  {run.digest or ''}"
                )


@command.command()
@click.argument("reference")
@click.option("--organization", required=True, help="The EAO: its short name or id.")
@click.option(
    "--out", required=True, type=click.Path(file_okay=False), help="Folder to write pool, funds and plan into."
)
def export(reference: str, organization: str, out: str) -> None:
    """Write a run's files; `esa award verify` on them gives the same digest."""
    from esa.awards import service as awards

    with refusals():
        house = open_house()
        with house.begin(acting_for(house, organization)) as work:
            run = awards.run(work, reference)
            files = {"pool.csv": run.pool, "funds.json": run.funds, "plan.csv": run.plan}
        folder = Path(out)
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            (folder / name).write_bytes(content)
        seed = f" --tie lottery --seed '{run.seed}'" if run.tie_rule == "lottery" else ""
        click.echo(
            f"esa award verify {out}/pool.csv {out}/plan.csv --funds {out}/funds.json{seed} --last {run.last_rule}"
        )
        click.echo(run.digest or "a draft has no digest yet")


@command.command()
@click.option("--organization", required=True, help="The EAO: its short name or id.")
@click.option("--school-year", "year", default=None, help="Like 2025-26; this year when not given.")
def pool(organization: str, year: str | None) -> None:
    """Print the pool of now as the contract's CSV."""
    from esa.applications import service as applications

    with refusals():
        house = open_house()
        with house.begin(acting_for(house, organization)) as work:
            written = applications.pool(work, school_year(year, house))
        sys.stdout.buffer.write(written)
