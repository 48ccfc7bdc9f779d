"""Functions in other processes: the same answers, in the same order, as here, also where these processes die."""

import logging
import os
import signal
import time
from multiprocessing import parent_process

import pytest

from flows.contracts.errors import ParallaxError
from flows.run.processes import Processes, apart, processes
from tests.conftest import ROOT
from tests.plain_run import parquet_bytes, run_plainly


def with_process(number):
    time.sleep(0.05)
    return number * number, os.getpid()


def die_over_three(number):
    if number == 3 and parent_process():
        os.kill(os.getpid(), signal.SIGKILL)
    return number, os.getpid()


def warn(number):
    logging.getLogger("flows.link").warning("a doubt about %s", number)
    return number


def refuse(number):
    raise ParallaxError(f"not {number}")


def test_answers_come_in_the_order_of_the_inputs_from_several_processes():
    with processes(2) as over:
        answers = list(over(with_process, range(12), least=3))
    assert [square for square, _ in answers] == [number * number for number in range(12)]
    assert len({process for _, process in answers} - {os.getpid()}) == 2


@pytest.mark.parametrize(("count", "inputs"), [(1, 12), (2, 2)])
def test_one_process_or_little_work_stays_here(count, inputs):
    with processes(count) as over:
        answers = list(over(with_process, range(inputs), least=3))
    assert answers == [(number * number, os.getpid()) for number in range(inputs)]


def test_a_few_inputs_wait_at_a_time():
    taken = []
    with processes(2) as over:
        answers = over(with_process, (taken.append(number) or number for number in range(50)), least=3)
        next(answers)
        assert len(taken) <= 5
        answers.close()


def test_where_a_process_dies_the_rest_is_done_here(caplog):
    with processes(2) as over:
        assert [number for number, _ in over(die_over_three, range(10), least=3)] == list(range(10))
        assert list(over(die_over_three, range(4), least=3)) == [(number, os.getpid()) for number in range(4)]
    assert len(caplog.messages) == 1
    assert "goes on alone" in caplog.text


def test_an_error_in_a_process_is_raised_here():
    with processes(2) as over, pytest.raises(ParallaxError, match="not 0"):
        list(over(refuse, range(3), least=3))


def test_stories_compared_and_outlines_made_in_processes_give_the_same_bytes(tmp_path, monkeypatch):
    raw, asked, start = ROOT / "data" / "raw", [], Processes._started
    run_plainly(raw, tmp_path / "one", workers=1, shard_documents=2)
    monkeypatch.setattr("flows.link.linking.BATCH_ARTICLES", 2)
    monkeypatch.setattr("flows.load.outlines.LEAST_PARTS", 2)
    monkeypatch.setattr("flows.link.linking.LEAST_BATCHES", 2)
    monkeypatch.setattr(Processes, "_started", lambda self: asked.append(self) or start(self))
    run_plainly(raw, tmp_path / "two", workers=2, shard_documents=2)
    assert len(asked) == 2
    assert parquet_bytes(tmp_path / "two") == parquet_bytes(tmp_path / "one")


def test_a_function_apart_has_a_process_of_its_own():
    square, process = apart(with_process, 5)
    assert square == 25
    assert process != os.getpid()


def test_where_the_process_apart_dies_the_work_is_done_here(caplog):
    assert apart(die_over_three, 3) == (3, os.getpid())
    assert caplog.messages == ["The process that compared articles died; this one goes on, which takes more memory"]


def test_what_is_logged_apart_is_logged_here_under_its_name(caplog):
    assert apart(warn, 4) == 4
    assert caplog.record_tuples == [("flows.link", logging.WARNING, "a doubt about 4")]


def test_an_error_apart_is_raised_here():
    with pytest.raises(ParallaxError, match="not 7"):
        apart(refuse, 7)


def test_a_corpus_linked_apart_with_what_people_know_gives_the_same_bytes(tmp_path, monkeypatch):
    raw, asked = ROOT / "data" / "raw", []
    decisions = tmp_path / "decisions.toml"
    decisions.write_text(
        "[[decision]]\naction = 'merge_entities'\nentities = ['Dagny Roth']\ninto = 'Vera Haskel'\ntype = 'person'\n"
        "reason = 'a test'\nby = 'desk'\non = 2026-11-26\n"
    )
    run_plainly(raw, tmp_path / "here", decisions=decisions)
    monkeypatch.setattr("flows.pipeline.DOCUMENTS_APART", 1)
    monkeypatch.setattr("flows.pipeline.apart", lambda *work: asked.append(work) or apart(*work))
    for workers in (1, 2):
        run_plainly(raw, tmp_path / str(workers), workers=workers, decisions=decisions)
        assert parquet_bytes(tmp_path / str(workers)) == parquet_bytes(tmp_path / "here")
    assert len(asked) == 2
