"""What the commands on JSON Lines files share: reading, answering line by line, telling what is wrong, exit codes."""

import os
import sys
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, NoReturn, TypeVar

import click

from esa.kernel.errors import Invalid
from esa.kernel.wire import BadLine, Fields, encode, read_line, split_lines
from esa.law import Law
from esa.law.readings import acting_on
from esa.law.readings import readings as known_readings
from esa.law.versions import PROPOSED_2026
from esa.law.wording import LANGUAGES

F = TypeVar("F", bound=Callable[..., object])
T = TypeVar("T")

# An answer is the object to write, or its JSON text where the command has composed it already.
Answer = Mapping[str, object] | str | BadLine
Answerer = Callable[[int, str], Answer]

_PIECE = 1 << 19
# Below this many bytes a second process costs more than it saves.
_WORTH_FORKING = 1 << 22
_AHEAD = 3


class Unusable(click.ClickException):
    """A run that cannot begin: one line on standard error, nothing written, exit 2."""

    exit_code = 2


def refuse_run(message: str) -> NoReturn:
    """End the run before it begins, saying why in one line."""
    raise Unusable(" ".join(message.split()))


def options(function: F) -> F:
    """Give a command its SOURCE argument, --out and --set; they arrive as `source`, `out` and `given`."""
    function = click.option("--out", type=click.Path(dir_okay=False), help="Write here, not to standard output.")(
        function
    )
    function = click.option(
        "--set", "given", multiple=True, metavar="KEY=VALUE", help="Supply or override a parameter."
    )(function)
    return click.argument("source", metavar="FILE")(function)


def in_language(function: F) -> F:
    """Give a command its --language; it arrives as `language`."""
    return click.option(
        "--language", type=click.Choice(LANGUAGES), default="en", show_default=True, help="Say the reasons in this one."
    )(function)


def with_trace(function: F) -> F:
    """Give a command its --trace; it arrives as `trace`."""
    return click.option("--trace", is_flag=True, help="Say too what would change the answer.")(function)


def readings(function: F) -> F:
    """Give a command its --reading; it arrives as `chosen`."""
    return click.option(
        "--reading",
        "chosen",
        multiple=True,
        metavar="ID=OPTION",
        help="Read the law otherwise; see `esa law readings`.",
    )(function)


def proposals(function: F) -> F:
    """Give a command its --law; it arrives as `bill`, None for the law in force."""
    return click.option(
        "--law", "bill", type=click.Choice([PROPOSED_2026.name]), help="Answer as a bill would have it; not the law."
    )(function)


def law_of(bill: str | None, law: Law) -> Law:
    """Return the law in force, or as the bill of --law would make it."""
    if bill is None:
        return law
    from esa.law.proposals import as_proposed

    return as_proposed(law, bill)


def law_read(law: Law, chosen: tuple[str, ...], command: str) -> Law:
    """Return the law with the --reading options chosen; ends the run on one by which `command` cannot decide."""
    given: dict[str, str] = {}
    for pair in chosen:
        name, equals, option = pair.partition("=")
        if not equals or name in given:
            refuse_run(f"--reading {pair}: must have the form AMB-1=lowest, each reading once")
        given[name] = option
    for each in known_readings():
        if each.id in given and command not in each.commands and each.id in acting_on((*each.commands, each.room)[0]):
            acts = " and ".join(f"`esa {one}`" for one in each.commands) or "the application"
            refuse_run(f"--reading {each.id}: acts in {acts}, not in `esa {command}`")
    try:
        return law.with_readings(given)
    except Invalid as fault:
        refuse_run(f"--reading {fault.grounds[0].field}: {fault.grounds[0].message}")


def law_with(given: tuple[str, ...], keys: tuple[str, ...]) -> Law:
    """Return the law with the --set values laid over; ends the run on a key that is not of `keys` or a bad value."""
    values: dict[str, str] = {}
    for pair in given:
        key, equals, text = pair.partition("=")
        if not equals:
            refuse_run(f"--set {pair}: must have the form KEY=VALUE")
        if key not in keys:
            known = "known are " + ", ".join(keys) if keys else "this command has none"
            refuse_run(f"--set {key}: is not a key of this command; {known}")
        if key in values:
            refuse_run(f"--set {key}: is given twice")
        values[key] = text
    try:
        return Law.load().with_overrides(values)
    except Invalid as fault:
        refuse_run(f"--set {fault.grounds[0].field}: {fault.grounds[0].message}")


def read_source(source: str) -> bytes:
    """Return the bytes of a file, or of standard input for `-`; ends the run where it cannot be read."""
    try:
        return sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes()
    except (OSError, ValueError) as fault:
        reason = fault.strerror if isinstance(fault, OSError) else str(fault)
        refuse_run(f"{source}: cannot be read: {reason}")


@dataclass(frozen=True, slots=True)
class _Task:
    data: bytes
    answer: Answerer
    overrides: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A run of whole lines: the number of its first line, and where it lies in the data."""

    first: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Answered:
    lines: bytes
    faults: tuple[str, ...]


def answer_file(
    source: str, out: str | None, answer: Answerer, *, overrides: Mapping[str, str] | None = None, alone: bool = False
) -> None:
    """Answer each line of the source, in order, and exit 1 after the last one if any line was bad.

    `overrides` stand on every answer of the run. `alone` is for answers that depend on the lines before; otherwise a
    large file is shared out to the processors, with the same bytes as the result.
    """
    task = _Task(read_source(source), answer, overrides or {})
    pieces = list(_pieces(task.data))
    if not _all_utf8(task.data, pieces):
        refuse_run(f"{source}: is not UTF-8")
    workers = 1 if alone or len(task.data) < _WORTH_FORKING else os.cpu_count() or 1
    bad = False
    with _opened(out) as target:
        for answered in _in_processes(task, pieces, workers) if workers > 1 else _in_turn(task, pieces):
            target.write(answered.lines)
            for fault in answered.faults:
                click.echo(fault, err=True)
            bad = bad or bool(answered.faults)
        target.flush()
    if bad:
        sys.exit(1)


def answer_checks(
    source: str, out: str | None, law: Law, read: Callable[[Fields], T], say: Callable[[T, Law], Mapping[str, object]]
) -> None:
    """Answer each line by itself: `read` makes its facts, `say` the answer to them under this law."""

    def answer(number: int, text: str) -> Answer:
        facts = read_line(number, text, read)
        return facts if isinstance(facts, BadLine) else signed(say(facts, law), law)

    answer_file(source, out, answer, overrides=law.given)


def signed(answer: Mapping[str, object], law: Law) -> Mapping[str, object]:
    """Return the answer with the readings that differ from ours, where there are any."""
    return {**answer, "readings": dict(law.readings)} if law.readings else answer


@contextmanager
def _opened(out: str | None) -> Iterator[IO[bytes]]:
    if out is None:
        yield sys.stdout.buffer
        return
    try:
        target = Path(out).open("wb")  # noqa: SIM115 - closed below; only the opening may end the run
    except OSError as fault:
        refuse_run(f"{out}: cannot be written: {fault.strerror}")
    with target:
        yield target


def _pieces(data: bytes) -> Iterator[_Piece]:
    first, start = 1, 0
    while start < len(data):
        end = data.find(b"\n", min(start + _PIECE, len(data) - 1)) + 1 or len(data)
        yield _Piece(first, start, end)
        first += data.count(b"\n", start, end)
        start = end


def _all_utf8(data: bytes, pieces: list[_Piece]) -> bool:
    try:
        for piece in pieces:
            data[piece.start : piece.end].decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _answer_piece(task: _Task, piece: _Piece) -> _Answered:
    made: list[str] = []
    faults: list[str] = []
    for number, text in enumerate(split_lines(task.data[piece.start : piece.end]), piece.first):
        answer = task.answer(number, text)
        if isinstance(answer, BadLine):
            faults.extend(printable(sentence) for sentence in answer.sentences())
            answer = answer.answer()
        if not isinstance(answer, str):
            answer = encode({**answer, "overrides": task.overrides} if task.overrides else answer)
        made.append(answer)
    made.append("")
    return _Answered("\n".join(made).encode(), tuple(faults))


def printable(sentence: str) -> str:
    """Return the sentence on one line, whatever the field's name was made of."""
    return sentence if sentence.isprintable() else sentence.encode("unicode_escape").decode("ascii")


def _in_turn(task: _Task, pieces: list[_Piece]) -> Iterator[_Answered]:
    return (_answer_piece(task, piece) for piece in pieces)


_shared: list[_Task] = []


def _shared_piece(piece: _Piece) -> _Answered:
    return _answer_piece(_shared[0], piece)


def _in_processes(task: _Task, pieces: list[_Piece], workers: int) -> Iterator[_Answered]:
    """Yield the answers in order; never more than a few pieces ahead of the writer, so that memory stays flat."""
    from multiprocessing import get_context

    _shared[:] = [task]
    with get_context("fork").Pool(workers) as pool:
        waiting = deque(pool.apply_async(_shared_piece, (piece,)) for piece in pieces[: workers * _AHEAD])
        for piece in [*pieces[workers * _AHEAD :], *[None] * len(waiting)]:
            yield waiting.popleft().get()
            if piece is not None:
                waiting.append(pool.apply_async(_shared_piece, (piece,)))
    _shared.clear()
