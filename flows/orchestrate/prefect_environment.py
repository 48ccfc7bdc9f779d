"""Prefect's settings as this project needs them, put into the environment before prefect is imported.

No telemetry, no network but the API that the user names, a home of its own below the working folder, and enough time
for the temporary server to start on a slow machine. What the user has set already stays as it is.
"""

import logging
import os
import tempfile
from pathlib import Path

from flows.contracts.errors import ParallaxError

DEFAULTS = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
    "PREFECT_SERVER_UI_V2_ENABLED": "false",
    "PREFECT_LOGGING_SERVER_LEVEL": "CRITICAL",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    # what the rooms log belongs to the flow run it is logged in; outside of one there is nobody to tell
    "PREFECT_LOGGING_EXTRA_LOGGERS": "flows",
    "PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW": "ignore",
}


class HomeError(ParallaxError):
    """Prefect's state has no place where it can be written."""


def prepare_environment() -> None:
    """Set every default that the user has not set. Must run before the first import of prefect."""
    for name, value in DEFAULTS.items():
        os.environ.setdefault(name, value)
    os.environ.setdefault("PREFECT_HOME", str(Path.cwd() / ".prefect"))
    logger = logging.getLogger("flows")
    if logger.level == logging.NOTSET:  # Prefect hands a logger of ours only what passes its own level
        logger.setLevel(logging.INFO)


def quiet_console(level: str) -> None:
    """Let Prefect print only what is at least `level`; a run's page shows all of its lines all the same."""
    os.environ.setdefault("PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL", level)


def require_home() -> Path:
    """Return the folder of Prefect's state, made if need be; HomeError where it cannot be written."""
    prepare_environment()
    home = Path(os.environ["PREFECT_HOME"]).expanduser()
    try:
        home.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=home):
            return home
    except OSError as error:
        raise HomeError(
            f"Prefect cannot keep its state in {home} ({error.strerror}): "
            "set PREFECT_HOME to a folder that can be written, or run in another folder."
        ) from error
