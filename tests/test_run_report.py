"""The report that a run writes, and what becomes of it when a text is taken down."""

import shutil

from tests.conftest import SAMPLE
from tests.plain_run import run_plainly

FERRY = ("harbour-gazette/ferry-aground.txt", "northline-daily/ferry-runs-aground.html", "signal-24/ferry.html")
HEADLINE = "Ferry stranded in fog"  # of the first of them
TAKEDOWN = '[[decision]]\naction = "drop_document"\ndocument = "0.txt"\nreason = "asked"\n'


def test_a_report_is_written_when_asked_for_and_anew_while_a_takedown_is_in_force(tmp_path):
    raw, warehouse, decisions = tmp_path / "raw", tmp_path / "w", tmp_path / "decisions.toml"
    pages = warehouse / "report"
    raw.mkdir()
    for number, name in enumerate(FERRY):
        shutil.copy(SAMPLE / name, raw / f"{number}{(SAMPLE / name).suffix}")

    def told() -> bool:
        return any(HEADLINE in page.read_text(encoding="utf-8") for page in pages.rglob("*.html"))

    assert run_plainly(raw, warehouse, decisions=decisions).report is None
    assert not pages.exists()
    assert run_plainly(raw, warehouse, decisions=decisions, write_report=True).report == pages / "index.html"
    assert told()
    assert run_plainly(raw, warehouse, decisions=decisions).report is None
    decisions.write_text(TAKEDOWN)
    assert run_plainly(raw, warehouse, decisions=decisions).report == pages / "index.html"
    assert pages.exists()
    assert not told()


def test_a_report_that_cannot_be_written_is_a_warning_and_the_run_is_published(tmp_path, caplog):
    raw, warehouse = tmp_path / "raw", tmp_path / "w"
    raw.mkdir()
    shutil.copy(SAMPLE / FERRY[0], raw)
    (warehouse / "report").mkdir(parents=True)
    (warehouse / "report" / "mine.txt").write_text("keep")
    assert run_plainly(raw, warehouse, write_report=True).report is None
    assert "The report was not written" in caplog.text
    assert (warehouse / "parallax.duckdb").exists()
    assert (warehouse / "report" / "mine.txt").read_text() == "keep"
