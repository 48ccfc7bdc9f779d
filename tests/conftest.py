"""What several parts of the suite share: the sample corpus, published once, on one Prefect test server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from flows.settings import Settings

if TYPE_CHECKING:
    from flows.pipeline import RunSummary

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "data" / "raw"
SHARED = ROOT.parent / "shared"

# How long an example takes depends on what else the machine does.
hypothesis_settings.register_profile("parallax", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("parallax")


@pytest.fixture(scope="session")
def prefect_server() -> Iterator[None]:
    """Give a Prefect API with a database of its own to every flow of the session."""
    from prefect.testing.utilities import prefect_test_harness

    with prefect_test_harness(server_startup_timeout=120):
        yield


@pytest.fixture(scope="session")
def real_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Start Prefect's own server, scheduler and all; return the environment in which a command uses it."""
    from flows.orchestrate.local_server import PrefectServer

    home = tmp_path_factory.mktemp("prefect")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PREFECT_HOME", str(home))
        patch.setenv("PREFECT_API_URL", "")  # what the server sets is undone with it
        server = PrefectServer(with_schedules=True, usual_port=0)
        server.start()
    server.wait_until_ready()
    yield {"PREFECT_HOME": str(home), "PREFECT_API_URL": server.url}
    server.stop()


@pytest.fixture(scope="session")
def sample(prefect_server: None, tmp_path_factory: pytest.TempPathFactory) -> tuple[RunSummary, Path]:
    """Return the summary of a run over the sample corpus, and its warehouse."""
    from flows.pipeline import run_pipeline  # late: importing prefect costs seconds that fast tests need not pay

    warehouse = tmp_path_factory.mktemp("sample") / "warehouse"
    return run_pipeline(Settings(raw=SAMPLE, warehouse=warehouse, workers=1)), warehouse
