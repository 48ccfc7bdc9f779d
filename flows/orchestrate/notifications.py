"""Telling somebody what became of a run: a web address that gets a message, a command that gets it, or both.

In: what happened, and where it shall be told. Out: one request or one process for each message, which is a JSON object
(docs/operations.md). Nothing is told unless a place is set. What goes wrong in telling is a warning in the log: the
run has ended as it has. The address can be given with each run; the command only by whoever owns the machine, since
whoever may start runs on a server could otherwise start any program.
"""

import json
import logging
import shlex
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPException
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

LOGGER = logging.getLogger("flows.orchestrate.notifications")
COMMAND_VARIABLE = "PARALLAX_NOTIFY_COMMAND"
SECONDS_TO_ANSWER = 10.0  # a run waits for no slow server
SECONDS_TO_RUN = 60.0  # for a command that sends mail

Message = Mapping[str, object]


@dataclass(frozen=True)
class Recipients:
    """Where a message goes: a web address, a command line, either or none."""

    url: str | None = None
    command: str | None = None

    def tell(self, message: Message) -> None:
        """Send a message to all of them; a failure is logged."""
        body = json.dumps(message, ensure_ascii=False, default=str).encode()
        if self.url:
            _post(self.url, body)
        if self.command:
            _run(self.command, body)


def _post(url: str, body: bytes) -> None:
    request = Request(url, body, {"Content-Type": "application/json"}, method="POST")  # noqa: S310 - checked in Settings
    try:
        with urlopen(request, timeout=SECONDS_TO_ANSWER):  # noqa: S310
            return
    except (OSError, HTTPException, ValueError) as error:
        # the rest of such an address is often its password
        LOGGER.warning("Nobody was told: %s did not take the message (%s).", urlsplit(url).hostname, error)


def _run(command: str, body: bytes) -> None:
    try:
        done = subprocess.run(  # noqa: S603 - the command of whoever owns the machine
            shlex.split(command), input=body, capture_output=True, timeout=SECONDS_TO_RUN, check=False
        )
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        LOGGER.warning("Nobody was told: %s cannot be run (%s).", COMMAND_VARIABLE, error)
        return
    if done.returncode:
        said = " ".join(done.stderr.decode(errors="replace").split())[:200]
        LOGGER.warning("Nobody was told: %s ended with status %s (%s).", COMMAND_VARIABLE, done.returncode, said)
