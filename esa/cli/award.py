"""`esa award`: an EAO's award run from files, and its repetition by anybody."""

import csv
import gc
import io
import itertools
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from esa.awards.domain.funds import BadFunds, Fund, read_funds
from esa.awards.domain.plan import HEADER, Options, Plan, make_plan, run_digest
from esa.awards.domain.pool import BadRows, NoHeader, Pool, read_pool

_DIFFERENCES = 10


def _usage(message: str) -> None:
    """Say in one line why nothing can be run, and exit 2."""
    click.echo(f"esa: {message}", err=True)
    sys.exit(2)


def _bytes(path: str) -> bytes:
    if path == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(path).read_bytes()
    except OSError as fault:
        _usage(f"{path}: {fault.strerror}")
        raise


def _inputs(pool: bytes, funds: bytes) -> tuple[Pool, tuple[Fund, ...]]:
    """Return what the files say; all that is wrong with both is told, and then the exit is 1."""
    said: list[str] = []
    found: list[Any] = [None, None]
    reads: tuple[tuple[str, Callable[[bytes], Any], bytes], ...] = (
        ("the pool", read_pool, pool),
        ("the funds", read_funds, funds),
    )
    for index, (name, read, data) in enumerate(reads):
        try:
            found[index] = read(data)
        except UnicodeDecodeError:
            _usage(f"{name}: is not UTF-8")
        except NoHeader as fault:
            _usage(f"{name}: {fault}")
        except BadRows as fault:
            said += [str(error) for error in fault.errors]
        except BadFunds as fault:
            said += [f"{error.field}: {error.message}" for error in fault.errors]
    if said:
        click.echo("\n".join(said), err=True)
        sys.exit(1)
    return found[0], found[1]


def _options(tie: str, seed: str | None, last: str) -> Options:
    if (tie == "lottery") != (seed is not None):
        _usage("a lottery needs its --seed, and nothing else takes one")
    return Options(tie, seed, last)


def _run_options(function: Callable[..., None]) -> Callable[..., None]:
    for option in (
        click.option("--last", type=click.Choice(["stop", "partial"]), default="stop", show_default=True),
        click.option("--seed", default=None, help="The lottery's seed."),
        click.option("--tie", type=click.Choice(["completed", "lottery"]), default="completed", show_default=True),
        click.option("--funds", required=True, help="The funds, a JSON file."),
    ):
        function = option(function)
    return function


@click.group()
def command() -> None:
    """Plan an award run, or verify one."""
    # A run makes millions of small values and no cycles, and ends with the process: collecting costs a third of it.
    gc.disable()


@command.command()
@click.argument("pool")
@_run_options
@click.option("--out", default=None, help="Write the plan to this file.")
def plan(pool: str, funds: str, tie: str, seed: str | None, last: str, out: str | None) -> None:
    """Rank the POOL in the statutory order, fund it, and write the plan as CSV."""
    options = _options(tie, seed, last)
    pool_bytes, funds_bytes = _bytes(pool), _bytes(funds)
    made = make_plan(*_inputs(pool_bytes, funds_bytes), options)
    written = made.to_csv()
    if out is None:
        sys.stdout.buffer.write(written)
        sys.stdout.buffer.flush()
    else:
        Path(out).write_bytes(written)
    click.echo(f"run {run_digest(pool_bytes, funds_bytes, options)} {made.summary()}", err=True)


@command.command()
@click.argument("pool")
@click.argument("planned", metavar="PLAN")
@_run_options
def verify(pool: str, planned: str, funds: str, tie: str, seed: str | None, last: str) -> None:
    """Run the POOL again and compare with PLAN: exit 0 and the digest, or exit 1 and the first rows that differ."""
    options = _options(tie, seed, last)
    pool_bytes, funds_bytes, plan_bytes = _bytes(pool), _bytes(funds), _bytes(planned)
    made = make_plan(*_inputs(pool_bytes, funds_bytes), options)
    differences = _differences(made, plan_bytes)
    if differences:
        click.echo("\n".join(differences))
        sys.exit(1)
    click.echo(run_digest(pool_bytes, funds_bytes, options))


def _differences(made: Plan, given: bytes) -> list[str]:
    """Return the first rows that differ, none where the plan is the same."""
    again = made.to_csv()
    if again == given:
        return []
    try:
        rows = list(csv.reader(io.StringIO(given.decode("utf-8"), newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error):
        _usage("the plan: is not CSV in UTF-8")
        raise
    if not rows or tuple(rows[0]) != HEADER:
        _usage("the plan: the header must be " + ",".join(HEADER))
    ours = list(csv.reader(io.StringIO(again.decode("utf-8"), newline="")))
    found = []
    for number, (due, got) in enumerate(itertools.zip_longest(ours, rows), start=1):
        if due != got:
            due_text, got_text = (",".join(row) if row is not None else "no row" for row in (due, got))
            found.append(f"row {number}: the run gives {due_text}; the plan has {got_text}")
            if len(found) == _DIFFERENCES:
                break
    return found
