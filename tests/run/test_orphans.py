import os
import signal
import subprocess
import sys
import time

import pytest

from tests.processes import is_alive, wait_until

pytestmark = pytest.mark.slow
POOL = """
import os, sys, time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from flows.run.orphans import end_with_parent

def work(_):
    os.write(1, f"{os.getpid()}\\n".encode())  # in one piece, beside the other process
    time.sleep(60)

if __name__ == "__main__":
    initializer = end_with_parent if sys.argv[1] == "tied" else None
    with ProcessPoolExecutor(2, mp_context=get_context("spawn"), initializer=initializer) as pool:
        list(pool.map(work, range(2)))
"""


def killed_pool(tmp_path, kind: str) -> list[int]:
    """Return the ids of a pool's two processes, both at work, whose parent has just been killed."""
    script = tmp_path / "pool.py"
    script.write_text(POOL)
    parent = subprocess.Popen([sys.executable, script, kind], stdout=subprocess.PIPE, text=True)
    workers = [int(parent.stdout.readline()) for _ in range(2)]
    parent.kill()
    parent.wait()
    return workers


def test_the_processes_of_a_pool_end_with_a_parent_that_is_killed(tmp_path):
    tied = killed_pool(tmp_path, "tied")
    assert wait_until(lambda: not any(map(is_alive, tied)), 5), "a process of the pool outlives its parent"


def test_without_that_they_would_stay(tmp_path):
    untied = killed_pool(tmp_path, "untied")
    time.sleep(2)
    assert all(map(is_alive, untied))
    for pid in untied:
        subprocess.run(["kill", "-9", str(pid)], check=True)


def test_the_processes_of_a_pool_leave_ctrl_c_to_their_parent(tmp_path):
    script = tmp_path / "pool.py"
    script.write_text(POOL)
    parent = subprocess.Popen(
        [sys.executable, script, "tied"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    workers = [int(parent.stdout.readline()) for _ in range(2)]
    for pid in workers:
        subprocess.run(["kill", "-INT", str(pid)], check=True)
    time.sleep(1)
    assert all(map(is_alive, workers))
    parent.kill()
    assert "KeyboardInterrupt" not in parent.communicate()[1]


def test_a_program_started_through_the_module_ends_when_its_starter_is_gone(tmp_path):
    (tmp_path / "sleeper.py").write_text("import sys, time\nprint(sys.argv, flush=True)\ntime.sleep(60)\n")
    child = subprocess.Popen(
        [sys.executable, "-m", "flows.run.orphans", "sleeper", "one"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": f"{tmp_path}:{os.environ.get('PYTHONPATH', '')}"},
    )
    assert "'one'" in child.stdout.readline()
    assert child.poll() is None
    child.stdin.close()  # as the kernel does for a process that was killed
    assert child.wait(5) == -signal.SIGTERM
