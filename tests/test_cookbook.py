from pathlib import Path

import pytest

from flows.configuration import load_settings
from tests.cookbook import cookbook, make_warehouse

WRITTEN = Path(__file__).parents[1] / "docs" / "cookbook.md"


@pytest.fixture(scope="module")
def warehouse(prefect_server, tmp_path_factory):
    from flows.pipeline import run_pipeline  # late: importing prefect costs seconds

    folder = tmp_path_factory.mktemp("cookbook")
    return make_warehouse(folder, lambda config: run_pipeline(load_settings(config, {"workers": 1})))


@pytest.mark.slow
def test_the_cookbook_is_current(warehouse):
    assert WRITTEN.read_text(encoding="utf-8") == cookbook(warehouse), "run `make docs`"
