import ast
import sys
from pathlib import Path

import pytest

from flows.contracts.stages import DOCUMENT_TABLES, LINKED_TABLES, STAGES
from flows.contracts.tables import TABLES
from flows.run import versions
from flows.run.versions import imported_modules, stage_versions


@pytest.fixture
def changed(monkeypatch):
    """Return the stages whose version changes when one more line stands in a file."""
    before = dict(stage_versions())

    def stages_seeing(path: str) -> list[str]:
        real = Path.read_bytes

        def read(self: Path) -> bytes:
            return real(self) + (b"#" if self == versions.PACKAGE / path else b"")

        stage_versions.cache_clear()
        with monkeypatch.context() as patched:
            patched.setattr(Path, "read_bytes", read)
            after = dict(stage_versions())
        stage_versions.cache_clear()
        return [stage for stage in STAGES if before[stage] != after[stage]]

    return stages_seeing


@pytest.mark.parametrize(
    ("path", "stages"),
    [
        ("read/encoding.py", ["read", "clean", "extract", "link", "load"]),
        ("clean/titles.py", ["clean", "extract", "link", "load"]),
        ("clean/lexicons/share.txt", ["clean", "extract", "link", "load"]),
        ("extract/values/money.py", ["extract", "link", "load"]),
        ("extract/lexicons/cues.csv", ["extract", "link", "load"]),
        ("link/facts/relations.py", ["link", "load"]),
        ("link/outlets.py", ["link", "load"]),
        ("link/merged_entities.py", ["link", "load"]),
        ("link/facts/dismissals.py", ["load"]),
        ("configure/corrections.py", ["load"]),
        ("load/parts.py", ["read", "clean", "extract", "link", "load"]),
        ("run/shards.py", ["read", "clean", "extract", "link", "load"]),
        ("load/linked.py", ["link", "load"]),
        ("load/chunks.py", ["link", "load"]),
        ("load/outlines.py", ["link", "load"]),
        ("load/database.py", ["load"]),
        ("cli.py", []),
        ("contracts/dictionary.py", []),
    ],
)
def test_a_changed_file_changes_the_stages_that_see_it(changed, path, stages):
    assert (versions.PACKAGE / path).is_file()
    assert changed(path) == stages


def test_imports_are_followed_through_modules():
    modules = imported_modules(["flows.extract.article"])
    assert "flows.extract.values.money" in modules
    assert "flows.link.linking" not in modules


def test_every_library_that_a_stage_imports_counts_by_its_release():
    """A new library must be listed, or an upgrade of it would leave old results in place."""
    standard = sys.stdlib_module_names
    found = {
        top
        for entries in versions.ENTRIES.values()
        for path in imported_modules(entries).values()
        for top in versions._imports(path)
        if not top.startswith("flows") and top not in standard
    }
    assert found <= versions.LIBRARIES.keys() | {"typing_extensions"}


def test_each_table_is_written_by_one_stage_or_is_a_log():
    assert set(TABLES) - {*DOCUMENT_TABLES, *LINKED_TABLES} >= {"rejects", "runs", "check_results", "run_changes"}
    assert len({*DOCUMENT_TABLES, *LINKED_TABLES}) == len(DOCUMENT_TABLES) + len(LINKED_TABLES)


def test_every_import_of_a_module_is_found_without_parsing_the_whole_of_it():
    for path in versions.PACKAGE.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        nodes = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
        wanted = {
            f"{node.module}.{alias.name}" if isinstance(node, ast.ImportFrom) else alias.name
            for node in nodes
            for alias in node.names
        }
        tops = {name if name.startswith("flows.") else name.split(".")[0] for name in wanted}
        assert tops <= versions._imports(path), path
