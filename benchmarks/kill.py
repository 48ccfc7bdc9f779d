"""Kill runs at every moment and print what each left behind, and whether the next run ended as if nothing had happened.

    python -m benchmarks.kill [changes] [faults] [time] [--runs unchanged changed first] [--moments 24]

`changes`: a process is killed right before each change of the disk that it makes, in a run that finds nothing new, in
one that finds changed files, and in a first run. `faults`: each of these changes fails instead, as on a broken disk,
and the process goes on. `time`: the command `parallax run`, with Prefect's server and a pool
of two processes, is killed at moments spread over its start and over its work. Every kill is SIGKILL. Exit 1 where a
kill left anything but the old or the new snapshot, where the next run ended in other bytes or left leftovers, or where
a process of the killed run lived on. All kills before changes take an hour and more of two cores: each
of some 900 ends in a whole run.
"""

import argparse
import multiprocessing
import os
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from multiprocessing.connection import wait
from pathlib import Path

from flows.load.slices import SLICE_DOCUMENTS
from tests.dying_runs import (
    SAMPLE,
    STEPS,
    State,
    change,
    current_name,
    leftovers,
    prepare,
    published,
    run_to_moment,
    step_reached,
    steps_of,
)
from tests.plain_run import parquet_bytes
from tests.processes import Process, command_line, descendants, is_alive, parallax, wait_until

KINDS = ("changes", "faults", "time")
RUNS = ("unchanged", "changed", "first")
DOCUMENTS = 60
SHARD_DOCUMENTS = 3
SECONDS_TO_END = 10.0  # for the processes of a dead run
MARK = "PARALLAX_KILLED_RUN"  # in the environment of every process of a run that is to be killed
FORKS = multiprocessing.get_context("forkserver")
CHILDREN = threading.Lock()  # to start a process asks how all others ended, and only one thread is told


@dataclass(frozen=True)
class Undisturbed:
    """The warehouse before a run, and what the run makes of it when nobody disturbs it.

    `slice_documents`: as the disturbed runs cut slices, since other slices are other bytes; None: of a few documents.
    """

    raw: Path
    warehouse: Path
    slice_documents: int | None
    old: State
    new: State
    old_bytes: dict[str, bytes]
    new_bytes: dict[str, bytes]


@dataclass(frozen=True)
class Outcome:
    """One killed run: where it was, which snapshot it left, what came of the next run and of its own processes."""

    moment: str
    step: str
    snapshot: str
    is_same: bool
    left: tuple[str, ...]
    alive: tuple[str, ...] = ()

    @property
    def is_good(self) -> bool:
        """Tell whether the run left nothing that it must not leave."""
        return self.snapshot in ("old", "new") and self.is_same and not self.left and not self.alive


def main() -> None:
    """Kill runs as the command line says; print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kinds", nargs="*", help="`changes`, `faults`, `time`; default: all")
    parser.add_argument("--runs", nargs="+", choices=RUNS, default=RUNS, help="what `changes` and `faults` disturb")
    parser.add_argument("--moments", type=int, default=24, help="kills by time")
    chosen = parser.parse_args()
    os.environ["PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL"] = "CRITICAL"
    FORKS.set_forkserver_preload(["tests.dying_runs"])
    outcomes: list[Outcome] = []
    with tempfile.TemporaryDirectory() as scratch:
        if "changes" in (chosen.kinds or KINDS):
            outcomes += kill_at_changes(Path(scratch) / "changes", chosen.runs)
        if "faults" in (chosen.kinds or KINDS):
            outcomes += kill_at_changes(Path(scratch) / "faults", chosen.runs, is_fault=True)
        if "time" in (chosen.kinds or KINDS):
            outcomes += kill_by_time(Path(scratch) / "time", chosen.moments)
    bad = [outcome for outcome in outcomes if not outcome.is_good]
    for outcome in bad:
        print(outcome)
    print(f"\n{len(outcomes)} killed runs, {len(bad)} with anything to complain of.")
    sys.exit(1 if bad else 0)


def kill_at_changes(folder: Path, runs: Collection[str], *, is_fault: bool = False) -> Iterator[Outcome]:
    """Kill before every change of the disk, or let it fail: nothing new, changed files, no warehouse yet."""
    raw, warehouse = folder / "raw", folder / "warehouse"
    in_a_process(prepare, raw, warehouse)
    if "unchanged" in runs:
        yield from kill_before_each_change("a run that finds nothing new", raw, warehouse, is_fault=is_fault)
    change(raw)
    if "changed" in runs:
        yield from kill_before_each_change("a run that finds changed files", raw, warehouse, is_fault=is_fault)
    if "first" in runs:
        yield from kill_before_each_change("a first run", raw, folder / "none", is_fault=is_fault)


def kill_before_each_change(title: str, raw: Path, warehouse: Path, *, is_fault: bool) -> list[Outcome]:
    """Kill a run over a copy of the warehouse before each change, or let it fail; print and return what was found."""
    changes = warehouse.with_name("changes.txt")
    copy = warehouse.with_name("undisturbed")
    finished = undisturbed(raw, warehouse, copy, lambda: fork(raw, copy, 0, changes))
    steps = steps_of(changes.read_text(encoding="utf-8").splitlines(), copy)
    shutil.rmtree(copy)

    def kill(moment: int) -> Outcome:
        killed = warehouse.with_name(f"killed-{moment}")
        copy_warehouse(warehouse, killed)
        status = fork(raw, killed, moment, is_fault=is_fault)
        expected = 0 if is_fault else -signal.SIGKILL
        if status != expected:
            return Outcome(f"change {moment}", steps[moment - 1], f"ended with {status}", is_same=False, left=())
        return outcome_of(f"change {moment}", steps[moment - 1], killed, finished)

    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(kill, range(1, len(steps) + 1)))
    what = "Input/output error at" if is_fault else "SIGKILL before"
    print_table(f"{what} every change of the disk: {title}", outcomes)
    return outcomes


def undisturbed(
    raw: Path, warehouse: Path, copy: Path, run: Callable[[], object], *, slice_documents: int | None = None
) -> Undisturbed:
    """Run over a copy of the warehouse and return what was before and what came of it."""
    copy_warehouse(warehouse, copy)
    run()
    old_bytes = parquet_bytes(warehouse) if current_name(warehouse) else {}
    return Undisturbed(
        raw, warehouse, slice_documents, published(warehouse), published(copy), old_bytes, parquet_bytes(copy)
    )


def copy_warehouse(warehouse: Path, copy: Path) -> None:
    """Copy a warehouse, if there is one."""
    if warehouse.exists():
        shutil.copytree(warehouse, copy, symlinks=True)


def fork(
    raw: Path, warehouse: Path, moment: int = 0, changes: Path | None = None, **options: bool | int | None
) -> int | None:
    """Run in a process of its own, which kills itself at a moment or meets a fault there; return how it ended."""
    return in_a_process(run_to_moment, raw, warehouse, moment, changes, **options)


def in_a_process(work: Callable[..., None], *arguments: object, **options: object) -> int | None:
    """Call in a process of its own, forked from one that has imported all and run nothing; return how it ended."""
    process = FORKS.Process(target=work, args=arguments, kwargs=options)
    with CHILDREN:
        process.start()
    wait([process.sentinel])
    with CHILDREN:
        process.join()
    return process.exitcode


def outcome_of(moment: str, step: str, warehouse: Path, finished: Undisturbed, alive: Iterable[str] = ()) -> Outcome:
    """Look at what a killed run left, run again, look at that, and remove the warehouse."""
    snapshot = snapshot_of(warehouse, finished)
    status = fork(finished.raw, warehouse, slice_documents=finished.slice_documents)
    is_same = status == 0 and parquet_bytes(warehouse) == finished.new_bytes and published(warehouse) == finished.new
    left = tuple(leftovers(warehouse))
    shutil.rmtree(warehouse)
    return Outcome(moment, step, snapshot, is_same, left, tuple(alive))


def snapshot_of(warehouse: Path, finished: Undisturbed) -> str:
    """Return which snapshot a reader finds: the old one, the new one, or what else there is to say."""
    name = current_name(warehouse)
    is_old = name == current_name(finished.warehouse)
    state, content = (finished.old, finished.old_bytes) if is_old else (finished.new, finished.new_bytes)
    try:
        if published(warehouse) != state and not (name and not finished.old):
            return "database differs"
        if (parquet_bytes(warehouse) if name else {}) != content:
            return "Parquet differs"
    except Exception as error:  # noqa: BLE001 - whatever a reader meets is what is looked for
        return f"{type(error).__name__}: {error}"
    return "old" if is_old else "new"


def kill_by_time(folder: Path, count: int) -> list[Outcome]:
    """Kill the command at moments spread over its time; print and return what was found."""
    raw, warehouse = folder / "raw", folder / "warehouse"
    for number in range(DOCUMENTS // 6):
        write_document(raw, number, "first")
    fork(raw, warehouse, slice_documents=SLICE_DOCUMENTS)
    for number in range(DOCUMENTS // 12, DOCUMENTS + DOCUMENTS // 12):
        write_document(raw, number, "second")
    for number in range(DOCUMENTS // 12):
        document_path(raw, number).unlink()
    (folder / "parallax.toml").write_text(f"[settings]\nshard_documents = {SHARD_DOCUMENTS}\n", encoding="utf-8")
    times: list[float] = []
    copy = folder / "undisturbed"
    finished = undisturbed(
        raw,
        warehouse,
        copy,
        lambda: times.extend(watch_command(folder, raw, copy)),
        slice_documents=SLICE_DOCUMENTS,
    )
    at_work, end = times
    print(f"\n`parallax run` undisturbed: pool at work after {at_work:.1f} s, end after {end:.1f} s", flush=True)
    early = max(1, count // 5)
    outcomes = [kill_command(folder, 0.5 + (at_work - 0.5) * i / early, finished) for i in range(early)]
    late = [(end - at_work) * i / (count - early) for i in range(count - early)]
    outcomes += [kill_command(folder, seconds, finished, is_at_work=True) for seconds in late]
    print_table("SIGKILL to the command `parallax run`, by time", outcomes)
    return outcomes


def write_document(raw: Path, number: int, wording: str) -> None:
    """Write a document: a text of the sample corpus with a paragraph of its own."""
    texts = sorted(SAMPLE.rglob("*.txt"))
    text = texts[number % len(texts)].read_text(encoding="utf-8", errors="replace")
    path = document_path(raw, number)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        f"{text}\n\nThis is the {wording} report number {number} of the harbour office.\n", encoding="utf-8"
    )


def document_path(raw: Path, number: int) -> Path:
    """Return where the document of a number lies."""
    return raw / f"outlet-{number % 5}" / f"{number}.txt"


def start_command(folder: Path, raw: Path, warehouse: Path) -> Process:
    """Start the real command, with a Prefect server and two processes of its own."""
    options = ("--config", folder / "parallax.toml", "--raw", raw, "--warehouse", warehouse, "--workers", 2)
    home = {"PREFECT_HOME": folder / "home", "PREFECT_API_URL": "", MARK: warehouse.name}
    return parallax("run", *options, **home)


def watch_command(folder: Path, raw: Path, warehouse: Path) -> tuple[float, float]:
    """Let the command run to its end; return the seconds after which its pool was at work, and to its end."""
    started = time.monotonic()
    process = start_command(folder, raw, warehouse)
    wait_for_pool(process)
    at_work = time.monotonic() - started
    errors = process.communicate()[1]
    assert process.returncode == 0, errors
    return at_work, time.monotonic() - started


def wait_for_pool(process: Process) -> None:
    """Wait until the command has started the processes of its pool."""
    found = wait_until(lambda: any("spawn_main" in command_line(pid) for pid in descendants(process.pid)), 120)
    assert found, "the command started no pool"


def kill_command(folder: Path, seconds: float, finished: Undisturbed, *, is_at_work: bool = False) -> Outcome:
    """Kill the command so long after its start, or after its pool's; wait for its processes to end; run again."""
    moment = f"{seconds:.2f}-seconds-after-{'pool' if is_at_work else 'start'}"
    warehouse = folder / f"killed-{moment}"
    copy_warehouse(finished.warehouse, warehouse)
    process = start_command(folder, finished.raw, warehouse)
    if is_at_work:
        wait_for_pool(process)
    time.sleep(seconds)
    has_ended = process.poll() is not None
    process.kill()
    process.wait()
    wait_until(lambda: not living(warehouse.name), SECONDS_TO_END)
    alive = [command_line(pid) for pid in living(warehouse.name)]
    step = "after its end" if has_ended else step_reached(warehouse, finished.warehouse)
    return outcome_of(moment, step, warehouse, finished, alive)


def living(mark: str) -> list[int]:
    """Return the ids of the processes that belong to the run of a mark, whoever their parent is by now."""
    found = []
    for environment in Path("/proc").glob("[0-9]*/environ"):
        try:
            is_ours = f"{MARK}={mark}\0".encode() in environment.read_bytes()
        except OSError:
            continue  # it ended while we were looking, or is another user's
        if is_ours and is_alive(int(environment.parent.name)):
            found.append(int(environment.parent.name))
    return found


def print_table(title: str, outcomes: list[Outcome]) -> None:
    """Print the outcomes of one kind of run, a row for each step."""
    head = ("killed while", "kills", "old", "new", "else", "next run same", "cleared", "all ended")
    tests: tuple[Callable[[Outcome], bool], ...] = (
        lambda _: True,
        lambda o: o.snapshot == "old",
        lambda o: o.snapshot == "new",
        lambda o: o.snapshot not in ("old", "new"),
        lambda o: o.is_same,
        lambda o: not o.left,
        lambda o: not o.alive,
    )
    print(f"\n{title}\n\n| {' | '.join(head)} |\n|{'---|' * len(head)}")
    steps = [step for step in (*STEPS, "after its end") if any(o.step == step for o in outcomes)]
    for name in (*steps, "together"):
        counted = [o for o in outcomes if name in (o.step, "together")]
        print(f"| {name} | {' | '.join(str(sum(map(test, counted))) for test in tests)} |")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
