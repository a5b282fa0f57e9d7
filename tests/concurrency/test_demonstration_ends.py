"""What the demonstration started ends with it, and not with a worker of its pages that ends before it."""

import subprocess
import sys
from pathlib import Path

# The pages' workers are forked inside the block and leave it by SystemExit, as the pages themselves do.
FORKED = """
import os, sys
from esa.cli.demo import at_our_end
with at_our_end(lambda: print("ended", flush=True)):
    worker = os.fork()
    if worker == 0:
        sys.exit(0)
    os.waitpid(worker, 0)
    print("worker gone", flush=True)
    sys.exit(0)
"""


def test_what_is_beside_the_pages_ends_once_and_with_the_pages():
    done = subprocess.run(
        [sys.executable, "-c", FORKED], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2]
    )
    assert done.stdout.split("\n") == ["worker gone", "ended", ""]
