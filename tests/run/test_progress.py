import logging

from flows.run import progress as progress_module
from flows.run.progress import progress


def test_where_nobody_watches_a_line_says_the_rate_and_what_is_left(monkeypatch, caplog):
    moments = iter([0.0, 5.0, 20.0, 21.0])
    monkeypatch.setattr(progress_module.time, "monotonic", lambda: next(moments))
    with caplog.at_level(logging.INFO), progress(10) as reporter:
        reporter.advance(40, 2)  # too early for another line
        reporter.advance(40, 5)
        reporter.advance(40, 6)
    assert caplog.messages == ["80 documents, 4 per second, 50 % of the raw files read, about 0:00:30 left"]


def test_of_a_single_file_nobody_says_what_is_left(monkeypatch, caplog):
    moments = iter([0.0, 20.0])
    monkeypatch.setattr(progress_module.time, "monotonic", lambda: next(moments))
    with caplog.at_level(logging.INFO), progress(1) as reporter:
        reporter.advance(40, 1)
    assert caplog.messages == ["40 documents, 2 per second, 100 % of the raw files read"]
