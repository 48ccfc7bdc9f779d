from pathlib import Path

import pytest

from flows.configure.configuration import load_settings
from flows.load.models import read_models
from tests.cookbook import CALLS, cookbook, make_warehouse

WRITTEN = Path(__file__).parents[1] / "docs" / "cookbook.md"


@pytest.fixture(scope="module")
def warehouse(prefect_server, tmp_path_factory):
    from flows.pipeline import run_pipeline  # late: importing prefect costs seconds

    folder = tmp_path_factory.mktemp("cookbook")
    return make_warehouse(folder, lambda config: run_pipeline(load_settings(config, {"workers": 1})))


def test_every_macro_is_called_in_the_cookbook():
    assert set(CALLS) == {model.name for model in read_models("macros")}


@pytest.mark.slow
def test_the_cookbook_is_current(warehouse):
    assert WRITTEN.read_text(encoding="utf-8") == cookbook(warehouse), "run `make docs`"
