"""Who may use whom (flows/ has one room for each verb; a room never imports a later one)."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1] / "flows"
ROOMS = ("contracts", "read", "clean", "extract", "link", "load", "report")


def imported_modules(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def modules() -> list[Path]:
    found = sorted(ROOT.rglob("*.py"))
    assert len(found) > 30
    return found


def test_a_room_imports_no_later_room_and_nothing_above_the_rooms():
    broken = []
    for path in modules():
        room = path.relative_to(ROOT).parts[0]
        if room not in ROOMS:
            continue
        allowed = {f"flows.{name}" for name in ROOMS[: ROOMS.index(room) + 1]}
        if room == "report":
            allowed.add("flows.terminal")  # what is shown to people passes through it
        for module in imported_modules(path):
            parts = module.split(".")
            if parts[0] == "flows" and len(parts) > 1 and ".".join(parts[:2]) not in allowed:
                broken.append(f"{path.relative_to(ROOT)} imports {module}")
    assert broken == []


def importers_of(package: str) -> set[str]:
    return {
        path.relative_to(ROOT).as_posix()
        for path in modules()
        if any(module.split(".")[0] == package for module in imported_modules(path))
    }


def test_only_the_flow_its_artifacts_its_hooks_and_its_schedules_import_prefect():
    assert importers_of("prefect") == {"artifacts.py", "hooks.py", "pipeline.py", "serving.py"}


def test_only_load_and_the_command_line_import_duckdb():
    assert {name for name in importers_of("duckdb") if not name.startswith("load/")} <= {"cli.py"}


def test_clocks_and_environment_are_read_at_the_edges_only():
    edges = {"pipeline.py", "cli.py", "progress.py", "prefect_environment.py", "settings.py", "shards.py"}
    edges |= {"local_server.py", "orphans.py", "serving.py", "hooks.py"}
    broken = []
    for path in modules():
        name = path.relative_to(ROOT).as_posix()
        source = path.read_text(encoding="utf-8")
        calls = ("datetime.now(", "date.today(", "time.time(", "os.environ", "getenv(")
        broken += [f"{name}: {call}" for call in calls if call in source and name not in edges]
    assert broken == []
