from datetime import UTC, datetime

import pytest

from flows.pipeline import run_name


@pytest.mark.parametrize(
    ("raw", "name"),
    [("/data/raw", "data/raw"), ("/raw", "raw"), ("/", "/"), ("raw", "raw"), ("s3://news/a?key=1", "news/a")],
)
def test_a_run_is_named_after_its_raw_folder_and_its_time(raw, name):
    assert run_name({"raw": raw}, datetime(2031, 3, 9, 8, 15, tzinfo=UTC)) == f"{name} at 2031-03-09 08:15:00"
