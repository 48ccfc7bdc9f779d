import json
import os
import signal
import threading
import time
from concurrent.futures.process import BrokenProcessPool

import pytest
from prefect.exceptions import TerminationSignal

from flows.load.engine import Engine, signals_let_through
from flows.run import interruption
from flows.run.interruption import Interrupted, end_though_swallowed, ending_at_once
from flows.run.processes import apart, processes
from tests.processes import command_line, descendants, is_alive, parallax, wait_until

pytestmark = pytest.mark.slow
SENTENCE = "The council approved plan number {} on Tuesday, the mayor said in a long statement to reporters. "


@pytest.fixture
def long_corpus(tmp_path):
    """Return a raw folder that keeps two processes busy for longer than any test here takes."""
    raw = tmp_path / "raw"
    raw.mkdir()
    text = "".join(SENTENCE.format(i) for i in range(40))
    rows = (json.dumps({"id": str(i), "title": f"Plan {i}", "text": f"{text} {i}", "outlet": "O"}) for i in range(3000))
    (raw / "many.jsonl").write_text("\n".join(rows))
    return raw


@pytest.fixture
def ended(monkeypatch):
    """Return what the process would have ended with: sentences and statuses."""
    found = []
    monkeypatch.setattr(interruption, "_end", lambda sentence, status: found.append((sentence, status)))
    return found


def start_run(raw, tmp_path, environment):
    """Return a run whose pool is at work."""
    process = parallax("run", "--raw", raw, "--warehouse", tmp_path / "w", "--workers", 2, **environment)
    at_work = wait_until(lambda: [p for p in descendants(process.pid) if "spawn_main" in command_line(p)], 90)
    assert at_work, process.communicate()[1]
    time.sleep(2)
    return process


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_ends_at_once_with_one_sentence_and_leaves_no_process(
    long_corpus, tmp_path, real_server, number
):
    process = start_run(long_corpus, tmp_path, real_server)
    below = descendants(process.pid)
    asked = time.monotonic()
    process.send_signal(number)
    _, errors = process.communicate(timeout=30)
    assert time.monotonic() - asked < 3
    assert process.returncode == 128 + number, errors
    assert errors == "parallax: Interrupted; what was published before stays as it is.\n"
    assert wait_until(lambda: not any(map(is_alive, below)), 10)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_error_met_in_clearing_up_after_a_signal_does_not_take_its_place(number, ended):
    stopped = {signal.SIGINT: Interrupted, signal.SIGTERM: TerminationSignal}[number]
    with ending_at_once("Interrupted."):
        try:
            raise stopped(number)
        finally:
            raise BrokenProcessPool
    assert ended == [("Interrupted.", 128 + number)]


def stop_as_prefect_does(number, _frame):
    raise TerminationSignal(number)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_in_the_midst_of_a_query_ends_the_command_like_any_other(number, ended, tmp_path):
    sender = threading.Timer(0.3, os.kill, (os.getpid(), number))
    with ending_at_once("Interrupted."):
        signal.signal(signal.SIGTERM, stop_as_prefect_does)
        with Engine(tmp_path, 0).connected() as connection:
            sender.start()
            for _ in range(60):
                connection.execute("create or replace temp table numbers as select random() from range(10_000_000)")
    assert ended == [("Interrupted.", 128 + number)]


class AskedToEndWhenDropped:
    def __del__(self):
        os.kill(os.getpid(), signal.SIGTERM)
        list(range(1000))  # the handler runs in here


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_signal_whose_exception_a_destructor_swallows_ends_the_command_all_the_same(ended):
    with ending_at_once("Interrupted."):
        signal.signal(signal.SIGTERM, stop_as_prefect_does)
        end_though_swallowed()
        dropped = AskedToEndWhenDropped()
        del dropped
        assert wait_until(lambda: ended, 10)
    assert ended == [("Interrupted.", 128 + signal.SIGTERM)]


def test_a_signal_that_another_error_covers_ends_the_command_all_the_same(ended):
    with ending_at_once("Interrupted."):
        signal.signal(signal.SIGTERM, stop_as_prefect_does)
        end_though_swallowed()
        try:
            os.kill(os.getpid(), signal.SIGTERM)
        except TerminationSignal as error:
            told = str(error)
        raise OSError(told)  # as DuckDB does, of what a stream raised
    assert ended == [("Interrupted.", 128 + signal.SIGTERM)]


def note_and_sleep(folder):
    (folder / str(os.getpid())).touch()
    time.sleep(60)


def sleep_in_processes(folder):
    (folder / str(os.getpid())).touch()
    with processes(2) as over:
        list(over(note_and_sleep, [folder, folder], least=2))


def test_a_process_apart_and_those_that_it_started_end_with_a_run_that_is_interrupted(ended, tmp_path):

    def interrupt_at_work() -> None:
        wait_until(lambda: len(list(tmp_path.iterdir())) == 3, 60)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=interrupt_at_work).start()
    asked = time.monotonic()
    with ending_at_once("Interrupted."):
        apart(sleep_in_processes, tmp_path)
    assert ended == [("Interrupted.", 128 + signal.SIGTERM)]
    assert time.monotonic() - asked < 50
    noted = [int(path.name) for path in tmp_path.iterdir()]
    assert len(noted) == 3
    assert wait_until(lambda: not any(map(is_alive, noted)), 10)


def test_an_error_of_a_query_goes_its_way():
    with pytest.raises(RuntimeError, match="another"), signals_let_through():
        raise RuntimeError("another")


def test_an_error_that_no_signal_caused_goes_its_way():
    with pytest.raises(BrokenProcessPool), ending_at_once("Interrupted."):
        raise BrokenProcessPool


def test_prefect_s_server_does_not_outlive_a_run_that_is_killed(tmp_path):
    (tmp_path / "raw").mkdir()
    process = parallax("run", "--raw", tmp_path / "raw", "--warehouse", tmp_path / "w", PREFECT_HOME=tmp_path / "home",
                       PREFECT_API_URL="")  # fmt: skip
    is_server = lambda pid: "server start" in command_line(pid)  # noqa: E731
    servers = wait_until(lambda: list(filter(is_server, descendants(process.pid))), 20)
    assert len(servers) == 1
    process.kill()
    process.communicate()
    assert wait_until(lambda: not is_alive(servers[0]), 10)


def test_a_home_that_cannot_be_written_is_told_in_one_sentence_before_anything_starts(tmp_path):
    (tmp_path / "raw").mkdir()
    (tmp_path / "file").touch()
    command = ("run", "--raw", tmp_path / "raw", "--warehouse", tmp_path / "w")
    process = parallax(*command, PREFECT_HOME=tmp_path / "file" / "home")
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 1
    assert errors.startswith("parallax: Prefect cannot keep its state in ")
    assert "PREFECT_HOME" in errors
    assert errors.count("\n") == 1
