"""Processes that end with the one that started them, also where that one was killed and could tell nobody.

A process of a pool calls `end_with_parent`. A program that is not ours (Prefect's server) is started through this
module: `python -m flows.run.orphans MODULE ARGUMENT…` runs the module until its standard input, a pipe that its starter
holds, closes: the kernel closes a dead process's end of a pipe. Prefect starts the runs of a service, and gives them no
such pipe: `end_with_service` looks every second whether their parent is still the same.
"""

import os
import runpy
import signal
import sys
import threading
import time
from collections.abc import Callable
from multiprocessing import parent_process
from multiprocessing.connection import wait

SERVICE_VARIABLE = "PARALLAX_SERVED_BY"  # the process id of the service, for the runs it starts
SECONDS_BETWEEN_LOOKS = 1.0
SECONDS_TO_STOP = 5.0  # from SIGTERM to SIGKILL; Prefect's server stops in less than one


def end_with_parent() -> None:
    """Make this process end when its parent is gone; the initializer of a pool's processes.

    Ctrl-C reaches every process of a terminal's group. Here it is ignored: the parent decides what becomes of the work.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    assert parent is not None, "end_with_parent is for processes that multiprocessing started"
    _watch(lambda: wait([parent.sentinel]), lambda: os._exit(1))


def end_with_service() -> None:
    """Make a run that `parallax serve` started end when the service is gone; any other process goes on."""
    service = os.getppid()
    if os.environ.get(SERVICE_VARIABLE) == str(service):
        _watch(lambda: _wait_while(lambda: os.getppid() == service), lambda: os._exit(1))


def main() -> None:
    """Run the module that the arguments name, and stop it when standard input closes."""
    module, *arguments = sys.argv[1:]
    _watch(_read_to_end, _stop)
    sys.argv = [module, *arguments]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


def _watch(until: Callable[[], object], then: Callable[[], object]) -> None:
    def watch() -> None:
        until()
        then()

    threading.Thread(target=watch, name="end-with-parent", daemon=True).start()


def _wait_while(holds: Callable[[], bool]) -> None:
    while holds():
        time.sleep(SECONDS_BETWEEN_LOOKS)


def _read_to_end() -> None:
    while os.read(0, 1024):
        pass


def _stop() -> None:
    os.kill(os.getpid(), signal.SIGTERM)
    threading.Event().wait(SECONDS_TO_STOP)
    os._exit(1)


if __name__ == "__main__":
    main()
