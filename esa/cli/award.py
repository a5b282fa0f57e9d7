"""`esa award`: an EAO's award run from files, and its repetition by anybody."""

import gc
import itertools
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import click

from esa.awards.domain import csv_text
from esa.awards.domain.funds import BadFunds, Fund, read_funds
from esa.awards.domain.plan import HEADER, Options, Plan, make_plan, run_digest
from esa.awards.domain.pool import BadRows, NoHeader, Pool, read_pool
from esa.cli.lines import law_read, printable, read_source, refuse_run
from esa.cli.lines import readings as with_readings
from esa.law import Law

F = TypeVar("F", bound=Callable[..., object])
T = TypeVar("T")

_DIFFERENCES = 10


@dataclass(frozen=True, slots=True)
class _Run:
    """A run as it stands in its files."""

    pool: Pool
    funds: tuple[Fund, ...]
    options: Options
    digest: str

    def plan(self) -> Plan:
        return make_plan(self.pool, self.funds, self.options)


def _read_run(pool: str, funds: str, options: Options) -> _Run:
    """Return the run; all that is wrong with its pool and its funds is told, and then the exit is 1."""
    if pool == funds == "-":
        refuse_run("only one of the pool and the funds can be standard input")
    pool_bytes, funds_bytes = read_source(pool), read_source(funds)
    said: list[str] = []
    rows, money = _read(pool, read_pool, pool_bytes, said), _read(funds, read_funds, funds_bytes, said)
    if rows is None or money is None:
        click.echo("\n".join(map(printable, said)), err=True)
        sys.exit(1)
    return _Run(rows, money, options, run_digest(pool_bytes, funds_bytes, options))


def _read(source: str, read: Callable[[bytes], T], data: bytes, said: list[str]) -> T | None:
    """Return what the data hold; None, with every fault added to `said`, where they refuse the run."""
    try:
        return read(data)
    except UnicodeDecodeError:
        refuse_run(f"{source}: is not UTF-8")
    except NoHeader as fault:
        refuse_run(f"{source}: {fault}")
    except BadRows as fault:
        said += [str(error) for error in fault.errors]
    except BadFunds as fault:
        said += [f"{error.field}: {error.message}" for error in fault.errors]
    return None


def _options(tie: str, seed: str | None, last: str, chosen: tuple[str, ...]) -> Options:
    if (tie == "lottery") != (seed is not None):
        refuse_run("--seed: a lottery needs one, and nothing else takes one")
    if seed is not None and not _is_text(seed):
        refuse_run("--seed: must be a text in UTF-8 that is not empty")
    return Options(tie, seed, last, law_read(Law.load(), chosen, "award plan").readings if chosen else ())


def _is_text(seed: str) -> bool:
    try:
        return bool(seed.encode())
    except UnicodeEncodeError:
        return False


def _run_options(function: F) -> F:
    for option in (
        with_readings,
        click.option("--last", type=click.Choice(["stop", "partial"]), default="stop", show_default=True),
        click.option("--seed", default=None, help="The lottery's seed."),
        click.option("--tie", type=click.Choice(["completed", "lottery"]), default="completed", show_default=True),
        click.option("--funds", required=True, help="The funds, a JSON file."),
    ):
        function = option(function)
    return function


@contextmanager
def _no_collecting() -> Iterator[None]:
    """A run makes millions of small values and no cycles: looking for cycles costs a third of its time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


@click.group()
def command() -> None:
    """Plan an award run, or verify one."""


@command.command()
@click.argument("pool")
@_run_options
@click.option("--out", type=click.Path(dir_okay=False), help="Write the plan here, not to standard output.")
def plan(
    pool: str, funds: str, *, tie: str, seed: str | None, last: str, chosen: tuple[str, ...], out: str | None
) -> None:
    """Rank the POOL in the statutory order, fund it, and write the plan as CSV."""
    options = _options(tie, seed, last, chosen)
    with _no_collecting():
        run = _read_run(pool, funds, options)
        made = run.plan()
        _write(out, made.to_csv())
        click.echo(f"run {run.digest} {made.summary()}", err=True)


def _write(out: str | None, data: bytes) -> None:
    if out is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        Path(out).write_bytes(data)
    except OSError as fault:
        refuse_run(f"{out}: cannot be written: {fault.strerror}")


@command.command()
@click.argument("pool")
@click.argument("planned", metavar="PLAN")
@_run_options
def verify(
    pool: str, planned: str, funds: str, *, tie: str, seed: str | None, last: str, chosen: tuple[str, ...]
) -> None:
    """Run the POOL again and compare with PLAN: exit 0 and the digest, or exit 1 and the first rows that differ."""
    options = _options(tie, seed, last, chosen)
    if planned == "-" and "-" in (pool, funds):
        refuse_run("only one of the pool, the plan and the funds can be standard input")
    with _no_collecting():
        run = _read_run(pool, funds, options)
        given, again = read_source(planned), run.plan().to_csv()
        try:
            differences = [] if given == again else _differences(planned, given, again)
        except UnicodeDecodeError:
            refuse_run(f"{planned}: is not UTF-8")
    if differences:
        click.echo("\n".join(differences))
        sys.exit(1)
    click.echo(run.digest)


def _differences(planned: str, given: bytes, again: bytes) -> list[str]:
    """Return the first rows that differ, none where the same rows are only written otherwise.

    Raises UnicodeDecodeError.
    """
    header = csv_text.header(given)
    if sorted(header) != sorted(HEADER):
        refuse_run(f"{planned}: the header must be " + ",".join(HEADER))
    place = [header.index(name) for name in HEADER]
    found: list[str] = []
    for due, got in itertools.zip_longest(csv_text.records(again), csv_text.records(given)):
        rows = [_row(due, range(len(HEADER))), _row(got, place)]
        if rows[0] != rows[1]:
            line = (got or due or (0,))[0]
            found.append(printable(f"line {line}: the run gives {rows[0]}; the plan has {rows[1]}"))
            if len(found) == _DIFFERENCES:
                break
    return found


def _row(record: tuple[int, list[str] | str] | None, place: "list[int] | range") -> str:
    """Return a record in the order of the contract's columns, as it is told."""
    if record is None:
        return "no row"
    cells = record[1]
    if isinstance(cells, str):
        return f"a row that {cells}"
    if len(cells) != len(HEADER):
        return f"a row of {len(cells)} cells"
    return ",".join(csv_text.as_cell(cells[index]) for index in place)
