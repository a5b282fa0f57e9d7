"""What may become of a fault, and the process of its own in which it is tried."""

import gc
import os
import resource
import signal
from collections.abc import Callable
from dataclasses import dataclass
from typing import NoReturn

KILLED, SURVIVED, TIMEOUT = "killed", "survived", "timeout"
NOT_POSSIBLE = 3


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a fault, and by which test."""

    status: str
    test: str


class Writer:
    """The child's side: it says which test failed and ends, without the tidying up that costs more than the test."""

    def __init__(self, end: int) -> None:
        self.end = end

    def failed(self, test: str) -> NoReturn:
        """End the trial: the test has noticed."""
        os.write(self.end, test.encode()[:4000])
        os._exit(1)


def in_child(run: Callable[[Writer], None], seconds: int) -> Verdict | None:
    """Return the verdict of a forked process that has so much time of the processor, None where it cannot be tried so."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _be_the_child(run, Writer(writer), seconds)
    os.close(writer)
    with os.fdopen(reader, encoding="utf-8", errors="replace") as said:
        test = said.read()
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return Verdict(TIMEOUT, f"signal {os.WTERMSIG(status)}")
    code = os.WEXITSTATUS(status)
    if code == NOT_POSSIBLE:
        return None
    return Verdict(SURVIVED if code == 0 else KILLED, test)


def _be_the_child(run: Callable[[Writer], None], writer: Writer, seconds: int) -> NoReturn:
    gc.disable()
    code = 0
    try:
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
        signal.alarm(20 * seconds)
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        run(writer)
    except NotPossibleError:
        code = NOT_POSSIBLE
    except BaseException as fault:  # noqa: BLE001 - whatever the fault does ends here
        writer.failed(f"crash: {fault!r}")
    os._exit(code)


class NotPossibleError(Exception):
    """The fault cannot be put in this way."""
