from pathlib import Path

from flows.load.mart_guide import mart_guide


def test_the_guide_to_marts_is_current():
    written = Path(__file__).parents[2] / "docs" / "marts.md"
    assert written.read_text(encoding="utf-8") == mart_guide(), "run `make docs`"
