"""Random changes to a small corpus: each run ends in the bytes of a fresh one, and does no more than it must.

The last seed is new in every session and stands in the name of the test, so that a failure can be repeated.
"""

import json
import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from flows import pipeline
from flows.contracts.outlets import KnownOutlet, Window
from flows.read.documents import RawItem
from flows.run import gathering
from flows.run.versions import stage_versions
from tests import plain_run
from tests.plain_run import different_tables, parquet_bytes, run_plainly
from tests.raw_items import read_items
from tests.small_corpus import NOTE, REPORTS, row

pytestmark = pytest.mark.slow
STEPS = 4
CHANGES_AT_ONCE = 3
SEEDS = [3, 8, int(os.environ.get("PARALLAX_SEED", random.SystemRandom().randrange(10**6)))]
SHARED_LINES = (
    "Readers like you keep our newsroom open, so send us a coin and a kind word whenever you can.",
    "All that stands on these pages may be read aloud to children, neighbours and patient animals.",
    "Most read today",
)
ENTITIES = ("Ilse Brandt", "Velmora", "Port Lenn")


class Corpus:
    """A raw folder, settings and decisions that change at random."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.raw, self.decisions, self.chance = folder / "raw", folder / "decisions.toml", random.Random(seed)
        self.settings: dict[str, object] = {}
        self.versions = dict(stage_versions())
        self.raw.mkdir()
        self.decisions.write_text("")
        for number in range(len(REPORTS)):
            (self.raw / f"report-{number}.jsonl").write_text(row(number))
        (self.raw / "copy.txt").write_text(REPORTS[0])
        for _ in range(3):
            self.add_pages()

    def change(self) -> str:
        """Make one change and return what it was."""
        changes: list[Callable[[], object]] = [
            self.add_text, self.add_row, self.add_pages, self.edit, self.remove, self.move, self.touch, self.swap,
            self.describe, self.list_in_manifest, self.repeat, self.decide, self.tell_of_outlets, self.cut_otherwise,
            self.change_rules,
        ]  # fmt: skip
        chosen = self.chance.choice(changes)
        return f"{chosen.__name__} {chosen()}"

    def files(self) -> list[Path]:
        return sorted(p for p in self.raw.rglob("*") if p.is_file())

    def any_file(self) -> Path:
        return self.chance.choice(self.files() or [self.add_text()])

    def any_text(self) -> str:
        return self.chance.choice((*REPORTS, NOTE)).replace("300", str(self.chance.choice((300, 400))))

    def add_text(self) -> Path:
        path = self.raw / self.chance.choice(("", "east", "west/1")) / f"text-{self.chance.randrange(9)}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(self.any_text())
        return path

    def add_row(self) -> Path:
        path = self.raw / f"rows-{self.chance.randrange(3)}.jsonl"
        with path.open("a") as stream:
            stream.write(row(self.chance.randrange(len(REPORTS)), outlet=f"Outlet {self.chance.randrange(6)}"))
        return path

    def add_pages(self) -> Path:
        """Add or change pages of one site that share lines, so that templates come and go."""
        path = self.raw / f"pages-{self.chance.randrange(3)}.jsonl"
        shared = self.chance.sample(SHARED_LINES, self.chance.randrange(1, len(SHARED_LINES) + 1))
        with path.open("w") as stream:
            for number in range(self.chance.randrange(1, 5)):
                own = (
                    f"The office in street {path.stem}{number} was closed, and people of street {number} were told so."
                )
                text = "\n\n".join([own, *shared])
                stream.write(json.dumps({"text": text, "url": f"https://www.shared.example/{number}"}) + "\n")
        return path

    def edit(self) -> Path:
        path = self.any_file()
        before, text = path.stat(), path.read_text()
        path.write_text(text.replace("Velmora", self.chance.choice(("Velmura", "Port Lenn"))))
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
        return path

    def remove(self) -> Path:
        path = self.any_file()
        path.unlink()
        return path

    def move(self) -> Path:
        path = self.any_file()
        goal = self.raw / self.chance.choice(("", "east", "west/1", "north")) / path.name
        goal.parent.mkdir(parents=True, exist_ok=True)
        return path.replace(goal)

    def touch(self) -> Path:
        path = self.any_file()
        os.utime(path, (1, self.chance.randrange(10**9)))
        return path

    def swap(self) -> str:
        one, other = self.any_file(), self.any_file()
        first, second = one.read_bytes(), other.read_bytes()
        one.write_bytes(second)
        other.write_bytes(first)
        return f"{one} {other}"

    def describe(self) -> Path:
        path = self.any_file()
        sidecar = path.with_name(f"{path.name}.meta.json")
        sidecar.write_text(json.dumps({"outlet": f"Outlet {self.chance.randrange(6)}", "published_at": "2026-03-02"}))
        return sidecar

    def list_in_manifest(self) -> Path:
        named = self.any_file()
        manifest = named.parent / "manifest.csv"
        manifest.write_text(f"path,outlet\n{named.name},Outlet {self.chance.randrange(6)}\n")
        return manifest

    def repeat(self) -> Path:
        path = self.raw / f"repeated-{self.chance.randrange(4)}.jsonl"
        number = self.chance.randrange(2)
        path.write_text(row(number, id=f"same-{number}", title=f"Told {self.chance.randrange(3)} times"))
        return path

    def decide(self) -> str:
        into, merged = self.chance.sample(ENTITIES, 2)
        path = self.any_file().relative_to(self.raw)
        entries = [
            f'action = "merge_entities"\nentities = ["{merged}"]\ninto = "{into}"',
            f'action = "drop_document"\ndocument = "{path}"',
            f'action = "split_story"\ndocuments = ["{path}"]',
            'action = "same_outlet"\noutlet = "Outlet 1"\nis = "Outlet 2"',
        ]
        chosen = self.chance.sample(entries, self.chance.randrange(3))
        self.decisions.write_text("".join(f"[[decision]]\n{entry}\nreason = 'so'\n" for entry in chosen))
        return str(chosen)

    def tell_of_outlets(self) -> str:
        window = Window.model_validate({"from": f"2026-0{self.chance.randrange(1, 5)}-01", "to": "2026-12-31"})
        known = KnownOutlet(groups=("dailies",), collected=(window,))
        self.settings["outlets"] = {f"Outlet {n}": known for n in self.chance.sample(range(5), 2)}
        self.settings["folder_outlets"] = {"east": f"Outlet {self.chance.randrange(6)}"}
        return str(self.settings)

    def cut_otherwise(self) -> str:
        self.settings["shard_documents"] = self.chance.choice((1, 2, 200))
        return str(self.settings["shard_documents"])

    def change_rules(self) -> str:
        stages = list(stage_versions())
        first, mark = self.chance.randrange(len(stages)), self.chance.choice(("", "-newer"))
        self.versions |= {stage: stage_versions()[stage] + mark for stage in stages[first:]}
        return f"{stages[first]} {mark}"

    def item_keys(self) -> set[str]:
        outlets = self.settings.get("folder_outlets", {})
        items = read_items(self.raw, folder_outlets=outlets)  # type: ignore[arg-type]
        return {item.item_key for item in items if isinstance(item, RawItem)}


def lost_count(warehouse: Path) -> int:
    with duckdb.connect(str(warehouse / "parallax.duckdb"), read_only=True) as connection:
        found = connection.execute(
            "select item_count - (select count(*) from core.documents) - (select count(*) from core.rejects) "
            "from core.runs order by started_at desc limit 1"
        ).fetchone()
    assert found is not None
    return int(found[0])


def shared_count(warehouse: Path) -> int:
    """Return how many documents may have to be cleaned again because a template came or went."""
    with duckdb.connect(str(warehouse / "parallax.duckdb"), read_only=True) as connection:
        found = connection.execute("select count(*) from core.documents where path like '%pages-%'").fetchone()
    assert found is not None
    return int(found[0])


@pytest.mark.parametrize("seed", SEEDS)
def test_any_changes_end_in_the_bytes_of_a_fresh_run_and_cost_what_changed(tmp_path, monkeypatch, seed):
    monkeypatch.setattr(gathering, "UNSETTLED_NANOSECONDS", 0)
    monkeypatch.setattr(plain_run, "SLICE_DOCUMENTS", 1 + seed % 3)
    corpus = Corpus(tmp_path, seed)
    monkeypatch.setattr(pipeline, "stage_versions", lambda: corpus.versions)
    done: list[str] = []
    known: set[str] = set()
    for step in range(STEPS):
        versions = dict(corpus.versions)
        if step:
            done += [f"{step}: {corpus.change()}" for _ in range(CHANGES_AT_ONCE)]
        told = "\n".join(done)
        options = {"decisions": corpus.decisions, **corpus.settings}
        ran = run_plainly(corpus.raw, tmp_path / "kept", **options)
        run_plainly(corpus.raw, tmp_path / "fresh", **options)
        kept, fresh = parquet_bytes(tmp_path / "kept"), parquet_bytes(tmp_path / "fresh")
        assert [n for n in kept.keys() | fresh.keys() if kept.get(n) != fresh.get(n)] == [], told
        assert different_tables(tmp_path / "kept", tmp_path / "fresh") == [], told
        assert lost_count(tmp_path / "kept") == 0, told
        keys = corpus.item_keys()
        if versions == corpus.versions:
            assert ran.work_counts["read"] <= len(keys - known), told
            assert ran.work_counts["extract"] <= len(keys - known) + shared_count(tmp_path / "kept"), told
        # what was dropped is erased, and read again when it is wanted again
        known = set() if "drop_document" in corpus.decisions.read_text() else keys
        shutil.rmtree(tmp_path / "fresh")
    again = run_plainly(corpus.raw, tmp_path / "kept", **options)
    assert set(again.work_counts.values()) == {0}, told
    assert parquet_bytes(tmp_path / "kept") == kept
