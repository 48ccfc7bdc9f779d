"""A Prefect server of our own, for as long as a command needs one: on a loopback port, ending with the command.

Prefect would start a temporary server by itself, but that one has no scheduler and no pages, survives a killed run, and
takes Ctrl-C for its own. Where PREFECT_API_URL is set, the user's server is used and none is started; whether it
answers at all is asked first, for Prefect tells that with a traceback of its own.
"""

import atexit
import fcntl
import os
import socket
import ssl
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

from flows.contracts.errors import ParallaxError

HOST = "127.0.0.1"
USUAL_PORT = 4200  # where Prefect's documentation looks for its pages
SECONDS_TO_START = 120.0  # the first start makes the database: 11 s on two idle cores
SECONDS_TO_STOP = 3.0
SECONDS_TO_ANSWER = 10.0  # a server of the user's, which runs already


class ServerError(ParallaxError):
    """Prefect's server does not start or does not answer. Says where its log is, or what to do."""


class PrefectServer:
    """The Prefect API that a command uses: the user's, or one of our own that runs until the interpreter ends.

    `with_schedules` adds the scheduler and the pages of Prefect's UI. Sets PREFECT_API_URL, so it has to be made before
    prefect is imported; the import can go on while the server starts.
    """

    def __init__(self, *, with_schedules: bool = False, usual_port: int = USUAL_PORT) -> None:
        self.with_schedules = with_schedules
        self.is_own = not os.environ.get("PREFECT_API_URL")
        self._process: subprocess.Popen[bytes] | None = None
        if self.is_own:
            self._claim = _claim(usual_port) if with_schedules and usual_port else None
            self._port = _free_port(usual_port if self._claim else 0)
            os.environ["PREFECT_API_URL"] = f"http://{HOST}:{self._port}/api"
        self.url = os.environ["PREFECT_API_URL"]

    def start(self) -> None:
        """Start the server where it is ours, without waiting for it."""
        if self.is_own:
            self._process = _start(self._port, self.url, with_schedules=self.with_schedules)
            # registered before prefect is imported, so called after Prefect has sent its last lines and events
            atexit.register(self.stop)

    def stop(self) -> None:
        """Stop the server where it is ours; at the latest, the end of the interpreter does."""
        if self._process:
            _stop(self._process)
            self._process = None

    def wait_until_ready(self) -> None:
        """Return once the server answers; ServerError where it does not, or ends."""
        if self._process:
            _wait_for(self._process, self.url)
        elif not self.is_own:
            require_answer(self.url)


def require_answer(url: str) -> None:
    """Raise ServerError where nobody answers at the address of an API; any answer will do, even a refusal."""
    place = urlsplit(url)
    if place.scheme not in ("http", "https"):
        raise ServerError("PREFECT_API_URL is no address of the web: write http://host:4200/api, or unset it.")
    shown = f"{place.scheme}://{place.netloc.rpartition('@')[2]}{place.path}".rstrip("/")  # without a password
    try:
        with urlopen(f"{shown}/health", timeout=SECONDS_TO_ANSWER):  # noqa: S310 - of the web, as just seen
            return
    except HTTPError:
        return
    except (URLError, OSError, ValueError) as error:
        reason = getattr(error, "reason", error)
        if isinstance(reason, ssl.SSLError):  # somebody answers; Prefect has certificates and settings of its own
            return
        raise ServerError(
            f"No Prefect server answers at {shown} ({getattr(reason, 'strerror', None) or reason}), which "
            "PREFECT_API_URL names. Start it there, or unset PREFECT_API_URL: then one is started for the command."
        ) from error


def _log_path() -> Path:
    return Path(os.environ["PREFECT_HOME"]) / "server.log"


def _start(port: int, url: str, *, with_schedules: bool) -> "subprocess.Popen[bytes]":
    switches = [] if with_schedules else ["--no-ui", "--no-scheduler", "--no-late-runs"]
    server = ["prefect", "server", "start", "--host", HOST, "--port", str(port)]
    command = [sys.executable, "-m", "flows.run.orphans", *server]
    environment = {**os.environ, "PREFECT_SERVER_UI_API_URL": url, "PREFECT_SERVER_LOGGING_LEVEL": "WARNING"}
    with _log_path().open("wb") as log:
        # a session of its own: Ctrl-C is for the command, which then stops its server
        return subprocess.Popen(  # noqa: S603 - our own interpreter and arguments
            [*command, *switches],
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=subprocess.STDOUT,
            env=environment,
            start_new_session=True,
        )


def _wait_for(server: "subprocess.Popen[bytes]", url: str) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urlopen(f"{url}/health", timeout=5):  # noqa: S310 - our own loopback address
                return
        except (URLError, OSError):
            time.sleep(0.1)
    what = "ended" if server.poll() is not None else f"did not answer within {SECONDS_TO_START:.0f} s"
    raise ServerError(f"Prefect's server {what}; {_log_path()} says why. Or name a running one with PREFECT_API_URL.")


def _stop(server: "subprocess.Popen[bytes]") -> None:
    server.terminate()
    try:
        server.wait(SECONDS_TO_STOP)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
    if server.stdin:
        server.stdin.close()


def _claim(port: int) -> IO[str] | None:
    """Hold `port` against other commands of this machine: a server takes seconds until its port is seen to be taken."""
    try:
        handle = (Path(tempfile.gettempdir()) / f"parallax-port-{port}.lock").open("w")
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return None
    return handle


def _free_port(wanted: int = 0) -> int:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, wanted))
        except OSError:
            probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port
