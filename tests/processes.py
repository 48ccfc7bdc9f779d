"""Real processes that tests start, watch and kill; Linux only, as is the project."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, TypeVar

T = TypeVar("T")
Process = subprocess.Popen[str]
PARALLAX = Path(sys.executable).parent / "parallax"


def parallax(*arguments: object, errors: int | IO[str] = subprocess.PIPE, **environment: object) -> Process:
    """Start the command in a session of its own, so that a signal to it reaches nobody else."""
    return subprocess.Popen(
        [PARALLAX, *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=errors,
        text=True,
        env={**os.environ, **{name: str(value) for name, value in environment.items()}},
        start_new_session=True,
    )


def descendants(pid: int) -> set[int]:
    """Return the ids of all processes below `pid`."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
        except (OSError, ValueError):
            continue  # it ended while we were looking
    found: set[int] = set()
    below = {pid}
    while below:
        below = {child for child, parent in parents.items() if parent in below} - found
        found |= below
    return found


def command_line(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    except OSError:
        return ""


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def wait_until(found: Callable[[], T], seconds: float) -> T:
    """Return what `found` returns as soon as that is true, at the latest its last answer after `seconds`."""
    deadline = time.monotonic() + seconds
    while not (answer := found()) and time.monotonic() < deadline:
        time.sleep(0.1)
    return answer
